"""Whether the monitor works: it reads the topics, and the broker takes what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from cobrelay.clock import real_now
from cobrelay.observability.health import Health

SNAPSHOTS_MISSED_MAX = 5
GRACE_SECONDS = 10.0  # of a busy machine


@dataclass(slots=True)
class Vitals:
    """Kept up to date by the application; read by /readyz. Times are real."""

    snapshot_seconds: float
    is_reading: bool = False
    """It has its place in the group: a rebalance takes it away for a moment."""
    told_at: datetime | None = None

    def told(self, at: datetime) -> None:
        """The broker has acknowledged a snapshot."""
        self.told_at = at

    def is_telling(self, now: datetime) -> bool:
        """The broker took a snapshot not long ago."""
        patience = timedelta(seconds=self.snapshot_seconds * SNAPSHOTS_MISSED_MAX + GRACE_SECONDS)
        return self.told_at is not None and now - self.told_at <= patience

    def health(self) -> Health:
        """The checks behind /readyz."""

        async def reading() -> bool:
            return self.is_reading

        async def telling() -> bool:
            return self.is_telling(real_now())

        return Health({"reading": reading, "telling": telling})
