"""Runs of an 837P: levels and claims that stand whole and sound in a block are taken at once.

As with remittances (`runs.py`) the fast path only accepts: whatever is not surely sound, or not
whole in the block, the set reader takes by the segment, and says what is wrong.
"""

from collections.abc import Generator

from cobrelay.x12.assembly.assemblers import ClaimAssembler, Reporter
from cobrelay.x12.assembly.claim import ClaimStretch
from cobrelay.x12.assembly.sketch import Asked
from cobrelay.x12.checking.hierarchy import Hierarchy
from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import Level
from cobrelay.x12.reading.automaton import Step, Unit, automaton
from cobrelay.x12.reading.lexer import Block
from cobrelay.x12.reading.trail import Trail
from cobrelay.x12.stretch import Origin, Start, Stretch, start_of
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
        self.use = 0  # of the opener of the first unit of a run, which has been placed and counted
        self._assembler = assembler
        self._automaton = automaton("837")
        self._hierarchy = hierarchy
        self._origin = origin
        self._delimiters = delimiters
        self._elements = Level.ELEMENTS in levels
        self._asked = asked
        self._is_numbered = True  # whether HL count from the beginning of the set

    def enter(self, use: int, *, numbered: bool) -> None:
        """Begin a run with the unit whose opener was placed at this use."""
        self.use, self._is_numbered = use, numbered

    def run(
        self, block: Block, number: int, start: Start, trail: Trail, reporter: Reporter
    ) -> Generator[Claim837, None, tuple[int, int]]:
        """Take units from segment `number` of the block on: which segment follows, and where."""
        step: Step | None = self._automaton.entry(self.use)
        is_entered = True  # the opener of the unit has been placed and counted
        while step and start.occurrence:
            unit = self._followed(step, block, number, is_entered=is_entered)
            if unit is None:
                break
            size = len(unit.uses)
            texts = block.texts[number : number + size]
            if unit.rows[0][0] == CLAIM:
                claim = ClaimStretch(self._origin, self._delimiters, start, texts)
                claim.uses, claim.asked = unit.uses, self._asked
                trail.take(unit.uses[0], claim, is_entered=is_entered)
                yield self._assembler.take(claim, unit.rows, reporter)
            else:
                level = Stretch(self._origin, self._delimiters, start, texts)
                level.uses = unit.uses
                trail.take(unit.uses[0], level, is_entered=is_entered)
                if self._is_numbered and not is_entered:
                    self._hierarchy.take(unit.rows[0])
                self._assembler.enter(level, unit.rows)
            number, step, is_entered = number + size, unit.following, False
            offset = start.offset + sum(map(len, texts)) + size
            occurrence = trail.occurrence(step[0].item, is_entered=False) if step else 0
            start = start_of(offset, start.index + size, start.position + size, occurrence)
        return number, start.offset

    def _followed(self, step: Step, block: Block, number: int, *, is_entered: bool) -> Unit | None:
        """The unit that segment `number` opens, if it is sound and whole in the block."""
        lines, elements = block.lines, self._elements
        unit = self._automaton.follow(step, lines, number, self._delimiters, elements=elements)
        if unit is None:
            return None
        row = unit.rows[0]
        is_counted = row[0] == LEVEL and self._is_numbered and not is_entered
        if is_counted and not self._hierarchy.goes_on(row):
            return None
        if elements and not block.is_printable:
            return unit if _is_printable(lines[number : number + len(unit.uses)]) else None
        return unit


def _is_printable(lines: list[str]) -> bool:
    """Whether there is nothing but printable ASCII in the lines."""
    text = "".join(lines)
    return text.isascii() and text.isprintable()
