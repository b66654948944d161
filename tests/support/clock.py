"""A clock for tests: it stands still until the test moves it."""

from __future__ import annotations

from cobrelay.clock import StandingClock, parse_moment


def clock_at(text: str = "2026-01-05T09:00:00") -> StandingClock:
    """Business time, UTC, standing at an ISO date or time."""
    return StandingClock(parse_moment(text))
