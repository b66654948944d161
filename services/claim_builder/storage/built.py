"""Claims that were built, what became of them, and those that could not be built."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from claim_builder.domain.lifecycle import BuiltState
from claim_builder.domain.underway import EarlierClaim
from claim_builder.storage.tables import built_claims, held_claims, rebuilds

_EARLIER = tuple(built_claims.c[name] for name in EarlierClaim.__dataclass_fields__)


async def of_claims(
    tx: AsyncConnection, claim_ids: Collection[str]
) -> dict[str, tuple[EarlierClaim, ...]]:
    """Every claim built for these originals, oldest first, by original."""
    query = (
        sa.select(built_claims.c.claim_id, *_EARLIER)
        .where(built_claims.c.claim_id.in_(list(claim_ids)))
        .order_by(built_claims.c.built_at, built_claims.c.submission_id)
    )
    found: dict[str, tuple[EarlierClaim, ...]] = {}
    for claim_id, *fields in await tx.execute(query):
        found[claim_id] = (*found.get(claim_id, ()), EarlierClaim(*fields))
    return found


async def of_determinations(
    tx: AsyncConnection, ids: Collection[str]
) -> dict[str, tuple[EarlierClaim, ...]]:
    """What was built upon each of these determinations."""
    query = sa.select(*_EARLIER).where(built_claims.c.determination_id.in_(list(ids)))
    found: dict[str, tuple[EarlierClaim, ...]] = {}
    for row in await tx.execute(query):
        claim = EarlierClaim(*row)
        known = found.get(claim.determination_id, ())
        found[claim.determination_id] = (*known, claim)
    return found


async def states(tx: AsyncConnection, submission_ids: Collection[str]) -> dict[str, BuiltState]:
    query = sa.select(built_claims.c.submission_id, built_claims.c.state).where(
        built_claims.c.submission_id.in_(list(submission_ids))
    )
    return {row.submission_id: row.state for row in await tx.execute(query)}


async def keep(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(sa.insert(built_claims), rows)


async def move(tx: AsyncConnection, submission_id: str, state: BuiltState) -> None:
    await tx.execute(
        sa.update(built_claims)
        .where(built_claims.c.submission_id == submission_id)
        .values(state=state)
    )


async def withdraw(tx: AsyncConnection, submission_ids: Collection[str]) -> None:
    await tx.execute(
        sa.update(built_claims)
        .where(built_claims.c.submission_id.in_(list(submission_ids)))
        .values(is_withdrawn=True)
    )


async def hold(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(insert(held_claims).on_conflict_do_nothing(), rows)


async def keep_rebuild(tx: AsyncConnection, row: dict[str, Any]) -> None:
    await tx.execute(insert(rebuilds).on_conflict_do_nothing(), [row])


async def rebuild(tx: AsyncConnection, request_id: UUID) -> tuple[str, str] | None:
    """Submission id and reason code that an earlier request of this id ended with."""
    query = sa.select(rebuilds.c.submission_id, rebuilds.c.held_reason_code).where(
        rebuilds.c.request_id == request_id
    )
    row = (await tx.execute(query)).first()
    return None if row is None else (row.submission_id, row.held_reason_code)


async def listing(
    tx: AsyncConnection, claim_id: str
) -> tuple[list[tuple[bytes, BuiltState, bool]], list[bytes]]:
    """Events of the built claims with state and withdrawal, and of those held; oldest first."""
    built = sa.select(built_claims.c.event, built_claims.c.state, built_claims.c.is_withdrawn)
    built = built.where(built_claims.c.claim_id == claim_id).order_by(built_claims.c.built_at)
    held = sa.select(held_claims.c.event).where(held_claims.c.claim_id == claim_id)
    return (
        [(bytes(row.event), row.state, row.is_withdrawn) for row in await tx.execute(built)],
        [bytes(event) for event in await tx.scalars(held.order_by(held_claims.c.held_at))],
    )
