"""Coverage feeds: CSV files, read in two passes; neighbouring rows of a patient go together."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

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

KIND = "coverage"
FIELD_MAX = 4096  # a stray quote must not swallow the rest of the file into one value

Row = StatedRow | RefusedRow


def verify(path: Path, context: FileContext) -> tuple[int, tuple[str, ...]]:  # noqa: ARG001
    """How many rows there are, and which columns nobody reads; raises Refused (COB-908)."""
    header: tuple[str, ...] | None = None
    row_count = 0
    for row in _lines(path):
        if header is None:
            header = _header(row)
        else:
            row_count += 1
    if header is None:
        raise Refused("COB-908")
    return row_count, unknown_columns(header)


def chunks(path: Path, from_ordinal: int, context: FileContext) -> Iterator[Chunk]:
    """One chunk per run of rows of one patient; its ordinal is the run's first line."""
    secret = configuration().claim_key_secret
    for key, run in groupby(_read(path), key=lambda row: _key(row, secret)):
        for chunk in _chunks(context.hash, key, tuple(run)):
            if chunk.ordinal >= from_ordinal:
                yield chunk


def _chunks(file_hash: str, key: str, rows: Sequence[Row]) -> Iterator[Chunk]:
    if not key:
        for row in rows:
            if isinstance(row, RefusedRow):
                yield Chunk(row.line, file_hash, CoverageRowUnusable(file_hash, row))
        return
    stated = tuple(row for row in rows if isinstance(row, StatedRow))
    yield Chunk(rows[0].line, key, CoverageRows(file_hash, key, stated))


def _key(row: Row, secret: str) -> str:
    """Empty for a row that is refused: it belongs to nobody."""
    return patient_key(secret, row.patient) if isinstance(row, StatedRow) else ""


def _read(path: Path) -> Iterator[Row]:
    header: tuple[str, ...] | None = None
    for row in _lines(path):
        if header is None:
            header = _header(row)
        elif isinstance(row, RefusedRow):
            yield row
        else:
            yield read_row(header, row.values, row.line)


@dataclass(frozen=True, slots=True)
class Line:
    """The values of a row and the line on which it begins; the header's is 1."""

    line: int
    values: tuple[str, ...]


def _header(row: Line | RefusedRow) -> tuple[str, ...]:
    header = None if isinstance(row, RefusedRow) else read_header(row.values)
    if header is None:
        raise Refused("COB-908")
    return header


def _lines(path: Path) -> Iterator[Line | RefusedRow]:
    """Every row that is not empty; one that the reader chokes on is refused alone."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as text:
        csv.field_size_limit(FIELD_MAX)
        reader = csv.reader(text, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                values = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield RefusedRow(line, "", "COB-907")
                continue
            if any(value.strip() for value in values):
                yield Line(line, tuple(values))


def inboxes(settings: Settings) -> Sequence[Path]:
    return [settings.inbox_path]


coverage_files = FileKind(name=KIND, inboxes=inboxes, verify=verify, chunks=chunks)
