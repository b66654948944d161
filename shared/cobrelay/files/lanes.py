"""Files of like size queue together, so that none waits behind one that is far larger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Lane:
    """Files above and up to a size (bytes); they are kept and verified one after the other."""

    name: str
    above: int
    up_to: int
    apart: bool
    """Verified in a process of its own: here it would take the processor from everybody else."""

    def holds(self, size: int) -> bool:
        return self.above < size <= self.up_to


LANES: Final = (
    Lane(
        "small", -1, 4 * MEBIBYTE, apart=False
    ),  # half a second of reading; a process takes as long
    Lane("large", 4 * MEBIBYTE, 64 * MEBIBYTE, apart=True),  # seconds
    Lane("huge", 64 * MEBIBYTE, 1 << 62, apart=True),  # minutes
)


def lane_of(size: int, lanes: Sequence[Lane]) -> Lane:
    """The lane of a file of this size."""
    return next(lane for lane in lanes if lane.holds(size))
