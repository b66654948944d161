"""The one way for a cause to take effect: load, decide, save, in one transaction, once.

Locks of all keys in ascending order; what was seen before drops out; what stands behind a parked
message is parked behind it; the rest is decided wave by wave. If the batch fails it is played
again message by message, so that a bad one costs only itself. Nothing else commits.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from cobrelay.clock import Clock
from cobrelay.errors import Broken, KeyParked
from cobrelay.files import jobs
from cobrelay.files.kinds import FileVerified
from cobrelay.messaging import inbox, overdue, parked, requests
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.consequences import NO_PLACES, apply
from cobrelay.messaging.crash_points import crash_point
from cobrelay.messaging.depths import OVERDUE_AFTER
from cobrelay.messaging.effects import Effect, SetTimer
from cobrelay.messaging.failures import is_transient, persistently, reason_of
from cobrelay.messaging.fuse import Fuse
from cobrelay.messaging.kept import kept_name
from cobrelay.messaging.locks import lock_keys
from cobrelay.messaging.parked import BEHIND, Parking
from cobrelay.messaging.service import Await, Decided, Service, Subscription
from cobrelay.messaging.sources import Messages, Source
from cobrelay.messaging.waiting import Awaiting, Place
from cobrelay.messaging.waves import Entry, entry_of, groups_of, waves_of
from cobrelay.observability.metrics import Metrics

log = structlog.get_logger(__name__)

REQUEST_RETRY_SECONDS = 5.0


@dataclass(slots=True)
class Outcome:
    """What became of a batch; `decided` counts (subscription, decision or reason code)."""

    taken: int = 0
    seen: int = 0
    waiting: set[UUID] = field(default_factory=set)
    """The causes that are kept until their facts come."""
    parkings: list[Parking] = field(default_factory=list)
    decided: Counter[tuple[str, str]] = field(default_factory=Counter)
    failed: list[bool] = field(default_factory=list)
    """For the fuse: each cause that was tried, in order, and whether it failed of itself."""


@dataclass(frozen=True, slots=True)
class Admitted:
    """What was taken of a batch, what of it may be tried, and the keys that are parked."""

    taken: Sequence[Cause[Any]]
    entries: list[Entry]
    parked_keys: set[str]


class Processing:
    """Carries out causes for one service."""

    def __init__(
        self,
        service: Service,
        engine: AsyncEngine,
        clock: Clock,
        *,
        fuse: Fuse | None = None,
        metrics: Metrics | None = None,
        overdue_after: timedelta = OVERDUE_AFTER,
    ) -> None:
        self.service = service
        self.engine = engine
        self.clock = clock
        self.overdue_after = overdue_after
        self.fuse = fuse or Fuse()
        self.metrics = metrics or Metrics(service.name)
        overdue.watch(service)

    async def local(self, causes: Sequence[Cause[Any]]) -> Outcome:
        """Carries out causes of our own; one that fails is parked."""
        return await self.carry_out(Messages(causes))

    async def carry_out(self, source: Source) -> Outcome:
        """Carries out a batch; raises what is transient, Broken, or FuseBlown: nothing happened."""
        if not source.causes:
            return Outcome()
        started = self.clock.monotonic()
        entries = [entry_of(self.service, cause) for cause in source.causes]
        try:
            outcome = await self._together(source, entries)
        except Exception as failure:
            if is_transient(failure) or isinstance(failure, Broken):
                raise
            outcome = await self._one_by_one(source, entries)
        self.metrics.count_batch(len(entries), self.clock.monotonic() - started)
        self._count(outcome)
        return outcome

    async def request(self, cause: Cause[Any], content: str = "") -> Any:
        """Carries out a request and returns the decision; what is refused is raised, not parked."""
        return await persistently(
            lambda: self._request(cause, content),
            limit_seconds=REQUEST_RETRY_SECONDS,
            what="request",
        )

    async def _together(self, source: Source, entries: Sequence[Entry]) -> Outcome:
        outcome = Outcome()
        async with self.engine.begin() as tx:
            admitted = await self._admit(tx, source, entries, outcome)
            for entry in admitted.entries:
                if entry.failure is not None:
                    raise entry.failure
            await self.play(tx, admitted.entries, outcome, source.places)
            await self._end_waits(tx, source, admitted, outcome)
            outcome.failed.extend(False for _ in admitted.entries)
            crash_point("before_database_commit")
        return outcome

    async def _one_by_one(self, source: Source, entries: Sequence[Entry]) -> Outcome:
        outcome = Outcome()
        async with self.engine.begin() as tx:
            admitted = await self._admit(tx, source, entries, outcome)
            parked_keys = admitted.parked_keys
            for entry in admitted.entries:
                parking = await self._alone(tx, entry, outcome, parked_keys, source.places)
                if parking is None or parking.is_first_cause:
                    outcome.failed.append(parking is not None)
                if parking is not None:
                    parked_keys.add(parking.cause.key)
                    outcome.parkings += await parked.put(tx, self.service.schema, [parking])
            await self._end_waits(tx, source, admitted, outcome)
            self.fuse.check(outcome.failed)
        return outcome

    async def _alone(
        self,
        tx: AsyncConnection,
        entry: Entry,
        outcome: Outcome,
        parked_keys: set[str],
        places: Mapping[UUID, Place],
    ) -> Parking | None:
        if entry.cause.key in parked_keys:
            return Parking(entry.cause, BEHIND)
        failure = await self.try_alone(tx, entry, outcome, places)
        return None if failure is None else Parking(entry.cause, reason_of(failure))

    async def try_alone(
        self,
        tx: AsyncConnection,
        entry: Entry,
        outcome: Outcome,
        places: Mapping[UUID, Place] = NO_PLACES,
    ) -> Exception | None:
        """Plays one cause in a savepoint and returns its failure, if it is the cause's own."""
        alone = Outcome()
        try:
            if entry.failure is not None:
                raise entry.failure
            async with tx.begin_nested():
                await self.play(tx, [entry], alone, places)
                # A deferred trigger would otherwise fail the commit of all.
                await tx.execute(sa.text("SET CONSTRAINTS ALL IMMEDIATE"))
        except Exception as failure:
            if is_transient(failure) or (isinstance(failure, Broken) and entry.failure is None):
                raise
            return failure
        await tx.execute(sa.text("SET CONSTRAINTS ALL DEFERRED"))
        outcome.waiting |= alone.waiting
        outcome.decided += alone.decided
        return None

    async def _admit(
        self, tx: AsyncConnection, source: Source, entries: Sequence[Entry], outcome: Outcome
    ) -> Admitted:
        schema = self.service.schema
        await lock_keys(tx, schema, {key for entry in entries for key in entry.locks})
        taken = await source.take(tx, schema)
        outcome.taken = len(taken)
        outcome.seen = len(entries) - len(taken)
        of_id = {entry.cause.id: entry for entry in entries}
        mine = [of_id[cause.id] for cause in taken]
        parked_keys = await parked.keys_of(tx, schema, {entry.cause.key for entry in mine})
        behind = [Parking(each.cause, BEHIND) for each in mine if each.cause.key in parked_keys]
        outcome.parkings += await parked.put(tx, schema, behind)
        able = [entry for entry in mine if entry.cause.key not in parked_keys]
        return Admitted(taken, able, parked_keys)

    async def _end_waits(
        self, tx: AsyncConnection, source: Source, admitted: Admitted, outcome: Outcome
    ) -> None:
        """What waited and was played or parked waits no longer; some of it was overdue."""
        if not source.places:
            return
        over = [cause for cause in admitted.taken if cause.id not in outcome.waiting]
        settled = await overdue.settled(tx, self.service, over, source.places)
        await apply(tx, self.service, settled)

    async def play(
        self,
        tx: AsyncConnection,
        entries: Sequence[Entry],
        outcome: Outcome,
        places: Mapping[UUID, Place] = NO_PLACES,
    ) -> None:
        """Load, decide and save, wave by wave; then the effects of all of it."""
        effects: list[Effect] = []
        awaiting: list[Awaiting] = []
        for wave in waves_of(entries):
            for subscription, group in groups_of(wave):
                causes = [entry.cause for entry in group]
                facts = await subscription.load(causes, tx)
                decided: list[Decided[Any, Any]] = []
                for cause in causes:
                    decision = await _decision(subscription, cause, facts)
                    outcome.decided[subscription.name, label_of(decision)] += 1
                    if isinstance(decision, Await):
                        awaiting.append(Awaiting(cause, decision))
                    else:
                        decided.append(Decided(cause, decision))
                effects.extend(await self._save(tx, subscription.save, decided))
        outcome.waiting.update(each.cause.id for each in awaiting)
        effects.extend(self._watched(awaiting, places))
        await apply(tx, self.service, effects, awaiting, places)

    def _watched(
        self, awaiting: Sequence[Awaiting], places: Mapping[UUID, Place] = NO_PLACES
    ) -> list[SetTimer]:
        return overdue.timers_for(self.service, awaiting, places, self.overdue_after)

    async def _save(
        self, tx: AsyncConnection, save: Any, decided: Sequence[Decided[Any, Any]]
    ) -> Sequence[Effect]:
        if not decided:
            return ()
        effects: Sequence[Effect] = await save(decided, tx)
        for cause, decision in decided:
            if isinstance(cause.body, FileVerified):
                await jobs.decide(
                    tx,
                    self.service.schema,
                    cause.body.arrival,
                    proceed=bool(decision.proceed),
                    reason=str(getattr(decision, "reason", "") or ""),
                )
        return effects

    async def _request(self, cause: Cause[Any], content: str) -> Any:
        schema = self.service.schema
        entry = entry_of(self.service, cause)
        if entry.failure is not None or entry.subscription is None:
            raise entry.failure or Broken("a request without a subscription")
        async with self.engine.begin() as tx:
            await lock_keys(tx, schema, entry.locks)
            if await parked.keys_of(tx, schema, [cause.key]):
                raise KeyParked
            if content:
                await requests.bind(tx, schema, cause.id, content)
            is_new = bool(await inbox.first_time(tx, schema, [cause.id]))
            decision = entry.subscription.decide(cause, await entry.subscription.load([cause], tx))
            if not is_new:
                return decision
            if isinstance(decision, Await):
                awaiting = [Awaiting(cause, decision)]
                await apply(tx, self.service, self._watched(awaiting), awaiting)
            else:
                decided = [Decided(cause, decision)]
                effects = await self._save(tx, entry.subscription.save, decided)
                await apply(tx, self.service, effects)
            crash_point("before_database_commit")
        self.metrics.count_decision(entry.subscription.name, label_of(decision))
        return decision

    def _count(self, outcome: Outcome) -> None:
        self.fuse.count(outcome.failed)
        self.metrics.count_seen(outcome.seen)
        self.metrics.count_parked(Counter(each.reason.code for each in outcome.parkings))
        for cause, reason in outcome.parkings:
            log.warning(
                "parked",
                key=cause.key,
                event_id=str(cause.id),
                event_type=kept_name(cause.body),
                correlation_id=cause.correlation_id,
                code=reason.code,
                error=reason.error_type,
                traceback=reason.traceback_hash,
            )
        for (subscription, label), number in outcome.decided.items():
            self.metrics.count_decision(subscription, label, number)


def label_of(decision: object) -> str:
    """A decision as a metric may name it: its reason code where it has one, else its type."""
    reason = getattr(decision, "reason_code", None) or getattr(decision, "reason", None)
    if isinstance(reason, str) and 0 < len(reason) <= 40 and reason == reason.upper():
        return reason
    return type(decision).__name__


async def _decision(subscription: Subscription, cause: Cause[Any], facts: Any) -> Any:
    """A file's verdict may compare hundreds of thousands of claims: others go on meanwhile."""
    if isinstance(cause.body, FileVerified):
        return await asyncio.to_thread(subscription.decide, cause, facts)
    return subscription.decide(cause, facts)
