"""Says what waits too long for a fact, once, and that it waits no longer.

What is first kept waiting gets a timer. When it fires and the row is still there, the service's
EventOverdue is published. What no longer waits loses its timer; where the timer has fired already,
EventOverdue says that the matter is settled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from google.protobuf.message import Message
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.dates import stamp
from cobrelay.ids import event_id
from cobrelay.messaging import waiting
from cobrelay.messaging.causes import Cause, TimerFired
from cobrelay.messaging.effects import Effect, Publish, SetTimer
from cobrelay.messaging.kept import kept_name
from cobrelay.messaging.service import Decided, Service
from cobrelay.messaging.topics import overdue_of
from cobrelay.messaging.waiting import Awaiting, Place, Waiting
from cobrelay.timers import timers

KIND = "waiting-overdue"


def watch(service: Service) -> None:
    """Lets a service handle the timers of what waits in it, if it has an event to say so."""
    announcement = overdue_of(service.name)
    if announcement is None or f"timer:{KIND}" in service.subscriptions:
        return
    kind = announcement

    async def load(causes: Sequence[Cause[TimerFired]], tx: AsyncConnection) -> dict[str, Waiting]:
        ids = [UUID(cause.body.key) for cause in causes]
        return {str(row.id): row for row in await waiting.of_ids(tx, service.schema, ids)}

    def decide(cause: Cause[TimerFired], rows: dict[str, Waiting]) -> Message | None:
        row = rows.get(cause.body.key)
        return None if row is None else _said(kind, row, cause.correlation_id)

    service.on_timer(KIND, load=load, decide=decide, save=_publish, means_absence=True)


def timers_for(
    service: Service,
    awaiting: Sequence[Awaiting],
    places: Mapping[UUID, Place],
    limit: timedelta,
) -> list[SetTimer]:
    """A timer for each cause that is kept for the first time; what waits again keeps its own."""
    if overdue_of(service.name) is None:
        return []
    return [
        SetTimer(
            KIND,
            str(cause.id),
            cause.at + limit,
            lock_key=cause.key,
            correlation_id=cause.correlation_id,
        )
        for cause, _ in awaiting
        if cause.id not in places
    ]


async def settled(
    tx: AsyncConnection, service: Service, over: Sequence[Cause[Any]], places: Mapping[UUID, Place]
) -> list[Publish]:
    """Cancels the timers of causes that wait no longer; says so of those that were announced."""
    announcement = overdue_of(service.name)
    if announcement is None or not over:
        return []
    names = [(KIND, str(cause.id)) for cause in over]
    in_time = await timers.cancel(tx, service.schema, names)
    return [
        _settled(service, announcement, cause, places[cause.id])
        for cause in over
        if (KIND, str(cause.id)) not in in_time
    ]


def _settled(service: Service, kind: type[Message], cause: Cause[Any], place: Place) -> Publish:
    """The end of a wait is a cause of its own: its event must not take an id of the played one."""
    row = Waiting(cause.id, kept_name(cause.body), place)
    end = event_id(service.name, f"waited:{cause.id}:{place.since.isoformat()}")
    event = _said(kind, row, cause.correlation_id, is_settled=True)
    return Publish(replace(cause, id=end, causation_id=str(cause.id)), event)


async def _publish(
    decided: Sequence[Decided[TimerFired, Message | None]], tx: AsyncConnection
) -> Sequence[Effect]:
    del tx
    return [Publish(cause, event) for cause, event in decided if event is not None]


def _said(kind: type[Message], row: Waiting, claim_id: str, *, is_settled: bool = False) -> Message:
    found: Any = kind
    event: Message = found(
        event_id=str(row.id),
        event_type=row.type,
        reason_code=row.place.awaits.reason,
        facts=row.place.awaits.facts,
        waiting_since=stamp(row.place.since),
        is_settled=is_settled,
        claim_id=claim_id,
    )
    return event
