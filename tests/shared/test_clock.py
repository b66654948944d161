"""All processes agree on the business time, however fast it runs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cobrelay.clock import parse_clock, real_now
from cobrelay.errors import Refused

START = datetime(2026, 1, 5, tzinfo=UTC)


def test_the_system_clock_is_the_time_outside() -> None:
    assert abs(parse_clock("system").now() - real_now()) < timedelta(seconds=1)


def test_a_clock_at_a_date_runs_on_from_there() -> None:
    epoch = real_now() - timedelta(hours=1)

    now = parse_clock("at:2026-01-05", epoch).now()

    assert timedelta(hours=1) <= now - START < timedelta(hours=1, seconds=5)


def test_a_scaled_clock_runs_as_many_times_as_fast() -> None:
    epoch = real_now() - timedelta(seconds=10)
    clock = parse_clock("scale:3600@2026-01-05T00:00:00+00:00", epoch)

    assert timedelta(hours=10) <= clock.now() - START < timedelta(hours=15)
    assert clock.real_seconds(timedelta(hours=1)) == 1


@pytest.mark.parametrize(
    "text", ["", "now", "at:yesterday", "scale:0@2026-01-05", "scale:x@2026-01-05", "scale:5"]
)
def test_what_is_no_clock_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused, match="CLOCK"):
        parse_clock(text)
