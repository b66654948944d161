"""Suspects measured again, alone; inputs that fail made small, so that a person can read them."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Callable

from fuzzing.feeding import signature
from fuzzing.targets import BY_NAME

MEASURED_TIMES = 3
STEPS_MAX = 2_000


def seconds(name: str, raw: bytes) -> float:
    """The least process time of three runs for one reading: the input's cost, not the machine's."""
    return min(_once(name, raw) for _ in range(MEASURED_TIMES)) / BY_NAME[name].readings


def _once(name: str, raw: bytes) -> float:
    began = time.process_time()
    failure_of(name, raw)
    return time.process_time() - began


def peak_mib(name: str, raw: bytes) -> float:
    """The most memory that was allocated at once beyond the input itself."""
    tracemalloc.start()
    failure_of(name, raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1024 / 1024


def failure_of(name: str, raw: bytes) -> str:
    """Where and as what it fails, or an empty text."""
    try:
        BY_NAME[name].run(raw)
    except Exception as failure:
        return f"{type(failure).__name__} {signature(failure)}"
    return ""


def smallest(name: str, raw: bytes) -> bytes:
    """The input without what is not needed to fail at the same place."""
    wanted = failure_of(name, raw)
    return without_needless(raw, lambda less: failure_of(name, less) == wanted)


def without_needless(raw: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Leaves out halves, quarters, … single bytes, as long as it still fails."""
    size, steps = max(len(raw) // 2, 1), 0
    while size and steps < STEPS_MAX:
        at = 0
        while at < len(raw) and steps < STEPS_MAX:
            steps += 1
            less = raw[:at] + raw[at + size :]
            if fails(less):
                raw = less
            else:
                at += size
        size //= 2
    return raw
