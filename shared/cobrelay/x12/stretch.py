"""A stretch of segments (a header, a claim, a response) that knows where each one stands."""

from dataclasses import dataclass
from itertools import accumulate

from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import Place

BREAKS = "\r\n"  # stand between segments and belong to none


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


class Stretch:
    """Segments in order with the grammar items that they were placed at (-1: none)."""

    __slots__ = ("_offsets", "contexts", "delimiters", "origin", "rows", "start", "texts", "uses")

    def __init__(self, origin: Origin, delimiters: Delimiters, start: Start) -> None:
        self.origin = origin
        self.delimiters = delimiters
        self.start = start
        self.rows: list[list[str]] = []
        self.texts: list[str] = []
        self.uses: list[int] = []
        self.contexts: tuple[Start, ...] = ()  # stretches that this one can't be read without
        self._offsets: list[int] | None = None

    def place(self, at: int) -> Place:
        """Where segment `at` of this stretch stands in the file."""
        if not self.rows:
            return Place()
        if self._offsets is None or len(self._offsets) <= at:
            lengths = (len(text) + 1 for text in self.texts)
            self._offsets = list(accumulate(lengths, initial=self.start.offset))
        text = self.texts[at]
        offset = self._offsets[at] + len(text) - len(text.lstrip(BREAKS))
        return Place(
            self.rows[at][0],
            self.start.index + at,
            self.start.position + at if self.start.position else 0,
            self.origin.byte_offset(offset),
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """The source of a view that was read from a single segment."""

    here: Place

    def place(self, at: int) -> Place:  # noqa: ARG002
        """The one place."""
        return self.here
