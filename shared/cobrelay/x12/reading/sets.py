"""One transaction set being read: places segments, checks them, and cuts the set into units.

A unit is what becomes one item of the stream: the header, one claim, one provider adjustment.
What is said of it rides on the item, what is said of the set waits for its end (`reporting.py`).
"""

from collections.abc import Generator, Iterable

from cobrelay.x12.assembly.assemblers import (
    Assembler,
    ClaimAssembler,
    RemittanceAssembler,
    assembler_for,
)
from cobrelay.x12.assembly.sketch import Asked
from cobrelay.x12.checking import structure
from cobrelay.x12.checking.hierarchy import Hierarchy
from cobrelay.x12.checking.rules import Problem
from cobrelay.x12.checking.telling import Telling
from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import ID_LONGEST, Level, Place, Verdict
from cobrelay.x12.guides import Guide
from cobrelay.x12.making import maker
from cobrelay.x12.parser import Fit, Spot, Transition, Walk
from cobrelay.x12.reading.claim_runs import ClaimRunner
from cobrelay.x12.reading.lexer import Block
from cobrelay.x12.reading.reporting import SetReporter
from cobrelay.x12.reading.runs import Runner
from cobrelay.x12.reading.trail import Trail
from cobrelay.x12.stretch import BREAKS, Origin, Start, Stretch, start_of
from cobrelay.x12.views.envelope import SetEnd, SetStart
from cobrelay.x12.views.items import Item

_make_place = maker(Place)
_At = tuple[Place, Spot]


