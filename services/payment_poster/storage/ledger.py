"""The journal in PostgreSQL: entries are appended to their chains, read, summed, never changed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.errors import Broken
from cobrelay.money import Cents
from payment_poster.domain.chain import START, Link, Stored, sealed
from payment_poster.domain.chart import Account
from payment_poster.domain.journal import Entry, Posting
from payment_poster.storage.tables import chains, entries, is_any, postings

PAGE_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Booked:
    """An entry with when and why it was booked; `posted_at` is business time, UTC."""

    entry: Entry
    posted_at: datetime
    cause_event_id: str


async def append(tx: AsyncConnection, booked: Sequence[Booked]) -> None:
    """Appends entries to their chains, in order; the chains' keys are locked by the cause."""
    if not booked:
        return
    heads = await _heads(tx, sorted({each.entry.chain for each in booked}))
    rows, lines = [], []
    for each in booked:
        chain = each.entry.chain
        heads[chain] = sealed(heads.get(chain, START), each.entry, each.posted_at)
        rows.append(_row(each, heads[chain]))
        lines.extend(_lines(each.entry))
    await tx.execute(sa.insert(entries), rows)
    await tx.execute(sa.insert(postings), lines)
    await _move_heads(tx, heads)


async def _heads(tx: AsyncConnection, names: Sequence[str]) -> dict[str, Link]:
    found = await tx.execute(sa.select(chains).where(is_any(chains.c.chain, names)))
    return {row.chain: Link(row.position, row.digest) for row in found}


async def _move_heads(tx: AsyncConnection, heads: dict[str, Link]) -> None:
    upsert = insert(chains)
    upsert = upsert.on_conflict_do_update(
        index_elements=[chains.c.chain],
        set_={"position": upsert.excluded.position, "digest": upsert.excluded.digest},
    )
    rows = [
        {"chain": chain, "position": link.position, "digest": link.digest}
        for chain, link in sorted(heads.items())
    ]
    await tx.execute(upsert, rows)


def _row(booked: Booked, link: Link) -> dict[str, Any]:
    entry = booked.entry
    return {
        "entry_id": entry.entry_id,
        "cause": entry.cause,
        "memo": entry.memo,
        "reason_code": entry.reason_code,
        "claim_id": entry.claim_id,
        "payment_id": entry.payment_id,
        "reverses_entry_id": entry.reverses_entry_id or None,
        "cause_event_id": booked.cause_event_id,
        "posted_at": booked.posted_at,
        "chain": entry.chain,
        "chain_position": link.position,
        "digest": link.digest,
    }


def _lines(entry: Entry) -> list[dict[str, Any]]:
    entry_id = entry.entry_id
    return [
        {
            "entry_id": entry_id,
            "ordinal": number,
            "account": posting.account.path,
            "amount_cents": posting.amount,
        }
        for number, posting in enumerate(entry.postings, 1)
    ]


_WITH_POSTINGS = (
    sa.select(entries, postings.c.account, postings.c.amount_cents)
    .outerjoin(postings, postings.c.entry_id == entries.c.entry_id)
    .order_by(entries.c.chain, entries.c.chain_position, postings.c.ordinal)
)


async def of_claim(tx: AsyncConnection, claim_id: str) -> list[Booked]:
    """The entries of a claim in the order in which they were booked."""
    query = _WITH_POSTINGS.where(entries.c.chain == f"claim:{claim_id}")
    return _booked((await tx.execute(query)).all())


async def of_payment(tx: AsyncConnection, payment_id: str) -> list[Booked]:
    """The entries that touch a payment, whatever chain they are in, oldest first."""
    query = _WITH_POSTINGS.where(entries.c.payment_id == payment_id)
    found = _booked((await tx.execute(query)).all())
    return sorted(found, key=lambda each: each.posted_at)


def _booked(rows: Sequence[Any]) -> list[Booked]:
    grouped = groupby(rows, key=lambda row: row.entry_id)
    found = []
    for _, group in grouped:
        lines = list(group)
        entry = _entry(lines)
        if entry is not None:
            found.append(Booked(entry, lines[0].posted_at, lines[0].cause_event_id))
    return found


def _entry(lines: Sequence[Any]) -> Entry | None:
    """The entry that the rows hold, or None when they hold none."""
    first = lines[0]
    try:
        return Entry(
            cause=first.cause,
            memo=first.memo,
            reason_code=first.reason_code,
            postings=tuple(
                Posting(Account(line.account), Cents(line.amount_cents))
                for line in lines
                if line.account is not None
            ),
            claim_id=first.claim_id,
            payment_id=first.payment_id,
            reverses_entry_id=first.reverses_entry_id or "",
        )
    except Broken:
        return None


async def all_chains(tx: AsyncConnection) -> AsyncIterator[tuple[list[Stored], Link | None]]:
    """Every chain with its entries and its known end, in bounded memory."""
    last = ""
    while True:
        names = sa.union(sa.select(entries.c.chain), sa.select(chains.c.chain)).subquery()
        query = (
            sa.select(names.c.chain)
            .where(names.c.chain > last)
            .order_by(names.c.chain)
            .limit(PAGE_ROWS)
        )
        page = list(await tx.scalars(query))
        if not page:
            return
        last = page[-1]
        heads = await _heads(tx, page)
        stored = await _stored(tx, page)
        for name in page:
            yield stored.get(name, []), heads.get(name)


async def _stored(tx: AsyncConnection, names: Sequence[str]) -> dict[str, list[Stored]]:
    rows = (await tx.execute(_WITH_POSTINGS.where(is_any(entries.c.chain, names)))).all()
    found: dict[str, list[Stored]] = {}
    for entry_id, group in groupby(rows, key=lambda row: row.entry_id):
        lines = list(group)
        first = lines[0]
        link = Link(first.chain_position, first.digest)
        stored = Stored(entry_id, _entry(lines), first.posted_at, link)
        found.setdefault(first.chain, []).append(stored)
    return found


async def trial_balance(tx: AsyncConnection, prefix: str) -> list[tuple[str, int]]:
    """Every account that begins with `prefix`; without one, claims are one row per kind."""
    account: sa.ColumnElement[str] = postings.c.account
    if not prefix:
        account = sa.func.regexp_replace(account, "^claim:[^:]+:", "claim:*:")
    query = (
        sa.select(account.label("account"), sa.func.sum(postings.c.amount_cents).label("cents"))
        .where(postings.c.account.startswith(prefix, autoescape=True))
        .group_by(sa.literal_column("1"))
        .order_by(sa.literal_column("1"))
    )
    return [(row.account, int(row.cents)) for row in await tx.execute(query)]
