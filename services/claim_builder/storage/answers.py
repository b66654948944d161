"""What payers answered and what was determined of it: kept as the events that said so."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from claim_builder.storage.tables import (
    adjudications,
    crossover_failures,
    determinations,
    withdrawn_determinations,
)


async def keep_adjudications(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(insert(adjudications).on_conflict_do_nothing(), rows)


async def adjudication_events(tx: AsyncConnection, ids: Collection[str]) -> dict[str, bytes]:
    """The answers' events by adjudication id."""
    query = sa.select(adjudications.c.adjudication_id, adjudications.c.event).where(
        adjudications.c.adjudication_id.in_(list(ids))
    )
    return {row.adjudication_id: bytes(row.event) for row in await tx.execute(query)}


async def reversed_ids(tx: AsyncConnection, ids: Collection[str]) -> set[str]:
    """Those of these answers that were taken back."""
    query = sa.select(adjudications.c.reverses_adjudication_id).where(
        adjudications.c.reverses_adjudication_id.in_(list(ids))
    )
    return set(await tx.scalars(query))


async def keep_determinations(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(insert(determinations).on_conflict_do_nothing(), rows)


async def determination(
    tx: AsyncConnection, determination_id: str
) -> tuple[str, str, bytes] | None:
    """Claim id, claim key and event of a determination that was acted upon."""
    query = sa.select(
        determinations.c.claim_id, determinations.c.claim_key, determinations.c.event
    ).where(determinations.c.determination_id == determination_id)
    row = (await tx.execute(query)).first()
    return None if row is None else (row.claim_id, row.claim_key, bytes(row.event))


async def known_determinations(tx: AsyncConnection, ids: Collection[str]) -> set[str]:
    """Those of these determinations that were acted upon already."""
    query = sa.select(determinations.c.determination_id).where(
        determinations.c.determination_id.in_(list(ids))
    )
    return set(await tx.scalars(query))


async def withdraw(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(insert(withdrawn_determinations).on_conflict_do_nothing(), rows)


async def withdrawn(tx: AsyncConnection, ids: Collection[str]) -> set[str]:
    """Those of these determinations that no longer hold."""
    query = sa.select(withdrawn_determinations.c.determination_id).where(
        withdrawn_determinations.c.determination_id.in_(list(ids))
    )
    return set(await tx.scalars(query))


async def keep_crossover_failures(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(insert(crossover_failures).on_conflict_do_nothing(), rows)


async def failed_crossovers(tx: AsyncConnection, claim_ids: Collection[str]) -> set[str]:
    """Those of these claims that a payer forwarded and that did not arrive."""
    query = sa.select(crossover_failures.c.claim_id).where(
        crossover_failures.c.claim_id.in_(list(claim_ids))
    )
    return set(await tx.scalars(query))
