"""Reading a file: a stream of items in file order, whatever its bytes; nothing holds the file."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cobrelay.x12.checking.envelope import rejected
from cobrelay.x12.checking.rules import Problem
from cobrelay.x12.delimiters import ISA_LENGTH, Delimiters, read_delimiters
from cobrelay.x12.findings import ALL_LEVELS, Level, Place, Verdict
from cobrelay.x12.reading.bookmarks import Bookmark
from cobrelay.x12.reading.envelope import Open
from cobrelay.x12.reading.lexer import Block, Lexer
from cobrelay.x12.reading.nesting import Nesting
from cobrelay.x12.stretch import BLANKS, BREAKS, Start
from cobrelay.x12.views.envelope import FileEnd
from cobrelay.x12.views.items import Item

Readable = Path | bytes | BinaryIO

_ENVELOPE = frozenset({"ISA", "TA1", "GS", "ST", "SE", "GE", "IEA"})

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
    Several threads may each read a file of their own.
    """
    with opened(source) as stream:
        reader = _Reader(Lexer(stream), levels, receivers)
        yield from reader.resumed(resume) if resume else reader.items()


class _Reader:
    """The state of one pass over a file."""

    def __init__(self, lexer: Lexer, levels: frozenset[Level], receivers: frozenset[str]) -> None:
        self._lexer = lexer
        self._nesting = Nesting(Open(Delimiters()), lexer.origin, levels, receivers)

    def items(self) -> Iterator[Item]:
        """Everything from here to the end of the file."""
        while not self._nesting.over:
            self._lexer.skip_blanks()
            head = self._lexer.peek(ISA_LENGTH)
            if not head:
                break
            terminator = self._nesting.open.delimiters.segment
            if head.startswith(terminator) and self._nesting.open.interchanges:
                self._nesting.gap(self._lexer.offset)
                self._lexer.skip_blanks(terminator)
                continue
            found = self._delimiters(head)
            if found is None:
                break
            self._nesting.open.delimiters = found
            yield from self._segments(found)
        if not self._nesting.open.interchanges and not self._nesting.findings:
            self._nesting.spoil(
                rejected("TA1:023", "", "The file is empty.", "Send the whole file."), Place()
            )
        yield FileEnd(self._nesting.index + 1, self._nesting.findings_of_file())

    def resumed(self, mark: Bookmark) -> Iterator[Item]:
        """The envelope and header again, then everything from the bookmark on."""
        now = self._nesting.open
        self._lexer.seek(mark.interchange.offset)
        found = self._delimiters(self._lexer.peek(ISA_LENGTH))
        if found is None:
            yield FileEnd(0, tuple(self._nesting.findings))
            return
        now.delimiters = found
        now.interchanges = mark.ordinals[0] - 1
        for start in (mark.interchange, mark.group):
            text = next(self._texts(start))[0]
            yield from self._nesting.take(self._row(text), text, start.offset)
            now.groups = mark.ordinals[1] - 1
        now.sets_in_file = mark.ordinals[2] - 1
        now.partial = True
        goes_on = mark.set
        if mark.claim is not None:
            yield from self._replay(mark)
            goes_on = mark.claim
        self._nesting.index = goes_on.index - 1
        self._lexer.seek(goes_on.offset)
        yield from self._segments(found)
        yield from self.items()

    def _row(self, text: str) -> list[str]:
        return text.strip(BREAKS).split(self._nesting.open.delimiters.element)

    def _texts(self, start: Start) -> Iterator[tuple[str, int]]:
        self._lexer.seek(start.offset)
        self._nesting.index = start.index
        for block in self._lexer.blocks(self._nesting.open.delimiters.segment):
            offset = block.offset
            for text in block.texts:
                yield text, offset
                offset += len(text) + 1

    def _replay(self, mark: Bookmark) -> Iterator[Item]:
        """Read the set's header, then the contexts of the claim, and jump to the claim."""
        for number, (text, offset) in enumerate(self._texts(mark.set)):
            if number == 0:
                yield from self._nesting.begin_set(self._row(text), text, offset)
            elif self._nesting.set_reader is None:
                return
            elif done := self._nesting.set_reader.take(
                self._row(text), text, offset, mark.set.index + number
            ):
                yield from done
                break
        reader = self._nesting.set_reader
        if reader is None or mark.claim is None:
            return
        for context in mark.contexts:
            reader.jump(context, replaying=True)
            for number, (text, offset) in enumerate(self._texts(context)):
                if number and reader.is_cut(self._row(text)):
                    break
                reader.take(self._row(text), text, offset, context.index + number)
        reader.jump(mark.claim, replaying=False)
        reader.assembler.jump(mark.claim_ordinal - 1)

    def _delimiters(self, head: str) -> Delimiters | None:
        offset = self._nesting.origin.byte_offset(self._lexer.offset)
        place = Place("ISA", self._nesting.index + 1, 0, offset)
        if not head.startswith("ISA"):
            self._nesting.spoil(self._no_isa(head), place)
            return None
        found = read_delimiters(head)
        if isinstance(found, Delimiters):
            return found
        problem = rejected(f"TA1:{found.note}", found.element, found.message, found.fix)
        self._nesting.spoil(problem, place)
        return None

    def _no_isa(self, head: str) -> Problem:
        if "ISA".startswith(head):
            return rejected("TA1:023", "", "The file ends within the ISA.", "Send the whole file.")
        after = " after an IEA" if self._nesting.open.interchanges else ""
        return rejected(
            "TA1:022" if after else "TA1:024",
            "",
            f"What stands here{after} is no X12: it does not begin with ISA.",
            "Send X12 in an 8-bit encoding, from ISA to IEA, with nothing around it.",
        )

    def _segments(  # noqa: C901, PLR0912 - the hot loop over a file is kept flat
        self, delimiters: Delimiters
    ) -> Iterator[Item]:
        """The segments of interchanges that share these delimiters."""
        separator = delimiters.element
        nesting = self._nesting
        telling = nesting.telling
        for block in self._lexer.blocks(delimiters.segment):
            if block.oversized:
                yield from self._oversized(block)
                return
            offset, number, stepped = block.offset, 0, -1
            reader = nesting.set_reader
            while offset < block.end:
                if telling.is_hopeless:
                    yield from self._give_up(block, number, offset)
                    return
                whole = block.terminated and number != stepped
                if whole and reader is not None and reader.opens_run(block, offset):
                    stepped, after = yield from reader.run(block, number, offset, nesting.index + 1)
                    nesting.index += stepped - number
                    has_taken = stepped - number > 1
                    number, offset = stepped, after
                    if has_taken and reader.is_cut_off(block, offset):
                        rest = block.text[offset - block.offset :]
                        self._lexer.wait(rest + delimiters.segment, offset)
                        break
                    continue
                text, line = block.texts[number], block.lines[number]
                if not line and reader is not None and block.terminated:
                    stop, offset = reader.take_gap(block, number, offset, nesting.index + 1)
                    nesting.index += stop - number
                    number = stop
                    continue
                start, number = offset, number + 1
                offset += len(text) + 1
                row = line.split(separator)
                segment_id = row[0]
                if segment_id not in _ENVELOPE and block.terminated:
                    if reader is None:
                        nesting.stray(row, text, start)
                        continue
                    nesting.index += 1
                    if done := reader.take(row, text, start, nesting.index):
                        yield from done
                    continue
                nesting.index += 1
                if not (yield from self._take(block, row, text, start)):
                    return
                reader = nesting.set_reader
                if segment_id == "IEA" and not self._same_next(block, number, delimiters):
                    rest = delimiters.segment.join(block.texts[number:])
                    more = number < len(block.texts)
                    self._lexer.give_back(rest + delimiters.segment if more else "", offset)
                    return
        if self._nesting.open.interchange is not None:
            last = max(self._lexer.offset - 1, 0)  # there is no byte at the offset of the end
            yield from self._cut_short([""], "", last)

    def _take(
        self, block: Block, row: list[str], text: str, offset: int
    ) -> Generator[Item, None, bool]:
        """Take a segment of the envelope, or what has no terminator; whether more may follow."""
        if not block.terminated:
            if not self._is_last(row):
                yield from self._cut_short(row, text, offset)
                return False
            self._nesting.spoil(_TRAIL, self._nesting.place(row, text, offset))
        yield from self._nesting.take(row, text, offset)
        return True

    def _same_next(self, block: Block, number: int, delimiters: Delimiters) -> bool:
        """Whether an interchange with the same delimiters follows as segment `number`."""
        if number >= len(block.texts):
            return False
        head = block.texts[number].lstrip(BLANKS) + delimiters.segment
        return head.startswith("ISA") and read_delimiters(head) == delimiters

    def _is_last(self, row: list[str]) -> bool:
        """Whether an unterminated segment is the whole IEA of the open interchange."""
        interchange = self._nesting.open.interchange
        whole = row[0] == "IEA" and interchange is not None and len(row) == 3
        if not whole or interchange is None or self._nesting.open.group or self._nesting.set_reader:
            return False
        return row[2].strip(BLANKS) == interchange.control_number

    def _cut_short(self, row: list[str], text: str, offset: int) -> Iterator[Item]:
        """The file ended too early: nothing of it is complete."""
        self._nesting.over = True
        problem = rejected(
            "TA1:023",
            "",
            "The file ends before its interchange does.",
            "Send the whole file, to the IEA.",
        )
        self._nesting.spoil(problem, self._nesting.place(row, text, offset))
        yield from self._nesting.end_interchange(self._nesting.stretch(row, text, offset))

    def _give_up(self, block: Block, number: int, offset: int) -> Iterator[Item]:
        """Leave a file that holds nothing of use at this segment."""
        row = block.lines[number].split(self._nesting.open.delimiters.element)
        self._nesting.index += 1
        yield from self._nesting.give_up(row, block.texts[number], offset)

    def _oversized(self, block: Block) -> Iterator[Item]:
        self._nesting.over = True
        self._nesting.index += 1
        segment_id = (
            self._lexer.peek(8).strip(BREAKS).split(self._nesting.open.delimiters.element)[0]
        )
        position = self._nesting.set_reader.position + 1 if self._nesting.set_reader else 0
        place = Place(
            segment_id[:3],
            self._nesting.index,
            position,
            self._nesting.origin.byte_offset(block.offset),
        )
        problem = rejected(
            "B-SEGSIZE",
            "",
            "A segment is longer than a mebibyte.",
            "Check the segment terminator.",
        )
        self._nesting.spoil(problem, place)
        yield from self._nesting.end_interchange(
            self._nesting.stretch([segment_id], "", block.offset)
        )
