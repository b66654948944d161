"""Coverage feeds: CSV files, read in two passes; all rows of a patient take effect together."""

from __future__ import annotations

import csv
import hashlib
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, TextIO

from cob_verification.causes import CoverageRows, CoverageRowUnusable
from cob_verification.domain.coverage_feed import (
    RefusedRow,
    StatedRow,
    read_header,
    read_row,
    unknown_columns,
)
from cob_verification.domain.patient import patient_key
from cob_verification.settings import Settings, configuration
from cobrelay.errors import Refused
from cobrelay.files.kinds import Chunk, FileContext, FileKind
from cobrelay.files.sorting import sorted_on_disk

KIND = "coverage"
FIELD_MAX = 4096  # a stray quote must not swallow the rest of the file into one value
LINE_MAX = 1 << 20  # bytes; memory never holds a longer one: the row in which it stands is refused
PATIENT_ROWS_MAX = 1000  # more coverages than anybody has had, in and out of force
REFUSALS_TOLD_MAX = 200  # each opens a piece of work: a feed of another form must not open millions
TOO_LONG = "x" * (FIELD_MAX + 1) + "\n"  # stands for a line on which the reader chokes
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Row = StatedRow | RefusedRow


def verify(path: Path, context: FileContext) -> tuple[int, tuple[str, ...]]:  # noqa: ARG001
    """How many rows there are, and which columns nobody reads; raises Refused (COB-908)."""
    with _opened(path) as text:
        rows = _rows(text)
        header = _header(rows)
        return sum(1 for _ in rows), unknown_columns(header)


def chunks(path: Path, from_ordinal: int, context: FileContext) -> Iterator[Chunk]:
    """One chunk for all rows of a patient, wherever they stand; its ordinal is their first line.

    One after the other, rows would be statements that follow each other, and the last would
    supersede its own feed. Memory holds the rows of one patient, not the file. The first refusals
    are told one by one, the others in one sentence at the end.
    """
    secret = configuration().claim_key_secret
    untold, end = _Untold(), 0
    with _opened(path) as text, path.open("rb") as file:
        rows = _rows(text)
        header = _header(rows)
        for ordinal, places in _by_patient(rows, header, secret):
            end = ordinal + 1
            is_told = not (places[0].is_refused and untold.is_one(places[0].line))
            if is_told and ordinal >= from_ordinal:
                of_patient = [_row_at(file, place, header) for place in places]
                yield _chunk(context.hash, of_patient, secret)
    if untold.rows and end >= from_ordinal:
        yield Chunk(end, context.hash, CoverageRowUnusable(context.hash, untold.summary()))


class _Untold:
    """The refusals above those that are told one by one; counted alike wherever reading begins."""

    def __init__(self) -> None:
        self.rows = 0
        self._refused = 0
        self._first_line = 0

    def is_one(self, line: int) -> bool:
        """Counts a refused row; whether it is one of these."""
        self._refused += 1
        if self._refused <= REFUSALS_TOLD_MAX:
            return False
        self._first_line = self._first_line or line
        self.rows += 1
        return True

    def summary(self) -> RefusedRow:
        return RefusedRow(self._first_line, "", "COB-910", self.rows)


