"""Nothing is said to be missing while what could prove the contrary lies unread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import KafkaConnectionError
from prometheus_client import CollectorRegistry

from clock import clock_at
from cobrelay.clock import StandingClock
from cobrelay.messaging.absence import NOTHING_READ, Gate
from cobrelay.observability.metrics import Instruments, Metrics
from counting.world import World

ONE = TopicPartition("a.topic.v1", 0)
PATIENCE_SECONDS = 60.0


@dataclass(slots=True)
class Topics:
    """Topics that end somewhere and have been read so far; or nobody says."""

    end: int = 10
    read: int = 0
    is_away: bool = False
    forgotten: int = 0

    async def ends(self) -> Mapping[TopicPartition, int]:
        if self.is_away:
            raise KafkaConnectionError("away")
        return {ONE: self.end}

    async def left(self, ends: Mapping[TopicPartition, int]) -> int:
        if self.is_away:
            raise KafkaConnectionError("away")
        return max(0, ends[ONE] - self.read)

    async def forget(self) -> None:
        self.forgotten += 1


class Stopwatch(StandingClock):
    """A clock whose stopwatch is moved by hand, too."""

    seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds


@dataclass(slots=True)
class Bench:
    """A gate before topics that the test reads."""

    topics: Topics = field(default_factory=Topics)
    clock: Stopwatch = field(default_factory=lambda: Stopwatch(clock_at().now()))
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    opened: list[bool] = field(default_factory=list)

    def gate(self) -> Gate:
        return Gate(
            self.clock,
            self.topics,
            Metrics("a-service", Instruments(self.registry)),
            opened=lambda: self.opened.append(True),
            patience_seconds=PATIENCE_SECONDS,
        )

    def shown(self, gauge: str) -> float | None:
        return self.registry.get_sample_value(f"cobrelay_{gauge}", {"service": "a-service"})


async def test_it_opens_up_to_the_moment_whose_records_are_read() -> None:
    bench = Bench()
    gate, start = bench.gate(), bench.clock.now()
    gate.hold(1)
    await gate.step()
    assert gate.read_up_to == NOTHING_READ

    bench.clock.advance(days=1)
    bench.topics.end, bench.topics.read = 20, 10  # what came since is of no account
    await gate.step()

    assert gate.read_up_to == start
    assert bench.opened == [True]


async def test_nobody_is_asked_while_no_timer_waits() -> None:
    bench = Bench(Topics(is_away=True))
    gate = bench.gate()

    await gate.step()

    assert bench.topics.forgotten == 0


async def test_a_broker_that_is_away_holds_it_and_is_asked_anew() -> None:
    bench = Bench(Topics(read=10, is_away=True))
    gate = bench.gate()
    gate.hold(1)
    await gate.step()
    assert gate.read_up_to == NOTHING_READ
    assert bench.topics.forgotten == 1

    bench.topics.is_away = False
    await gate.step()

    assert gate.read_up_to == bench.clock.now()


@pytest.mark.parametrize("is_away", [False, True])
async def test_a_partition_that_nobody_reads_holds_it_only_so_long_and_raises_an_alarm(
    *, is_away: bool
) -> None:
    bench = Bench(Topics(is_away=is_away))
    gate = bench.gate()
    gate.hold(3)
    await gate.step()
    assert bench.shown("timers_held") == 3
    assert bench.shown("timers_fired_unread") in {None, 0}

    bench.clock.seconds += PATIENCE_SECONDS + 1
    await gate.step()

    assert gate.read_up_to == bench.clock.now()
    assert bench.shown("timers_fired_unread") == 1


async def test_as_long_as_something_is_read_it_is_held() -> None:
    bench = Bench()
    gate = bench.gate()
    gate.hold(1)
    for read in range(10):
        bench.topics.read = read
        bench.clock.seconds += PATIENCE_SECONDS - 1
        await gate.step()

    assert gate.read_up_to == NOTHING_READ


async def test_an_answer_far_back_in_the_backlog_is_in_time(world: World) -> None:
    await world.adjudicate("a", 0, "ASKED")
    await world.relay.settle()
    for number in range(1, 600):  # more than is read at once
        await world.adjudicate("b", number)
    await world.adjudicate("a", 1, "ANSWER")

    world.relay.clock.advance(days=2)
    await world.relay.settle()

    assert [number for key, number in await world.counted() if key == "a"] == [1]


async def test_what_is_missing_when_all_is_read_is_said_to_be(world: World) -> None:
    await world.adjudicate("a", 0, "ASKED")

    await world.relay.advance(days=2)

    assert await world.counted() == [("a", 0)]


async def test_other_timers_wait_for_nothing(world: World) -> None:
    await world.adjudicate("c", 0, "TIMER")
    await world.relay.settle()
    for number in range(600):
        await world.adjudicate("b", number)

    world.relay.clock.advance(days=2)
    await world.relay.settle()

    counted = await world.counted()
    assert counted.index(("c", 0)) < counted.index(("b", 599))
