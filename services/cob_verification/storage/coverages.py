"""Coverages in two times: when they are in force, and when we knew it. Nothing is erased."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification.domain.coverage import Evidence
from cob_verification.storage.tables import coverages, feeds


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A statement about a patient's coverage; `stated` is the protobuf Coverage."""

    coverage_id: str
    patient_key: str
    patient_account: str
    rank: int
    effective_on: date | None
    terminated_on: date | None
    evidence: Evidence
    stated: bytes
    source: str
    """File and line, or who stated it."""
    extras: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownCoverage:
    """A row that has not been superseded."""

    version: int
    row: CoverageRow


@dataclass(frozen=True, slots=True)
class FeedRow:
    arrival: str
    file_hash: str
    name: str
    row_count: int
    unknown_columns: list[str]


_FIELDS = tuple(CoverageRow.__dataclass_fields__)
_COLUMNS = tuple(coverages.c[name] for name in _FIELDS)


async def known(
    tx: AsyncConnection, patient_keys: Collection[str], *, as_of: datetime | None = None
) -> list[KnownCoverage]:
    """What is known of these patients now, or was known at `as_of` (UTC)."""
    query = sa.select(coverages.c.version, *_COLUMNS).where(
        coverages.c.patient_key.in_(patient_keys)
    )
    if as_of is None:
        query = query.where(coverages.c.superseded_at.is_(None))
    else:
        still = sa.or_(coverages.c.superseded_at.is_(None), coverages.c.superseded_at > as_of)
        query = query.where(coverages.c.recorded_at <= as_of).where(still)
    found = await tx.execute(query.order_by(coverages.c.rank, coverages.c.version))
    return [KnownCoverage(row[0], CoverageRow(*row[1:])) for row in found]


async def supersede(tx: AsyncConnection, versions: Collection[int], at: datetime) -> None:
    """From `at` on these rows are history."""
    if versions:
        await tx.execute(
            coverages.update()
            .where(coverages.c.version.in_(versions))
            .values(superseded_at=sa.func.greatest(at, coverages.c.recorded_at))
        )


async def record(tx: AsyncConnection, rows: Sequence[CoverageRow], at: datetime) -> None:
    if rows:
        values = [{name: getattr(row, name) for name in _FIELDS} for row in rows]
        await tx.execute(coverages.insert(), [each | {"recorded_at": at} for each in values])


async def keep_feed(tx: AsyncConnection, feed: FeedRow, at: datetime) -> None:
    values = {name: getattr(feed, name) for name in FeedRow.__dataclass_fields__}
    await tx.execute(insert(feeds).values(**values, received_at=at).on_conflict_do_nothing())
