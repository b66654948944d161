"""What is open while a file is read: interchange, group and set; how each begins and ends."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cobrelay.x12.assembly.acknowledgment import read_ta1
from cobrelay.x12.checking import envelope as rules
from cobrelay.x12.checking.elements import SegmentCheck
from cobrelay.x12.checking.envelope import rejected, set_rejected
from cobrelay.x12.checking.rules import Problem
from cobrelay.x12.checking.telling import more
from cobrelay.x12.findings import ID_LONGEST, Finding, Level, Place, Verdict, most_severe
from cobrelay.x12.grammars.envelope import ENVELOPE
from cobrelay.x12.guides import Guide, guide
from cobrelay.x12.reading import envelope
from cobrelay.x12.reading.envelope import Open
from cobrelay.x12.reading.sets import SetReader
from cobrelay.x12.stretch import BLANKS, BREAKS, Origin, Stretch, start_of
from cobrelay.x12.views.envelope import (
    GroupEnd,
    InterchangeEnd,
    SetEnd,
    SetStart,
    UnreadSet,
)
from cobrelay.x12.views.items import Item

Row = list[str]

_OLD_VERSION = "004"
_OLD = Problem(
    "AK9:2",
    Verdict.WARN,
    "GS08",
    "The set is of version 4010; it is read as one of 5010.",
    "Send version 005010.",
)
_NO_SE = set_rejected("IK5:2", "", "The set ends without SE.", "Send the whole set, to its SE.")
_NO_GE = rejected("AK9:3", "", "The group ends without GE.", "Send the whole group, to its GE.")
_NO_IEA = rejected(
    "TA1:023", "", "The interchange ends without IEA.", "Send the whole interchange, to its IEA."
)
_HOPELESS = rejected(
    "B-HOPELESS",
    "",
    "Too many claims, sets or groups are wrong, and they are too short to be real.",
    "Send X12 as a translator writes it.",
)
_EMPTY = Problem(
    "TA1:022",
    Verdict.WARN,
    "",
    "An empty segment stands here: one terminator follows the other.",
    "Leave out the second terminator.",
)
_TA1_CHECK = SegmentCheck(ENVELOPE["TA1"], in_claim=False)


class Nesting:
    """The envelope as it stands, and the reader of the set that is open."""

    def __init__(
        self,
        open_envelope: Open,
        origin: Origin,
        levels: frozenset[Level],
        receivers: frozenset[str],
    ) -> None:
        self.open = open_envelope
        self.origin = origin
        self.set_reader: SetReader | None = None  # of the set that is open
        self._readers: dict[str, SetReader] = {}  # by kind
        self.index = -1  # of the segment being read, in the file
        self.findings: list[Finding] = []  # about the file as a whole
        self.telling = open_envelope.telling
        self.over = False  # nothing more can be read
        self._levels = levels
        self.open.is_checked = Level.ENVELOPE in levels
        self._receivers = receivers
        self._unread: SetStart | None = None
        self._unread_findings: list[Finding] = []
        self._position = 0  # within a set that isn't read
        self._in_gap = False  # the segment before was empty
        self._strays = 0  # segments before that stand in no set
        self._stray = Place()  # the first of them

    def place(self, row: Row, text: str, offset: int, position: int = 0) -> Place:
        """Where this segment stands in the file."""
        offset += len(text) - len(text.lstrip(BREAKS))
        return Place(row[0][:ID_LONGEST], self.index, position, self.origin.byte_offset(offset))

    def stretch(self, row: Row, text: str, offset: int, position: int = 0) -> Stretch:
        """The segment as a stretch of its own: what its view was read from."""
        start = start_of(offset, self.index, position)
        stretch = Stretch(self.origin, self.open.delimiters, start)
        stretch.append(row, text, -1)
        return stretch

    def stray(self, row: Row, text: str, offset: int) -> None:
        """A segment outside any set that is read."""
        if not text.strip(BLANKS):
            self.gap(offset + len(text))
            return
        self._in_gap = False
        self.index += 1
        if self._unread is not None:
            self._position += 1
        else:
            self.telling.judge(Verdict.REJECT_FILE, offset)
            self._strays += 1
            if self._strays == 1:
                self._stray = self.place(row, text, offset)

    def _tell_strays(self) -> None:
        """Segments outside any set that is read; several in a row are told once, at the first."""
        if self._strays:
            self.open.report(_outside(self._strays, self._stray.segment_id), self._stray)
        self._strays = 0

    def gap(self, offset: int) -> None:
        """An empty segment outside a set that is read; several in a row are told once."""
        if not self._in_gap and self._unread is None:
            place = Place("", self.index, 0, self.origin.byte_offset(offset))
            if self.open.interchange is not None:
                self.open.report(_EMPTY, place)
            else:
                self.spoil(_EMPTY, place)
        self._in_gap = True

    def take(self, row: Row, text: str, offset: int) -> Iterator[Item]:
        """Take a segment of the envelope."""
        self._in_gap = False
        self._tell_strays()
        stretch = self.stretch(row, text, offset)
        match row[0]:
            case "ISA":
                yield from self.end_interchange(stretch)
                yield self._begin_interchange(row, stretch)
            case "TA1" if self.open.interchange is not None:
                findings = self._check_ta1(row, text, stretch.place(0))
                self.telling.judge(most_severe(findings), offset)
                yield read_ta1(row, self.open.interchange, stretch, findings)
            case "GS":
                yield from self._end_group(stretch)
                yield from self._begin_group(row, stretch)
            case "ST":
                yield from self._close_set(stretch, complete=False)
                yield from self.begin_set(row, text, offset)
            case "SE":
                yield from self._end_set(row, text, offset)
            case "GE":
                yield from self._end_group(stretch, row)
            case "IEA":
                yield from self.end_interchange(stretch, row)

    def give_up(self, row: Row, text: str, offset: int) -> Iterator[Item]:
        """Reject a file that holds nothing of use, and read no more of it."""
        self.over = True
        self.spoil(_HOPELESS, self.place(row, text, offset))
        yield from self.end_interchange(self.stretch(row, text, offset))

    def _check_ta1(self, row: Row, text: str, place: Place) -> tuple[Finding, ...]:
        if Level.ELEMENTS not in self._levels:
            return ()
        problems = _TA1_CHECK.problems(row, text, self.open.delimiters.component)
        review = (replace(problem, verdict=Verdict.REVIEW) for problem in problems)
        return tuple(self.open.finding(problem, place, row) for problem in review)

    def _begin_interchange(self, row: Row, stretch: Stretch) -> Item:
        now = self.open
        now.interchanges += 1
        view = envelope.read_isa(row, now.interchanges, now.delimiters, stretch)
        now.interchange = view
        now.groups = 0
        for problem in rules.check_isa(view, row, self._receivers):
            now.report(problem, stretch.place(0), row)
        number = (view.sender_id, view.control_number)
        if number in now.seen:
            problem = rejected(
                "TA1:025",
                "ISA13",
                "The file has two interchanges of this sender and number.",
                "Give each interchange its own number; send each once.",
            )
            now.report(problem, stretch.place(0), row)
        now.seen.add(number)
        return view

    def _begin_group(self, row: Row, stretch: Stretch) -> Iterator[Item]:
        now = self.open
        if now.interchange is None:
            return
        now.groups += 1
        now.sets = 0
        now.set_numbers = set()
        now.group = envelope.read_gs(row, now.groups, now.interchange, stretch)
        for problem in rules.check_gs(now.group, row):
            now.report(problem, stretch.place(0), row)
        yield now.group

    def begin_set(self, row: Row, text: str, offset: int) -> Iterator[Item]:
        """Take an ST; the set is read, or what follows it is only counted."""
        now = self.open
        if now.interchange is None:
            return
        stretch = self.stretch(row, text, offset, position=1)
        if now.group is None:
            problem = rejected(
                "TA1:024", "", "A set stands in no group: GS is missing.", "Put a GS before it."
            )
            place = stretch.place(0)
            now.report(problem, Place("GS", place.segment_index, 0, place.byte_offset))
            now.groups += 1
            now.group = envelope.read_gs(envelope.NO_GS, now.groups, now.interchange, stretch)
        now.sets += 1
        now.sets_in_file += 1
        start = envelope.read_st(row, now.sets_in_file, now.group, stretch)
        now.open_set = start
        problems = rules.check_st(start, row, now.set_numbers)
        now.set_numbers.add(start.control_number)
        yield start
        found = guide(start.kind)
        is_readable = found is not None and _is_supported(start, found, problems)
        if found is None or not is_readable:
            self._unread, self._position = start, 1
            self._unread_findings = [now.finding(p, stretch.place(0), row) for p in problems]
            self._unread_findings += _unreadable(now, start, found, stretch.place(0))
            yield UnreadSet(start, source=stretch)
            return
        self.set_reader = self._reader(found)
        self.set_reader.begin(start, row, text, start_of(offset, self.index, 1))
        if start.version.startswith(_OLD_VERSION):
            problems.append(_OLD)
        for problem in problems:
            self._tell(self.set_reader, problem, stretch.place(0))

    def _tell(self, reader: SetReader, problem: Problem, place: Place) -> None:
        """What is wrong with the ST or SE of a set."""
        if self.open.is_checked:
            reader.tell(problem, place)

    def _reader(self, found: Guide) -> SetReader:
        """The reader for sets of a kind; it reads one after the other."""
        reader = self._readers.get(found.kind)
        if reader is None or reader.delimiters is not self.open.delimiters:
            reader = self._readers[found.kind] = SetReader(
                found, self.origin, self.open.delimiters, self._levels, self.telling
            )
        return reader

    def _end_set(self, row: Row, text: str, offset: int) -> Iterator[Item]:
        reader = self.set_reader
        if reader is None:
            yield from self._end_unread(row, text, offset)
            return
        yield from reader.take(row, text, offset, self.index)
        place = self.place(row, text, offset, reader.position)
        for problem in rules.check_se(row, reader.start, reader.position):
            self._tell(reader, problem, place)
        yield from self._close_set(self.stretch(row, text, offset, reader.position), complete=True)

    def _end_unread(self, row: Row, text: str, offset: int) -> Iterator[Item]:
        start = self._unread
        if start is None:
            self.stray(row, text, offset)
            return
        place = self.place(row, text, offset, self._position + 1)
        for problem in rules.check_se(row, start, self._position + 1):
            self._unread_findings.append(self.open.finding(problem, place, row))
        yield from self._close_set(self.stretch(row, text, offset), complete=True)

    def _close_set(self, stretch: Stretch, *, complete: bool) -> Iterator[Item]:
        reader, start = self.set_reader, self._unread
        self.set_reader = self._unread = None
        self.open.open_set = None
        if reader is None and start is None:
            return
        place = stretch.place(0)
        if reader is not None:
            if not complete:
                here = Place("SE", place.segment_index, reader.position + 1, place.byte_offset)
                self._tell(reader, _NO_SE, here)
            yield from reader.finish()
            self.telling.judge(most_severe(reader.reporter.findings), stretch.start.offset)
            yield reader.end(stretch, complete=complete)
        elif start is not None:
            if not complete:
                self._unread_findings.append(self.open.finding(_NO_SE, place))
            findings = tuple(self._unread_findings) if self.open.is_checked else ()
            self.telling.judge(most_severe(findings), stretch.start.offset)
            yield SetEnd(start, complete, findings=findings, source=stretch)

    def _end_group(self, stretch: Stretch, row: Row | None = None) -> Iterator[Item]:
        """The group is over: by its GE, or (no row) without one."""
        yield from self._close_set(stretch, complete=False)
        now, group = self.open, self.open.group
        if group is None:
            return
        problems = [_NO_GE]
        if row is not None:
            is_compared = not now.partial and not rules.is_made_up(group)
            problems = rules.check_ge(row, group, now.sets) if is_compared else []
        findings = self._found_of(problems, stretch, row)
        self.telling.judge(most_severe(findings), stretch.start.offset)
        now.group = None
        yield GroupEnd(group, findings, source=stretch)

    def end_interchange(self, stretch: Stretch, row: Row | None = None) -> Iterator[Item]:
        """The interchange is over: by its IEA, or (no row) without one."""
        yield from self._end_group(stretch)
        now, interchange = self.open, self.open.interchange
        if interchange is None:
            return
        problems = [] if self.over else [_NO_IEA]
        if row is not None:
            trimmed = [value.strip(BLANKS) for value in row]
            problems = [] if now.partial else rules.check_iea(trimmed, interchange, now.groups)
        findings = self._found_of(problems, stretch, row)
        now.interchange, now.partial = None, False
        yield InterchangeEnd(interchange, findings, source=stretch)

    def _found_of(
        self, problems: Iterable[Problem], stretch: Stretch, row: Row | None
    ) -> tuple[Finding, ...]:
        """What was found of a group or interchange, with what is wrong with its end."""
        self._tell_strays()
        for problem in problems:
            self.open.report(problem, stretch.place(0), row or ())
        return self.open.over()

    def spoil(self, problem: Problem, place: Place) -> None:
        """Say something of the file as a whole."""
        self.findings.append(self.open.finding(problem, place))

    def findings_of_file(self) -> tuple[Finding, ...]:
        """What is said of the file as a whole once it is read."""
        if self.telling.stopped_at is not None:
            self.findings.append(more(self.telling.stopped_at))
        return tuple(self.findings)


def _outside(count: int, segment_id: str) -> Problem:
    what = "A segment stands" if count == 1 else f"{count:,} segments in a row stand"
    is_led = not segment_id[:1].isalnum()  # something stands before the id
    fix = "Let only line breaks follow a terminator." if is_led else "Put it between ST and SE."
    return rejected("TA1:022", "", f"{what} outside any set.", fix)


def _is_supported(start: SetStart, found: Guide, problems: list[Problem]) -> bool:
    if any(problem.code == "IK5:19" for problem in problems) or not start.group.version:
        return True  # said already; the set is read by its kind
    return bool(found.grammar.accepted_versions.fullmatch(start.version))


def _unreadable(now: Open, start: SetStart, found: Guide | None, place: Place) -> Iterator[Finding]:
    """Why a set that is sound so far is not read: the guide that it names, or its kind."""
    if found is not None:
        problem = set_rejected(
            "AK9:2",
            "GS08",
            f"There is no guide here for the version of this {start.kind}.",
            f"Send {found.grammar.version}, the only {start.kind} that is read.",
        )
        row = ["GS", *[""] * 7, start.group.version]
        yield now.finding(problem, start.group.place, row)
    elif start.kind in rules.FUNCTIONAL_CODES:
        problem = set_rejected(
            "IK5:1",
            "ST01",
            f"There is no guide here for the {start.kind}: only its envelope is checked.",
            "Send 835, 837, 999 or 277.",
        )
        yield now.finding(problem, place, ["ST", start.kind])
