"""Runs of claims: what stands whole and sound in a block is taken at once, not by the segment.

`SetReader.take` places and checks one segment after another and can say what is wrong with any of
them. A run takes the claims of a block that an expression matches (`patterns.py`) and has them
assembled; at the first that something may be said of, or that the block does not hold to its end,
the set reader goes on by the segment. So the fast path only accepts; findings have one source.
"""

import re
from collections.abc import Generator
from dataclasses import dataclass

from cobrelay.x12.assembly.assemblers import RemittanceAssembler, Reporter
from cobrelay.x12.assembly.sketch import Asked, ClaimText
from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import Level
from cobrelay.x12.passage import Cuts
from cobrelay.x12.reading.lexer import Block
from cobrelay.x12.reading.patterns import CAUGHT, Expression, expression
from cobrelay.x12.reading.trail import Trail
from cobrelay.x12.stretch import BREAKS, Origin, Start, start_of
from cobrelay.x12.views.remittance import ClaimPayment

OPENER = "CLP"

LEADS = ("", "\n", "\r\n")  # the line breaks between segments that an expression is made for
_JUDGING = frozenset({Level.STRUCTURE, Level.ELEMENTS, Level.IDENTIFIERS})


@dataclass(frozen=True, slots=True)
class Shape:
    """How a claim is told and parted where the same line break stands before each segment."""

    expression: Expression
    cuts: Cuts


class Runner:
    """Takes whole claim payments of one set."""

    def __init__(
        self,
        assembler: RemittanceAssembler,
        origin: Origin,
        delimiters: Delimiters,
        levels: frozenset[Level],
        asked: Asked,
    ) -> None:
        self.opening = OPENER + delimiters.element
        self.use = 0  # of the opener of the next claim
        self._assembler = assembler
        self._origin = origin
        self._delimiters = delimiters
        self._asked = asked
        self._is_judged = not levels.isdisjoint(_JUDGING)
        self._shapes: dict[str, Shape] = {}  # by line break
        self._met = 0  # up to which offset claims were met

    def enter(self, use: int, *, numbered: bool) -> None:  # noqa: ARG002
        """Begin a run with the claim whose CLP was placed at this use."""
        self.use = use

    def run(
        self, block: Block, number: int, start: Start, trail: Trail, reporter: Reporter
    ) -> Generator[ClaimPayment, None, tuple[int, int]]:
        """Take claims from segment `number` of the block on: which segment follows, and where."""
        count, offset = yield from self.sweep(block, start, trail, reporter)
        return number + count, offset

    def sweep(
        self, block: Block, start: Start, trail: Trail, reporter: Reporter
    ) -> Generator[ClaimPayment, None, tuple[int, int]]:
        """Claims one after the other that the expression matches, from one whose CLP was placed on.

        Returns how many segments they were, and the offset of the next.
        """
        text, at = block.text, start.offset - block.offset
        lead = text[at : text.find(self.opening, at)]
        ahead, shape = self._ahead(block, start.offset), self._shape(lead)
        claims = shape.expression.once_worth(ahead) if shape else None
        if shape is None or claims is None:
            return 0, start.offset
        match, size = claims.match, len(lead)
        may_be_broken = not lead and not self._is_judged and block.is_broken
        index, position, occurrence = start.index, start.position, start.occurrence
        while found := match(text, at + size):
            here = start_of(block.offset + at, index, position, occurrence)
            whole = self._text(text[at : found.end()], here, shape.cuts, found)
            if may_be_broken and _has_break(whole.text):
                break
            claim = self._assembler.read_text(whole)
            if index == start.index:
                trail.take(self.use, whole, is_entered=True)
            else:
                trail.take_another(whole)
            yield self._assembler.settle(claim, [], reporter)
            count = whole.count
            index, position, occurrence = index + count, position + count, occurrence + 1
            at = found.end() + 1
        return index - start.index, block.offset + at

    def _ahead(self, block: Block, offset: int) -> int:
        """How many characters of the block are met for the first time at an offset."""
        new = block.end - max(offset, self._met)
        self._met = max(block.end, self._met)
        return max(new, 0)

    def _text(self, text: str, start: Start, cuts: Cuts, found: re.Match[str]) -> ClaimText:
        """The text of the claim that was found."""
        whole = ClaimText(self._origin, self._delimiters, start, text, cuts)
        whole.asked, whole.is_sketch = self._asked, not self._asked.details
        if self._is_judged:
            whole.caught = found.group(*CAUGHT.values())
        return whole

    def _shape(self, lead: str) -> Shape | None:
        """How claims are told here; None where no expression is made for such line breaks."""
        if lead not in self._shapes and lead in LEADS:
            decade = self._assembler.decade if self._is_judged else None
            found = expression("835", self._delimiters, lead, decade)
            self._shapes[lead] = Shape(found, Cuts(self._delimiters, lead))
        return self._shapes.get(lead)

    def is_cut_off(self, block: Block, offset: int) -> bool:
        """Whether the last claim of a block stands at an offset, and perhaps not to its end."""
        if not block.begins(offset, self.opening):
            return False
        at = offset - block.offset
        opener = block.text.find(self.opening, at)
        following = f"{self._delimiters.segment}{block.text[at:opener]}{self.opening}"
        return block.text.find(following, opener) < 0


def _has_break(text: str) -> bool:
    return any(each in text for each in BREAKS)
