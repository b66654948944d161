"""The outline of a file: every segment with its place in the grammar, to show and to rewrite."""

from collections.abc import Iterator
from dataclasses import dataclass

from cobrelay.x12.delimiters import ISA_LENGTH, Delimiters, read_delimiters
from cobrelay.x12.findings import ID_LONGEST, Place
from cobrelay.x12.grammars.dictionary import ELEMENTS
from cobrelay.x12.grammars.envelope import ENVELOPE
from cobrelay.x12.guides import guide
from cobrelay.x12.parser import Walk
from cobrelay.x12.reading.lexer import Lexer
from cobrelay.x12.reading.reader import Readable, opened
from cobrelay.x12.schema import Loop, SegmentUse, Table
from cobrelay.x12.segment import Segment, read_row
from cobrelay.x12.stretch import BLANKS, BREAKS
from cobrelay.x12.writing.texts import Unwritable, write_segment

ISA_ELEMENTS = 16
_BLANKS_AT_A_TIME = 65_536
_use = Table(ELEMENTS).use
# The segments that are known whatever set they stand around.
_OF_ANY_SET = {
    **ENVELOPE,
    "ST": _use("ST", "set header", "R", 1, "RRS"),
    "SE": _use("SE", "set trailer", "R", 1, "RR"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A segment, where the grammar puts it, and the loops that begin with it."""

    segment: Segment
    use: SegmentUse | None  # None for what the grammar does not know
    path: str  # "2000A/2000B/2300/2320[2]"
    opened: tuple[Loop, ...]
    delimiters: Delimiters
    text: str  # as it stands in the file, line breaks included
    is_guided: bool = True  # False within a set that has no guide here


def outline(source: Readable) -> Iterator[Line]:
    """Every segment of a file in order, until X12 ends; each knows its place."""
    with opened(source) as stream:
        yield from _lines(Lexer(stream), [])


def _lines(lexer: Lexer, around: list[str]) -> Iterator[Line]:
    """The lines; what stands before an ISA or at the end is put into `around` when it is met."""
    walk: Walk | None = None
    position = 0
    version = ""  # GS08
    for index, (delimiters, text, offset) in enumerate(_texts(lexer, around)):
        row = text.strip(BREAKS).split(delimiters.element)
        position = 1 if row[0] == "ST" else position + (1 if position and row[0] else 0)
        place = _place(row[0], index, position, lexer.origin.byte_offset(offset))
        raw = Raw(row, delimiters, place, text)
        if row[0] == "GS":
            version = row[8] if len(row) > 8 else ""
        if row[0] == "ST":
            walk = _walk(row, version)
            yield _line(walk, 1 if walk else -1, (), raw)
        elif walk is None or row[0] in ENVELOPE:
            walk = None
            yield _line(None, -1, (), raw)
        else:
            yield _step(walk, raw)
        if row[0] == "SE":
            position = 0


def _walk(row: list[str], version: str) -> Walk | None:
    """The way through a set; None for one that no guide here is for."""
    found = guide(row[1]) if len(row) > 1 else None
    if found is None:
        return None
    named = [each for each in (*row[3:4], version) if each]
    accepted = found.grammar.accepted_versions.fullmatch
    return Walk(found.machine) if not named or any(map(accepted, named)) else None


@dataclass(frozen=True, slots=True)
class Raw:
    """A segment as it was cut out of the file."""

    row: list[str]
    delimiters: Delimiters
    place: Place
    text: str


def _place(segment_id: str, index: int, position: int, byte_offset: int) -> Place:
    return Place(
        segment_id[:ID_LONGEST], index, 0 if segment_id in ENVELOPE else position, byte_offset
    )


def _step(walk: Walk, raw: Raw) -> Line:
    row = raw.row
    transition = walk.step(row[0], walk.machine.qualifier(row, raw.delimiters.component))
    walk.count(transition)
    return _line(walk, transition.item, transition.opened, raw)


def _line(
    walk: Walk | None, item: int, opened_loops: tuple[tuple[int, int], ...], raw: Raw
) -> Line:
    row, delimiters, place, text = raw.row, raw.delimiters, raw.place, raw.text
    if walk is None or item < 0:
        path = walk.path(-1) if walk else ""
        segment = read_row(row, delimiters, place, composites=frozenset())
        use = _OF_ANY_SET.get(row[0]) if walk is None else None
        return Line(segment, use, path, (), delimiters, text, walk is not None)
    what = walk.machine.items[item].what
    loops = [walk.machine.items[number].what for number, _ in opened_loops]
    return Line(
        read_row(row, delimiters, place, composites=walk.machine.composites[item]),
        what if isinstance(what, SegmentUse) else None,
        walk.path(item),
        tuple(loop for loop in loops if isinstance(loop, Loop)),
        delimiters,
        text,
    )


def _texts(lexer: Lexer, around: list[str]) -> Iterator[tuple[Delimiters, str, int]]:
    while True:
        around += _blanks(lexer)
        delimiters = read_delimiters(lexer.peek(ISA_LENGTH))
        if not isinstance(delimiters, Delimiters):
            return
        yield from _interchange(lexer, delimiters)


def _blanks(lexer: Lexer) -> Iterator[str]:
    """Skip the blanks and line breaks that stand here."""
    while head := lexer.peek(_BLANKS_AT_A_TIME):
        rest = head.lstrip(BLANKS)
        lexer.skip(len(head) - len(rest))
        yield head[: len(head) - len(rest)]
        if rest:
            return


def _interchange(lexer: Lexer, delimiters: Delimiters) -> Iterator[tuple[Delimiters, str, int]]:
    for block in lexer.blocks(delimiters.segment):
        offset = block.offset
        for number, text in enumerate(block.texts):
            lead = len(text) - len(text.lstrip(BREAKS))
            yield delimiters, text, offset + lead
            offset += len(text) + 1
            if text.strip(BREAKS).startswith(f"IEA{delimiters.element}"):
                rest = block.texts[number + 1 :]
                kept = delimiters.segment.join(rest) + delimiters.segment if rest else ""
                lexer.give_back(kept, offset)
                return


def rewrite(source: Readable, delimiters: Delimiters | None = None) -> bytes:
    """A file parsed and written back; `delimiters` None keeps each interchange's own.

    With its own delimiters an accepted file comes back byte for byte, line breaks and what stands
    around interchanges included; only a file that was wrapped at one width comes back unwrapped, a
    byte order mark is left out, and a last terminator that was missing is written.
    Raises `Unwritable` for values that can't be written with other delimiters.
    """
    with opened(source) as stream:
        return b"".join(_rewritten_lines(Lexer(stream), delimiters))


def _rewritten_lines(lexer: Lexer, delimiters: Delimiters | None) -> Iterator[bytes]:
    around: list[str] = []
    for line in _lines(lexer, around):
        if line.segment.id == "ISA" and delimiters is None:
            yield "".join(around).encode("latin-1")
        if line.segment.id == "ISA":
            around.clear()
        yield _rewritten(line, delimiters)
    if delimiters is None:
        yield "".join(around).encode("latin-1")


def _rewritten(line: Line, delimiters: Delimiters | None) -> bytes:
    if line.segment.id == "ISA":
        return _isa(line, delimiters or line.delimiters)
    if not line.segment.id:  # an empty segment: it is kept only where all is kept as it was
        return b"" if delimiters else (line.text + line.delimiters.segment).encode("latin-1")
    if delimiters is not None:
        return _written(line.segment, delimiters)
    lead = line.text[: len(line.text) - len(line.text.lstrip(BREAKS))]
    written = write_segment(line.segment, line.delimiters, strict=False)
    return (lead + written).encode("latin-1")


def _written(segment: Segment, delimiters: Delimiters) -> bytes:
    if not segment.id.isalnum() or not segment.id.isascii():
        raise Unwritable(segment.id[:3], "", "the segment id is not of letters and digits")
    return write_segment(segment, delimiters).encode("ascii")


def _isa(line: Line, delimiters: Delimiters) -> bytes:
    values = line.text.strip(BREAKS).split(line.delimiters.element)
    if len(values) != ISA_ELEMENTS + 1 and delimiters == line.delimiters:
        return (line.text + line.delimiters.segment).encode("latin-1")
    if len(values) != ISA_ELEMENTS + 1:
        raise Unwritable("ISA", "", "it has not its 16 elements")
    values[11] = delimiters.repetition or values[11]
    values[16] = delimiters.component
    lead = line.text[: len(line.text) - len(line.text.lstrip(BREAKS))]
    text = delimiters.element.join(values) + delimiters.segment + delimiters.line_break
    return (lead + text).encode("latin-1")
