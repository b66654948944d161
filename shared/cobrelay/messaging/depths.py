"""How much lies in a service's tables and how old it is; whether it is quiet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query

OVERDUE_AFTER = timedelta(days=7)  # of waiting, business time; COBRELAY_WAITING_OVERDUE_DAYS


@dataclass(frozen=True, slots=True)
class Depths:
    """Counts of rows; `outbox_age_seconds` is real time."""

    outbox: int
    outbox_age_seconds: float
    parked: int
    waiting: int
    waiting_ready: int
    waiting_overdue: int
    timers: int
    timers_due: int
    files_open: int
    next_timer_at: datetime | None


@dataclass(frozen=True, slots=True)
class WaitingMessage:
    """What waits, for what, and since when."""

    position: int
    key: str
    id: str
    type: str
    facts: tuple[str, ...]
    reason_code: str
    since: datetime


@dataclass(frozen=True, slots=True)
class AtHand:
    """What there is to do right now."""

    outbox: bool
    waiting: bool
    timers: bool
    files: bool


async def at_hand(reader: AsyncConnection, schema: str, now: datetime) -> AtHand:
    """Looks at everything in one query; `now` is business time."""
    row = (
        await reader.execute(
            query(
                schema,
                "SELECT EXISTS (SELECT FROM {schema}.outbox),"
                " EXISTS (SELECT FROM {schema}.waiting WHERE ready),"
                " EXISTS (SELECT FROM {schema}.timers WHERE due_at <= :now),"
                " EXISTS (SELECT FROM {schema}.files WHERE state IN ('received', 'emitting'))",
            ),
            {"now": now},
        )
    ).one()
    return AtHand(*row)


async def measure(
    reader: AsyncConnection, schema: str, now: datetime, overdue_after: timedelta = OVERDUE_AFTER
) -> Depths:
    """Measures everything in one query; `now` and `overdue_after` are business time."""
    row = (
        await reader.execute(
            query(
                schema,
                "SELECT"
                " (SELECT count(*) FROM {schema}.outbox) AS outbox,"
                " (SELECT coalesce(CAST(extract(epoch FROM now() - min(written_at)) AS float8), 0)"
                " FROM {schema}.outbox) AS outbox_age_seconds,"
                " (SELECT count(*) FROM {schema}.parked) AS parked,"
                " w.waiting, w.waiting_ready, w.waiting_overdue,"
                " t.timers, t.timers_due,"
                " (SELECT count(*) FROM {schema}.files WHERE state NOT IN ('done', 'refused'))"
                " AS files_open,"
                " t.next_timer_at"
                " FROM (SELECT count(*) AS waiting, count(*) FILTER (WHERE ready) AS waiting_ready,"
                " count(*) FILTER (WHERE waiting_since < :overdue_before) AS waiting_overdue"
                " FROM {schema}.waiting) AS w,"
                " (SELECT count(*) AS timers, count(*) FILTER (WHERE due_at <= :now) AS timers_due,"
                " min(due_at) AS next_timer_at FROM {schema}.timers) AS t",
            ),
            {"now": now, "overdue_before": now - overdue_after},
        )
    ).one()
    return Depths(*row)


async def waiting_by_reason(reader: AsyncConnection, schema: str) -> Mapping[str, int]:
    """How many causes wait, by reason code."""
    rows = await reader.execute(
        query(
            schema,
            "SELECT reason_code, count(*) AS number FROM {schema}.waiting GROUP BY reason_code",
        )
    )
    return {row.reason_code: row.number for row in rows}


async def waiting_listed(reader: AsyncConnection, schema: str) -> list[WaitingMessage]:
    """What waits, in order of arrival."""
    rows = await reader.execute(
        query(
            schema,
            "SELECT position, key, CAST(id AS text) AS id, type, facts, reason_code, waiting_since"
            " FROM {schema}.waiting ORDER BY position LIMIT 1000",
        )
    )
    return [
        WaitingMessage(
            position=row.position,
            key=row.key,
            id=row.id,
            type=row.type,
            facts=tuple(row.facts),
            reason_code=row.reason_code,
            since=row.waiting_since,
        )
        for row in rows
    ]
