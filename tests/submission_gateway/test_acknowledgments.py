"""TA1, 999 and 277CA find their claims, in any order and however often they come."""

import itertools

import pytest

from cobrelay.contracts.submissions import v1 as events
from gateway import Gateway, acknowledgment, answer_277ca, answer_999, batch_277ca, ta1
from submission_gateway.domain.causes import Outcome

BATCH = "0000000010001"


async def sent(gateway: Gateway, *numbers: str) -> None:
    for number in numbers:
        await gateway.build(number)
    await gateway.relay.settle()


async def test_each_layer_acknowledges_the_claim(gateway: Gateway) -> None:
    await sent(gateway, "PCN1")

    gateway.drop("1.ta1", ta1(1, "A"))
    gateway.drop("2.999", answer_999(1, {"0001": "A"}))
    gateway.drop("3.277", answer_277ca("PCN1", BATCH, "A1:19:PR"))
    gateway.drop("4.277", answer_277ca("PCN1", BATCH, "A2:20:PR", entity="PR", icn="ICN7"))
    await gateway.relay.settle()

    said = gateway.relay.events(events.ClaimAcknowledged)
    assert sorted((each.layer, each.is_pending) for each in said) == [
        (1, False),
        (2, False),
        (3, True),
        (4, False),
    ]
    assert {each.payer_claim_control_number for each in said} == {"", "ICN7"}


async def test_a_999_rejects_one_set_and_leaves_its_neighbour(gateway: Gateway) -> None:
    await sent(gateway, "PCN1", "PCN2")

    gateway.drop("1.999", answer_999(1, {"0001": "A", "0002": "R"}))
    await gateway.relay.settle()

    [rejected] = gateway.relay.events(events.ClaimRejected)
    [accepted] = gateway.relay.events(events.ClaimAcknowledged)
    assert (accepted.claim_id, rejected.claim_id) == ("claim-PCN1", "claim-PCN2")
    assert [code.code for code in rejected.codes] == ["IK3:8", "IK4:1", "IK5:5"]
    assert all(code.meaning for code in rejected.codes)


@pytest.mark.parametrize(
    ("totals", "accepted", "doubted"),
    [("P*3*3*2", {"claim-PCN1", "claim-PCN3"}, set()), ("P*3*3*1", set(), {"SUB-407"})],
)
async def test_a_999_that_lists_only_what_it_rejects_speaks_for_the_others_by_its_counts(
    gateway: Gateway, totals: str, accepted: set[str], doubted: set[str]
) -> None:
    await sent(gateway, "PCN1", "PCN2", "PCN3")

    listed = ("AK1*HC*1*005010X222A1", "AK2*837*0002*005010X222A1", "IK5*R*5")
    gateway.drop("1.999", acknowledgment(*listed, f"AK9*{totals}"))
    await gateway.relay.settle()

    [rejected] = gateway.relay.events(events.ClaimRejected)
    assert rejected.claim_id == "claim-PCN2"
    said = gateway.relay.events(events.ClaimAcknowledged)
    assert {each.claim_id for each in said} == accepted
    doubts = gateway.relay.events(events.AcknowledgmentUnmatched)
    assert {each.codes[0].code for each in doubts} == doubted
    assert {each.claim_id for each in doubts} == {"claim-PCN1", "claim-PCN3"} - accepted


async def test_a_277ca_is_judged_by_its_category_in_plain_words(gateway: Gateway) -> None:
    await sent(gateway, "PCN1")

    gateway.drop("1.277", answer_277ca("PCN1", BATCH, "A7:400:PR"))
    await gateway.relay.settle()

    [rejected] = gateway.relay.events(events.ClaimRejected)
    assert rejected.codes[0].code == "A7:400:PR"
    assert (
        rejected.codes[0].meaning
        == "Rejected: information is invalid: claim is out of balance (payer)."
    )


@pytest.mark.parametrize(
    ("at_receiver", "at_provider"),
    [
        pytest.param("A3:21:40", None, id="by the receiver"),
        pytest.param("A1:19:PR", "A6:562:85", id="by the provider"),
    ],
)
async def test_a_277ca_that_turns_down_a_whole_batch_rejects_its_claim(
    gateway: Gateway, at_receiver: str, at_provider: str | None
) -> None:
    await sent(gateway, "PCN1", "PCN2")

    gateway.drop("1.277", batch_277ca(BATCH, at_receiver, at_provider))
    await gateway.relay.settle()

    [rejected] = gateway.relay.events(events.ClaimRejected)
    assert rejected.claim_id == "claim-PCN1"
    assert (at_provider or at_receiver) in [code.code for code in rejected.codes]


