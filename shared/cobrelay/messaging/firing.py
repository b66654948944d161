"""Turns what the database holds into causes: due timers, what waits and is ready again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from cobrelay.ids import event_id
from cobrelay.messaging import waiting
from cobrelay.messaging.causes import Cause, TimerFired
from cobrelay.messaging.processing import Processing
from cobrelay.messaging.sources import DueTimers, ReadyWaiting
from cobrelay.timers import timers
from cobrelay.timers.timers import Hold, Timer

BATCH = 200
RETRY_WAITING_AFTER = timedelta(seconds=60)  # real time


class Fired(NamedTuple):
    """How many timers were fired, and how many more are due but wait for the backlog."""

    due: int
    held: int


async def fire_timers(processing: Processing, read_up_to: datetime) -> Fired:
    """Fires what is due now; what means an absence, only if it was due by `read_up_to` (UTC)."""
    service = processing.service
    now = processing.clock.now()
    hold = Hold(frozenset(service.absence_kinds), read_up_to)
    async with processing.engine.connect() as reader:
        due = await timers.due(reader, service.schema, now, BATCH, hold)
        held = await timers.held(reader, service.schema, now, hold) if hold.kinds else 0
    causes = [_cause_of(processing, timer) for timer in due]
    await processing.carry_out(DueTimers(causes, due))
    return Fired(len(due), held)


async def play_waiting(processing: Processing) -> int:
    """Plays what waited and is ready, in order of arrival; returns how many were tried."""
    service = processing.service
    async with processing.engine.connect() as reader:
        ready = await waiting.ready(reader, service, processing.clock.now(), BATCH)
    causes = [cause for _, cause in ready]
    places = {cause.id: place for place, cause in ready}
    await processing.carry_out(ReadyWaiting(causes, places))
    return len(ready)


async def retry_waiting(processing: Processing) -> int:
    """The safety net: makes ready what has not been tried for a while, whatever it waits for."""
    before = processing.clock.real_now() - RETRY_WAITING_AFTER
    async with processing.engine.begin() as tx:
        return await waiting.mark_all_ready(tx, processing.service.schema, before, BATCH)


def _cause_of(processing: Processing, timer: Timer) -> Cause[Any]:
    """A timer's cause: a replay makes the same id, a timer that is set anew does not."""
    name = f"timer:{timer.kind}:{timer.key}:{timer.due_at.isoformat()}"
    return Cause(
        id=event_id(processing.service.name, name),
        key=timer.lock_key,
        body=TimerFired(timer.kind, timer.key, timer.due_at, timer.payload),
        at=processing.clock.now(),
        correlation_id=timer.correlation_id,
    )
