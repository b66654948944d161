"""operations.v1: what every service offers to the people who run it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from cobrelay.api.operations import v1 as api
from cobrelay.dates import stamp
from cobrelay.errors import Transient
from cobrelay.files import jobs
from cobrelay.messaging import depths, parked
from cobrelay.messaging.answering import demand
from cobrelay.messaging.parking import discard, release
from cobrelay.messaging.processing import Processing

Lag = Callable[[], Awaitable[Mapping[str, int]]]


class Operations(api.OperationsServiceServicer):
    """Parked messages, waiting messages, files, and whether the service is quiet."""

    def __init__(self, processing: Processing, lag: Lag) -> None:
        self._processing = processing
        self._schema = processing.service.schema
        self._lag = lag

    async def ListParked(
        self, request: api.ListParkedRequest, context: Any
    ) -> api.ListParkedResponse:
        async with self._processing.engine.connect() as reader:
            found = await parked.listed(reader, self._schema, request.key)
        return api.ListParkedResponse(messages=[_parked(each) for each in found])

    async def ReleaseParked(
        self, request: api.ReleaseParkedRequest, context: Any
    ) -> api.ReleaseParkedResponse:
        demand(request, "key", "actor", "reason")
        by = {"actor": request.actor, "reason": request.reason}
        done = await release(self._processing, request.key, **by)
        return api.ReleaseParkedResponse(played=done.played, still_parked=done.still_parked)

    async def DiscardParked(
        self, request: api.DiscardParkedRequest, context: Any
    ) -> api.DiscardParkedResponse:
        demand(request, "position", "actor", "reason")
        by = {"actor": request.actor, "reason": request.reason}
        await discard(self._processing, request.position, **by)
        return api.DiscardParkedResponse()

    async def ListWaiting(
        self, request: api.ListWaitingRequest, context: Any
    ) -> api.ListWaitingResponse:
        async with self._processing.engine.connect() as reader:
            found = await depths.waiting_listed(reader, self._schema)
        return api.ListWaitingResponse(messages=[_waiting(each) for each in found])

    async def ListFiles(self, request: api.ListFilesRequest, context: Any) -> api.ListFilesResponse:
        async with self._processing.engine.connect() as reader:
            found = await jobs.listed(reader, self._schema, request.state)
        return api.ListFilesResponse(files=[_file(each) for each in found])

    async def GetStatus(self, request: api.GetStatusRequest, context: Any) -> api.GetStatusResponse:
        now = self._processing.clock.now()
        try:
            lag = sum((await self._lag()).values())
        except Exception:
            raise Transient("the broker does not say how far we are behind") from None
        async with self._processing.engine.connect() as reader:
            found = await depths.measure(reader, self._schema, now)
        return api.GetStatusResponse(
            service=self._processing.service.name,
            lag=lag,
            outbox=found.outbox,
            parked=found.parked,
            waiting=found.waiting,
            waiting_ready=found.waiting_ready,
            timers=found.timers,
            timers_due=found.timers_due,
            files_open=found.files_open,
            now=stamp(now),
            next_timer_at=stamp(found.next_timer_at) if found.next_timer_at else "",
        )


def _parked(message: parked.ParkedMessage) -> api.ParkedMessage:
    return api.ParkedMessage(
        position=message.position,
        key=message.key,
        event_id=str(message.id),
        event_type=message.type,
        reason_code=message.reason_code,
        error_type=message.error_type,
        traceback_hash=message.traceback_hash,
        is_first_cause=message.first_cause,
        attempts=message.attempts,
        parked_at=stamp(message.parked_at),
    )


def _waiting(message: depths.WaitingMessage) -> api.WaitingMessage:
    return api.WaitingMessage(
        position=message.position,
        key=message.key,
        event_id=message.id,
        event_type=message.type,
        facts=message.facts,
        reason_code=message.reason_code,
        waiting_since=stamp(message.since),
    )


def _file(job: jobs.FileJob) -> api.FileRecord:
    return api.FileRecord(
        file_hash=job.hash,
        name=job.name,
        kind=job.kind,
        state=job.state,
        next_ordinal=job.next_ordinal,
        received_at=stamp(job.received_at),
        reason_code=job.reason_code,
    )
