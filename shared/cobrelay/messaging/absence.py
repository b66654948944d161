"""Lets a timer that means an absence fire only when what could end the absence has been read.

Such a timer says that something did not come: a payer's answer, an acknowledgment. After an outage
it may have come and lie unread on a topic. So it fires only when everything has been read that was
on the topics when it fell due; what comes later, comes too late.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

import structlog
from aiokafka import TopicPartition
from aiokafka.errors import KafkaError

from cobrelay.clock import Clock
from cobrelay.observability.metrics import Metrics

log = structlog.get_logger(__name__)

NOTHING_READ: Final = datetime(1900, 1, 1, tzinfo=UTC)
LOOK_SECONDS = 0.25  # like the timers themselves: business time may run fast
ASK_SECONDS = 10.0  # a broker that does not answer by then is away
PATIENCE_SECONDS = 60 * 60.0

Ends = Mapping[TopicPartition, int]


class Backlog(Protocol):
    """How far the topics of a service reach, and how far they have been read."""

    async def ends(self) -> Ends:
        """Where each partition ends now."""

    async def left(self, ends: Ends) -> int:
        """How many records before these ends have not taken effect yet."""

    async def forget(self) -> None:
        """Connects anew when next asked."""


@dataclass(slots=True)
class _Mark:
    """Where the topics ended at a moment of business time."""

    at: datetime
    ends: Ends
    left: int | None = None


class Gate:
    """Knows up to which business time the topics have been read; one per leader.

    A partition that nobody reads holds it back as long as `patience_seconds` (real time) without
    any progress; then it opens all the same, with an alarm: other claims must not wait for ever.
    """

    def __init__(
        self,
        clock: Clock,
        backlog: Backlog,
        metrics: Metrics,
        opened: Callable[[], None],
        *,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self.read_up_to = NOTHING_READ
        self._clock = clock
        self._backlog = backlog
        self._metrics = metrics
        self._opened = opened
        self._patience_seconds = patience_seconds
        self._held = 0
        self._mark: _Mark | None = None
        self._moved_at = clock.monotonic()

    def hold(self, timers: int) -> None:
        """So many timers are due and wait for the gate."""
        if timers and not self._held:
            self._moved_at = self._clock.monotonic()
        self._held = timers
        self._metrics.show_depths({"timers_held": timers})

    async def step(self) -> bool:
        """Looks how far the topics have been read, if a timer waits for that."""
        if not self._held:
            return False
        try:
            async with asyncio.timeout(ASK_SECONDS):
                await self._look()
        except (KafkaError, OSError) as failure:
            log.warning("backlog not known", error=type(failure).__name__)
            await self._backlog.forget()
        if self._clock.monotonic() - self._moved_at > self._patience_seconds:
            left = self._mark.left if self._mark else None
            log.error("absence timers fire unread", timers=self._held, records=left)
            self._open(self._clock.now(), blind=True)
        return False

    async def _look(self) -> None:
        if self._mark is None:
            at = self._clock.now()  # before the ends: what comes in between is read, too
            self._mark = _Mark(at, await self._backlog.ends())
        mark = self._mark
        left = await self._backlog.left(mark.ends)
        if not left:
            self._open(mark.at, blind=False)
            return
        if mark.left is None:
            log.info("absence timers wait for the backlog", timers=self._held, records=left)
        if mark.left is None or left < mark.left:
            mark.left, self._moved_at = left, self._clock.monotonic()

    def _open(self, at: datetime, *, blind: bool) -> None:
        self.read_up_to, self._mark = at, None
        self._moved_at = self._clock.monotonic()
        self._metrics.show_depths({"timers_fired_unread": float(blind)})
        self._opened()
