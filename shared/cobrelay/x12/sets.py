"""One transaction set being read: places segments, checks them, and cuts the set into units.

A unit is what becomes one item of the stream: the header, one claim, one provider adjustment.
Findings of the unit ride on it; findings of the set wait for its end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from cobrelay.x12.assembly.sets import Assembler, assembler_for
from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import Finding, Level, Place, Verdict
from cobrelay.x12.guides import Guide
from cobrelay.x12.items import Item
from cobrelay.x12.parser import Fit, Transition, Walk
from cobrelay.x12.rules import Problem
from cobrelay.x12.schema import Loop, SegmentUse, Usage
from cobrelay.x12.stretch import BREAKS, Origin, Start, Stretch
from cobrelay.x12.values import count as as_count
from cobrelay.x12.views.envelope import SetStart

FINDINGS_PER_SET_MAX = 2000


class Spot(NamedTuple):
    """The segment that is being read."""

    segment_id: str
    offset: int
    ordinal: int  # in the file
    position: int
    text: str


_NO_SPOT = Spot("", 0, 0, 0, "")


_LEVEL_ABOVE = {"21": "20", "22": "20", "19": "21", "23": "22", "PT": "19"}


@dataclass(slots=True)
class Hierarchy:
    """The HL segments so far: what number comes next, and which is open at each level."""

    count: int = 0
    open: dict[str, str] = field(default_factory=dict)  # level code → HL01

    def problems(self, row: Sequence[str]) -> list[Problem]:
        """HL01 counts from 1; HL02 names the open level above."""
        number, parent, level = ([*row, "", "", "", ""])[1:4]
        self.count += 1
        found = []
        if number != str(self.count):
            found.append(
                Problem(
                    "B-HLSEQ",
                    Verdict.REJECT_SET,
                    "HL01",
                    f"HL01 is out of sequence; it should be {self.count}.",
                    "Number the HL segments of a set 1, 2, 3, …",
                )
            )
            self.count = as_count(number) or self.count
        above = _LEVEL_ABOVE.get(level)
        if (above and parent != self.open.get(above)) or (not above and parent and level == "20"):
            found.append(
                Problem(
                    "B-HLPARENT",
                    Verdict.REJECT_SET,
                    "HL02",
                    "HL02 does not name the level that this one stands under.",
                    "Give the HL01 of the level above.",
                )
            )
        self.open[level] = number
        return found


class SetReader:
    """Takes the segments between ST and SE and gives items as soon as they are whole."""

    def __init__(
        self,
        start: SetStart,
        guide: Guide,
        origin: Origin,
        delimiters: Delimiters,
        levels: frozenset[Level],
    ) -> None:
        self.start = start
        self.findings: list[Finding] = []
        self.assembler: Assembler = assembler_for(guide, start, levels)
        self.resumed = False  # within: totals can't be compared
        self._replaying = False  # reading again what a resumed claim stands in
        self._guide = guide
        self._walk = Walk(guide.machine)
        self._qualified = guide.machine.qualified
        self._cuts = guide.cuts
        self._checks = guide.checks
        self._origin = origin
        self._delimiters = delimiters
        self._structure = Level.STRUCTURE in levels
        self._elements = Level.ELEMENTS in levels
        self._hierarchy = Hierarchy()
        self._now = _NO_SPOT
        self._before = _NO_SPOT
        self._unit = Stretch(origin, delimiters, Start(0, 0, 1))
        self._unit_findings: list[Finding] = []
        self._reported = 0

    @property
    def position(self) -> int:
        """Segments so far, ST included."""
        return self._now.position

    def begin(self, row: list[str], text: str, offset: int, index: int) -> None:
        """Take the ST."""
        self._now = Spot("ST", offset, index, 1, text)
        self._unit.start = Start(offset, index, 1)
        self._append(row, text, 1)

    def jump(self, index: int, position: int, *, replaying: bool) -> None:
        """Go on as if `position` segments had been read: after a resumption."""
        self.resumed = True
        self._replaying = replaying
        self._now = Spot("", 0, index - 1, position - 1, "")

    def take(  # noqa: C901 - one flat function per segment; calls would cost a third
        self, row: list[str], text: str, offset: int, index: int
    ) -> Iterable[Item]:
        """Take one segment; the items that are whole now."""
        segment_id = row[0]
        before = self._now
        now = Spot(segment_id, offset, index, before.position + 1, text)
        if not segment_id and len(row) == 1 and not text.strip():
            self._empty(now)
            return ()
        self._before, self._now = before, now
        at = self._qualified.get(segment_id)
        qualifier = row[at] if at is not None and at < len(row) else ""
        if segment_id == "HI":
            qualifier = qualifier.split(self._delimiters.component, 1)[0]
        walk = self._walk
        transition = walk.step(segment_id, qualifier)
        item = transition.item
        if transition.required:
            self._report_missing(transition)
        done: Iterable[Item] = ()
        if item in self._cuts:
            done = self._cut(offset, index)
        count = walk.count(transition)
        if transition.fit is not Fit.EXPECTED or transition.opened:
            self._report_fit(transition)
        if transition.most and count > transition.most:
            self._report_too_often(transition)
        if self._elements and item >= 0:
            check = self._checks[item]
            if check is not None:
                for problem in check.problems(row, self._delimiters.component):
                    self.report(problem)
        if segment_id == "HL" and not self.resumed:
            for problem in self._hierarchy.problems(row):
                self.report(problem)
        self._append(row, text, item)
        return done

    def is_cut(self, row: list[str]) -> bool:
        """Whether this segment would begin a new unit."""
        at = self._qualified.get(row[0])
        qualifier = row[at] if at is not None and at < len(row) else ""
        machine = self._guide.machine
        return machine.transition(self._walk.state, row[0], qualifier).item in self._cuts

    def finish(self) -> Iterable[Item]:
        """The last unit, when SE has come or will not come."""
        return self._cut(0, 0)

    def _append(self, row: list[str], text: str, item: int) -> None:
        unit = self._unit
        unit.rows.append(row)
        unit.texts.append(text)
        unit.uses.append(item)

    def _cut(self, offset: int, index: int) -> Iterable[Item]:
        unit, findings = self._unit, self._unit_findings
        self._unit = Stretch(
            self._origin, self._delimiters, Start(offset, index, self._now.position)
        )
        self._unit_findings = []
        return self.assembler.unit(unit, findings, self)

    def report(self, problem: Problem, spot: Spot | None = None, item: int | None = None) -> None:
        """A finding about the segment being read (or another), put where it belongs."""
        if self._reported >= FINDINGS_PER_SET_MAX:
            return
        self._reported += 1
        here = spot or self._now
        loop = self._walk.path(self._walk.state if item is None else item)
        found = self.finding(problem, self._place(here), loop)
        (self.findings if found.verdict >= Verdict.REJECT_SET else self._unit_findings).append(
            found
        )
        if found.verdict >= Verdict.REJECT_SET:
            self._unit_findings.append(found)

    def finding(self, problem: Problem, place: Place, loop: str) -> Finding:
        """The finding for a problem at a place of this set."""
        verdict = problem.verdict
        if self.start.kind in ("999", "277") and verdict > Verdict.REVIEW:
            verdict = Verdict.REVIEW  # an acknowledgment that can't be read waits for a person
        start = self.start
        return Finding(
            problem.code,
            verdict,
            place,
            problem.message,
            problem.fix,
            problem.element,
            loop,
            start.interchange.control_number,
            start.group.control_number,
            start.control_number,
        )

    def _place(self, spot: Spot) -> Place:
        text = spot.text
        offset = spot.offset + len(text) - len(text.lstrip(BREAKS))
        return Place(
            spot.segment_id[:8], spot.ordinal, spot.position, self._origin.byte_offset(offset)
        )

    def _empty(self, now: Spot) -> None:
        self.report(
            Problem(
                "IK3:1",
                Verdict.WARN,
                "",
                "A segment is empty: two terminators follow each other.",
                "Leave out the second terminator.",
            ),
            now,
        )

    def _report_missing(self, transition: Transition) -> None:
        if not self._structure or self._replaying:
            return
        for number in self._walk.missing(transition):
            what = self._guide.machine.items[number].what
            opener = what if isinstance(what, SegmentUse) else what.opener
            spot = self._now._replace(segment_id=opener.id)
            verdict = Verdict.WARN if what.usage is Usage.EXPECTED else self._held(number)
            is_loop = isinstance(what, Loop)
            self.report(
                Problem(
                    "IK3:I7" if is_loop and verdict is not Verdict.WARN else "IK3:3",
                    Verdict.REJECT_SET if is_loop and verdict is not Verdict.WARN else verdict,
                    "",
                    f"The required {'loop' if is_loop else 'segment'} {opener.id}"
                    f" ({what.name}) is missing.",
                    f"Give {opener.id} before this place.",
                ),
                spot,
                number,
            )

    def _held(self, number: int) -> Verdict:
        return Verdict.QUARANTINE_CLAIM if self._guide.in_claim[number] else Verdict.REJECT_SET

    def _report_fit(self, transition: Transition) -> None:
        if not self._structure:
            return
        now = self._now
        match transition.fit:
            case Fit.EXPECTED:
                self._report_too_many_loops(transition)
            case Fit.OTHER_QUALIFIER:
                at = self._qualified.get(now.segment_id, 1)
                self.report(
                    Problem(
                        "IK4:7",
                        Verdict.WARN,
                        f"{now.segment_id}{at:02d}",
                        f"{now.segment_id} has a qualifier that the guide has not here.",
                        "Use a qualifier of the guide, or leave the segment out.",
                    ),
                    None,
                    transition.item,
                )
            case Fit.OUT_OF_SEQUENCE:
                self.report(_sequence(now.segment_id, Verdict.WARN), None, transition.item)
            case Fit.LOOP_OUT_OF_SEQUENCE:
                culprit = self._before
                self.report(_sequence(culprit.segment_id, Verdict.REJECT_SET), culprit)
            case Fit.UNEXPECTED:
                problem = _unplaced("IK3:2", now.segment_id, "is not expected here")
                if self._only_numbering_skipped(transition):
                    problem = replace(problem, verdict=Verdict.WARN)
                self.report(problem)
            case Fit.NOT_IN_SET:
                self.report(_unplaced("IK3:1", now.segment_id[:8], "is no segment of this set"))

    def _only_numbering_skipped(self, transition: Transition) -> bool:
        """Whether nothing is missing but the LX that numbers a group of claims."""
        items = self._guide.machine.items
        skipped = [items[number].opener.id for number, _ in transition.opened[:-1]]
        return bool(skipped) and all(segment_id == "LX" for segment_id in skipped)

    def _report_too_many_loops(self, transition: Transition) -> None:
        for number, _ in transition.opened:
            what = self._guide.machine.items[number].what
            if what.most and self._walk.counts[number] > what.most:
                self.report(
                    Problem(
                        "IK3:4",
                        Verdict.REJECT_SET,
                        "",
                        f"Loop {what.id} ({what.name}) occurs more than {what.most} times.",
                        f"Give it {what.most} times at most.",
                    )
                )

    def _report_too_often(self, transition: Transition) -> None:
        if not self._structure:
            return
        what = self._guide.machine.items[transition.item].what
        self.report(
            Problem(
                "IK3:5",
                Verdict.WARN if what.most < 2 else Verdict.REJECT_SET,
                "",
                f"{self._now.segment_id} ({what.name}) occurs more than {what.most} times.",
                f"Give it {what.most} times at most.",
            )
        )


def _sequence(segment_id: str, verdict: Verdict) -> Problem:
    return Problem(
        "IK3:7",
        verdict,
        "",
        f"{segment_id} stands out of sequence.",
        "Put the segments in the guide's order.",
    )


def _unplaced(code: str, segment_id: str, what: str) -> Problem:
    return Problem(
        code,
        Verdict.REJECT_SET,
        "",
        f"{segment_id if segment_id.isalnum() else 'A segment'} {what}.",
        "Leave it out, or put it where the guide has it.",
    )
