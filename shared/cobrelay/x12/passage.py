"""A claim as one text: nothing of it is parted before it is asked for, then no more than that."""

from collections.abc import Iterator
from itertools import repeat
from typing import Any

from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import ID_LONGEST, Place
from cobrelay.x12.stretch import BREAKS, Origin, Start, Stretch, make_place


class Cuts:
    """The beginnings of segments where the same line break, or none, follows each terminator."""

    __slots__ = (
        "adjustments",
        "between",
        "component",
        "element",
        "line",
        "remark",
        "segment",
        "service",
        "statement",
    )

    def __init__(self, delimiters: Delimiters, lead: str) -> None:
        element = self.element = delimiters.element
        begin = self.between = f"{delimiters.segment}{lead}"
        self.component = delimiters.component
        self.segment = delimiters.segment
        self.line = f"{begin}SVC{element}"
        self.adjustments = f"{begin}CAS{element}"
        self.remark = f"{begin}LQ{element}"
        date = f"{begin}DTM{element}"
        self.statement = f"{date}232{element}", f"{date}233{element}"  # first and last day
        self.service = f"{date}150{element}", f"{date}151{element}"


class Passage(Stretch):
    """Segments that were taken as one text: parted, and all but the text made, when asked for."""

    __slots__ = ("caught", "cuts", "text")

    caught: tuple[str | None, ...] | None  # segments that a check caught; None: not checked

    def __init__(
        self, origin: Origin, delimiters: Delimiters, start: Start, text: str, cuts: Cuts
    ) -> None:
        self.origin = origin
        self.delimiters = delimiters
        self.start = start
        self.text = text  # with the line break before it, without the terminator after it
        self.cuts = cuts

    @property
    def count(self) -> int:
        """How many segments it has."""
        return self.text.count(self.delimiters.segment) + 1

    @property
    def rows(self) -> list[list[str]]:
        """The elements of each segment, its id first; split when first asked for."""
        if self._rows is None:
            self._rows = list(self.each_row())
        return self._rows

    def each_row(self) -> Iterator[list[str]]:
        """One row after the other, none of them kept."""
        texts = self.text.lstrip(BREAKS).split(self.cuts.between)
        return map(str.split, texts, repeat(self.cuts.element))

    def row(self, at: int) -> list[str]:
        """The elements of segment `at`; of the first without a look at the others."""
        if at or self._rows:
            return self.rows[at]
        first = self.text.partition(self.delimiters.segment)[0]
        return first.strip(BREAKS).split(self.delimiters.element)

    def place(self, at: int) -> Place:
        """Where segment `at` stands in the file."""
        if at:
            return super().place(at)
        start, lead = self.start, len(self.text) - len(self.text.lstrip(BREAKS))
        offset = self.origin.byte_offset(start.offset + lead)
        return make_place(self.row(0)[0][:ID_LONGEST], start.index, start.position, offset)

    def __getattr__(self, name: str) -> Any:
        """An attribute of any stretch that was not needed so far."""
        value: Any
        match name:
            case "texts":
                value = self.text.split(self.delimiters.segment)
            case "uses" | "gaps":
                value = []
            case "_rows" | "_shifts" | "nested":
                value = None
            case "contexts":
                value = ()
            case "caught":
                value = None
            case _:
                raise AttributeError(name)
        setattr(self, name, value)
        return value
