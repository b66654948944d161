"""What is said of a set while it is read: some rides on the item of a unit, the rest waits.

Of very many findings only the first are told, then what is worse (`checking/telling.py`).
"""

from collections.abc import Iterable, Sequence

from cobrelay.x12.checking.quoting import numbered, quoted
from cobrelay.x12.checking.rules import Problem, Told
from cobrelay.x12.checking.telling import (
    FINDINGS_PER_SET_MAX,
    FINDINGS_PER_UNIT_MAX,
    WORST_IN_SET,
    Telling,
)
from cobrelay.x12.findings import Finding, Place, Verdict, most_severe
from cobrelay.x12.guides import Guide
from cobrelay.x12.making import maker
from cobrelay.x12.parser import Spot, Walk
from cobrelay.x12.reading.paths import Paths
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.views.envelope import SetStart

_make_finding = maker(Finding)

_ACKNOWLEDGMENTS = frozenset({"999", "277"})


class SetReporter:
    """The findings of one set, and of the unit in it that is being read."""

    __slots__ = (
        "_component",
        "_guide",
        "_paths",
        "_start",
        "_unit",
        "_unit_max",
        "_unit_worst",
        "_walk",
        "_worst",
        "findings",
        "has_told_worst",
        "resumed",
        "telling",
    )

    def __init__(
        self, guide: Guide, component: str, telling: Telling, start: SetStart, walk: Walk
    ) -> None:
        self.findings: list[Finding] = []  # of the set itself
        self.telling = telling
        self.resumed = False  # within the set: its totals can't be compared
        self._guide = guide
        self._component = component
        self._start = start
        self._walk = walk
        self._paths: Paths | None = None  # made when first asked for
        self._worst = Verdict.ACCEPT  # of the set itself
        self.open_unit(ridden=True)

    def open_unit(self, *, ridden: bool) -> None:
        """Begin the findings of a unit, which ride on its item, or else are the set's."""
        self._unit: list[Finding] = []
        self._unit_worst = Verdict.ACCEPT
        self._unit_max = 0 if self.telling.is_enough else FINDINGS_PER_UNIT_MAX
        if not ridden and len(self.findings) >= FINDINGS_PER_SET_MAX:
            self._unit_max, self._unit_worst = 0, self._worst
        self.has_told_worst = not self._unit_max and self._unit_worst >= WORST_IN_SET

    @property
    def of_unit(self) -> list[Finding]:
        """The findings of the unit so far; an assembler adds those about it as a whole."""
        return self._unit

    @property
    def worst_of_unit(self) -> Verdict:
        """The worst that was said of the unit, or not said for there was enough as bad."""
        return most_severe(self._unit) if self._unit else self._unit_worst

    def tells(self, problem: Problem) -> bool:
        """Whether the problem is one of the unit's first, or worse than those."""
        return len(self._unit) < self._unit_max or problem.verdict > self._unit_worst

    def leave_out(self) -> None:
        """Something is not told of the unit, for there was enough as bad."""
        self.has_told_worst = self._unit_worst >= WORST_IN_SET

    def report(
        self, problem: Problem, place: Place, spot: Spot, row: Sequence[str] | None = None
    ) -> None:
        """A finding of the unit; it quotes from the row, if there is one."""
        self._unit_worst = max(self._unit_worst, problem.verdict)
        found = self._finding(problem, place, spot, row)
        self._unit.append(found)
        if found.verdict >= Verdict.REJECT_SET:
            self.keep((found,))

    def tell(self, problem: Problem, place: Place, row: Sequence[str]) -> None:
        """A finding of the set itself, about its ST or SE."""
        if self.telling.is_enough and problem.verdict <= self._worst:
            self.telling.stop(place)
            return
        self.telling.told += 1
        self._worst = max(self._worst, problem.verdict)
        self.findings.append(self._finding(problem, place, Spot(), row))

    def keep(self, findings: Iterable[Finding]) -> None:
        """Findings of the set itself; of very many the first, and each that is worse than those."""
        for found in findings:
            worse = found.verdict > self._worst
            if worse or len(self.findings) < FINDINGS_PER_SET_MAX:
                self.findings.append(found)
                self._worst = max(self._worst, found.verdict)
            else:
                self.telling.stop(found.place)

    def found(self, told: Told) -> Finding:
        """The finding for what is said of a view of this set."""
        problem, where = told
        if self._paths is None:
            self._paths = Paths(self._guide, self._walk)
        source, row = where.source, None
        if isinstance(source, Stretch) and source.count:
            row = source.row(where.at)
        return self._finding(problem, where.place, self._paths.of(where), row)

    def _finding(
        self, problem: Problem, place: Place, spot: Spot, row: Sequence[str] | None
    ) -> Finding:
        start, value = self._start, ""
        if row is not None:
            value = quoted(row, problem.element, self._component, self._guide.grammar.dictionary)
        verdict = problem.verdict
        if start.kind in _ACKNOWLEDGMENTS and verdict > Verdict.REVIEW:
            verdict = Verdict.REVIEW  # an acknowledgment that can't be read waits for a person
        return _make_finding(
            problem.code,
            verdict,
            place,
            problem.message,
            problem.fix,
            problem.element,
            spot.loop,
            numbered(start.interchange.control_number),
            numbered(start.group.control_number),
            numbered(start.control_number),
            value,
            spot.ordinal,
        )
