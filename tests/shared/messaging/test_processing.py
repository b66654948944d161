"""What a cause brings about: once, in order per key, and without harm to its neighbours."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from cobrelay.contracts.claims import v1 as claims
from cobrelay.errors import Broken, KeyParked, Refused
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.fuse import FuseBlown
from cobrelay.messaging.sources import Messages
from counting.handlers import Counted, Line
from counting.world import World, adjudicated

FIRST = UUID(int=1)


async def test_an_event_takes_effect_and_its_own_event_follows(world: World) -> None:
    await world.adjudicate("a", 1)

    await world.relay.settle()

    assert await world.counted() == [("a", 1)]
    assert world.announced() == ["a/1"]


async def test_the_whole_log_read_again_has_no_new_effect(world: World) -> None:
    for number in range(5):
        await world.adjudicate("a", number)
    await world.relay.settle()

    world.relay.replay()
    await world.relay.settle()

    assert await world.counted() == [("a", number) for number in range(5)]
    assert len(world.announced()) == 5


async def test_an_event_that_comes_twice_in_one_batch_counts_once(world: World) -> None:
    await world.adjudicate("a", 1)
    world.relay.log.append(world.relay.log[0])

    await world.relay.settle()

    assert await world.counted() == [("a", 1)]


async def test_a_batch_keeps_the_order_of_each_key(world: World) -> None:
    for number in range(10):
        for key in "abc":
            await world.adjudicate(key, number)

    await world.relay.settle()

    counted = await world.counted()
    for key in "abc":
        assert [number for of, number in counted if of == key] == list(range(10))


@pytest.mark.parametrize("status_code", ["POISON", "BUG", "UNBALANCED"])
async def test_a_bad_message_parks_its_key_and_no_other(world: World, status_code: str) -> None:
    await world.adjudicate("good", 1)
    await world.adjudicate("bad", 1)
    await world.adjudicate("bad", 2, status_code)
    await world.adjudicate("bad", 3)
    await world.adjudicate("good", 2)

    await world.relay.settle()
    await world.adjudicate("bad", 4)
    await world.adjudicate("good", 3)
    await world.relay.settle()

    counted = await world.counted()
    assert sorted(counted) == [("bad", 1), ("good", 1), ("good", 2), ("good", 3)]
    parked = await world.parked()
    assert [each.first_cause for each in parked] == [True, False, False]
    assert {each.key for each in parked} == {"bad"}


async def test_a_failed_deferred_constraint_costs_one_message_and_later_ones_stay_deferred(
    world: World,
) -> None:
    for number in range(20):
        await world.adjudicate(f"key {number}", number, "UNBALANCED" if number == 7 else "1")

    await world.relay.settle()

    assert len(await world.counted()) == 19
    assert [each.key for each in await world.parked()] == ["key 7"]


async def test_what_one_wave_saves_the_next_one_loads(world: World) -> None:
    at, claim = world.relay.clock.now(), "C1"
    original = claims.OriginalClaimRegistered(claim_id=claim)
    causes: list[Cause[Any]] = [
        Cause(UUID(int=1), "original", original, at),
        Cause(UUID(int=2), "a", adjudicated(1, "AWAITS", claim), at),
    ]

    outcome = await world.processing.carry_out(Messages(causes))

    assert (outcome.taken, outcome.waiting) == (2, set())


async def test_nothing_of_what_failed_is_kept_but_code_type_and_place(world: World) -> None:
    await world.adjudicate("secret key", 1, "BUG")

    await world.relay.settle()

    (parked,) = await world.parked()
    assert parked.reason_code == "KeyError"
    assert parked.error_type == "builtins.KeyError"
    assert len(parked.traceback_hash) == 16


async def test_a_flood_of_failures_blows_the_fuse_and_parks_nothing(world: World) -> None:
    for number in range(25):
        await world.adjudicate(f"key {number}", number, "POISON")

    with pytest.raises(FuseBlown):
        await world.relay.settle()

    assert await world.parked() == []


async def test_a_broken_invariant_stops_the_work_before_anything_of_the_batch_is_kept(
    world: World,
) -> None:
    await world.adjudicate("good", 1)
    await world.adjudicate("bad", 1, "POISON")
    await world.adjudicate("other", 1, "BROKEN")

    with pytest.raises(Broken):
        await world.relay.settle()

    assert await world.counted() == []
    assert await world.parked() == []


async def test_a_request_answers_its_decision_and_counts_once_by_its_id(world: World) -> None:
    runtime = world.relay.runtime("status-tracker")

    first = await runtime.apply(Line(4), id=FIRST, key="a")
    second = await runtime.apply(Line(4), id=FIRST, key="a")

    assert first == second == Counted(4)
    assert await world.counted() == [("a", 4)]


async def test_a_refused_request_is_an_answer_and_parks_nothing(world: World) -> None:
    runtime = world.relay.runtime("status-tracker")

    with pytest.raises(Refused, match="POISON"):
        await runtime.apply(Line(4, "POISON"), id=FIRST, key="a")

    assert await world.parked() == []
    await world.remedy("a")
    assert await runtime.apply(Line(4, "POISON"), id=FIRST, key="a") == Counted(4)


async def test_a_request_does_not_overtake_what_is_parked(world: World) -> None:
    await world.adjudicate("a", 1, "POISON")
    await world.relay.settle()

    with pytest.raises(KeyParked):
        await world.relay.runtime("status-tracker").apply(Line(2), id=FIRST, key="a")


async def test_records_of_outside_calls_stand_behind_what_is_parked(world: World) -> None:
    await world.adjudicate("a", 1, "POISON")
    await world.relay.settle()
    runtime = world.relay.runtime("status-tracker")

    await runtime.apply_all([runtime.cause(Line(2), id=FIRST, key="a")])

    assert [each.type for each in await world.parked()][1] == "local:Line"
