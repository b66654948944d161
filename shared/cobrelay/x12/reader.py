"""Reading a file: a stream of items in file order, whatever its bytes; nothing holds the file."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cobrelay.x12 import envelope
from cobrelay.x12.assembly.acknowledgment import read_ta1
from cobrelay.x12.bookmarks import Bookmark
from cobrelay.x12.delimiters import ISA_LENGTH, Delimiters, read_delimiters
from cobrelay.x12.envelope import Open, rejected, set_rejected
from cobrelay.x12.findings import ALL_LEVELS, Finding, Level, Place, Verdict
from cobrelay.x12.guides import Guide, guide
from cobrelay.x12.items import Item
from cobrelay.x12.lexer import Block, Lexer
from cobrelay.x12.rules import Problem
from cobrelay.x12.sets import SetReader
from cobrelay.x12.stretch import BREAKS, Origin, Start, Stretch
from cobrelay.x12.views.common import Source
from cobrelay.x12.views.envelope import (
    FileEnd,
    GroupEnd,
    InterchangeEnd,
    SetEnd,
    SetStart,
    UnreadSet,
)

Readable = Path | bytes | BinaryIO

_ENVELOPE = frozenset({"ISA", "TA1", "GS", "ST", "SE", "GE", "IEA"})
_BLANKS = " \t\r\n\x00\x1a"


_TRAIL = Problem(
    "B-TRAIL",
    Verdict.WARN,
    "",
    "The last segment terminator, after IEA, is missing.",
    "End every segment with the terminator.",
)


@contextmanager
def opened(source: Readable) -> Iterator[BinaryIO]:
    """The source as a stream of bytes."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield stream
    elif isinstance(source, bytes):
        yield BytesIO(source)
    else:
        yield source


def read(
    source: Readable,
    *,
    levels: frozenset[Level] = ALL_LEVELS,
    receivers: frozenset[str] = frozenset(),
    resume: Bookmark | None = None,
) -> Iterator[Item]:
    """The items of a file, in order; the last is always a `FileEnd`.

    Never raises for what stands in the file: findings ride on the items. `receivers` are our own
    ids (ISA08); empty means that the receiver isn't checked. `resume` goes on at a bookmark.
    """
    with opened(source) as stream:
        reader = _Reader(Lexer(stream), levels, receivers)
        yield from reader.resumed(resume) if resume else reader.items()


