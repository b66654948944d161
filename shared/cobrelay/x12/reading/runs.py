"""Runs of claims: what stands whole and sound in a block is taken at once, not by the segment.

`SetReader.take` places and checks one segment after another and can say what is wrong with any of
them. A run cuts whole claims out of a block, lets the automaton accept them, and has them
assembled; at the first that something is to be said of, or that the block does not hold to its end,
the set reader goes on by the segment. So the fast path only accepts; findings have one source.
"""

import re
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from itertools import repeat

from cobrelay.x12.assembly.sets import RemittanceAssembler, Reporter
from cobrelay.x12.assembly.sketch import Asked, ClaimText
from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import Level
from cobrelay.x12.making import maker
from cobrelay.x12.passage import Cuts
from cobrelay.x12.reading.automaton import Automaton
from cobrelay.x12.reading.lexer import Block
from cobrelay.x12.reading.patterns import CAUGHT, plain_claim, sound_claim
from cobrelay.x12.reading.trail import Trail
from cobrelay.x12.stretch import BREAKS, Origin, Start, Stretch, start_of
from cobrelay.x12.views.remittance import ClaimPayment

OPENER = "CLP"
TAIL_MAX = 64  # segments of a last claim, before an LX, PLB or SE, that is taken at once

LEADS = ("", "\n", "\r\n")  # the line breaks between segments that an expression is made for
_JUDGING = frozenset({Level.STRUCTURE, Level.ELEMENTS, Level.IDENTIFIERS})
WORTH_A_SHAPE = 32 * 1024  # characters: an expression takes as long to make as so many to read


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken at once, and where the next segment begins."""

    stretch: Stretch
    offset: int


@dataclass(frozen=True, slots=True)
class Shape:
    """How a claim is told and parted where the same line break stands before each segment."""

    claim: re.Pattern[str]
    cuts: Cuts


taken_of = maker(Taken)


class Runner:
    """Takes whole claim payments of one set."""

    def __init__(
        self,
        assembler: RemittanceAssembler,
        automaton: Automaton,
        origin: Origin,
        delimiters: Delimiters,
        levels: frozenset[Level],
        asked: Asked,
    ) -> None:
        self.opening = OPENER + delimiters.element
        self._assembler = assembler
        self._automaton = automaton
        self._origin = origin
        self._delimiters = delimiters
        self.use = 0  # of the opener of the next claim
        self._claim: ClaimPayment | None = None  # the last that was taken
        self._asked = asked
        self._sound = not levels.isdisjoint(_JUDGING)
        self._shapes: dict[str, Shape | None] = {}  # by line break
        self._elements = Level.ELEMENTS in levels
        # What an element may be depends on the place of its segment.
        self._places = self._elements or Level.STRUCTURE in levels

    def enter(self, use: int, *, numbered: bool) -> None:  # noqa: ARG002
        """Begin a run with the claim whose CLP was placed at this use."""
        self.use = use

    def run(
        self, block: Block, number: int, start: Start, trail: Trail, reporter: Reporter
    ) -> Generator[ClaimPayment, None, tuple[int, int]]:
        """Take claims from segment `number` of the block on: which segment follows, and where."""
        is_entered = True  # the opener of the claim has been placed and counted
        while start.occurrence:
            swept = self.sweep(block, start, trail, reporter, is_entered=is_entered)
            count, offset = yield from swept
            if not count:
                taken = self.take(block, number, start)
                if taken is None:
                    break
                trail.take(self.use, taken.stretch, is_entered=is_entered)
                count, offset = taken.stretch.count, taken.offset
                claim = self.settle(reporter)
                if claim is not None:
                    yield claim
            number, is_entered = number + count, False
            occurrence = trail.occurrence(self.use, is_entered=False)
            start = start_of(offset, start.index + count, start.position + count, occurrence)
            if not block.begins(offset, self.opening) or self.is_cut_off(block, offset):
                break
        return number, start.offset

    def take(self, block: Block, number: int, start: Start) -> Taken | None:
        """The claim that segment `number` opens, if it is sound and whole in the block."""
        terminator, begin = self._delimiters.segment, start.offset - block.offset
        text = block.texts[number]
        lead = text[: len(text) - len(block.lines[number])] if text[0] in BREAKS else ""
        end = block.text.find(f"{terminator}{lead}{self.opening}", begin)
        if end < 0:
            stop = number + TAIL_MAX
        else:
            stop = number + block.text.count(terminator, begin, end) + 1
        texts = block.texts[number:stop]
        lines = texts if block.lines is block.texts else block.lines[number:stop]
        if self._elements and not (block.is_printable or is_printable(lines)):
            return None
        read = self._read_placed if self._places else self._read_freely
        claim, stretch = read(start, texts, lines, is_whole=end >= 0) or (None, None)
        if claim is None or stretch is None:
            return None
        self._claim = claim
        if end >= 0 and len(stretch.texts) == stop - number:
            return taken_of(stretch, block.offset + end + 1)
        size = sum(map(len, stretch.texts)) + len(stretch.texts)
        return taken_of(stretch, start.offset + size)

    def sweep(
        self, block: Block, start: Start, trail: Trail, reporter: Reporter, *, is_entered: bool
    ) -> Generator[ClaimPayment, None, tuple[int, int]]:
        """Claims one after the other that an expression matches: the fastest way, for most.

        Returns how many segments they were, and the offset of the next. `is_entered` says whether
        the parser has placed the first CLP already.
        """
        text, at = block.text, start.offset - block.offset
        lead = text[at : text.find(self.opening, at)]
        shape = self._shape(block, at, lead)
        if shape is None:
            return 0, start.offset
        match, size = shape.claim.match, len(lead)
        index, position, occurrence = start.index, start.position, start.occurrence
        while found := match(text, at + size):
            here = start_of(block.offset + at, index, position, occurrence)
            whole = self._text(text[at : found.end()], here, shape.cuts, found)
            claim = self._assembler.read_text(whole)
            if index == start.index:
                trail.take(self.use, whole, is_entered=is_entered)
            else:
                trail.take_another(whole)
            yield self._assembler.settle(claim, [], reporter)
            count = whole.count
            index, position, occurrence = index + count, position + count, occurrence + 1
            at = found.end() + 1
        return index - start.index, block.offset + at

    def _text(self, text: str, start: Start, cuts: Cuts, found: re.Match[str]) -> ClaimText:
        """The text of the claim that was found."""
        whole = ClaimText(self._origin, self._delimiters, start, text, cuts)
        whole.asked, whole.is_sketch = self._asked, not self._asked.details
        if self._sound:
            whole.caught = found.group(*CAUGHT.values())
        return whole

    def _shape(self, block: Block, at: int, lead: str) -> Shape | None:
        """How claims are told here, if that is worth it."""
        if lead not in self._shapes:
            if len(block.text) - at < WORTH_A_SHAPE or lead not in LEADS:
                return None
            if self._sound:
                claim = sound_claim("835", self._delimiters, lead, self._assembler.decade)
            else:
                claim = plain_claim("835", self._delimiters, lead)
            cuts = Cuts(self._delimiters, lead)
            self._shapes[lead] = Shape(claim, cuts) if claim else None
        is_told = lead or self._sound or not block.is_broken
        return self._shapes[lead] if is_told else None

    def is_cut_off(self, block: Block, offset: int) -> bool:
        """Whether the last claim of a block stands at an offset, and perhaps not to its end."""
        if not block.begins(offset, self.opening):
            return False
        at = offset - block.offset
        opener = block.text.find(self.opening, at)
        following = f"{self._delimiters.segment}{block.text[at:opener]}{self.opening}"
        return block.text.find(following, opener) < 0

    def settle(self, reporter: Reporter) -> ClaimPayment | None:
        """The claim that was taken last, with what is found about it; it counts in the totals."""
        return self._claim and self._assembler.settle(self._claim, [], reporter)

    def _read_placed(
        self, start: Start, texts: list[str], lines: list[str], *, is_whole: bool
    ) -> tuple[ClaimPayment, Stretch] | None:
        """The claim, if the automaton accepts it."""
        delimiters = self._delimiters
        element = delimiters.element
        rows = [line.split(element) for line in lines]
        size = self._automaton.accepts(rows, lines, delimiters.component, elements=self._elements)
        if not size or (size == len(rows) and not is_whole):
            return None
        if size < len(rows):
            texts, rows = texts[:size], rows[:size]
        stretch = Stretch(self._origin, delimiters, start, texts)
        return self._assembler.read_claim(stretch, rows)[0], stretch

    def _read_freely(
        self, start: Start, texts: list[str], lines: list[str], *, is_whole: bool
    ) -> tuple[ClaimPayment, Stretch] | None:
        """The claim, wherever its segments stand."""
        element = self._delimiters.element
        stretch = Stretch(self._origin, self._delimiters, start, texts)
        rows: Iterable[list[str]] = map(str.split, lines, repeat(element))
        claim, odd = self._assembler.read_claim(stretch, rows)
        if not odd:
            return (claim, stretch) if is_whole else None
        if lines[odd].split(element, 1)[0] not in self._automaton.cuts:
            return None
        return self._read_freely(start, texts[:odd], lines[:odd], is_whole=True)


def is_printable(lines: list[str]) -> bool:
    """Whether there is nothing but printable ASCII in the lines."""
    text = "".join(lines)
    return text.isascii() and text.isprintable()
