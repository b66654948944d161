"""What time it is for the business, which need not be what time it is outside.

``system``          as it is
``at:<ISO>``        starts there and runs on at the usual pace
``scale:<N>@<ISO>`` starts there and runs N times as fast

All processes share one epoch, the real moment at which the business time was `<ISO>`, so that
they agree on the time without talking.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from cobrelay.errors import Refused


class Clock(Protocol):
    """Business time, real time and a stopwatch."""

    def now(self) -> datetime:
        """Business time, UTC: waits, deadlines and dates of record."""

    def real_now(self) -> datetime:
        """Real time, UTC: for logs and latencies only."""

    def monotonic(self) -> float:
        """Seconds on a stopwatch that never jumps."""

    def real_seconds(self, business: timedelta) -> float:
        """How long a stretch of business time really takes, in seconds."""


def real_now() -> datetime:
    """Real time, UTC."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds on a stopwatch that never jumps."""
    return time.monotonic()


@dataclass(frozen=True, slots=True)
class RunningClock:
    """Business time that left `start` at the real moment `epoch` and runs `scale` times as fast."""

    start: datetime
    epoch: datetime
    scale: float = 1.0

    def now(self) -> datetime:
        return self.start + (real_now() - self.epoch) * self.scale

    def real_now(self) -> datetime:
        return real_now()

    def monotonic(self) -> float:
        return monotonic()

    def real_seconds(self, business: timedelta) -> float:
        return business.total_seconds() / self.scale


class StandingClock:
    """Business time that stands still until it is advanced: for scenarios."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def real_now(self) -> datetime:
        return real_now()

    def monotonic(self) -> float:
        return monotonic()

    def real_seconds(self, business: timedelta) -> float:
        return business.total_seconds()

    def advance(self, *, days: float = 0, hours: float = 0, seconds: float = 0) -> None:
        self._now += timedelta(days=days, hours=hours, seconds=seconds)

    def set(self, moment: datetime) -> None:
        """Moves to `moment`, never back."""
        self._now = max(self._now, moment)


_EPOCH_OF_SYSTEM = datetime(2000, 1, 1, tzinfo=UTC)


def system_clock() -> RunningClock:
    """Business time as it is outside."""
    return RunningClock(start=_EPOCH_OF_SYSTEM, epoch=_EPOCH_OF_SYSTEM)


def parse_clock(text: str, epoch: datetime | None = None) -> RunningClock:
    """Reads ``COBRELAY_CLOCK``; `epoch` is ``COBRELAY_CLOCK_EPOCH``, by default this moment.

    Raises `Refused` ("CLOCK") with a sentence when the text is none of the three forms.
    """
    epoch = epoch or real_now()
    kind, _, rest = text.partition(":")
    if text == "system":
        return system_clock()
    if kind == "at":
        return RunningClock(start=parse_moment(rest), epoch=epoch)
    factor, at_sign, start = rest.partition("@")
    if kind == "scale" and at_sign:
        return RunningClock(start=parse_moment(start), epoch=epoch, scale=_scale(factor))
    raise Refused("CLOCK", f"{text!r} is none of system, at:<ISO>, scale:<N>@<ISO>")


def parse_moment(text: str) -> datetime:
    """An ISO date or time; without an offset it is UTC."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("CLOCK", f"{text!r} is no ISO date or time") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _scale(text: str) -> float:
    try:
        scale = float(text)
    except ValueError:
        scale = 0.0
    if not 0 < scale < float("inf"):
        raise Refused("CLOCK", f"the scale {text!r} is not a number above zero")
    return scale
