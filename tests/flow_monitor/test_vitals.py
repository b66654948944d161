"""The monitor is ready when it reads and is heard, and no longer when the broker is away."""

from __future__ import annotations

from datetime import timedelta

from cobrelay.clock import real_now
from flow_monitor.vitals import GRACE_SECONDS, SNAPSHOTS_MISSED_MAX, Vitals


async def test_before_it_has_joined_and_told_anything_it_is_not_ready() -> None:
    assert await Vitals(2).health().results() == {"reading": False, "telling": False}


async def test_it_is_ready_when_it_reads_and_the_broker_takes_what_it_tells() -> None:
    vitals = Vitals(2)
    vitals.is_reading = True
    vitals.told(real_now())

    assert await vitals.health().results() == {"reading": True, "telling": True}


def test_a_broker_that_takes_nothing_any_more_is_noticed() -> None:
    vitals = Vitals(2)
    now = real_now()
    vitals.told(now)
    patience = timedelta(seconds=2 * SNAPSHOTS_MISSED_MAX + GRACE_SECONDS)

    assert vitals.is_telling(now + patience)
    assert not vitals.is_telling(now + patience + timedelta(seconds=1))
