"""One code set as a list: each code with our wording and the days between which it is in force.

A list is a CSV file. Lines before the header that begin with `#` say what the list is:

    # title: claim adjustment reason codes (CARC), in CAS
    # source: X12 code source 139
    # as of: 2026-08-17
    code,start,stop,modified,wording
    42,1995-01-01,2007-06-01,2006-10-31,above the fee schedule or maximum allowed

`start` is the first day and `stop` the last day on which a payer may use the code in a decision of
its own; what only repeats an earlier decision (a reversal, the claim to the next payer) may carry
it later. An empty date is unknown: nothing is concluded from it.
"""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

COLUMNS = ("code", "start", "stop", "modified", "wording")
CODE = re.compile(r"[0-9A-Z]{1,10}")
WORDING_MAX = 200  # characters; what is longer is no short wording
LINES_MAX = 100_000  # many times the longest list there is
CLEARED = "-"  # in a cell: take away what we have

_SAID = {"": None, CLEARED: ""}
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_US = re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})")


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a set; a date is None when it is not known."""

    code: str
    wording: str = ""  # our own; empty when we have none
    start: date | None = None
    stop: date | None = None
    modified: date | None = None  # when its meaning last changed

    def active(self, day: date) -> bool:
        """Whether a payer may use the code in a decision of this day."""
        return not (self.start and day < self.start) and not (self.stop and self.stop < day)


@dataclass(frozen=True, slots=True)
class CodeList:
    """A set: its codes in the order of the list, and what is known of the list."""

    codes: Mapping[str, Code]
    about: Mapping[str, str]  # title, source, as of, sure of

    @property
    def title(self) -> str:
        """What the codes say, and where they stand."""
        return self.about.get("title", "")

    @property
    def as_of(self) -> str:
        """The date of the list that was looked at, YYYY-MM-DD; empty when it has none."""
        return self.about.get("as of", "")

    def under(self, newer: "Parsed") -> "CodeList":
        """The list with the codes of a newer file in place of its own."""
        codes = {**self.codes, **newer.as_list().codes}
        return CodeList(codes, {**self.about, **newer.about})


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one line of a file; lines count from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one line says of a code, and nothing more, so that it can be laid over what we have."""

    line: int
    code: str
    wording: str | None = None  # None: nothing said
    dates: Mapping[str, date | None] = field(default_factory=dict)  # None: cleared

    def over(self, known: Code | None) -> Code:
        """The code as it is with this line laid over what was known."""
        known = known or Code(self.code)
        return Code(
            self.code,
            known.wording if self.wording is None else self.wording,
            self.dates.get("start", known.start),
            self.dates.get("stop", known.stop),
            self.dates.get("modified", known.modified),
        )


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as read; a line with a mistake has no row."""

    about: Mapping[str, str]
    rows: tuple[Row, ...]
    mistakes: tuple[Mistake, ...]

    def as_list(self) -> CodeList:
        """The rows as a list of their own."""
        return CodeList({row.code: row.over(None) for row in self.rows}, self.about)


def parse(text: str) -> Parsed:
    """Reads a list; says of every line what is wrong with it. Never raises for what stands there.

    The columns are those of `COLUMNS` in any order; only `code` has to be there. Dates are
    2026-03-01 or 03/01/2026. An empty cell says nothing, `-` clears.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    above = next((n for n, line in enumerate(lines) if not _is_remark(line)), len(lines))
    about = dict(_remark(line) for line in lines[:above] if ":" in line)
    if above == len(lines):
        return Parsed(about, (), (Mistake(above or 1, "the header line is missing"),))
    header = [name.strip().lower() for name in _cells_of(lines[above]) or ()]
    if complaint := _header_complaint(header):
        return Parsed(about, (), (Mistake(above + 1, complaint),))
    rows, mistakes = _rows(lines, above + 1, header)
    return Parsed(about, tuple(rows), tuple(mistakes))


def write(codes: Iterable[Code], about: Mapping[str, str]) -> str:
    """A list as its file, one code a line; `parse` reads back the same."""
    lines = [f"# {key}: {value}" for key, value in about.items()]
    lines.append(",".join(COLUMNS))
    lines += [",".join(_cells(code)) for code in codes]
    return "\n".join(lines) + "\n"


def _cells(code: Code) -> list[str]:
    days = (day.isoformat() if day else "" for day in (code.start, code.stop, code.modified))
    wording = code.wording
    if any(character in wording for character in ',"'):
        wording = '"' + wording.replace('"', '""') + '"'
    return [code.code, *days, wording]


def _is_remark(line: str) -> bool:
    return line.startswith("#") or not line.strip()


def _remark(line: str) -> tuple[str, str]:
    key, _, value = line.removeprefix("#").partition(":")
    return key.strip().lower(), value.strip()


def _header_complaint(header: list[str]) -> str:
    allowed = f"columns are {', '.join(COLUMNS)}"
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        return f"there is no column {unknown[0][:40]!a}; {allowed}"
    if len(set(header)) < len(header):
        return f"a column is there twice; {allowed}"
    return "" if "code" in header else f"the column code is missing; {allowed}"


def _rows(lines: list[str], above: int, header: list[str]) -> tuple[list[Row], list[Mistake]]:
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    first: dict[str, int] = {}
    if len(lines) - above > LINES_MAX:
        return [], [Mistake(LINES_MAX, f"there are more than {LINES_MAX} lines")]
    for number, line in enumerate(lines[above:], start=above + 1):
        if not line.strip():
            continue
        read = _row(number, line, header)
        if isinstance(read, Row) and read.code in first:
            read = Mistake(number, f"{read.code} stands in line {first[read.code]} already")
        if isinstance(read, Mistake):
            mistakes.append(read)
        else:
            first[read.code] = number
            rows.append(read)
    return rows, mistakes


def _row(number: int, line: str, header: list[str]) -> Row | Mistake:
    """One line; a line is a row: no wording has a line break."""
    cells = _cells_of(line)
    if cells is None:
        return Mistake(number, "the quotation marks do not pair")
    if len(cells) != len(header):
        return Mistake(number, f"{len(cells)} cells stand under {len(header)} columns")
    given = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    code, wording = given.pop("code"), given.pop("wording", "")
    if not CODE.fullmatch(code):
        return Mistake(number, "a code is 1 to 10 capital letters and digits")
    if len(wording) > WORDING_MAX or not wording.isprintable():
        return Mistake(number, f"{code}: a wording is one line of at most {WORDING_MAX} characters")
    dates = {name: _day(cell) for name, cell in given.items() if cell}
    for name, day in dates.items():
        if day is None and given[name] != CLEARED:
            return Mistake(number, f"{code}: {name} is no date; write it as 2026-03-01")
    return Row(number, code, _SAID.get(wording, wording), dates)


def _cells_of(line: str) -> list[str] | None:
    """The cells of one line; None when it is no CSV."""
    if '"' not in line:
        return line.split(",")
    try:
        return next(csv.reader([line], strict=True), [])
    except csv.Error:
        return None


@lru_cache(maxsize=1024)
def _day(text: str) -> date | None:
    found = _ISO.fullmatch(text) or _US.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
