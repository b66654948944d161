"""What is due fires once, at its business time, under the key that it belongs to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cobrelay.timers import timers
from cobrelay.timers.timers import Timer
from counting.service import counting_service
from counting.world import World
from service_databases import MakeDatabase

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def timer(key: str = "a", *, days: int = 0) -> Timer:
    return Timer("count", key, lock_key=key, due_at=NOW + timedelta(days=days), payload={"n": 1})


async def test_a_timer_fires_when_it_is_due_and_not_before(world: World) -> None:
    await world.adjudicate("a", 1, "TIMER")

    await world.relay.advance(hours=23)
    assert await world.counted() == []

    await world.relay.advance(hours=1)
    assert await world.counted() == [("a", 1)]

    await world.relay.advance(days=365)
    assert world.announced() == ["a/1"]


async def test_a_timer_behind_a_parked_message_waits_for_its_release(world: World) -> None:
    await world.adjudicate("a", 1, "TIMER")
    await world.relay.settle()
    await world.adjudicate("a", 2, "POISON")
    await world.relay.advance(days=2)

    assert await world.counted() == []
    assert [each.type for each in await world.parked()][1] == "timer:count"


async def test_setting_again_moves_and_cancelling_removes(service_database: MakeDatabase) -> None:
    service = counting_service()
    engine = (await service_database(service)).engine(service)
    async with engine.begin() as tx:
        await timers.put(tx, "counting", [timer("a"), timer("b")])
        await timers.put(tx, "counting", [timer("a", days=2)])
        await timers.cancel(tx, "counting", [("count", "b"), ("count", "unknown")])

        assert await timers.due(tx, "counting", NOW + timedelta(days=1), 10) == []
        assert await timers.next_due_at(tx, "counting") == NOW + timedelta(days=2)


async def test_a_timer_that_was_moved_meanwhile_is_not_taken(
    service_database: MakeDatabase,
) -> None:
    service = counting_service()
    engine = (await service_database(service)).engine(service)
    async with engine.begin() as tx:
        await timers.put(tx, "counting", [timer("a")])
        seen = await timers.due(tx, "counting", NOW, 10)
        await timers.put(tx, "counting", [timer("a", days=2)])

        assert await timers.take(tx, "counting", seen) == set()


async def test_two_processes_do_not_take_the_same_timer(service_database: MakeDatabase) -> None:
    service = counting_service()
    engine = (await service_database(service)).engine(service)
    async with engine.begin() as tx:
        await timers.put(tx, "counting", [timer("a")])

    async with engine.connect() as first, engine.connect() as second:
        seen = await timers.due(first, "counting", NOW, 10)
        assert len(await timers.take(first, "counting", seen)) == 1
        assert await timers.take(second, "counting", seen) == set()
