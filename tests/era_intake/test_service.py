"""What comes out of intake when remittances and original claims go in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

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


async def test_zero_is_the_number_of_nobody(world: World, original: Make) -> None:
    await world.register(original())

    await world.receive(file_of(Remittance([Claim("0")])))

    assert world.unmatched == ["ERA-303"]
    assert world.adjudicated == []


async def test_two_claims_that_fit_alike_are_nobodys(world: World, original: Make) -> None:
    await world.register(original(claim_id="a"))
    await world.register(original(claim_id="b"))

    await world.receive(file_of(Remittance()))

    assert world.unmatched == ["ERA-302"]


async def test_the_number_of_a_built_claim_names_claim_and_submission(
    world: World, original: Make
) -> None:
    await world.register(original())
    await world.receive(file_of(Remittance([Claim("ACCT1S2", last="MISSPELT")])))
    assert world.unmatched == ["ERA-301"]

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


async def test_everything_read_once_more_changes_nothing(world: World, original: Make) -> None:
    await world.register(original())
    await world.receive(file_of(Remittance(TWO, plbs=[Plb("WO", 100)])))
    events = len(world.relay.log)

    world.relay.replay()
    await world.relay.settle()

    assert len(world.relay.log) == events


async def test_five_hundred_claims_come_out_in_their_order(world: World) -> None:
    read = [Claim(f"N{n}", icn=f"I{n}", charge=10000 + n, last=f"L{n}X") for n in range(1, 501)]

    await world.receive(file_of(Remittance(read)))

    events = world.relay.events(era.AdjudicationUnmatched)
    assert [each.answer.ordinal for each in events] == list(range(1, 501))
    (accepted,) = world.accepted
    assert accepted.claims_paid_cents == accepted.payment_cents
