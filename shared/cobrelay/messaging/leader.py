"""What the leader of a service does: publish, fire timers, play what waits, read, call outside."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from cobrelay.messaging import depths, inbox, requests
from cobrelay.messaging.absence import LOOK_SECONDS, Gate
from cobrelay.messaging.admin import LagMeter
from cobrelay.messaging.firing import fire_timers, play_waiting, retry_waiting
from cobrelay.messaging.leadership import Wakeups
from cobrelay.messaging.loops import Step, repeat, repeat_outside, sleep
from cobrelay.messaging.processing import Processing
from cobrelay.messaging.reading import FileReader
from cobrelay.messaging.relay import OutboxRelay
from cobrelay.messaging.runtime import Runtime
from cobrelay.messaging.service import Background
from cobrelay.messaging.topics import TOPICS

log = structlog.get_logger(__name__)

OUTBOX_POLL_SECONDS = 1.0  # NOTIFY wakes sooner; this is the safety net
TIMER_POLL_SECONDS = 0.25  # business time may run fast
WAITING_POLL_SECONDS = 1.0
SAFETY_NET_SECONDS = 15.0
MEASURE_SECONDS = 5.0
PRUNE_SECONDS = 24 * 60 * 60.0
INBOX_MARGIN = timedelta(days=7)


class Leader:
    """The loops that only one process of a service runs."""

    def __init__(
        self, processing: Processing, runtime: Runtime, bootstrap_servers: str, meter: LagMeter
    ) -> None:
        self._processing = processing
        self._runtime = runtime
        self._stopping = runtime.stopping
        self._bootstrap_servers = bootstrap_servers
        self._meter = meter

    async def work(self, wakeups: Wakeups) -> None:
        """Runs all loops until the service stops or the leadership ends (then it is cancelled)."""
        relay = OutboxRelay(self._processing, self._bootstrap_servers)
        reader = FileReader(self._processing, self._runtime.store, self._runtime.settings)
        metrics = self._processing.metrics
        gate = Gate(
            self._processing.clock, self._meter, metrics, opened=partial(wakeups.heard, "timers")
        )
        metrics.show_leader(leads=True)
        try:
            async with asyncio.TaskGroup() as group:
                for loop in (
                    self._loop("outbox", relay.step, wakeups, OUTBOX_POLL_SECONDS),
                    self._loop("timers", partial(self._fire, gate), wakeups, TIMER_POLL_SECONDS),
                    self._outside("backlog", gate.step, LOOK_SECONDS),
                    self._loop("waiting", self._play, wakeups, WAITING_POLL_SECONDS),
                    self._every("safety net", self._retry, SAFETY_NET_SECONDS),
                    self._every("inbox pruning", self._prune, PRUNE_SECONDS),
                    *self._reading(reader),
                    *(self._background(each) for each in self._runtime.service.backgrounds),
                ):
                    group.create_task(loop)
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
        finally:
            gate.hold(0)
            metrics.show_leader(leads=False)
            await relay.close()

    async def measure(self) -> None:
        """Keeps the gauges fresh; every process of the service does it."""
        await self._outside("measuring", self._measure, MEASURE_SECONDS)

    async def _loop(
        self, word: str, step: Callable[[], Awaitable[bool]], wakeups: Wakeups, poll: float
    ) -> None:
        async def pause() -> None:
            await wakeups.wait(word, poll)

        await repeat(step, pause, what=word, stopping=self._stopping)

    async def _every(self, what: str, step: Callable[[], Awaitable[bool]], seconds: float) -> None:
        async def pause() -> None:
            await sleep(seconds, self._stopping)

        await repeat(step, pause, what=what, stopping=self._stopping)

    def _reading(self, reader: FileReader) -> Iterator[Coroutine[Any, Any, None]]:
        if not self._runtime.service.file_kinds:
            return
        for loop in reader.loops(lambda seconds: sleep(seconds, self._stopping)):
            yield repeat(loop.step, loop.pause, what=loop.name, stopping=self._stopping)

    async def _background(self, background: Background) -> None:
        step = partial(background.step, self._runtime)
        await self._outside(background.name, step, background.every_seconds)

    async def _outside(self, what: str, step: Step, seconds: float) -> None:
        await repeat_outside(step, every_seconds=seconds, what=what, stopping=self._stopping)

    async def _fire(self, gate: Gate) -> bool:
        fired = await fire_timers(self._processing, gate.read_up_to)
        gate.hold(fired.held)
        return bool(fired.due)

    async def _play(self) -> bool:
        return bool(await play_waiting(self._processing))

    async def _retry(self) -> bool:
        await retry_waiting(self._processing)
        return False

    async def _prune(self) -> bool:
        kept = timedelta(milliseconds=max(topic.retention_ms for topic in TOPICS)) + INBOX_MARGIN
        async with self._processing.engine.begin() as tx:
            schema = self._processing.service.schema
            before = self._processing.clock.real_now() - kept
            await inbox.prune(tx, schema, before)
            await requests.prune(tx, schema, before)
        return False

    async def _measure(self) -> bool:
        processing = self._processing
        schema, metrics = processing.service.schema, processing.metrics
        async with processing.engine.connect() as reader:
            found = await depths.measure(
                reader, schema, processing.clock.now(), processing.overdue_after
            )
            metrics.show_waiting(await depths.waiting_by_reason(reader, schema))
            for gauge in processing.service.gauges:
                metrics.show_own(gauge.name, gauge.about, await gauge.measure(reader))
        metrics.show_depths(
            {
                "outbox_depth": found.outbox,
                "outbox_age": found.outbox_age_seconds,
                "parked": found.parked,
                "overdue": found.waiting_overdue,
                "timers_due": found.timers_due,
                "files_open": found.files_open,
            }
        )
        metrics.show_fuse(blown=processing.fuse.blown)
        progress = await self._meter.progress()
        metrics.show_lag(progress.lag)
        metrics.show_expired(progress.expired)
        if lost := {topic: number for topic, number in progress.expired.items() if number}:
            # The client itself would go on at the first record that is left, and say nothing.
            log.error("retention passed us: records expired unread", topics=lost)
        return False
