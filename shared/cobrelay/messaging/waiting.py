"""What waits for a fact: kept, marked ready when the fact is recorded, taken in arrival order."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.kept import COLUMNS, UNNESTED, arrays_of, cause_of
from cobrelay.messaging.service import Await, Service

_PLACE = "position, waiting_since, facts, reason_code"


class Awaiting(NamedTuple):
    """A cause and what it needs."""

    cause: Cause[Any]
    awaits: Await


@dataclass(frozen=True, slots=True)
class Place:
    """The place in the queue that a cause keeps when it has to wait again."""

    position: int
    since: datetime
    awaits: Await


@dataclass(frozen=True, slots=True)
class Waiting:
    """A cause that waits, without its content."""

    id: UUID
    type: str
    place: Place


async def keep(
    tx: AsyncConnection,
    schema: str,
    awaiting: Sequence[Awaiting],
    places: Mapping[UUID, Place],
) -> None:
    """Keeps causes until one of their facts is recorded; one that waits already waits on."""
    causes = [each.cause for each in awaiting]
    found = [places.get(cause.id) for cause in causes]
    await tx.execute(
        query(
            schema,
            "INSERT INTO {schema}.waiting"
            " (position, facts, reason_code, waiting_since, {columns})"
            " SELECT coalesce(position, nextval('{schema}.waiting_position_seq')),"
            " ARRAY(SELECT jsonb_array_elements_text(CAST(facts AS jsonb))),"
            " reason, since, id, key, type, body, correlation, causation"
            " FROM unnest(CAST(:positions AS bigint[]), CAST(:facts AS text[]),"
            " CAST(:reasons AS text[]), CAST(:since AS timestamptz[]), {unnested})"
            " AS given (position, facts, reason, since,"
            " id, key, type, body, correlation, causation)"
            " ON CONFLICT (id) DO NOTHING",
            columns=COLUMNS,
            unnested=UNNESTED,
        ),
        {
            "positions": [place.position if place else None for place in found],
            "facts": [json.dumps(each.awaits.facts) for each in awaiting],
            "reasons": [each.awaits.reason for each in awaiting],
            "since": [
                place.since if place else cause.at
                for place, cause in zip(found, causes, strict=True)
            ],
            **arrays_of(causes),
        },
    )


async def mark_ready(tx: AsyncConnection, schema: str, facts: Collection[str]) -> int:
    """These facts are on record: what awaits any of them is to be played again."""
    result = await tx.execute(
        query(
            schema,
            "UPDATE {schema}.waiting SET ready = true"
            " WHERE facts && CAST(:facts AS text[]) AND NOT ready",
        ),
        {"facts": sorted(facts)},
    )
    return result.rowcount


async def mark_all_ready(
    tx: AsyncConnection, schema: str, tried_before: datetime, limit: int
) -> int:
    """The safety net: what was not tried since `tried_before` (real time) is tried again."""
    result = await tx.execute(
        query(
            schema,
            "UPDATE {schema}.waiting SET ready = true, tried_at = now() WHERE position IN"
            " (SELECT position FROM {schema}.waiting WHERE NOT ready AND tried_at < :before"
            " ORDER BY position LIMIT :limit FOR UPDATE SKIP LOCKED)",
        ),
        {"before": tried_before, "limit": limit},
    )
    return result.rowcount


async def ready(
    tx: AsyncConnection, service: Service, at: datetime, limit: int
) -> list[tuple[Place, Cause[Any]]]:
    """The causes that can be tried again, in order of arrival. Only looked at, not yet taken."""
    rows = await tx.execute(
        query(
            service.schema,
            "SELECT {place}, {columns} FROM {schema}.waiting"
            " WHERE ready ORDER BY position LIMIT :limit",
            place=_PLACE,
            columns=COLUMNS,
        ),
        {"limit": limit},
    )
    return [(_place_of(row), cause_of(service, row, at)) for row in rows]


async def of_ids(tx: AsyncConnection, schema: str, ids: Collection[UUID]) -> list[Waiting]:
    """Those of these causes that wait."""
    rows = await tx.execute(
        query(
            schema,
            "SELECT {place}, id, type FROM {schema}.waiting WHERE id = ANY(CAST(:ids AS uuid[]))",
            place=_PLACE,
        ),
        {"ids": list(ids)},
    )
    return [Waiting(row.id, row.type, _place_of(row)) for row in rows]


async def take(tx: AsyncConnection, schema: str, positions: Collection[int]) -> set[int]:
    """Takes what is still ready; called under the lock keys."""
    rows = await tx.execute(
        query(
            schema,
            "DELETE FROM {schema}.waiting"
            " WHERE position = ANY(CAST(:positions AS bigint[])) AND ready RETURNING position",
        ),
        {"positions": list(positions)},
    )
    return set(rows.scalars())


def _place_of(row: sa.Row[Any]) -> Place:
    return Place(row.position, row.waiting_since, Await(tuple(row.facts), row.reason_code))
