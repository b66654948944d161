"""Makes effects durable: events into the outbox, timers, facts on record, causes that wait."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.messaging import outbox, waiting
from cobrelay.messaging.effects import CancelTimer, Effect, Publish, Record, SetTimer
from cobrelay.messaging.service import Service
from cobrelay.messaging.waiting import Awaiting, Place
from cobrelay.timers import timers
from cobrelay.timers.timers import Timer

_NOTIFY = sa.text("SELECT pg_notify(:channel, word) FROM unnest(CAST(:words AS text[])) AS word")
NO_PLACES: Mapping[UUID, Place] = {}


def channel_of(schema: str) -> str:
    """Where the service's leader listens for work."""
    return f"{schema}_work"


async def apply(
    tx: AsyncConnection,
    service: Service,
    effects: Sequence[Effect],
    awaiting: Sequence[Awaiting] = (),
    places: Mapping[UUID, Place] = NO_PLACES,
) -> None:
    """Applies the effects of a batch in order, then wakes whoever has work from it."""
    schema = service.schema
    news = set()
    # Waiting comes before recording: what waits for a fact of this very batch is played after it.
    if awaiting:
        await waiting.keep(tx, schema, awaiting, places)
    facts = {effect.fact for effect in effects if isinstance(effect, Record)}
    if facts and await waiting.mark_ready(tx, schema, facts):
        news.add("waiting")
    if publishes := [effect for effect in effects if isinstance(effect, Publish)]:
        await outbox.append(tx, schema, outbox.envelopes_of(service, publishes))
        news.add("outbox")
    if await _apply_timers(tx, schema, effects):
        news.add("timers")
    await notify(tx, schema, *sorted(news))


async def notify(tx: AsyncConnection, schema: str, *words: str) -> None:
    """Wakes the leader when this transaction commits."""
    if words:
        await tx.execute(_NOTIFY, {"channel": channel_of(schema), "words": list(words)})


async def _apply_timers(tx: AsyncConnection, schema: str, effects: Sequence[Effect]) -> bool:
    last: dict[tuple[str, str], Timer | None] = {}
    for effect in effects:
        match effect:
            case SetTimer():
                last[effect.kind, effect.key] = _timer_of(effect)
            case CancelTimer():
                last[effect.kind, effect.key] = None
            case Publish() | Record():
                pass
    await timers.cancel(tx, schema, [name for name, timer in last.items() if timer is None])
    due = [timer for timer in last.values() if timer is not None]
    await timers.put(tx, schema, due)
    return bool(due)


def _timer_of(effect: SetTimer) -> Timer:
    return Timer(
        effect.kind,
        effect.key,
        effect.lock_key,
        effect.due_at,
        effect.payload,
        effect.correlation_id,
    )
