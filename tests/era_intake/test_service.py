"""What comes out of intake when remittances and original claims go in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.era import v1 as era
from cobrelay.ids import claim_key
from era_files import Claim, Plb, Remittance
from era_files import era as file_of

Make = Callable[..., Any]
World = Any

SECRET = "test secret"
TWO = [Claim("ACCT1", icn="I1"), Claim("ACCT2", icn="I2", last="ROE", day="20260106")]


async def test_an_answer_to_a_known_claim_is_adjudicated(world: World, original: Make) -> None:
    await world.register(original())

    await world.receive(file_of(Remittance()))

    (accepted,) = world.accepted
    (answer,) = world.adjudicated
    assert (accepted.claim_count, accepted.claims_paid_cents, accepted.payment_cents) == (
        1,
        7000,
        7000,
    )
    assert (answer.claim_id, answer.claim_version, answer.matched_by) == ("claim-1", 1, "number")
    assert answer.answer.remittance_id == accepted.remittance_id
    assert (answer.answer.ordinal, answer.answer.paid_cents) == (1, 7000)
    assert answer.answer.lines[0].adjustments[0].amount_cents == 2000
    assert answer.answer.provenance.file_hash == accepted.file_hash
    assert world.unmatched == []


async def test_events_of_a_claim_have_the_originals_key(world: World, original: Make) -> None:
    await world.register(original(number="ACCT-1"))

    await world.receive(file_of(Remittance([Claim("ACCT/01")])))

    assert [each.matched_by for each in world.adjudicated] == ["facts"]
    assert world.key_of(era.ClaimAdjudicated) == [claim_key(SECRET, "ACCT-1")]


async def test_remittances_are_keyed_by_their_id(world: World) -> None:
    await world.receive(file_of(Remittance(plbs=[Plb("WO", 500)])))

    (accepted,) = world.accepted
    assert world.key_of(era.RemittanceAccepted) == [accepted.remittance_id]
    assert world.key_of(era.ProviderAdjusted) == [accepted.remittance_id]


async def test_an_answer_before_its_original_goes_on_when_that_arrives(
    world: World, original: Make
) -> None:
    await world.receive(file_of(Remittance()))
    assert world.unmatched == ["no_claim"]

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


async def test_zero_is_the_number_of_nobody(world: World, original: Make) -> None:
    await world.register(original())

    await world.receive(file_of(Remittance([Claim("0")])))

    assert world.unmatched == ["no_control_number"]
    assert world.adjudicated == []


async def test_two_claims_that_fit_alike_are_nobodys(world: World, original: Make) -> None:
    await world.register(original(claim_id="a"))
    await world.register(original(claim_id="b"))

    await world.receive(file_of(Remittance()))

    assert world.unmatched == ["ambiguous"]


async def test_what_was_billed_with_another_charge_waits_for_the_version_that_has_it(
    world: World, original: Make
) -> None:
    await world.register(original(charge=9000))
    await world.receive(file_of(Remittance()))
    (unmatched,) = world.relay.events(era.AdjudicationUnmatched)
    assert (unmatched.reason_code, list(unmatched.disagreements)) == (
        "facts_disagree",
        ["ERA-313"],
    )

    await world.register(original(charge=10000, version=2))

    assert [each.claim_version for each in world.adjudicated] == [2]


async def test_the_number_of_a_built_claim_names_claim_and_submission(
    world: World, original: Make
) -> None:
    await world.register(original())
    await world.receive(file_of(Remittance([Claim("ACCT1S2", last="MISSPELT")])))
    assert world.unmatched == ["no_claim"]

    await world.built(
        claims.SecondaryClaimBuilt(
            submission_id="submission-1",
            claim_id="claim-1",
            patient_control_number="ACCT1S2",
            original_control_number="ACCT1",
        )
    )

    assert [(a.claim_id, a.submission_id) for a in world.adjudicated] == [
        ("claim-1", "submission-1")
    ]


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


async def test_a_line_out_of_balance_costs_its_claim_and_no_other(
    world: World, original: Make
) -> None:
    await world.register(original())
    bad = replace(TWO[0], paid=6999)

    await world.receive(file_of(Remittance([bad, TWO[1]])))

    (quarantined,) = world.quarantined
    (accepted,) = world.accepted
    assert (quarantined.reason_code, quarantined.paid_cents) == ("ERA-202", 6999)
    assert (quarantined.claim_id, quarantined.ordinal) == ("claim-1", 1)
    assert accepted.claims_paid_cents == 6999 + 7000
    assert len(world.unmatched) == 1
    assert world.adjudicated == []


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


async def test_a_predetermination_is_adjudicated_and_a_paid_one_quarantined(
    world: World, original: Make
) -> None:
    await world.register(original())
    free = Claim(status="25", contractual=9000)
    paid = Claim("ACCT2", status="25", icn="I2")

    await world.receive(file_of(Remittance([free, paid])))

    assert [each.answer.status_code for each in world.adjudicated] == ["25"]
    assert [each.reason_code for each in world.quarantined] == ["ERA-205"]


async def test_each_provider_adjustment_follows_the_claims(world: World) -> None:
    plbs = [Plb("WO", 500, "A"), Plb("FB", -200, "B"), Plb("L6", -33, "C")]

    await world.receive(file_of(Remittance(plbs=plbs)))

    (accepted,) = world.accepted
    assert (accepted.provider_adjustments_cents, accepted.provider_adjustment_count) == (267, 3)
    assert [(each.ordinal, each.reason_code, each.amount_cents) for each in world.adjusted] == [
        (1, "WO", 500),
        (2, "FB", -200),
        (3, "L6", -33),
    ]
    assert {each.remittance_id for each in world.adjusted} == {accepted.remittance_id}
    kinds = [each.type.rpartition(".")[2] for each in world.relay.log]
    assert kinds == ["RemittanceAccepted", "AdjudicationUnmatched", *["ProviderAdjusted"] * 3]


async def test_a_remittance_may_hold_provider_adjustments_alone(world: World) -> None:
    await world.receive(file_of(Remittance([], plbs=[Plb("L6", -700)])))

    assert [each.claim_count for each in world.accepted] == [0]
    assert [each.amount_cents for each in world.adjusted] == [-700]


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
    assert world.unmatched == ["reversal_without_original"]

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
    assert world.unmatched == ["no_claim"]

    await world.register(original())
    await world.relay.advance(days=40)

    assert len(world.adjudicated) == 1


async def test_everything_read_once_more_changes_nothing(world: World, original: Make) -> None:
    await world.register(original())
    await world.receive(file_of(Remittance(TWO, plbs=[Plb("WO", 100)])))
    events = len(world.relay.log)

    world.relay.replay()
    await world.relay.settle()

    assert len(world.relay.log) == events


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


async def test_five_hundred_claims_come_out_in_their_order(world: World) -> None:
    read = [Claim(f"N{n}", icn=f"I{n}", charge=10000 + n, last=f"L{n}X") for n in range(1, 501)]

    await world.receive(file_of(Remittance(read)))

    events = world.relay.events(era.AdjudicationUnmatched)
    assert [each.answer.ordinal for each in events] == list(range(1, 501))
    (accepted,) = world.accepted
    assert accepted.claims_paid_cents == accepted.payment_cents
