"""The place in the guide of a segment that was read before, for a finding about a claim as a whole.

What is found segment by segment has its path from the walk that reads the set. A sum that does not
hold, or a number that fails its check, is only known when the claim is whole: then the claim's
stretch is walked once more, up to the segment in question.
"""

from cobrelay.x12.guides import Guide
from cobrelay.x12.parser import Spot, Walk
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.views.facts import Located, Source


class Paths:
    """Places in one set: loop `2000A/2000B/2300/2400[3]`, and which DTP of those in it."""

    def __init__(self, guide: Guide, walk: Walk) -> None:
        self._guide = guide
        self._walk = walk  # of the set: it knows how often the loops around have occurred
        self._again = walk
        self._source: Source | None = None
        self._at = 0
        self._item = 0

    def of(self, where: Located) -> Spot:
        """Where the segment of a view stands; nowhere where the view is no part of this set.

        Asked in the order of the segments, a stretch is walked but once.
        """
        source = where.source
        if not isinstance(source, Stretch) or not source.count:
            return Spot()
        if source is not self._source or where.at < self._at:
            self._begin(source)
        walk, component = self._again, source.delimiters.component
        for at in range(self._at + 1, where.at + 1):
            row = source.row(at)
            transition = walk.step(row[0], walk.machine.qualifier(row, component))
            walk.count(transition)
            self._item = transition.item
        self._at = max(self._at, where.at)
        return walk.spot(self._item)

    def _begin(self, stretch: Stretch) -> None:
        """Stand at the first segment of a stretch, in its loop, in the loops that are around."""
        opener = self._opener(stretch.row(0), stretch.delimiters.component)
        self._source, self._at, self._item = stretch, 0, opener
        self._again = self._walk.standing(opener)

    def _opener(self, row: list[str], component: str) -> int:
        for number in self._guide.cuts:
            if self._guide.machine.matches(number, row, component):
                return number
        return 1  # ST
