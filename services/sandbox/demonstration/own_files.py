"""The user's own files: which they are, and the newest date that stands in them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from sandbox.demonstration.plan import OwnFile
from sandbox.reading import ISA_LENGTH

# Where a date of business stands in X12: segment and element. A date of birth is none.
DATED = {"BPR": 16, "BHT": 4, "DTP": 3, "DTM": 2, "GS": 4}
CSV_DATES = ("effective_on",)  # a coverage may well end in the future
COVERAGE_ENDS = ("DTM", "036")  # in a remittance as well
X12_DATE = re.compile(r"(?:19|20)\d{6}")

KindOf = Callable[[Path], str | None]  # the service that reads a file; None: nobody


class Unknown(Exception):
    """A file that no service reads; the sentence names it."""


def own_files(paths: Iterable[Path], kind_of: KindOf) -> tuple[OwnFile, ...]:
    """The files of paths and folders, in the order given; folders by name."""
    return tuple(_own(path, kind_of) for given in paths for path in _files(given))


def _files(given: Path) -> list[Path]:
    if given.is_dir():
        return sorted(path for path in given.rglob("*") if _is_shown(path))
    if not given.is_file():
        raise Unknown(f"{given} is not there.")
    return [given]


def _is_shown(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _own(path: Path, kind_of: KindOf) -> OwnFile:
    reader = kind_of(path)
    if reader is None:
        raise Unknown(f"{path} is neither X12 that a service reads nor a coverage feed.")
    return OwnFile(path=path, reader=reader)


def newest_date(files: Iterable[OwnFile]) -> date | None:
    """The newest date of business in the files; None where they have none."""
    return max((day for each in files for day in _dates(each.path)), default=None)


def _dates(path: Path) -> Iterator[date]:
    text = path.read_text(encoding="latin-1").lstrip("\ufeff\xef\xbb\xbf\r\n ")
    return _x12_dates(text) if text.startswith("ISA") else _csv_dates(text)


def _x12_dates(text: str) -> Iterator[date]:
    if len(text) < ISA_LENGTH:
        return
    element, terminator = text[3], text[ISA_LENGTH - 1]
    for segment in text.split(terminator):
        elements = segment.strip().split(element)
        place = DATED.get(elements[0])
        is_end = tuple(elements[:2]) == COVERAGE_ENDS
        if place is not None and len(elements) > place and not is_end:
            for found in X12_DATE.findall(elements[place]):
                yield from _day(found, "%Y%m%d")


def _csv_dates(text: str) -> Iterator[date]:
    for row in csv.DictReader(text.splitlines()):
        for name in CSV_DATES:
            yield from _day(row.get(name) or "", "%Y-%m-%d")


def _day(text: str, form: str) -> Iterator[date]:
    try:
        yield datetime.strptime(text, form).date()  # noqa: DTZ007  (a date has no zone)
    except ValueError:
        return
