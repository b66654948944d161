"""The books are kept by the database itself: append-only, balanced, chained."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from payment_poster.service import service
from posting import Poster, answered, next_payer, original, unmatched

ENTRY = """
INSERT INTO payment_poster.entries (entry_id, cause, memo, reason_code, claim_id, payment_id,
    cause_event_id, posted_at, chain, chain_position, digest)
VALUES ('{id}', 'cause {id}', '', '', 'C9', '', '', now(), 'claim:C9', 1, '')
"""
POSTING = "INSERT INTO payment_poster.postings VALUES ('{id}', {ordinal}, 'revenue', {cents})"
ID = "00000000-0000-0000-0000-000000000001"


@pytest.fixture
async def booked(poster: Poster) -> Poster:
    await poster.tell(
        original("100"),
        answered("1", "60"),
        next_payer("1", "1", nobody="20", patient="20"),
        unmatched("2", "5"),
    )
    return poster


@pytest.fixture
async def as_owner(booked: Poster) -> AsyncIterator[AsyncConnection]:
    """Whoever owns the database and switches its guards off."""
    url = sa.make_url(booked.database.url).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url)
    async with engine.connect() as connection:
        await connection.execute(sa.text("SET session_replication_role = replica"))
        yield connection
    await engine.dispose()


@pytest.mark.parametrize("table", ["entries", "postings"])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET entry_id = entry_id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
async def test_the_services_own_role_cannot_change_what_is_booked(
    booked: Poster, table: str, statement: str
) -> None:
    async with booked.database.engine(service).connect() as connection:
        with pytest.raises(DBAPIError, match="permission denied"):
            await connection.execute(sa.text(statement.format(f"payment_poster.{table}")))


@pytest.mark.parametrize(
    "postings", [[], [100], [100, -99], [100, -100, 1]], ids=["none", "one", "short", "over"]
)
async def test_an_entry_that_does_not_balance_fails_the_commit(
    booked: Poster, postings: list[int]
) -> None:
    async with booked.database.engine(service).connect() as connection:
        await connection.execute(sa.text(ENTRY.format(id=ID)))
        for ordinal, cents in enumerate(postings, 1):
            statement = POSTING.format(id=ID, ordinal=ordinal, cents=cents)
            await connection.execute(sa.text(statement))
        with pytest.raises(DBAPIError, match="entry does not balance"):
            await connection.commit()


async def test_a_posting_added_to_an_old_entry_fails_the_commit(booked: Poster) -> None:
    old = (await booked.claim()).entries[0].entry_id
    async with booked.database.engine(service).connect() as connection:
        await connection.execute(sa.text(POSTING.format(id=old, ordinal=9, cents=5)))
        with pytest.raises(DBAPIError, match="entry does not balance"):
            await connection.commit()


async def test_the_same_cause_and_the_same_reversal_are_booked_once(booked: Poster) -> None:
    async with booked.database.engine(service).connect() as connection:
        copied = (
            "INSERT INTO payment_poster.entries SELECT gen_random_uuid(), cause, memo, reason_code,"
            " claim_id, payment_id, reverses_entry_id, cause_event_id, posted_at, 'other',"
            " chain_position, digest FROM payment_poster.entries"
        )
        with pytest.raises(DBAPIError, match="entries_cause_key"):
            await connection.execute(sa.text(copied))


async def test_chains_that_nobody_touched_hold(booked: Poster) -> None:
    assert await booked.broken_chains() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payment_poster.postings SET amount_cents = amount_cents * 2",
        "UPDATE payment_poster.postings SET account = 'claim:C2:receivable:payer'"
        " WHERE account LIKE 'claim:%'",
        "UPDATE payment_poster.entries SET posted_at = posted_at + interval '1 day'",
        "UPDATE payment_poster.entries SET memo = 'Nothing'",
        "DELETE FROM payment_poster.postings WHERE ordinal = 2",
        "DELETE FROM payment_poster.entries WHERE chain_position = 1",
        "DELETE FROM payment_poster.entries WHERE chain_position = 3",
        "DELETE FROM payment_poster.entries",
    ],
)
async def test_tampering_is_found(
    booked: Poster, as_owner: AsyncConnection, statement: str
) -> None:
    await as_owner.execute(sa.text(statement))
    await as_owner.commit()

    assert await booked.broken_chains() != []


async def test_only_the_chain_that_was_tampered_with_is_broken(
    booked: Poster, as_owner: AsyncConnection
) -> None:
    entry_id = (await booked.claim()).entries[1].entry_id
    await as_owner.execute(
        sa.text(
            "UPDATE payment_poster.postings SET amount_cents = 2 * amount_cents"
            " WHERE entry_id = :id"
        ),
        {"id": entry_id},
    )
    await as_owner.commit()

    assert list(await booked.broken_chains()) == [entry_id]