def _chunk(file_hash: str, rows: Sequence[Row], secret: str) -> Chunk:
    first = rows[0]
    if isinstance(first, RefusedRow):
        return Chunk(first.line, file_hash, CoverageRowUnusable(file_hash, first))
    key = patient_key(secret, first.patient)
    stated = tuple(row for row in rows if isinstance(row, StatedRow))
    return Chunk(first.line, key, CoverageRows(file_hash, key, stated))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row lies in the file."""

    line: int
    offset: int
    length: int
    is_refused: bool = False
    is_surplus: bool = False
    """Its patient has too many rows before it: it is refused for that."""


Values = tuple[str, ...] | None
"""The values of a row; None where the reader chokes on it."""
Found = tuple[Place, Values]

# What is sorted: big-endian, so that the bytes sort as the numbers do. Of a patient a digest alone.
_OF_PATIENT = struct.Struct(">16sQQQ?")  # whose; line, offset, length, is_refused
_IN_ORDER = struct.Struct(">QQQQ??")  # the patient's first line; the place


def _by_patient(
    rows: Iterable[Found], header: tuple[str, ...], secret: str
) -> Iterator[tuple[int, list[Place]]]:
    """The rows of each patient, in the order in which patients begin."""
    of_patients = sorted_on_disk(_of_patients(rows, header, secret), _OF_PATIENT.size)
    in_order = sorted_on_disk(_in_order(of_patients), _IN_ORDER.size)
    for ordinal, group in groupby(map(_IN_ORDER.unpack, in_order), key=itemgetter(0)):
        yield ordinal, [Place(*each) for _, *each in group]


def _of_patients(rows: Iterable[Found], header: tuple[str, ...], secret: str) -> Iterator[bytes]:
    for place, values in rows:
        row = _read(values, place, header)
        # A row that is refused belongs to nobody: its line makes it a group of its own.
        whose = f"line {place.line}"
        is_refused = isinstance(row, RefusedRow)
        if isinstance(row, StatedRow):
            whose = patient_key(secret, row.patient)
        digest = hashlib.blake2b(whose.encode(), digest_size=16).digest()
        yield _OF_PATIENT.pack(digest, place.line, place.offset, place.length, is_refused)


def _in_order(of_patients: Iterable[bytes]) -> Iterator[bytes]:
    for _, group in groupby(map(_OF_PATIENT.unpack, of_patients), key=itemgetter(0)):
        first = 0
        for number, (_, line, offset, length, is_refused) in enumerate(group):
            first = first or line
            is_surplus = number >= PATIENT_ROWS_MAX
            begins = line if is_surplus else first
            refused = is_refused or is_surplus
            yield _IN_ORDER.pack(begins, line, offset, length, refused, is_surplus)


def _header(rows: Iterator[Found]) -> tuple[str, ...]:
    _, values = next(rows, (None, None))
    header = read_header(values) if values else None
    if header is None:
        raise Refused("COB-908")
    return header


def _read(values: Values, place: Place, header: tuple[str, ...]) -> Row:
    if values is None:
        return RefusedRow(place.line, "", "COB-907")
    return read_row(header, values, place.line)


def _row_at(file: BinaryIO, place: Place, header: tuple[str, ...]) -> Row:
    """One row, read again."""
    if place.is_surplus:
        return RefusedRow(place.line, "", "COB-909")
    if place.length > LINE_MAX:
        return RefusedRow(place.line, "", "COB-907")  # the first pass found the same
    file.seek(place.offset)
    again = StringIO(file.read(place.length).decode("latin-1"), newline="")
    _, values = next(_rows(again))
    return _read(values, place, header)


def _opened(path: Path) -> TextIO:
    """A character for each byte: a line is as long as its bytes, and its end is found in each."""
    return path.open(encoding="latin-1", newline="")


def _rows(text: TextIO) -> Iterator[Found]:
    """Every row that is not empty; one that cannot be read stands alone."""
    csv.field_size_limit(FIELD_MAX)
    lines = _Lines(text)
    reader = csv.reader(lines, strict=True)
    while True:
        line, offset = reader.line_num + 1, lines.offset
        values: Values = None
        try:
            values = tuple(next(reader))
        except StopIteration:
            return
        except csv.Error:
            pass
        if values is None or any(value.strip() for value in values):
            yield Place(line, offset, lines.offset - offset), values


class _Lines:
    """Lines in their real encoding, and the byte at which the next one begins."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.offset = 0

    def __iter__(self) -> Iterator[str]:
        while text := self._text.readline(LINE_MAX):
            is_first, line = self.offset == 0, text.encode("latin-1")
            self.offset += len(line)
            if len(line) == LINE_MAX and not text.endswith(("\r", "\n")):
                self._skip()
                yield TOO_LONG
            else:
                yield (line.removeprefix(BYTE_ORDER_MARK) if is_first else line).decode(
                    errors="replace"
                )

    def _skip(self) -> None:
        """To the end of the line."""
        while text := self._text.readline(LINE_MAX):
            self.offset += len(text)
            if text.endswith(("\r", "\n")):
                return


def inboxes(settings: Settings) -> Sequence[Path]:
    return [settings.inbox_path]


coverage_files = FileKind(name=KIND, inboxes=inboxes, verify=verify, chunks=chunks)
