"""The timers of a service: set, moved, cancelled, and taken once when they are due."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query


@dataclass(frozen=True, slots=True)
class Timer:
    """What is due at `due_at` (UTC); (kind, key) is unique, `lock_key` says whose turn it takes."""

    kind: str
    key: str
    lock_key: str
    due_at: datetime
    payload: Mapping[str, Any]
    correlation_id: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """Timers of these kinds that fell due after `read_up_to` (UTC) do not fire yet."""

    kinds: frozenset[str]
    read_up_to: datetime


async def put(tx: AsyncConnection, schema: str, timers: Sequence[Timer]) -> None:
    """Sets timers; one that is set already moves. Of two alike the last one holds."""
    latest = {(timer.kind, timer.key): timer for timer in timers}
    if not latest:
        return
    await tx.execute(
        query(
            schema,
            "INSERT INTO {schema}.timers (kind, key, lock_key, due_at, payload, correlation_id) "
            "SELECT * FROM unnest(CAST(:kinds AS text[]), CAST(:keys AS text[]),"
            " CAST(:lock_keys AS text[]), CAST(:due AS timestamptz[]),"
            " CAST(CAST(:payloads AS text[]) AS jsonb[]), CAST(:correlations AS text[])) "
            "ON CONFLICT (kind, key) DO UPDATE SET lock_key = excluded.lock_key,"
            " due_at = excluded.due_at, payload = excluded.payload,"
            " correlation_id = excluded.correlation_id",
        ),
        _columns(sorted(latest.values(), key=lambda timer: (timer.kind, timer.key))),
    )


async def cancel(
    tx: AsyncConnection, schema: str, names: Sequence[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Cancels timers by (kind, key) and returns those that were set."""
    if not names:
        return set()
    rows = await tx.execute(
        query(
            schema,
            "DELETE FROM {schema}.timers WHERE (kind, key) IN"
            " (SELECT * FROM unnest(CAST(:kinds AS text[]), CAST(:keys AS text[])))"
            " RETURNING kind, key",
        ),
        {"kinds": [kind for kind, _ in names], "keys": [key for _, key in names]},
    )
    return {(row.kind, row.key) for row in rows}


async def due(
    tx: AsyncConnection, schema: str, now: datetime, limit: int, hold: Hold | None = None
) -> list[Timer]:
    """The timers that are due, the longest due first. They are only looked at, not yet taken."""
    rows = await tx.execute(
        query(
            schema,
            "SELECT kind, key, lock_key, due_at, payload, correlation_id"
            " FROM {schema}.timers WHERE due_at <= :now"
            " AND (due_at <= :read_up_to OR NOT kind = ANY(:kinds))"
            " ORDER BY due_at, kind, key LIMIT :limit",
        ),
        {"limit": limit, **_held(now, hold)},
    )
    return [_timer_of(row) for row in rows]


async def held(tx: AsyncConnection, schema: str, now: datetime, hold: Hold) -> int:
    """How many timers are due and do not fire yet."""
    found = await tx.scalar(
        query(
            schema,
            "SELECT count(*) FROM {schema}.timers"
            " WHERE due_at <= :now AND due_at > :read_up_to AND kind = ANY(:kinds)",
        ),
        _held(now, hold),
    )
    return int(found or 0)


async def take(
    tx: AsyncConnection, schema: str, timers: Sequence[Timer]
) -> set[tuple[str, str, datetime]]:
    """Takes what is still due as it was seen; called under the lock keys.

    A timer that was moved or cancelled in between is not taken, nor one that another process
    holds: SKIP LOCKED.
    """
    rows = await tx.execute(
        query(
            schema,
            "DELETE FROM {schema}.timers AS due USING ("
            "SELECT t.kind, t.key FROM {schema}.timers AS t "
            "JOIN unnest(CAST(:kinds AS text[]), CAST(:keys AS text[]),"
            " CAST(:due AS timestamptz[])) AS seen (kind, key, due_at)"
            " ON t.kind = seen.kind AND t.key = seen.key AND t.due_at = seen.due_at"
            " FOR UPDATE OF t SKIP LOCKED) AS mine"
            " WHERE due.kind = mine.kind AND due.key = mine.key"
            " RETURNING due.kind, due.key, due.due_at",
        ),
        {
            "kinds": [timer.kind for timer in timers],
            "keys": [timer.key for timer in timers],
            "due": [timer.due_at for timer in timers],
        },
    )
    return {(row.kind, row.key, row.due_at) for row in rows}


async def next_due_at(tx: AsyncConnection, schema: str) -> datetime | None:
    """When the next timer is due (UTC); None when none is set."""
    moment: datetime | None = await tx.scalar(
        query(schema, "SELECT min(due_at) FROM {schema}.timers")
    )
    return moment


def _held(now: datetime, hold: Hold | None) -> dict[str, Any]:
    return {
        "now": now,
        "read_up_to": hold.read_up_to if hold else now,
        "kinds": sorted(hold.kinds) if hold else [],
    }


def _timer_of(row: sa.Row[Any]) -> Timer:
    return Timer(row.kind, row.key, row.lock_key, row.due_at, row.payload, row.correlation_id)


def _columns(timers: Sequence[Timer]) -> dict[str, list[Any]]:
    return {
        "kinds": [timer.kind for timer in timers],
        "keys": [timer.key for timer in timers],
        "lock_keys": [timer.lock_key for timer in timers],
        "due": [timer.due_at for timer in timers],
        "payloads": [json.dumps(dict(timer.payload)) for timer in timers],
        "correlations": [timer.correlation_id for timer in timers],
    }