class SetReader:
    """Takes the segments between ST and SE and gives items as soon as they are whole."""

    def __init__(
        self,
        guide: Guide,
        origin: Origin,
        delimiters: Delimiters,
        levels: frozenset[Level],
        telling: Telling,
    ) -> None:
        self.guide = guide
        self.delimiters = delimiters
        self.telling = telling
        self._origin = origin
        self._asked = Asked()
        self._levels = levels
        self._qualified = guide.machine.qualified
        self._qualifier = guide.machine.qualifier
        self._plain = guide.machine.plain
        self._cuts = guide.cuts
        self._checks = guide.checks
        self._claim_loop = guide.claim_loop
        self._component = delimiters.component
        self._structure = Level.STRUCTURE in levels
        self._elements = Level.ELEMENTS in levels

    def begin(self, start: SetStart, row: list[str], text: str, at: Start) -> None:
        """Take an ST, and forget the set before."""
        self.start = start
        self.assembler: Assembler = assembler_for(self.guide, start, self._levels)
        self.position = 1  # segments so far, ST included
        self._jumped_to: Start | None = None  # and nothing read since
        self._replaying = False  # reading again what a resumed claim stands in
        self._walk = Walk(self.guide.machine)
        walk, component = self._walk, self._component
        self.reporter = SetReporter(self.guide, component, self.telling, start, walk)
        self._hierarchy = Hierarchy()
        self._row, self._text = row, text  # of the latest segment
        self._offset, self._index = at.offset, at.index
        self._unit = Stretch(self._origin, self.delimiters, at)
        self._unit.append(row, text, 1)
        self._trail = Trail(self._walk, self.guide.cuts)
        self.runner = self._runner()

    def _runner(self) -> Runner | ClaimRunner | None:
        origin, delimiters, levels = self._origin, self.delimiters, self._levels
        match self.assembler:
            case RemittanceAssembler() as remittances:
                return Runner(remittances, origin, delimiters, levels, self._asked)
            case ClaimAssembler() as claims:
                hierarchy, asked = self._hierarchy, self._asked
                return ClaimRunner(claims, hierarchy, origin, delimiters, levels, asked)
            case _:
                return None

    def jump(self, to: Start, *, replaying: bool) -> None:
        """Go on as if everything before had been read: after a resumption."""
        self.reporter.resumed = True
        self._replaying = replaying
        self._jumped_to = to
        self._index, self.position = to.index - 1, to.position - 1

    def take(self, row: list[str], text: str, offset: int, index: int) -> Iterable[Item]:
        """Take one segment; the items that are whole now."""
        segment_id = row[0]
        if not segment_id and len(row) == 1 and not text.strip():
            self._empty(text, offset, index)
            return ()
        if self._trail.behind:
            self._trail.catch_up()
        self._row, self._text, self._offset, self._index = row, text, offset, index
        self.position += 1
        qualifier = self._qualifier(row, self._component) if segment_id in self._qualified else ""
        walk = self._walk
        done: Iterable[Item] = ()
        transition = self._plain.get((walk.state, segment_id, qualifier))
        if transition is not None and transition.item not in self._cuts:
            walk.state = transition.state
            item = transition.item
            walk.counts[item] += 1
            if transition.most and walk.counts[item] > transition.most:
                self._report_too_often(transition)
        else:
            transition = walk.step(segment_id, qualifier)
            item = transition.item
            done = self._place_with_care(row, transition)
        self._check(row, text, item)
        return done

    def _check(self, row: list[str], text: str, item: int) -> None:
        """Check the elements of a segment that was placed, and put it into the unit."""
        if self.reporter.has_told_worst:
            self.telling.skim(self._unit, self._offset)
        elif self._elements and item >= 0:
            check = self._checks[item]
            if check is not None:
                for problem in check.problems(row, text, self.delimiters.component):
                    self.report(problem, item)
        self._unit.append(row, text, item)

    def opens_run(self, block: Block, offset: int) -> bool:
        """Whether claims can be taken at once from the segment at an offset on."""
        return self.runner is not None and block.begins(offset, self.runner.opening)

    def is_cut_off(self, block: Block, offset: int) -> bool:
        """Whether a claim, and nothing else, stands at an offset without its end."""
        return isinstance(self.runner, Runner) and self.runner.is_cut_off(block, offset)

    def run(
        self, block: Block, number: int, offset: int, index: int
    ) -> Generator[Item, None, tuple[int, int]]:
        """Take the claims that stand whole and sound in a block, from the opener of one on.

        Returns number and offset of the segment to go on with; the opener at least is taken.
        """
        assert self.runner is not None
        text = block.segment(offset)
        row = text.strip(BREAKS).split(self.delimiters.element)
        if self._trail.behind:
            self._trail.catch_up()
        self._row, self._text, self._offset, self._index = row, text, offset, index
        self.position += 1
        transition = self._walk.step(row[0], self._qualifier(row, self._component))
        yield from self._place_with_care(row, transition)
        runner, first = self.runner, number
        runner.enter(transition.item, numbered=not self.reporter.resumed)
        if not self.reporter.of_unit:
            occurrence = self._trail.occurrence(runner.use, is_entered=True)
            start = start_of(offset, index, self.position, occurrence)
            number, offset = yield from runner.run(block, number, start, self._trail, self.reporter)
        if number == first:
            self._check(row, text, transition.item)
            return number + 1, offset + len(text) + 1
        self.position += number - first - 1
        return number, offset

    def _place_with_care(self, row: list[str], transition: Transition) -> Iterable[Item]:
        """A segment that opens a loop, ends a unit, or does not fit."""
        if transition.required:
            self._report_missing(transition)
        is_late = transition.fit is Fit.LOOP_OUT_OF_SEQUENCE
        culprit = self._culprit() if is_late and self._unit.count else None
        done: Iterable[Item] = ()
        is_cut = transition.item in self._cuts
        if is_cut:
            done = self._cut(self._offset, self._index)
            self.reporter.open_unit(ridden=transition.item == self._claim_loop + 1)
        count = self._walk.count(transition)
        if is_cut and transition.opened:
            self._number(transition.opened[-1][0])
        self._report_fit(row, transition, culprit)
        if transition.most and count > transition.most:
            self._report_too_often(transition)
        if row[0] == "HL" and not self.reporter.resumed:
            for problem in self._hierarchy.problems(row):
                if self._structure:
                    self.report(problem)
        return done

    def _culprit(self) -> _At:
        """The segment before, which should come after the loop that begins here."""
        before = self._unit.count - 1
        return self._unit.place(before), self._walk.spot(self._unit.uses[before])

    def _number(self, loop: int) -> None:
        """Let the unit know which of its loop's occurrences it is."""
        if self._jumped_to is not None:
            self._walk.counts[loop] = self._jumped_to.occurrence
            self._jumped_to = None
        start = self._unit.start
        counts = self._walk.counts[loop]
        self._unit.start = start_of(start.offset, start.index, start.position, counts)

    def is_cut(self, row: list[str]) -> bool:
        """Whether this segment would begin a new unit."""
        qualifier = self._qualifier(row, self._component)
        transition = self.guide.machine.transition(self._walk.state, row[0], qualifier)
        return transition.item in self._cuts

    def finish(self) -> Iterable[Item]:
        """The last unit, when SE has come or will not come."""
        return self._cut(0, 0)

    def end(self, stretch: Stretch, *, complete: bool) -> SetEnd:
        """The end of the set, with its totals, once the last unit is out."""
        return self.assembler.end(self.reporter, stretch, complete=complete)

    def _cut(self, offset: int, index: int) -> Iterable[Item]:
        unit, reporter = self._unit, self.reporter
        self._unit = Stretch(self._origin, self.delimiters, Start(offset, index, self.position))
        if not unit.texts:  # what came before was taken at once
            return ()
        self.telling.told += len(reporter.of_unit)
        done = self.assembler.unit(unit, reporter.of_unit, reporter)
        self.telling.judge(reporter.worst_of_unit, self._offset)
        return done

    def report(self, problem: Problem, item: int | None = None, at: _At | None = None) -> None:
        """A finding about the segment being read, of some use, or about what stands elsewhere."""
        reporter = self.reporter
        if not reporter.tells(problem):
            if self.telling.stopped_at is None:
                self.telling.stop(at[0] if at else self._here())
            reporter.leave_out()
            self.telling.skim(self._unit, self._offset)
        elif at is not None:
            reporter.report(problem, *at)
        else:
            spot = self._walk.spot(self._walk.state if item is None else item)
            reporter.report(problem, self._here(), spot, self._row)

    def tell(self, problem: Problem, place: Place) -> None:
        """A finding of the set itself, about its ST or SE."""
        self.reporter.tell(problem, place, self._row)

    def _here(self, segment_id: str = "") -> Place:
        """The place of the segment being read."""
        text = self._text.lstrip(BREAKS)
        offset = self._offset + len(self._text) - len(text)
        named = segment_id or text.split(self.delimiters.element, 1)[0][:ID_LONGEST]
        return _make_place(named, self._index, self.position, self._origin.byte_offset(offset))

    def take_gap(self, block: Block, number: int, offset: int, index: int) -> tuple[int, int]:
        """Take the empty segments from here on; number and offset of the first that is none."""
        lines, texts = block.lines, block.texts
        while number < len(lines) and not lines[number] and self.reporter.tells(structure.EMPTY):
            self._empty(texts[number], offset, index)
            offset += len(texts[number]) + 1
            number, index = number + 1, index + 1
        untold = number
        while number < len(lines) and not lines[number]:
            number += 1
        size = sum(map(len, texts[untold:number])) + number - untold
        if size:
            self._unit.leave_gap(size, number - untold)
        return number, offset + size

    def _empty(self, text: str, offset: int, index: int) -> None:
        """Two terminators in a row: noted, and counted by neither SE01 nor IK302."""
        self._unit.leave_gap(len(text) + 1)
        if self._structure and self.reporter.tells(structure.EMPTY):
            place = Place("", index, self.position + 1, self._origin.byte_offset(offset))
            self.report(structure.EMPTY, at=(place, Spot(self._walk.path(-1))))

    def _report_missing(self, transition: Transition) -> None:
        if not self._structure or self._replaying or self.reporter.has_told_worst:
            return
        machine = self.guide.machine
        for number in self._walk.missing(transition):
            problem = structure.missing(machine, number, self._held(number))
            if self.reporter.tells(problem):
                item = machine.items[number]
                spot = Spot(self._walk.path(item.opener_number))
                self.report(problem, at=(self._here(item.opener.id), spot))

    def _held(self, number: int) -> Verdict:
        return Verdict.QUARANTINE_CLAIM if self.guide.in_claim[number] else Verdict.REJECT_SET

    def _report_fit(self, row: list[str], transition: Transition, culprit: _At | None) -> None:
        is_told = self._elements if transition.fit is Fit.OTHER_QUALIFIER else self._structure
        if not is_told or self.reporter.has_told_worst:
            return
        segment_id = row[0]
        match transition.fit:
            case Fit.EXPECTED:
                self._report_too_many_loops(transition)
            case Fit.OTHER_QUALIFIER:
                at = self._qualified.get(segment_id, 1)
                self.report(structure.other_qualifier(segment_id, at), transition.item)
            case Fit.OUT_OF_SEQUENCE:
                self.report(structure.sequence(segment_id, Verdict.WARN), transition.item)
            case Fit.LOOP_OUT_OF_SEQUENCE:
                blamed = culprit[0].segment_id if culprit else segment_id
                self.report(structure.sequence(blamed, Verdict.REJECT_SET), at=culprit)
            case Fit.UNEXPECTED:
                is_harmless = structure.is_only_numbering(self.guide.machine, transition)
                verdict = Verdict.WARN if is_harmless else Verdict.REJECT_SET
                self.report(structure.unexpected(segment_id, verdict), transition.item)
            case Fit.NOT_IN_SET:
                self.report(structure.not_in_set(segment_id[:ID_LONGEST]), -1)

    def _report_too_many_loops(self, transition: Transition) -> None:
        for number, _ in transition.opened:
            loop = self.guide.machine.items[number].what
            if loop.most and self._walk.counts[number] > loop.most:
                self.report(structure.too_many(loop))

    def _report_too_often(self, transition: Transition) -> None:
        if not self._structure or self.reporter.has_told_worst:
            return
        what = self.guide.machine.items[transition.item].what
        self.report(structure.repeated(what), transition.item)
