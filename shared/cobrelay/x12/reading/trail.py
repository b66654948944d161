"""Units that were taken at once, kept until the parser has to know what it stands in."""

from collections.abc import Iterable

from cobrelay.x12.parser import Walk
from cobrelay.x12.stretch import Stretch


class Trail:
    """What the parser has not walked through: of each level of units the last one.

    How often the loops of units have occurred is counted at once, since findings tell it.
    """

    __slots__ = ("_items", "_loops", "_walk", "behind")

    def __init__(self, walk: Walk, cuts: Iterable[int]) -> None:
        self._walk = walk
        self._items = walk.machine.items
        self._loops = [use - 1 for use in cuts if self._items[use].parent == use - 1]
        self.behind: list[
            tuple[int, Stretch, bool]
        ] = []  # loop, unit, whether its opener is walked

    def occurrence(self, use: int, *, is_walked: bool) -> int:
        """Which occurrence of its loop the unit is that an opener at `use` begins.

        `is_walked` says whether the parser has placed the opener already.
        """
        return self._walk.counts[use - 1] + (not is_walked)

    def is_full(self, use: int) -> bool:
        """Whether the loop of units that an opener at `use` begins may not occur once more."""
        most = self._items[use - 1].what.most
        return 0 < most <= self._walk.counts[use - 1]

    def take(self, use: int, stretch: Stretch, *, is_walked: bool) -> None:
        """Keep a unit that was taken at once."""
        loop, counts, behind = use - 1, self._walk.counts, self.behind
        if not is_walked:
            counts[loop] += 1
            for inner in self._loops:
                if self._is_around(loop, inner):
                    counts[inner] = 0
        while behind and not self._is_around(behind[-1][0], loop):
            behind.pop()
        behind.append((loop, stretch, is_walked))

    def take_another(self, stretch: Stretch) -> None:
        """Keep a unit of the same loop as the one before, of which only the last is kept."""
        loop, _, _ = self.behind[-1]
        self._walk.counts[loop] += 1
        self.behind[-1] = (loop, stretch, False)

    def _is_around(self, loop: int, other: int) -> bool:
        return loop < other < self._items[loop].end

    def catch_up(self) -> None:
        """Walk through what was taken at once: what follows is told by its place."""
        walk = self._walk
        counted = [(loop, walk.counts[loop]) for loop in self._loops]
        for _, stretch, is_walked in self.behind:
            component = stretch.delimiters.component
            for row in stretch.rows[1:] if is_walked else stretch.rows:
                walk.count(walk.step(row[0], walk.machine.qualifier(row, component)))
        for loop, count in counted:
            walk.counts[loop] = count
        self.behind = []
