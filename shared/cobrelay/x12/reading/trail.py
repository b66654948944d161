"""Units that were taken at once, kept until the parser has to know what it stands in."""

from functools import lru_cache

from cobrelay.x12.parser import Machine, Walk
from cobrelay.x12.stretch import Stretch

_Loop = tuple[int, int, int, tuple[int, ...]]  # number, most, depth, the loops of units in it


class Trail:
    """What the parser has not walked through: of each level of units the last one.

    How often the loops of units have occurred is counted at once, since findings tell it.
    """

    __slots__ = ("_loops", "_walk", "behind")

    def __init__(self, walk: Walk, cuts: frozenset[int]) -> None:
        self._walk = walk
        self._loops = _loops(walk.machine, cuts)
        self.behind: list[tuple[int, Stretch, bool]] = []  # opener, unit, whether it is entered

    def occurrence(self, use: int, *, is_entered: bool) -> int:
        """Which occurrence of its loop a unit will be that an opener at `use` begins.

        `is_entered` says that the parser has placed and counted the opener. 0: it is one too many.
        """
        number, most, _, _ = self._loops[use]
        count = self._walk.counts[number]
        if is_entered:
            return count
        return 0 if 0 < most <= count else count + 1

    def take(self, use: int, stretch: Stretch, *, is_entered: bool) -> None:
        """Keep a unit that was taken at once."""
        number, _, depth, inner = self._loops[use]
        behind = self.behind
        if not is_entered:
            counts = self._walk.counts
            counts[number] += 1
            for loop in inner:
                counts[loop] = 0
        while behind and self._loops[behind[-1][0]][2] >= depth:
            behind.pop()
        behind.append((use, stretch, is_entered))

    def take_another(self, stretch: Stretch) -> None:
        """Keep a unit of the same loop as the one before, of which only the last is kept."""
        use, _, _ = self.behind[-1]
        self._walk.counts[self._loops[use][0]] += 1
        self.behind[-1] = (use, stretch, False)

    def catch_up(self) -> None:
        """Walk through what was taken at once: what follows is told by its place."""
        walk, machine = self._walk, self._walk.machine
        counted = [(number, walk.counts[number]) for number, _, _, _ in self._loops.values()]
        for _, stretch, is_entered in self.behind:
            component = stretch.delimiters.component
            for row in stretch.rows[1:] if is_entered else stretch.rows:
                walk.count(walk.step(row[0], machine.qualifier(row, component)))
        for number, count in counted:
            walk.counts[number] = count
        self.behind = []


@lru_cache(maxsize=8)
def _loops(machine: Machine, cuts: frozenset[int]) -> dict[int, _Loop]:
    """The loops that are units, by the use of their openers."""
    items = machine.items
    units = [use - 1 for use in cuts if items[use].parent == use - 1]
    return {
        number + 1: (
            number,
            items[number].what.most,
            sum(around < number < items[around].end for around in units),
            tuple(inner for inner in units if number < inner < items[number].end),
        )
        for number in units
    }
