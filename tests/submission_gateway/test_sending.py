"""A built claim is sent once, whatever happens on the wire."""

import pytest

from cobrelay.api.submissions import v1 as api
from cobrelay.contracts.submissions import v1 as events
from cobrelay.ids import event_id
from gateway import Gateway
from submission_gateway.api import Submissions
from submission_gateway.domain.causes import Outcome, Resolve
from submission_gateway.service import service
from submission_gateway.settings import configuration


async def test_a_built_claim_is_sent_and_said_to_be(gateway: Gateway) -> None:
    await gateway.build("PCN1")

    await gateway.relay.settle()

    [submitted] = gateway.relay.events(events.ClaimSubmitted)
    assert submitted.claim_id == "claim-PCN1"
    assert submitted.control_numbers.interchange == "000000001"
    [content] = gateway.clearinghouse.received[submitted.file_name]
    assert b"CLM*PCN1*100*" in content


async def test_claims_of_one_payer_share_an_interchange_with_a_set_each(gateway: Gateway) -> None:
    for number in ("PCN1", "PCN2", "PCN3"):
        await gateway.build(number)

    await gateway.relay.settle()

    [contents] = gateway.clearinghouse.received.values()
    assert contents[0].count(b"ST*837*") == 3
    sets = {e.control_numbers.transaction_set for e in gateway.relay.events(events.ClaimSubmitted)}
    assert sets == {"0001", "0002", "0003"}


async def test_control_numbers_have_no_gap_although_an_interchange_was_not_taken(
    gateway: Gateway,
) -> None:
    gateway.clearinghouse.says = [Outcome.NOT_TAKEN]
    await gateway.build("PCN1")
    await gateway.relay.settle()
    assert not gateway.clearinghouse.received

    await gateway.relay.advance(seconds=91)
    await gateway.build("PCN2")
    await gateway.relay.settle()

    numbers = [e.control_numbers.interchange for e in gateway.relay.events(events.ClaimSubmitted)]
    assert numbers == ["000000001", "000000002"]


async def test_what_broke_off_and_arrived_is_found_and_not_sent_again(gateway: Gateway) -> None:
    gateway.clearinghouse.says = [Outcome.BROKE_OFF]
    await gateway.build("PCN1")

    await gateway.relay.settle()

    assert len(gateway.relay.events(events.SubmissionUncertain)) == 1
    [submitted] = gateway.relay.events(events.ClaimSubmitted)
    assert submitted.evidence == "listing"
    assert [len(each) for each in gateway.clearinghouse.received.values()] == [1]


async def test_what_broke_off_and_was_lost_goes_again_after_the_quiet_time_byte_for_byte(
    gateway: Gateway,
) -> None:
    gateway.clearinghouse.says = [Outcome.BROKE_OFF]
    gateway.clearinghouse.keeps = False
    await gateway.build("PCN1")
    await gateway.relay.settle()
    assert not gateway.clearinghouse.received

    await gateway.relay.advance(seconds=configuration().quiet_time.total_seconds() - 1)
    assert not gateway.clearinghouse.received
    await gateway.relay.advance(seconds=2)

    [contents] = gateway.clearinghouse.received.values()
    assert len(contents) == 1
    [submitted] = gateway.relay.events(events.ClaimSubmitted)
    assert submitted.control_numbers.interchange == "000000001"


async def test_what_is_sent_too_often_without_an_answer_is_held(gateway: Gateway) -> None:
    gateway.clearinghouse.says = [Outcome.BROKE_OFF] * 10
    gateway.clearinghouse.keeps = False
    await gateway.build("PCN1")

    for _ in range(6):
        await gateway.relay.settle()
        await gateway.relay.advance(seconds=configuration().quiet_time.total_seconds() + 1)

    [held] = gateway.relay.events(events.SubmissionHeld)
    assert held.reason_code == "SUB-205"
    assert not gateway.relay.events(events.ClaimSubmitted)


