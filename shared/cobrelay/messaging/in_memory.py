"""The whole relay in one process, for scenarios: real services and SQL, an in-memory log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from google.protobuf.message import Message
from sqlalchemy.ext.asyncio import AsyncEngine

from cobrelay.clock import StandingClock
from cobrelay.errors import Broken, Transient
from cobrelay.files.store import RawStore
from cobrelay.ids import event_id
from cobrelay.messaging import depths, outbox, parked
from cobrelay.messaging.absence import NOTHING_READ
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.firing import fire_timers, play_waiting
from cobrelay.messaging.outbox import Envelope
from cobrelay.messaging.parked import ParkedMessage
from cobrelay.messaging.processing import Processing
from cobrelay.messaging.reading import FileReader
from cobrelay.messaging.runtime import Runtime
from cobrelay.messaging.service import Service
from cobrelay.messaging.sources import Messages
from cobrelay.messaging.topics import event_type, topic_of
from cobrelay.timers import timers

E = TypeVar("E", bound=Message)

BATCH = 500
TURNS_MAX = 2000  # a relay that is not quiet by then goes round in a circle


@dataclass(slots=True)
class Member:
    """One service of the relay and how far it has read the log."""

    service: Service
    processing: Processing
    runtime: Runtime
    reader: FileReader
    position: int = 0


class Relay:
    """Services on one log. `settings` are by service name; a service without gets its own class's.

    `engines` is one engine for all, or one by service name (so that each has its own role).
    """

    def __init__(
        self,
        services: Sequence[Service],
        engines: AsyncEngine | Mapping[str, AsyncEngine],
        clock: StandingClock,
        *,
        store: Path,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        self.clock = clock
        self.log: list[Envelope] = []
        self.store = RawStore(store)
        self._members = [
            self._member(service, engines, (settings or {}).get(service.name))
            for service in services
        ]

    async def publish(
        self, event: Message, key: str, *, event_id: UUID | None = None, correlation_id: str = ""
    ) -> UUID:
        """Puts an event on its topic as if its owner had published it; returns its id."""
        envelope = Envelope(
            id=event_id or self._next_id(),
            topic=topic_of(type(event)).name,
            key=key,
            type=event.DESCRIPTOR.full_name,
            body=event.SerializeToString(deterministic=True),
            at=self.clock.now(),
            correlation_id=correlation_id,
        )
        self.log.append(envelope)
        return envelope.id

    async def settle(self) -> None:
        """Lets everybody work until nothing is left: no lag, outbox, ready waiting, due timer."""
        for _ in range(TURNS_MAX):
            worked = [await self._turn(member) for member in self._members]
            if not any(worked):
                return
        raise Broken(f"not quiet after {TURNS_MAX} turns")

    async def advance(self, *, days: float = 0, hours: float = 0, seconds: float = 0) -> None:
        """Walks the clock from due timer to due timer, settling at each."""
        goal = self.clock.now() + timedelta(days=days, hours=hours, seconds=seconds)
        await self.settle()
        while (moment := await self._next_due()) is not None and moment <= goal:
            self.clock.set(moment)
            await self.settle()
        self.clock.set(goal)
        await self.settle()

    def events(self, wanted: type[E]) -> list[E]:
        """The events of one type, in the order in which they were published."""
        name = wanted.DESCRIPTOR.full_name
        return [wanted.FromString(each.body) for each in self.log if each.type == name]

    def runtime(self, service_name: str) -> Runtime:
        """A service's runtime: for requests, and for a step of a background by hand."""
        return self._of(service_name).runtime

    async def parked(self, service_name: str) -> list[ParkedMessage]:
        """What a service has parked."""
        member = self._of(service_name)
        async with member.processing.engine.connect() as reader:
            return await parked.listed(reader, member.service.schema)

    def replay(self) -> None:
        """Everybody reads the log from its beginning once more."""
        for member in self._members:
            member.position = 0

    def _member(
        self, service: Service, engines: AsyncEngine | Mapping[str, AsyncEngine], settings: Any
    ) -> Member:
        engine = engines if isinstance(engines, AsyncEngine) else engines[service.name]
        settings = service.settings() if settings is None else settings
        processing = Processing(service, engine, self.clock)
        runtime = Runtime(service, processing, settings=settings, store=self.store)
        reader = FileReader(processing, self.store, settings)
        return Member(service, processing, runtime, reader)

    def _of(self, service_name: str) -> Member:
        return next(each for each in self._members if each.service.name == service_name)

    def _next_id(self) -> UUID:
        return event_id("in-memory", "published", len(self.log))

    async def _turn(self, member: Member) -> bool:
        worked = await self._deliver(member)
        worked = await self._receive_files(member) or worked
        worked = await self._run_backgrounds(member) or worked
        async with member.processing.engine.connect() as reader:
            found = await depths.at_hand(reader, member.service.schema, self.clock.now())
        if found.waiting:
            worked = bool(await play_waiting(member.processing)) or worked
        if found.timers:
            fired = await fire_timers(member.processing, self._read_up_to(member))
            worked = bool(fired.due) or worked
        if found.files:
            worked = await member.reader.read() or worked
        if found.outbox:
            worked = await self._relay(member) or worked
        return worked

    def _read_up_to(self, member: Member) -> datetime:
        """Business time: everything that was on the log by then has been read."""
        return self.clock.now() if member.position == len(self.log) else NOTHING_READ

    async def _deliver(self, member: Member) -> bool:
        known = member.service.subscriptions
        records = self.log[member.position :][:BATCH]
        causes = [self._cause_of(record) for record in records if record.type in known]
        await member.processing.carry_out(Messages(causes))
        member.position += len(records)
        return bool(records)

    def _cause_of(self, record: Envelope) -> Cause[Any]:
        found = event_type(record.type)
        if found is None:
            raise Broken(f"{record.type} is not in the registry")
        body = found.FromString(record.body)
        return Cause(
            record.id,
            record.key,
            body,
            self.clock.now(),
            record.correlation_id,
            record.causation_id,
        )

    async def _relay(self, member: Member) -> bool:
        async with member.processing.engine.begin() as tx:
            found = await outbox.head(tx, member.service.schema, BATCH)
            await outbox.delete(tx, member.service.schema, found)
        self.log.extend(found)
        return bool(found)

    async def _receive_files(self, member: Member) -> bool:
        if not member.service.file_kinds:
            return False
        return any([await member.reader.receive() for _ in range(2)])  # whole after two looks

    async def _run_backgrounds(self, member: Member) -> bool:
        worked = False
        for background in member.service.backgrounds:
            try:
                worked = bool(await background.step(member.runtime)) or worked
            except Transient:
                continue
        return worked

    async def _next_due(self) -> datetime | None:
        found = []
        for member in self._members:
            async with member.processing.engine.connect() as reader:
                found.append(await timers.next_due_at(reader, member.service.schema))
        return min((moment for moment in found if moment is not None), default=None)
