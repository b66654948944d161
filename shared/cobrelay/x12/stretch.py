"""A stretch of segments (a header, a claim, a response) that knows where each one stands."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, islice

from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import ID_LONGEST, Place
from cobrelay.x12.making import maker
from cobrelay.x12.tree import LoopNode

make_place = maker(Place)

BREAKS = "\r\n"  # stand between segments and belong to none
BLANKS = " \t\r\n\x00\x1a"  # may stand around an interchange


@dataclass(frozen=True, slots=True)
class Origin:
    """How offsets of the unwrapped text map to bytes of the file."""

    start: int = 0  # bytes before the text: a byte order mark
    width: int = 0  # of each line of a wrapped file; 0 when it is not wrapped
    break_length: int = 0

    def byte_offset(self, offset: int) -> int:
        """The offset in the file of the character at `offset`."""
        if self.width:
            offset += offset // self.width * self.break_length
        return self.start + offset


@dataclass(frozen=True, slots=True)
class Start:
    """Where a stretch begins."""

    offset: int  # in the unwrapped text
    index: int  # ordinal in the file
    position: int  # in the set
    occurrence: int = 1  # of its loop, within the loop around it


start_of = maker(Start)


class Stretch:
    """Segments in order with the grammar items that they were placed at (-1: none)."""

    __slots__ = (
        "_rows",
        "_shifts",
        "contexts",
        "delimiters",
        "gaps",
        "nested",
        "origin",
        "start",
        "texts",
        "uses",
    )

    def __init__(
        self, origin: Origin, delimiters: Delimiters, start: Start, texts: list[str] | None = None
    ) -> None:
        self.origin = origin
        self.delimiters = delimiters
        self.start = start
        self.texts: list[str] = [] if texts is None else texts
        self._rows: list[list[str]] | None = None
        self.uses: list[int] = []
        self.gaps: list[tuple[int, int, int]] = []  # empty segments: before which row, size, count
        self.contexts: tuple[Start, ...] = ()  # stretches that this one can't be read without
        self.nested: Callable[[Stretch], LoopNode] | None = None  # puts a claim's tree together
        self._shifts: tuple[list[int], list[int]] | None = None

    @property
    def rows(self) -> list[list[str]]:
        """The elements of each segment, its id first; split when first asked for."""
        if self._rows is None:
            element = self.delimiters.element
            self._rows = [text.strip(BREAKS).split(element) for text in self.texts]
        return self._rows

    @property
    def count(self) -> int:
        """How many segments it has."""
        return len(self.texts)

    def row(self, at: int) -> list[str]:
        """The elements of segment `at`."""
        return self.rows[at]

    def leave_gap(self, length: int, number: int = 1) -> None:
        """Empty segments before the next one; those in a row, however many, are kept as one."""
        before = len(self.texts)
        if self.gaps and self.gaps[-1][0] == before:
            _, more, others = self.gaps.pop()
            length, number = length + more, number + others
        self.gaps.append((before, length, number))

    def append(self, row: list[str], text: str, use: int) -> None:
        """Take a further segment."""
        if self._rows is None:
            self._rows = self.rows
        self._rows.append(row[:])  # a list that was split has room for twelve: leave it behind
        self.texts.append(text)
        self.uses.append(use)

    def tree(self) -> LoopNode:
        """The loop tree of the claim that stands here, with what it stands in."""
        return self.nested(self) if self.nested else LoopNode("")

    def place(self, at: int) -> Place:
        """Where segment `at` of this stretch stands in the file."""
        if not self.texts:
            return Place()
        offset, index = self._measure(at) if at else (self.start.offset, self.start.index)
        text = self.texts[at]
        if text[:1] in BREAKS:
            offset += len(text) - len(text.lstrip(BREAKS))
        return make_place(
            self.rows[at][0][:ID_LONGEST],
            index,
            self.start.position + at if self.start.position else 0,
            self.origin.byte_offset(offset),
        )

    def _measure(self, at: int) -> tuple[int, int]:
        """The offset and the ordinal in the file of segment `at`."""
        if self._shifts is None or len(self._shifts[0]) <= at:
            self._shifts = self._measured()
        offsets, indexes = self._shifts
        return offsets[at], indexes[at]

    def _measured(self) -> tuple[list[int], list[int]]:
        """The offset and the ordinal in the file of every segment.

        Goes on from the last one known: a hostile stretch is asked again and again as it grows.
        """
        offsets, indexes = self._shifts or ([self.start.offset], [self.start.index])
        known = len(offsets) - 1
        lengths = [len(text) + 1 for text in self.texts[known:-1]]
        steps = [1] * len(lengths)
        for before, length, number in reversed(self.gaps):
            if before <= known:
                break
            if before < len(self.texts):
                lengths[before - 1 - known] += length
                steps[before - 1 - known] += number
        offsets += islice(accumulate(lengths, initial=offsets[-1]), 1, None)
        indexes += islice(accumulate(steps, initial=indexes[-1]), 1, None)
        return offsets, indexes