async def test_a_claim_that_is_late_by_now_is_held_and_not_sent(gateway: Gateway) -> None:
    await gateway.build("PCN1", file_by="2026-03-01")

    await gateway.relay.settle()

    [held] = gateway.relay.events(events.SubmissionHeld)
    assert held.reason_code == "SUB-101"
    assert held.next_action.startswith("Ask the payer to take the claim late")
    assert not gateway.clearinghouse.received


async def test_a_person_sends_what_is_late_and_is_not_asked_again(gateway: Gateway) -> None:
    await gateway.build("PCN1", file_by="2026-03-01")
    await gateway.relay.settle()
    [held] = gateway.relay.events(events.SubmissionHeld)

    await Submissions(gateway.relay.runtime(service.name)).SendAgain(
        api.SendAgainRequest(
            idempotency_key="1",
            submission_id=held.submission_id,
            actor="Ada",
            reason="the payer agreed",
        ),
        None,
    )
    await gateway.relay.settle()

    [sent] = gateway.relay.events(events.ClaimSubmitted)
    assert sent.submission_id == held.submission_id


async def test_a_claim_withdrawn_while_ready_is_cancelled(gateway: Gateway) -> None:
    gateway.clearinghouse.says = [Outcome.NOT_TAKEN]
    event = await gateway.build("PCN1")
    await gateway.relay.settle()

    await gateway.withdraw(event)
    await gateway.relay.settle()
    await gateway.relay.advance(seconds=200)

    [cancelled] = gateway.relay.events(events.SubmissionCancelled)
    assert cancelled.submission_id == event.submission_id
    assert not gateway.clearinghouse.received


async def test_a_claim_withdrawn_after_it_was_sent_stays_sent(gateway: Gateway) -> None:
    event = await gateway.build("PCN1")
    await gateway.relay.settle()

    await gateway.withdraw(event)
    await gateway.relay.settle()

    assert not gateway.relay.events(events.SubmissionCancelled)
    assert len(gateway.relay.events(events.ClaimSubmitted)) == 1


async def test_what_is_uncertain_is_never_sent_again_once_withdrawn(gateway: Gateway) -> None:
    gateway.clearinghouse.says = [Outcome.BROKE_OFF]
    gateway.clearinghouse.keeps = False
    event = await gateway.build("PCN1")
    await gateway.relay.settle()

    await gateway.withdraw(event)
    await gateway.relay.advance(seconds=configuration().quiet_time.total_seconds() + 1)

    [held] = gateway.relay.events(events.SubmissionHeld)
    assert held.reason_code == "SUB-204"
    assert not gateway.clearinghouse.received


async def test_replaying_everything_sends_nothing_again(gateway: Gateway) -> None:
    await gateway.build("PCN1")
    await gateway.relay.settle()
    before = len(gateway.relay.log)

    gateway.relay.replay()
    await gateway.relay.settle()

    assert len(gateway.relay.log) == before
    assert [len(each) for each in gateway.clearinghouse.received.values()] == [1]


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_person_settles_what_is_uncertain_and_may_say_so_twice(
    gateway: Gateway, *, arrived: bool
) -> None:
    gateway.clearinghouse.says = [Outcome.BROKE_OFF]
    gateway.clearinghouse.keeps = False
    event = await gateway.build("PCN1")
    await gateway.relay.settle()
    runtime = gateway.relay.runtime("submission-gateway")
    resolve = Resolve(event.submission_id, "key", arrived, "ada", "the portal shows it")

    for _ in range(2):
        await runtime.apply(resolve, id=event_id("test", "resolve"))
        await gateway.relay.settle()
    await gateway.relay.advance(days=1)

    assert [e.evidence for e in gateway.relay.events(events.ClaimSubmitted)] == (
        ["person"] if arrived else ["sent"]
    )
    assert len(gateway.clearinghouse.received) == (0 if arrived else 1)
