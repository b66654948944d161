"""Dates and moments as events and answers carry them: `2026-03-02` and `2026-03-02T08:00:00Z`.

A date is a day of the calendar and has no zone. A moment is always UTC and says so with a Z, never
with +00:00, so that the same moment is the same text everywhere; it is written as exactly as it is
known, to the microsecond. Dates inside X12 files (CCYYMMDD) are the codec's.
"""

import re
from datetime import UTC, date, datetime

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse_day(text: str) -> date | None:
    """What somebody outside wrote as a date, or None when it is none (`20260302`, `2026-02-30`)."""
    if _DAY.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def day(text: str) -> date | None:
    """A date of a contract; None when it is empty. ValueError when it is no date."""
    found = parse_day(text)
    if text and found is None:
        raise ValueError("an event has a date that is none")  # its text may be a birth date
    return found


def iso(when: date | None) -> str:
    """YYYY-MM-DD; empty when there is none."""
    return when.isoformat() if when else ""


def stamp(at: datetime) -> str:
    """A moment in UTC, ISO 8601 with Z; `at` knows its zone."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
