"""The outbox: events that are durable with their cause's writes and wait to be published."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query
from cobrelay.errors import Broken, Refused
from cobrelay.ids import event_id
from cobrelay.messaging.effects import Publish
from cobrelay.messaging.service import Service
from cobrelay.messaging.topics import topic_of

EVENT_BYTES_MAX = 900_000  # a broker takes a megabyte; what is larger would block the outbox


@dataclass(frozen=True, slots=True)
class Envelope:
    """An event ready for its topic; `at` is the business time of its decision, UTC."""

    id: UUID
    topic: str
    key: str
    type: str
    body: bytes
    at: datetime
    correlation_id: str = ""
    causation_id: str = ""
    headers: Mapping[str, str] | None = None
    position: int = 0
    written_at: float = 0.0
    """When it was decided, in real seconds since 1970: for latencies only."""


def envelopes_of(service: Service, publishes: Sequence[Publish]) -> list[Envelope]:
    """The events of some decisions, with ids that a replay would make again."""
    made: Counter[UUID] = Counter()
    envelopes = []
    for publish in publishes:
        cause = publish.cause
        envelopes.append(_envelope(service, publish, made[cause.id]))
        made[cause.id] += 1
    return envelopes


def _envelope(service: Service, publish: Publish, ordinal: int) -> Envelope:
    topic = topic_of(type(publish.event))
    if topic.owner != service.name:
        raise Broken(f"{service.name} publishes to {topic.name}, which {topic.owner} owns")
    cause = publish.cause
    body = publish.event.SerializeToString(deterministic=True)
    if len(body) > EVENT_BYTES_MAX:
        raise Refused("EVENT_TOO_LARGE")
    correlation_id = publish.correlation_id
    return Envelope(
        id=event_id(service.name, str(cause.id), ordinal),
        topic=topic.name,
        key=cause.key if publish.key is None else publish.key,
        type=publish.event.DESCRIPTOR.full_name,
        body=body,
        at=cause.at,
        correlation_id=cause.correlation_id if correlation_id is None else correlation_id,
        causation_id=str(cause.id),
    )


async def append(tx: AsyncConnection, schema: str, envelopes: Sequence[Envelope]) -> None:
    """Adds events in this order; called under the lock of each cause's key."""
    await tx.execute(
        query(
            schema,
            "INSERT INTO {schema}.outbox"
            " (topic, at, headers, id, key, type, body, correlation_id, causation_id)"
            " SELECT topic, at, CAST(headers AS jsonb), id, key, type, body, correlation, causation"
            " FROM unnest(CAST(:topics AS text[]), CAST(:ats AS timestamptz[]),"
            " CAST(:headers AS text[]), CAST(:ids AS uuid[]), CAST(:keys AS text[]),"
            " CAST(:types AS text[]), CAST(:bodies AS bytea[]), CAST(:correlations AS text[]),"
            " CAST(:causations AS text[]))"
            " AS given (topic, at, headers, id, key, type, body, correlation, causation)",
        ),
        _columns(envelopes),
    )


def _columns(envelopes: Sequence[Envelope]) -> dict[str, list[Any]]:
    return {
        "topics": [each.topic for each in envelopes],
        "ats": [each.at for each in envelopes],
        "headers": [json.dumps(dict(each.headers)) if each.headers else None for each in envelopes],
        "ids": [each.id for each in envelopes],
        "keys": [each.key for each in envelopes],
        "types": [each.type for each in envelopes],
        "bodies": [each.body for each in envelopes],
        "correlations": [each.correlation_id for each in envelopes],
        "causations": [each.causation_id for each in envelopes],
    }


async def head(tx: AsyncConnection, schema: str, limit: int) -> list[Envelope]:
    """What is there, in order of position: by presence, so that a late commit is never skipped."""
    rows = await tx.execute(
        query(
            schema,
            "SELECT id, topic, key, type, body, at, correlation_id, causation_id, headers,"
            " position, CAST(extract(epoch FROM written_at) AS float8) AS written_at"
            " FROM {schema}.outbox ORDER BY position LIMIT :limit",
        ),
        {"limit": limit},
    )
    return [_envelope_of(row) for row in rows]


def _envelope_of(row: sa.Row[Any]) -> Envelope:
    return Envelope(
        id=row.id,
        topic=row.topic,
        key=row.key,
        type=row.type,
        body=bytes(row.body),
        at=row.at,
        correlation_id=row.correlation_id,
        causation_id=row.causation_id,
        headers=row.headers,
        position=row.position,
        written_at=row.written_at,
    )


async def delete(tx: AsyncConnection, schema: str, envelopes: Sequence[Envelope]) -> None:
    """Forgets what is published."""
    await tx.execute(
        query(
            schema, "DELETE FROM {schema}.outbox WHERE position = ANY(CAST(:positions AS bigint[]))"
        ),
        {"positions": [each.position for each in envelopes]},
    )
