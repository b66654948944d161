"""Feeds inputs one by one and notes what is raised, slow or large; nothing stops it."""

from __future__ import annotations

import json
import os
import resource
import time
import traceback
from dataclasses import asdict, dataclass, field
from pathlib import Path

from fuzzing.targets import BY_NAME

SECONDS_MAX = 1.0  # process time, for an input up to 1 MiB
SUSPECTED_SECONDS = 0.5
SUSPECTED_KIB = 24 * 1024
LOW_WATER_EVERY = 500  # inputs after which the high-water mark of memory is set back
SUSPECTS_MAX = 20
FAILURES_MAX = 200


@dataclass
class Suspect:
    """An input that is to be looked at again, alone."""

    target: str
    path: str
    seconds: float
    grown_kib: int


@dataclass
class Tally:
    """What one process has seen."""

    count: int = 0
    by_target: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    bytes_largest: int = 0
    slowest: float = 0.0
    slowest_target: str = ""
    failures: dict[str, str] = field(default_factory=dict)  # where it was raised -> file
    suspects: list[Suspect] = field(default_factory=list)

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self)))


class Feeder:
    """One process's feeding; what fails or is suspect is kept in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tally = Tally()
        self._began = time.monotonic()
        folder.mkdir(parents=True, exist_ok=True)

    def feed(self, name: str, raw: bytes) -> None:
        """One input; whatever it raises is noted, once per place in the code."""
        tally = self.tally
        if tally.count % LOW_WATER_EVERY == 0:
            _set_back_high_water()
        before, began = _high_water_kib(), time.process_time()
        try:
            BY_NAME[name].run(raw)
        except Exception as failure:
            self._note(name, raw, failure)
        spent, grown = time.process_time() - began, _high_water_kib() - before
        tally.count += 1
        tally.by_target[name] = tally.by_target.get(name, 0) + 1
        tally.bytes_largest = max(tally.bytes_largest, len(raw))
        if spent > tally.slowest:
            tally.slowest, tally.slowest_target = spent, name
        if spent > SUSPECTED_SECONDS or grown > SUSPECTED_KIB:
            self._suspect(name, raw, spent, grown)

    def done(self) -> Tally:
        self.tally.seconds = time.monotonic() - self._began
        return self.tally

    def _note(self, name: str, raw: bytes, failure: Exception) -> None:
        place = f"{name}: {type(failure).__name__} {signature(failure)}"
        known = self.tally.failures.get(place)
        if known is None and len(self.tally.failures) >= FAILURES_MAX:
            return
        if known is None or Path(known).stat().st_size > len(raw):
            path = self.folder / f"{name}-{abs(hash(place)) % 10**8:08d}"
            path.write_bytes(raw)
            self.tally.failures[place] = str(path)

    def _suspect(self, name: str, raw: bytes, spent: float, grown: int) -> None:
        path = self.folder / f"{name}-suspect-{self.tally.count}"
        path.write_bytes(raw)
        found = [*self.tally.suspects, Suspect(name, str(path), spent, grown)]
        found.sort(key=lambda each: (each.seconds / SECONDS_MAX) + each.grown_kib / 65536)
        self.tally.suspects = found[-SUSPECTS_MAX:]
        for dropped in found[:-SUSPECTS_MAX]:
            Path(dropped.path).unlink(missing_ok=True)


def signature(failure: BaseException) -> str:
    """Where it was raised: the innermost lines of our own code."""
    frames = traceback.extract_tb(failure.__traceback__)
    ours = [frame for frame in frames if "/fuzzing/feeding.py" not in frame.filename]
    return " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in ours[::-1][:3])


def _high_water_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _set_back_high_water() -> None:
    """Linux can set the mark back to what is resident now; elsewhere it only grows."""
    if os.access("/proc/self/clear_refs", os.W_OK):
        Path("/proc/self/clear_refs").write_text("5")
