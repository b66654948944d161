"""Elements of a row, and strict values of their text: dates, counts, amounts; else None."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from cobrelay.money import ZERO, Cents, parse_cents

_COUNT = re.compile(r"[0-9]{1,10}")
_DAY = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TIME = re.compile(r"([01][0-9]|2[0-3])[0-5][0-9]([0-5][0-9]([0-9]{1,2})?)?")
NUMBER = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
INTEGER = re.compile(r"-?[0-9]+")


def at(row: Sequence[str], number: int) -> str:
    """Element `number` (from 1) of a segment's row, or an empty text."""
    return row[number] if number < len(row) else ""


@lru_cache(maxsize=4096)
def day(text: str) -> date | None:
    """A date CCYYMMDD that exists, or None."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def period(text: str) -> tuple[date, date] | None:
    """A period CCYYMMDD-CCYYMMDD (RD8), or None."""
    first, dash, last = text.partition("-")
    start, end = day(first), day(last)
    return (start, end) if dash and start and end else None


def short_day(text: str) -> date | None:
    """A date YYMMDD as the ISA has it (2000 to 2099), or None."""
    return day("20" + text) if len(text) == 6 else None


def is_time(text: str) -> bool:
    """HHMM, HHMMSS or with decimals."""
    return bool(_TIME.fullmatch(text))


def count(text: str) -> int | None:
    """A count of at most ten digits, or None."""
    return int(text) if _COUNT.fullmatch(text) else None


_KNOWN_MAX = 65536
MEMORABLE = 18  # the length of element 782: what is in the memory is no longer than it may be


class _Amounts(dict[str, Cents | None]):
    """Amounts by their texts, for amounts recur; reads what it has not met."""

    def __missing__(self, text: str) -> Cents | None:
        amount = _read_cents(text)
        if len(text) < MEMORABLE:
            if len(self) >= _KNOWN_MAX:
                self.clear()
            self[text] = amount
        return amount


KNOWN_CENTS = _Amounts()


def cents(text: str) -> Cents | None:
    """Whole cents, or None."""
    return KNOWN_CENTS[text]


def _read_cents(text: str) -> Cents | None:
    whole, _, fraction = text.partition(".")
    if whole and len(fraction) <= 2 and len(whole) <= 16:
        digits = whole + (fraction if len(fraction) == 2 else (fraction + "00")[:2])
        if digits.isascii() and digits.isdigit():  # the usual shape, which needs no pattern
            return Cents(int(digits))
    return parse_cents(text) if len(text) <= 20 else None


def cents_or_zero(text: str) -> Cents:
    """Whole cents; zero when the text is empty or no amount (a finding says so)."""
    return cents(text) or ZERO


@lru_cache(maxsize=4096)
def is_npi(text: str) -> bool:
    """Whether ten digits carry the check digit of an NPI (Luhn with the prefix 80840)."""
    if len(text) != 10 or not text.isascii() or not text.isdigit():
        return False
    total = 24  # what the prefix 80840 adds
    for place, digit in enumerate(text):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def remarks_of(row: Sequence[str]) -> tuple[str, ...]:
    """The remark codes of a MIA or MOA: MIA05 and MIA20 to MIA23, MOA03 to MOA07."""
    remarks = row[3:8] if row[0] == "MOA" else [*row[5:6], *row[20:24]]
    return tuple([remark for remark in remarks if remark])