async def test_a_batch_that_we_never_sent_is_visible(gateway: Gateway) -> None:
    await sent(gateway, "PCN1")

    gateway.drop("1.277", batch_277ca("0000000770001", "A3:21:40"))
    await gateway.relay.settle()

    [unmatched] = gateway.relay.events(events.AcknowledgmentUnmatched)
    assert unmatched.reference == "BHT03 0000000770001"
    assert not gateway.relay.events(events.ClaimRejected)


FILES = {
    "ta1": ta1(1, "A"),
    "999": answer_999(1, {"0001": "A"}),
    "277": answer_277ca("PCN1", BATCH, "A2:20:PR", entity="PR", icn="ICN7"),
}


@pytest.mark.parametrize("order", list(itertools.permutations(FILES)), ids="-".join)
async def test_any_order_of_acknowledgments_says_the_same(
    gateway: Gateway, order: tuple[str, ...]
) -> None:
    await sent(gateway, "PCN1")

    for name in order:
        gateway.drop(name, FILES[name])
        await gateway.relay.settle()

    said = sorted(each.layer for each in gateway.relay.events(events.ClaimAcknowledged))
    assert said == [1, 2, 4]
    assert not gateway.relay.events(events.ClaimRejected)


async def test_the_same_acknowledgment_in_another_file_says_nothing_new(gateway: Gateway) -> None:
    await sent(gateway, "PCN1")
    again = answer_999(1, {"0001": "A"}).replace(b"0900", b"0901")

    gateway.drop("1.999", answer_999(1, {"0001": "A"}))
    await gateway.relay.settle()
    gateway.drop("2.999", again)
    await gateway.relay.settle()

    assert len(gateway.relay.events(events.ClaimAcknowledged)) == 1


async def test_a_late_rejection_by_a_lower_layer_does_not_take_back_an_acceptance(
    gateway: Gateway,
) -> None:
    await sent(gateway, "PCN1")
    gateway.drop("1.277", FILES["277"])
    await gateway.relay.settle()

    gateway.drop("2.999", answer_999(1, {"0001": "R"}))
    await gateway.relay.settle()

    assert not gateway.relay.events(events.ClaimRejected)
    [doubt] = gateway.relay.events(events.AcknowledgmentUnmatched)
    assert doubt.codes[0].code == "SUB-402"


async def test_an_acknowledgment_settles_what_was_uncertain_as_sent(gateway: Gateway) -> None:
    gateway.clearinghouse.says = [Outcome.BROKE_OFF]
    gateway.clearinghouse.keeps = False
    await sent(gateway, "PCN1")
    assert not gateway.relay.events(events.ClaimSubmitted)

    gateway.drop("1.999", answer_999(1, {"0001": "A"}))
    await gateway.relay.settle()

    [submitted] = gateway.relay.events(events.ClaimSubmitted)
    assert submitted.evidence == "acknowledgment"
    assert len(gateway.relay.events(events.ClaimAcknowledged)) == 1
    await gateway.relay.advance(days=2)
    assert not gateway.clearinghouse.received


async def test_what_names_nothing_of_ours_is_visible_and_has_no_effect(gateway: Gateway) -> None:
    gateway.drop("1.999", answer_999(77, {"0001": "A"}))
    gateway.drop("2.277", answer_277ca("PCN9", "X", "A2:20:PR"))
    await gateway.relay.settle()

    unmatched = gateway.relay.events(events.AcknowledgmentUnmatched)
    assert len(unmatched) == 2
    assert {each.codes[0].code for each in unmatched} == {"SUB-401"}


async def test_a_file_that_is_no_acknowledgment_is_quarantined(gateway: Gateway) -> None:
    gateway.drop("1.txt", b"<html>maintenance</html>")
    await gateway.relay.settle()

    [quarantined] = gateway.relay.events(events.AcknowledgmentQuarantined)
    assert quarantined.reason_code in {"SUB-404", "SUB-405"}