class _Reader:
    """The state of one pass over a file."""

    def __init__(self, lexer: Lexer, levels: frozenset[Level], receivers: frozenset[str]) -> None:
        self._lexer = lexer
        self._levels = levels
        self._receivers = receivers
        self._open = Open(Delimiters())
        self._set: SetReader | None = None
        self._unread: SetStart | None = None
        self._position = 0  # within a set that isn't read
        self._index = -1
        self._file_findings: list[Finding] = []
        self._unread_findings: list[Finding] = []
        self._over = False  # nothing more can be read

    @property
    def _origin(self) -> Origin:
        return self._lexer.origin

    def items(self) -> Iterator[Item]:
        """Everything from here to the end of the file."""
        while not self._over:
            self._lexer.skip_blanks()
            head = self._lexer.peek(ISA_LENGTH)
            if not head:
                break
            found = self._delimiters(head)
            if found is None:
                break
            self._open.delimiters = found
            yield from self._segments(found)
        if not self._open.interchanges and not self._file_findings:
            self._spoil(
                rejected("TA1:023", "", "The file is empty.", "Send the whole file."), Place()
            )
        yield FileEnd(self._index + 1, tuple(self._file_findings))

    def resumed(self, mark: Bookmark) -> Iterator[Item]:
        """The envelope and header again, then everything from the bookmark on."""
        now = self._open
        self._lexer.seek(mark.interchange.offset)
        found = self._delimiters(self._lexer.peek(ISA_LENGTH))
        if found is None:
            yield FileEnd(0, tuple(self._file_findings))
            return
        now.delimiters = found
        now.interchanges = mark.ordinals[0] - 1
        for start in (mark.interchange, mark.group):
            text = next(self._texts(start))[0]
            yield from self._envelope(self._row(text), text, start.offset)
            now.groups = mark.ordinals[1] - 1
        now.sets_in_file = mark.ordinals[2] - 1
        now.partial = True
        goes_on = mark.set
        if mark.claim is not None:
            yield from self._replay(mark)
            goes_on = mark.claim
        self._index = goes_on.index - 1
        self._lexer.seek(goes_on.offset)
        yield from self._segments(found)
        yield from self.items()

    def _row(self, text: str) -> list[str]:
        return text.strip(BREAKS).split(self._open.delimiters.element)

    def _texts(self, start: Start) -> Iterator[tuple[str, int]]:
        self._lexer.seek(start.offset)
        self._index = start.index
        for block in self._lexer.blocks(self._open.delimiters.segment):
            offset = block.offset
            for text in block.texts:
                yield text, offset
                offset += len(text) + 1

    def _replay(self, mark: Bookmark) -> Iterator[Item]:
        """Read the set's header, then the contexts of the claim, and jump to the claim."""
        for number, (text, offset) in enumerate(self._texts(mark.set)):
            if number == 0:
                yield from self._begin_set(self._row(text), text, offset)
            elif self._set is None:
                return
            elif done := self._set.take(self._row(text), text, offset, mark.set.index + number):
                yield from done
                break
        reader = self._set
        if reader is None or mark.claim is None:
            return
        for context in mark.contexts:
            reader.jump(context.index, context.position, replaying=True)
            for number, (text, offset) in enumerate(self._texts(context)):
                if number and reader.is_cut(self._row(text)):
                    break
                reader.take(self._row(text), text, offset, context.index + number)
        reader.jump(mark.claim.index, mark.claim.position, replaying=False)
        reader.assembler.jump(mark.claim_ordinal - 1)

    def _delimiters(self, head: str) -> Delimiters | None:
        place = Place("", self._index + 1, 0, self._origin.byte_offset(self._lexer.offset))
        if not head.startswith("ISA"):
            if "ISA".startswith(head):
                problem = rejected(
                    "TA1:023", "", "The file ends within the ISA.", "Send the whole file."
                )
                self._spoil(problem, Place("ISA", place.segment_index, 0, place.byte_offset))
                return None
            after = " after an IEA" if self._open.interchanges else ""
            problem = rejected(
                "TA1:022" if after else "TA1:024",
                "",
                f"What stands here{after} is no X12: it does not begin with ISA.",
                "Send X12 in an 8-bit encoding, from ISA to IEA, with nothing around it.",
            )
            self._spoil(problem, Place("ISA", place.segment_index, 0, place.byte_offset))
            return None
        found = read_delimiters(head)
        if isinstance(found, Delimiters):
            return found
        problem = rejected(f"TA1:{found.note}", found.element, found.message, found.fix)
        self._spoil(problem, Place("ISA", place.segment_index, 0, place.byte_offset))
        return None

    def _spoil(self, problem: Problem, place: Place) -> None:
        self._file_findings.append(self._open.finding(problem, place))

    def _segments(  # noqa: C901 - the hot loop over a file is kept flat
        self, delimiters: Delimiters
    ) -> Iterator[Item]:
        """The segments of interchanges that share these delimiters."""
        separator = delimiters.element
        for block in self._lexer.blocks(delimiters.segment):
            offset = block.offset
            for number, text in enumerate(block.texts):
                start = offset
                offset += len(text) + 1
                row = text.strip(BREAKS).split(separator)
                segment_id = row[0]
                if segment_id not in _ENVELOPE and block.terminated:
                    if self._set is not None:
                        self._index += 1
                        if done := self._set.take(row, text, start, self._index):
                            yield from done
                        continue
                    self._stray(row, text, start)
                    continue
                self._index += 1
                if not block.terminated and not self._is_last(row):
                    yield from self._cut_short(row, text, start)
                    return
                if not block.terminated:
                    self._spoil(_TRAIL, self._place(row, text, start))
                yield from self._envelope(row, text, start)
                if segment_id == "IEA" and not self._same_next(block, number, delimiters):
                    rest = delimiters.segment.join(block.texts[number + 1 :])
                    more = number + 1 < len(block.texts)
                    self._lexer.give_back(rest + delimiters.segment if more else "", offset)
                    return
            if block.oversized:
                yield from self._oversized(block)
                return
        if self._open.interchange is not None:
            yield from self._cut_short([""], "", self._lexer.offset)

    def _same_next(self, block: Block, number: int, delimiters: Delimiters) -> bool:
        """Whether an interchange with the same delimiters follows in the block."""
        if number + 1 >= len(block.texts):
            return False
        head = block.texts[number + 1].lstrip(_BLANKS) + delimiters.segment
        return head.startswith("ISA") and read_delimiters(head) == delimiters

    def _is_last(self, row: list[str]) -> bool:
        """Whether an unterminated segment is the whole IEA of the open interchange."""
        interchange = self._open.interchange
        whole = row[0] == "IEA" and interchange is not None and len(row) == 3
        if not whole or interchange is None or self._open.group or self._set:
            return False
        return row[2].strip(_BLANKS) == interchange.control_number

    def _place(self, row: list[str], text: str, offset: int, position: int = 0) -> Place:
        offset += len(text) - len(text.lstrip(BREAKS))
        return Place(row[0][:8], self._index, position, self._origin.byte_offset(offset))

    def _stretch(self, row: list[str], text: str, offset: int, position: int = 0) -> Stretch:
        stretch = Stretch(self._origin, self._open.delimiters, Start(offset, self._index, position))
        stretch.rows.append(row)
        stretch.texts.append(text)
        stretch.uses.append(-1)
        return stretch

    def _stray(self, row: list[str], text: str, offset: int) -> None:
        """A segment outside any set that is read."""
        if not text.strip(_BLANKS):
            return
        self._index += 1
        if self._unread is not None:
            self._position += 1
        elif len(self._open.findings) < 100:
            problem = rejected(
                "TA1:022", "", "A segment stands outside any set.", "Put it between ST and SE."
            )
            self._open.report(problem, self._place(row, text, offset))

    def _cut_short(self, row: list[str], text: str, offset: int) -> Iterator[Item]:
        """The file ended too early: nothing of it is complete."""
        self._over = True
        problem = rejected(
            "TA1:023",
            "",
            "The file ends before its interchange does.",
            "Send the whole file, to the IEA.",
        )
        self._spoil(problem, self._place(row, text, offset))
        yield from self._close_interchange(self._stretch(row, text, offset))

    def _oversized(self, block: Block) -> Iterator[Item]:
        self._over = True
        self._index += 1
        segment_id = self._lexer.peek(8).strip(BREAKS).split(self._open.delimiters.element)[0]
        position = self._set.position + 1 if self._set else 0
        place = Place(segment_id[:3], self._index, position, self._origin.byte_offset(block.offset))
        problem = rejected(
            "B-SEGSIZE",
            "",
            "A segment is longer than a mebibyte.",
            "Check the segment terminator.",
        )
        self._spoil(problem, place)
        yield from self._close_interchange(self._stretch([segment_id], "", block.offset))

    def _envelope(self, row: list[str], text: str, offset: int) -> Iterator[Item]:
        stretch = self._stretch(row, text, offset)
        match row[0]:
            case "ISA":
                yield from self._close_interchange(stretch)
                yield self._begin_interchange(row, stretch)
            case "TA1" if self._open.interchange is not None:
                yield read_ta1(row, self._open.interchange, stretch)
            case "GS":
                yield from self._close_group(stretch)
                yield from self._begin_group(row, stretch)
            case "ST":
                yield from self._close_set(stretch, complete=False)
                yield from self._begin_set(row, text, offset)
            case "SE":
                yield from self._end_set(row, text, offset)
            case "GE":
                yield from self._end_group(row, stretch)
            case "IEA":
                yield from self._end_interchange(row, stretch)

    def _begin_interchange(self, row: list[str], stretch: Stretch) -> Item:
        now = self._open
        now.interchanges += 1
        view = envelope.read_isa(row, now.interchanges, now.delimiters, stretch)
        now.interchange = view
        now.groups = 0
        for problem in envelope.check_isa(view, row, self._receivers):
            now.report(problem, stretch.place(0))
        number = (view.sender_id, view.control_number)
        if number in now.seen:
            problem = rejected(
                "TA1:025",
                "ISA13",
                "The file has two interchanges of this sender and number.",
                "Give each interchange its own number; send each once.",
            )
            now.report(problem, stretch.place(0))
        now.seen.add(number)
        return view

    def _begin_group(self, row: list[str], stretch: Stretch) -> Iterator[Item]:
        now = self._open
        if now.interchange is None:
            return
        now.groups += 1
        now.sets = 0
        now.set_numbers = set()
        now.group = envelope.read_gs(row, now.groups, now.interchange, stretch)
        for problem in envelope.check_gs(now.group):
            now.report(problem, stretch.place(0))
        yield now.group

    def _begin_set(self, row: list[str], text: str, offset: int) -> Iterator[Item]:
        now = self._open
        if now.interchange is None:
            return
        stretch = self._stretch(row, text, offset, position=1)
        if now.group is None:
            problem = rejected(
                "TA1:024", "", "A set stands in no group: GS is missing.", "Put a GS before it."
            )
            place = stretch.place(0)
            now.report(problem, Place("GS", place.segment_index, 0, place.byte_offset))
            now.group = envelope.read_gs(["GS"], now.groups + 1, now.interchange, stretch)
        now.sets += 1
        now.sets_in_file += 1
        start = envelope.read_st(row, now.sets_in_file, now.group, stretch)
        now.open_set = start
        problems = envelope.check_st(start, row, now.set_numbers)
        now.set_numbers.add(start.control_number)
        yield start
        found = guide(start.kind)
        if found is not None and not _is_supported(start, found, problems):
            problems.append(_unsupported(start))
            found = None
        if found is None:
            self._unread, self._position = start, 1
            self._unread_findings = [now.finding(p, stretch.place(0)) for p in problems]
            yield UnreadSet(start, source=stretch)
            return
        self._set = SetReader(start, found, self._origin, now.delimiters, self._levels)
        self._set.begin(row, text, offset, self._index)
        for problem in problems:
            self._set.findings.append(self._set.finding(problem, stretch.place(0), ""))

    def _end_set(self, row: list[str], text: str, offset: int) -> Iterator[Item]:
        reader = self._set
        if reader is None:
            yield from self._end_unread(row, text, offset)
            return
        yield from reader.take(row, text, offset, self._index)
        place = self._place(row, text, offset, reader.position)
        for problem in envelope.check_se(row, reader.start, reader.position):
            reader.findings.append(reader.finding(problem, place, ""))
        yield from self._close_set(self._stretch(row, text, offset, reader.position), complete=True)

    def _end_unread(self, row: list[str], text: str, offset: int) -> Iterator[Item]:
        start = self._unread
        if start is None:
            self._stray(row, text, offset)
            return
        place = self._place(row, text, offset, self._position + 1)
        for problem in envelope.check_se(row, start, self._position + 1):
            self._unread_findings.append(self._open.finding(problem, place))
        yield from self._close_set(self._stretch(row, text, offset), complete=True)

    def _close_set(self, stretch: Stretch, *, complete: bool) -> Iterator[Item]:
        reader, start = self._set, self._unread
        self._set = self._unread = None
        self._open.open_set = None
        missing = set_rejected(
            "IK5:2", "", "The set ends without SE.", "Send the whole set, to its SE."
        )
        place = stretch.place(0)
        if reader is not None:
            if not complete:
                here = Place("SE", place.segment_index, reader.position + 1, place.byte_offset)
                reader.findings.append(reader.finding(missing, here, ""))
            yield from reader.finish()
            yield reader.assembler.end(reader, stretch, complete=complete)
        elif start is not None:
            if not complete:
                self._unread_findings.append(self._open.finding(missing, place))
            findings = tuple(self._unread_findings)
            yield SetEnd(start, complete, findings=findings, source=stretch)

    def _end_group(self, row: list[str], stretch: Stretch) -> Iterator[Item]:
        yield from self._close_set(stretch, complete=False)
        now = self._open
        if now.group is None:
            return
        if not now.partial:
            for problem in envelope.check_ge(row, now.group, now.sets):
                now.report(problem, stretch.place(0))
        yield self._group_over(stretch)

    def _group_over(self, source: Source) -> Item:
        now = self._open
        group = now.group
        assert group is not None
        now.group = None
        findings, now.findings = tuple(now.findings), []
        return GroupEnd(group, findings, source=source)

    def _close_group(self, stretch: Stretch) -> Iterator[Item]:
        yield from self._close_set(stretch, complete=False)
        if self._open.group is not None:
            problem = rejected(
                "AK9:3", "", "The group ends without GE.", "Send the whole group, to its GE."
            )
            self._open.report(problem, stretch.place(0))
            yield self._group_over(stretch)

    def _end_interchange(self, row: list[str], stretch: Stretch) -> Iterator[Item]:
        yield from self._close_group(stretch)
        now = self._open
        if now.interchange is None:
            return
        trimmed = [value.strip(_BLANKS) for value in row]
        if not now.partial:
            for problem in envelope.check_iea(trimmed, now.interchange, now.groups):
                now.report(problem, stretch.place(0))
        yield self._interchange_over(stretch)

    def _interchange_over(self, source: Source) -> Item:
        now = self._open
        interchange = now.interchange
        assert interchange is not None
        findings, now.findings = tuple(now.findings), []
        now.interchange = None
        now.partial = False
        return InterchangeEnd(interchange, findings, source=source)

    def _close_interchange(self, stretch: Stretch) -> Iterator[Item]:
        yield from self._close_group(stretch)
        if self._open.interchange is not None:
            if not self._over:
                problem = rejected(
                    "TA1:023",
                    "",
                    "The interchange ends without IEA.",
                    "Send the whole interchange, to its IEA.",
                )
                self._open.report(problem, stretch.place(0))
            yield self._interchange_over(stretch)


def _is_supported(start: SetStart, found: Guide, problems: list[Problem]) -> bool:
    if any(problem.code == "IK5:19" for problem in problems) or not start.group.version:
        return True  # said already; the set is read by its kind
    return bool(found.grammar.accepted_versions.fullmatch(start.version))


def _unsupported(start: SetStart) -> Problem:
    return rejected(
        "AK9:2",
        "GS08",
        f"We have no guide for the version of this {start.kind}.",
        "Send 005010X221A1, 005010X222A1, 005010X231A1 or 005010X214.",
    )
