"""What is new of a payment, what is known, and what cannot be right."""

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

TWO = [Claim("ACCT1", icn="I1"), Claim("ACCT2", icn="I2", last="ROE", day="20260106")]


async def test_the_same_bytes_have_no_effect(world: World) -> None:
    content = file_of(Remittance(TWO))

    await world.receive(content, content, content)

    assert (len(world.accepted), world.duplicated) == (1, ["bytes", "bytes"])
    assert len(world.unmatched) == 2


async def test_the_same_content_in_another_envelope_has_no_effect(world: World) -> None:
    first = file_of(Remittance(TWO, plbs=[Plb("WO", 100)]))
    again = file_of(Remittance(TWO, plbs=[Plb("WO", 100)]), control="000000777")

    await world.receive(first, again)

    assert (len(world.accepted), world.duplicated) == (1, ["content"])
    assert (len(world.unmatched), len(world.adjusted)) == (2, 1)


async def test_the_parts_of_a_split_remittance_are_siblings(world: World) -> None:
    parts = [file_of(Remittance([claim], paid=14000)) for claim in TWO]

    await world.receive(*parts)

    assert [each.is_sibling for each in world.accepted] == [False, True]
    assert sum(each.claims_paid_cents for each in world.accepted) == 14000
    assert len({each.payment.payment_id for each in world.accepted}) == 1
    assert len({each.remittance_id for each in world.accepted}) == 2
    assert len(world.unmatched) == 2


async def test_of_a_part_and_the_whole_each_claim_is_taken_once(world: World) -> None:
    part = file_of(Remittance(TWO[:1], paid=14000))
    whole = file_of(Remittance(TWO))

    await world.receive(part, whole, part.replace(b"000000001", b"000000002"))

    assert [each.duplicate_claim_count for each in world.accepted] == [0, 1]
    assert [each.claims_paid_cents for each in world.accepted] == [7000, 7000]
    assert world.duplicated == ["content"]
    assert len(world.unmatched) == 2


async def test_more_than_was_paid_is_quarantined(world: World) -> None:
    await world.receive(file_of(Remittance(TWO, paid=13999)))

    assert world.refused == [(1, "ERA-113")]
    assert (world.accepted, world.unmatched) == ([], [])
    (event,) = world.relay.events(era.RemittanceQuarantined)
    assert [each.code for each in event.findings] == ["B-BAL-FILE"]
    assert event.payment.trace_number == "TRACE1"


@pytest.mark.parametrize(
    ("remittance", "reason"),
    [
        pytest.param(Remittance(method="NON"), "ERA-112", id="money without a method"),
        pytest.param(Remittance(credit="D"), "ERA-111", id="a debit"),
        pytest.param(Remittance([Claim().reversal()]), "ERA-110", id="below zero"),
    ],
)
async def test_an_unsound_payment_is_quarantined(
    world: World, remittance: Remittance, reason: str
) -> None:
    await world.receive(file_of(remittance))

    assert world.refused == [(1, reason)]


async def test_the_same_payment_with_another_amount_is_quarantined(world: World) -> None:
    await world.receive(
        file_of(Remittance(TWO[:1], paid=20000)), file_of(Remittance(TWO[1:], paid=21000))
    )

    assert (len(world.accepted), world.refused) == (1, [(1, "ERA-114")])


async def test_a_bad_set_is_quarantined_alone(world: World) -> None:
    bad = Remittance(TWO[1:], trace="BAD", paid=1)

    await world.receive(file_of(Remittance(TWO[:1]), bad, Remittance(trace="T3")))

    assert [each.set_ordinal for each in world.accepted] == [1, 3]
    assert world.refused == [(2, "ERA-113")]
    assert len(world.unmatched) == 2


async def test_a_bad_envelope_spoils_the_whole_file(world: World) -> None:
    await world.receive(file_of(Remittance(), Remittance(trace="T2")).replace(b"GE*2*", b"GE*3*"))

    assert (world.accepted, world.refused) == ([], [(0, "ERA-101")])
    (event,) = world.relay.events(era.RemittanceQuarantined)
    assert [(each.code, each.segment) for each in event.findings] == [("AK9:5", "GE")]


async def test_a_quarantined_claim_is_taken_when_it_comes_again_and_is_right(
    world: World, original: Make
) -> None:
    await world.register(original())
    bad = replace(TWO[0], contractual=2001, paid=7000)

    await world.receive(
        file_of(Remittance([bad, TWO[1]])),
        file_of(Remittance([bad, TWO[1]]), control="000000002"),
        file_of(Remittance(TWO), control="000000003"),
    )

    (quarantined,) = world.quarantined
    (answer,) = world.adjudicated
    assert answer.adjudication_id == quarantined.adjudication_id
    assert answer.answer.remittance_id == quarantined.remittance_id
    assert world.duplicated == ["content"]
    assert [each.claims_paid_cents for each in world.accepted] == [14000, 0]
    assert world.accepted[1].duplicate_claim_count == 2
