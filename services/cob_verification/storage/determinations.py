"""Determinations: every one ever given, and which of them stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification.storage.tables import determinations


@dataclass(frozen=True, slots=True)
class DeterminationRow:
    """A determination and the event that said it."""

    determination_id: str
    adjudication_id: str
    claim_id: str
    attempt: int
    sequence: int
    coverage_id: str
    next_coverage_id: str
    outcome: str
    reason_code: str
    fingerprint: str
    configuration_hash: str
    event_type: str
    event: bytes
    decided_at: datetime
    ended_at: datetime | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """What is compared: everything but the event."""

    determination_id: str
    adjudication_id: str
    claim_id: str
    attempt: int
    sequence: int
    coverage_id: str
    next_coverage_id: str
    outcome: str
    fingerprint: str
    ended_at: datetime | None


_FIELDS = tuple(DeterminationRow.__dataclass_fields__)
_HEADLINE = tuple(determinations.c[name] for name in Headline.__dataclass_fields__)


async def headlines(tx: AsyncConnection, claim_ids: Collection[str]) -> list[Headline]:
    """All attempts of these claims, in order."""
    found = await tx.execute(
        sa.select(*_HEADLINE)
        .where(determinations.c.claim_id.in_(claim_ids))
        .order_by(determinations.c.position)
    )
    return [Headline(*row) for row in found]


async def of_claim(tx: AsyncConnection, claim_id: str) -> list[DeterminationRow]:
    """Every determination of a claim, in order."""
    columns = tuple(determinations.c[name] for name in _FIELDS)
    found = await tx.execute(
        sa.select(*columns)
        .where(determinations.c.claim_id == claim_id)
        .order_by(determinations.c.position)
    )
    return [DeterminationRow(*row) for row in found]


async def end(tx: AsyncConnection, ids: Collection[str], by: str, at: datetime) -> None:
    """These stand no longer; `by` says why."""
    if ids:
        await tx.execute(
            determinations.update()
            .where(determinations.c.determination_id.in_(ids))
            .values(ended_at=at, ended_by=by)
        )


async def record(tx: AsyncConnection, rows: Sequence[DeterminationRow]) -> None:
    if rows:
        values = [{name: getattr(row, name) for name in _FIELDS} for row in rows]
        await tx.execute(determinations.insert(), values)


async def claim_of(tx: AsyncConnection, adjudication_id: str) -> str:
    """The claim that an answer is about; empty when nothing was ever determined of it."""
    found = await tx.scalar(
        sa.select(determinations.c.claim_id)
        .where(determinations.c.adjudication_id == adjudication_id)
        .limit(1)
    )
    return found or ""
