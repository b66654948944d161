"""Release plays what is parked in order, with its effects; discard drops one, and says who did."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from cobrelay.errors import Refused
from cobrelay.messaging.parking import discard, release
from counting.handlers import Line
from counting.world import World
from replaying import changed_by_replay

ACT = {"actor": "biller", "reason": "the payer was added"}


async def _parked_world(world: World) -> None:
    for number, status_code in enumerate(["1", "POISON", "1", "POISON", "1"]):
        await world.adjudicate("bad", number, status_code)
    await world.relay.settle()


async def test_release_plays_in_order_with_the_effects(world: World) -> None:
    await _parked_world(world)
    await world.remedy("bad")

    released = await release(world.processing, "bad", **ACT)
    await world.relay.settle()

    assert (released.played, released.still_parked) == (4, 0)
    assert await world.counted() == [("bad", number) for number in range(5)]
    assert world.announced() == [f"bad/{number}" for number in range(5)]
    assert await world.parked() == []


async def test_what_comes_after_a_release_goes_straight_through(world: World) -> None:
    await _parked_world(world)
    await world.remedy("bad")
    await release(world.processing, "bad", **ACT)

    await world.adjudicate("bad", 5)
    await world.relay.settle()

    assert ("bad", 5) in await world.counted()


async def test_a_release_that_does_not_help_changes_nothing_but_the_count(world: World) -> None:
    await _parked_world(world)

    released = await release(world.processing, "bad", **ACT)

    assert (released.played, released.still_parked) == (0, 4)
    assert [each.attempts for each in await world.parked()] == [2, 1, 1, 1]
    assert await world.counted() == [("bad", 0)]


async def test_a_local_cause_is_released_as_it_was(world: World) -> None:
    runtime = world.relay.runtime("status-tracker")
    await runtime.apply_all([runtime.cause(Line(9, "POISON"), id=UUID(int=9), key="bad")])
    await world.remedy("bad")

    await release(world.processing, "bad", **ACT)

    assert await world.counted() == [("bad", 9)]


async def test_discard_drops_one_message_and_the_rest_can_be_released(world: World) -> None:
    await _parked_world(world)
    for position in [each.position for each in await world.parked()][::2]:
        await discard(world.processing, position, **ACT)

    await release(world.processing, "bad", **ACT)

    assert await world.counted() == [("bad", 0), ("bad", 2), ("bad", 4)]


async def test_every_act_is_on_record_with_actor_and_reason(world: World) -> None:
    await _parked_world(world)
    await discard(world.processing, (await world.parked())[0].position, **ACT)
    await release(world.processing, "bad", **ACT)

    async with world.engine.connect() as reader:
        rows = await reader.execute(sa.text("SELECT act, actor, reason FROM counting.acts"))
        assert list(rows) == [
            ("discard", "biller", "the payer was added"),
            ("release", "biller", "the payer was added"),
        ]


async def test_a_replay_parks_nothing_twice_however_late_it_comes(world: World) -> None:
    for number in range(1, 4):
        await world.adjudicate("bad", number, "POISON")
    await world.relay.settle()
    assert len(await world.parked()) == 3

    assert await changed_by_replay(world.relay) == {}


async def test_nobody_discards_without_a_name_and_a_reason(world: World) -> None:
    await _parked_world(world)

    with pytest.raises(Refused):
        await discard(world.processing, 1, actor="biller", reason=" ")
