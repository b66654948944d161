"""What a demo is to do: which claims, how fast business time passes, whether it stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

from cobrelay.clock import RunningClock, parse_clock, real_now

# A business day in about four seconds: a crossover's wait of 30 days ends after two minutes, and a
# slow machine has a minute and a half until a supplement's answer would be missed (patience.py).
SCALE = 20_000
MORNING = time(6)
FIRST_DAY = date(2026, 3, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """A file of the user's: where it lies, and the service that reads its kind."""

    path: Path
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One demo. With `files` these are relayed, without them a generated world is."""

    home: Path
    stays: bool = False
    claims: int = 300
    seed: int = 7
    as_of: date = FIRST_DAY
    is_as_of_chosen: bool = False
    files: tuple[OwnFile, ...] = ()
    scale: int = SCALE
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def world(self) -> Path:
        return self.home / "world"

    @property
    def clearinghouse(self) -> Path:
        """What the far side keeps; `received/` holds each interchange as sent."""
        return self.home / "clearinghouse"


@dataclass(frozen=True, slots=True)
class BusinessTime:
    """The clock that all processes of a demo share, as text for them and as a clock for us."""

    text: str
    epoch: datetime

    @classmethod
    def from_now(cls, plan: Plan) -> BusinessTime:
        start = datetime.combine(plan.as_of, MORNING, UTC)
        return cls(f"scale:{plan.scale}@{start.isoformat()}", real_now())

    @property
    def clock(self) -> RunningClock:
        return parse_clock(self.text, self.epoch)

    @property
    def environment(self) -> dict[str, str]:
        return {"COBRELAY_CLOCK": self.text, "COBRELAY_CLOCK_EPOCH": self.epoch.isoformat()}
