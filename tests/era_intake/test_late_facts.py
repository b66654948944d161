"""Facts that come late, twice or the wrong way round end alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cobrelay.contracts.era import v1 as era
from era_files import Claim, Plb, Remittance
from era_files import era as file_of

Make = Callable[..., Any]
World = Any


async def test_an_answer_before_its_original_goes_on_when_that_arrives(
    world: World, original: Make
) -> None:
    await world.receive(file_of(Remittance()))
    assert world.unmatched == ["ERA-301"]

    await world.register(original())

    (unmatched,) = world.relay.events(era.AdjudicationUnmatched)
    (answer,) = world.adjudicated
    assert answer.adjudication_id == unmatched.adjudication_id
    assert answer.answer == unmatched.answer


async def test_a_mangled_number_waits_for_the_claim_with_its_facts(
    world: World, original: Make
) -> None:
    await world.receive(file_of(Remittance([Claim("XX9")])))

    await world.register(original())

    assert [(a.claim_id, a.matched_by) for a in world.adjudicated] == [("claim-1", "facts")]


async def test_what_was_billed_with_another_charge_waits_for_the_version_that_has_it(
    world: World, original: Make
) -> None:
    await world.register(original(charge=9000))
    await world.receive(file_of(Remittance()))
    (unmatched,) = world.relay.events(era.AdjudicationUnmatched)
    assert (unmatched.reason_code, list(unmatched.disagreements)) == (
        "ERA-304",
        ["ERA-313"],
    )

    await world.register(original(charge=10000, version=2))

    assert [each.claim_version for each in world.adjudicated] == [2]


async def test_a_reversal_names_what_it_takes_back_and_a_correction_what_it_corrects(
    world: World, original: Make
) -> None:
    await world.register(original())
    corrected = replace(Claim(), contractual=3000, icn="ICN2")

    await world.receive(
        file_of(Remittance()),
        file_of(Remittance([Claim().reversal(), corrected], plbs=[Plb("FB", -1000)], trace="T2")),
    )

    first, reversal, correction = world.adjudicated
    assert (reversal.answer.status_code, reversal.reverses_adjudication_id) == (
        "22",
        first.adjudication_id,
    )
    assert correction.corrects_adjudication_id == first.adjudication_id
    assert correction.reverses_adjudication_id == ""


async def test_a_reversal_before_its_original_waits_for_it(world: World, original: Make) -> None:
    await world.register(original())
    reversal = Remittance([Claim().reversal()], plbs=[Plb("FB", -7000)], trace="T2")
    await world.receive(file_of(reversal))
    assert world.unmatched == ["ERA-305"]

    await world.receive(file_of(Remittance()))

    first, second = world.adjudicated
    assert second.reverses_adjudication_id == first.adjudication_id


async def test_answer_and_reversal_both_wait_for_the_claim(world: World, original: Make) -> None:
    reversal = Remittance([Claim().reversal()], plbs=[Plb("FB", -7000)], trace="T2")
    await world.receive(file_of(Remittance()), file_of(reversal))

    await world.register(original())

    first, second = world.adjudicated
    assert second.reverses_adjudication_id == first.adjudication_id


async def test_what_waits_is_tried_again_in_time_and_then_left_alone(
    world: World, original: Make
) -> None:
    await world.receive(file_of(Remittance()))
    await world.relay.advance(days=40)
    assert world.unmatched == ["ERA-301"]

    await world.register(original())
    await world.relay.advance(days=40)

    assert len(world.adjudicated) == 1


@pytest.mark.parametrize("order", ["O12", "O21", "1O2", "2O1", "12O", "21O", "1O1212", "2121OO"])
async def test_in_any_order_and_however_often_it_ends_alike(
    world: World, original: Make, order: str
) -> None:
    corrected = replace(Claim(), contractual=3000, icn="ICN2")
    taken_back = Remittance([Claim().reversal(), corrected], plbs=[Plb("FB", -1000)], trace="T2")
    files = {"1": file_of(Remittance()), "2": file_of(taken_back)}

    for step in order:
        if step == "O":
            await world.register(original())
        else:
            await world.receive(files[step])

    of_status = {(e.answer.status_code, e.answer.paid_cents): e for e in world.adjudicated}
    first, reversal = of_status["1", 7000], of_status["22", -7000]
    assert len(world.adjudicated) == len(of_status) == 3
    assert reversal.reverses_adjudication_id == first.adjudication_id
    assert sum(each.answer.paid_cents for each in world.adjudicated) == 6000
    assert len(world.accepted) == 2
    assert [each.amount_cents for each in world.adjusted] == [-1000]
