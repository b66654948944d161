"""Runs of an 837P: levels and claims that stand whole and sound in a block are taken at once.

As with remittances (`runs.py`) the fast path only accepts: whatever is not surely sound, or not
whole in the block, the set reader takes by the segment, and says what is wrong.
"""

from cobrelay.x12.assembly.claim import ClaimStretch
from cobrelay.x12.assembly.sets import ClaimAssembler, Reporter
from cobrelay.x12.assembly.sketch import Asked
from cobrelay.x12.checking.hierarchy import Hierarchy
from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import Level
from cobrelay.x12.reading.automaton import Step, Unit, automaton
from cobrelay.x12.reading.lexer import Block
from cobrelay.x12.reading.runs import Taken, is_printable, taken_of
from cobrelay.x12.stretch import Origin, Start, Stretch
from cobrelay.x12.views.claim import Claim837

LEVEL, CLAIM = "HL", "CLM"  # what opens a unit


class ClaimRunner:
    """Takes whole levels and claims of one set of claims."""

    def __init__(
        self,
        assembler: ClaimAssembler,
        hierarchy: Hierarchy,
        origin: Origin,
        delimiters: Delimiters,
        levels: frozenset[Level],
        asked: Asked,
    ) -> None:
        self.opening = tuple(opener + delimiters.element for opener in (LEVEL, CLAIM))
        self._assembler = assembler
        self._automaton = automaton("837", CLAIM)
        self._hierarchy = hierarchy
        self._origin = origin
        self._delimiters = delimiters
        self._elements = Level.ELEMENTS in levels
        self._asked = asked
        self._unit = Unit([], [])  # the last that was taken
        self._stretch: Stretch | None = None
        self._step: Step | None = None  # into the next unit
        self._is_entry = True  # the opener of the next unit has been placed and counted
        self._is_numbered = True  # whether HL count from the beginning of the set

    def enter(self, use: int, *, numbered: bool) -> None:
        """Begin a run with the unit whose opener was placed at this use."""
        self._step = self._automaton.entry(use)
        self._is_entry, self._is_numbered = True, numbered

    @property
    def use(self) -> int:
        """The use of the opener of the next unit."""
        return self._step[0].item if self._step else 0

    def take(self, block: Block, number: int, start: Start) -> Taken | None:
        """The unit that segment `number` opens, if it is sound and whole in the block."""
        step, lines, delimiters = self._step, block.lines, self._delimiters
        if step is None:
            return None
        unit = self._automaton.follow(step, lines, number, delimiters, elements=self._elements)
        if unit is None or not self._goes_on(unit.rows[0]):
            return None
        stop = number + len(unit.uses)
        if self._elements and not (block.is_printable or is_printable(lines[number:stop])):
            return None
        texts = block.texts[number:stop]
        is_claim = unit.rows[0][0] == CLAIM
        stretch = (ClaimStretch if is_claim else Stretch)(self._origin, delimiters, start, texts)
        stretch.uses = unit.uses
        self._unit, self._stretch = unit, stretch
        return taken_of(stretch, start.offset + sum(map(len, texts)) + len(texts))

    def settle(self, reporter: Reporter) -> Claim837 | None:
        """The claim that was taken last, with what is found about it; None of a level."""
        rows, stretch, is_entry = self._unit.rows, self._stretch, self._is_entry
        self._step, self._is_entry = self._unit.following, False
        if isinstance(stretch, ClaimStretch):
            stretch.asked = self._asked
            return self._assembler.take(stretch, rows, reporter)
        if self._is_numbered and not is_entry:
            self._hierarchy.take(rows[0])
        if stretch is not None:
            self._assembler.enter(stretch, rows)
        return None

    def _goes_on(self, row: list[str]) -> bool:
        """Whether an HL has the number and the parent that it should have."""
        is_new = row[0] == LEVEL and self._is_numbered and not self._is_entry
        return not is_new or self._hierarchy.goes_on(row)
