"""The same day and the same moment are the same text everywhere."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrelay.dates import day, iso, parse_day, stamp


@given(st.dates())
def test_a_date_is_read_as_it_was_written(when: date) -> None:
    assert day(iso(when)) == parse_day(iso(when)) == when


def test_no_date_is_empty_text() -> None:
    assert iso(None) == ""
    assert day("") is None


@pytest.mark.parametrize(
    "text", ["20260302", "2026-02-30", "2026-W10-1", " 2026-03-02", "٢٠٢٦-03-02"]
)
def test_what_is_no_date_is_none_from_outside_and_an_error_in_an_event(text: str) -> None:
    assert parse_day(text) is None

    with pytest.raises(ValueError, match="a date that is none") as raised:
        day(text)
    assert text not in str(raised.value)


def test_a_moment_is_told_in_utc_with_z() -> None:
    winter = timezone(timedelta(hours=-5))

    assert stamp(datetime(2026, 3, 2, 3, 0, tzinfo=winter)) == "2026-03-02T08:00:00Z"


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_is_as_exact_as_it_is_known(at: datetime) -> None:
    assert datetime.fromisoformat(stamp(at)) == at
