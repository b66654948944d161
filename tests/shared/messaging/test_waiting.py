"""Facts in every order of arrival end in the same state."""

from __future__ import annotations

from itertools import permutations

import pytest
import sqlalchemy as sa

from cobrelay.messaging import firing
from counting.world import World
from replaying import changed_by_replay

STEPS = ("original", "first", "second", "other")


@pytest.mark.parametrize("settles", [True, False], ids=["settled between", "at once"])
async def test_every_order_of_arrival_ends_in_the_same_state(
    world: World, *, settles: bool
) -> None:
    for claim, order in enumerate(permutations(STEPS)):
        for step in order:
            await _arrives(world, step, f"C{claim}")
            if settles:
                await world.relay.settle()

    await world.relay.settle()

    counted, announced = await world.counted(), world.announced()
    for claim in range(24):
        mine = sorted(each for each in counted if each[0].startswith(f"C{claim} "))
        assert mine == [(f"C{claim} a", 1), (f"C{claim} a", 3), (f"C{claim} b", 2)]
    assert sorted(announced) == sorted(f"{key}/{number}" for key, number in counted)


async def _arrives(world: World, step: str, claim_id: str) -> None:
    match step:
        case "original":
            await world.register(claim_id)
        case "first":
            await world.adjudicate(f"{claim_id} a", 1, "AWAITS", claim_id=claim_id)
        case "second":
            await world.adjudicate(f"{claim_id} b", 2, "AWAITS", claim_id=claim_id)
        case "other":
            await world.adjudicate(f"{claim_id} a", 3)


async def test_what_waits_for_one_fact_is_played_in_order_of_arrival(world: World) -> None:
    for number, key in enumerate("dcba"):
        await world.adjudicate(key, number, "AWAITS", claim_id="C1")
    await world.relay.settle()

    await world.register("C1")
    await world.relay.settle()

    assert await world.counted() == [("d", 0), ("c", 1), ("b", 2), ("a", 3)]


async def test_a_replay_makes_nothing_wait_twice_however_late_it_comes(world: World) -> None:
    for number in range(3):
        await world.adjudicate("a", number, "AWAITS", claim_id="C1")
    await world.relay.settle()
    assert len(await _waiting(world)) == 3

    assert await changed_by_replay(world.relay) == {}

    await world.register("C1")
    await world.relay.settle()
    assert (await _waiting(world), len(await world.counted())) == ([], 3)


async def test_waiting_blocks_nothing(world: World) -> None:
    await world.adjudicate("a", 1, "AWAITS", claim_id="C1")
    await world.adjudicate("a", 2)

    await world.relay.settle()

    assert await world.counted() == [("a", 2)]
    assert await world.parked() == []


async def test_the_safety_net_tries_what_nobody_called(world: World) -> None:
    await world.adjudicate("a", 1, "AWAITS", claim_id="C1")
    await world.relay.settle()
    async with world.engine.begin() as tx:
        await tx.execute(sa.text("INSERT INTO counting.originals VALUES ('C1')"))
        await tx.execute(sa.text("UPDATE counting.waiting SET tried_at = '2000-01-01'"))

    assert await firing.retry_waiting(world.processing) == 1
    await world.relay.settle()

    assert await world.counted() == [("a", 1)]


async def test_what_waits_again_keeps_its_place_and_its_age(world: World) -> None:
    await world.adjudicate("a", 1, "AWAITS", claim_id="C1")
    await world.relay.settle()
    before = await _waiting(world)
    async with world.engine.begin() as tx:
        await tx.execute(sa.text("UPDATE counting.waiting SET ready = true"))

    world.relay.clock.advance(days=1)
    await world.relay.settle()

    assert await _waiting(world) == before


async def _waiting(world: World) -> list[tuple[object, ...]]:
    async with world.engine.connect() as reader:
        query = "SELECT position, waiting_since, ready FROM counting.waiting"
        return [tuple(row) for row in await reader.execute(sa.text(query))]
