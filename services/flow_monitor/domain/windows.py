"""Events and dollars per checkpoint and window, latency between checkpoints, what is unfinished.

Everything is bounded: windows are forgotten after a while, claims when there are too many. Times
are real seconds since 1970, as the broker stamped the records.
"""

from collections import Counter, OrderedDict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flow_monitor.domain.checkpoints import STEPS, Checkpoint

WINDOW_SECONDS = 10
WINDOWS_MAX = 60  # ten minutes
CLAIMS_MAX = 50_000  # about 20 MB; the oldest are forgotten first
LATENCIES_MAX = 5_000


@dataclass(frozen=True, slots=True)
class Passed:
    """A claim passed a checkpoint. Cents are 0 where the event has no amount."""

    checkpoint: Checkpoint
    claim: str
    cents: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Count:
    """What a checkpoint saw."""

    events: int
    cents: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Between two checkpoints, in milliseconds."""

    start: Checkpoint
    end: Checkpoint
    claims: int
    median_ms: int
    p99_ms: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The pipeline at one moment."""

    at_ms: int
    totals: Mapping[Checkpoint, Count]
    window: Mapping[Checkpoint, Count]
    latencies: tuple[Latency, ...]
    unfinished: int
    oldest_unfinished_ms: int


@dataclass(slots=True)
class Flow:
    """Counts as events come by; in any order, since nothing depends on it."""

    events: Counter[Checkpoint] = field(default_factory=Counter)
    cents: Counter[Checkpoint] = field(default_factory=Counter)
    windows: OrderedDict[int, dict[Checkpoint, Count]] = field(default_factory=OrderedDict)
    claims: OrderedDict[str, dict[Checkpoint, int]] = field(default_factory=OrderedDict)
    latencies: dict[tuple[Checkpoint, Checkpoint], deque[int]] = field(
        default_factory=lambda: {step: deque(maxlen=LATENCIES_MAX) for step in STEPS}
    )

    def observe(self, passed: Passed) -> None:
        """Counts an event, and the latency of the step that it ends."""
        self.events[passed.checkpoint] += 1
        self.cents[passed.checkpoint] += passed.cents
        self._count_in_window(passed)
        if passed.claim:
            self._follow(passed)

    def snapshot(self, now_ms: int) -> Snapshot:
        """How it stands; the window is the last one that is complete."""
        last = now_ms // (WINDOW_SECONDS * 1000) - 1
        unfinished = [min(seen.values()) for seen in self.claims.values() if _is_open(seen)]
        return Snapshot(
            at_ms=now_ms,
            totals={each: Count(self.events[each], self.cents[each]) for each in Checkpoint},
            window=self.windows.get(last, {}),
            latencies=tuple(self._told_latencies()),
            unfinished=len(unfinished),
            oldest_unfinished_ms=now_ms - min(unfinished, default=now_ms),
        )

    def _count_in_window(self, passed: Passed) -> None:
        number = passed.at_ms // (WINDOW_SECONDS * 1000)
        window = self.windows.setdefault(number, {})
        before = window.get(passed.checkpoint, Count(0, 0))
        window[passed.checkpoint] = Count(before.events + 1, before.cents + passed.cents)
        while len(self.windows) > WINDOWS_MAX:
            self.windows.popitem(last=False)

    def _follow(self, passed: Passed) -> None:
        seen = self.claims.setdefault(passed.claim, {})
        for start, end in STEPS:
            if end is passed.checkpoint and end not in seen and start in seen:
                self.latencies[start, end].append(max(passed.at_ms - seen[start], 0))
        # The first time counts: a tertiary claim would otherwise begin anew.
        seen.setdefault(passed.checkpoint, passed.at_ms)
        while len(self.claims) > CLAIMS_MAX:
            self.claims.popitem(last=False)

    def _told_latencies(self) -> Iterator[Latency]:
        for (start, end), measured in self.latencies.items():
            if measured:
                ordered = sorted(measured)
                median = ordered[len(ordered) // 2]
                p99 = ordered[min(len(ordered) * 99 // 100, len(ordered) - 1)]
                yield Latency(start, end, len(ordered), median, p99)


def _is_open(seen: Mapping[Checkpoint, int]) -> bool:
    """An answer came, and nothing is known of what became of it."""
    answered = Checkpoint.ADJUDICATED in seen
    return answered and Checkpoint.RESOLVED not in seen and Checkpoint.HELD not in seen
