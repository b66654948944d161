"""What a person must look at first: money at risk over the days that are left."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from cobrelay.api.claims import v1 as api
from cobrelay.clock import StandingClock
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.downstream import v1 as downstream
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.payments import v1 as payments
from cobrelay.contracts.status import v1 as status
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.errors import Refused
from cobrelay.ids import event_id
from cobrelay.messaging.answering import Misstated
from cobrelay.messaging.in_memory import Relay
from replaying import changed_by_replay
from service_databases import MakeDatabase
from status_tracker.api import Claims
from status_tracker.domain.worklist import priority
from status_tracker.handlers import requests
from status_tracker.service import service
from status_tracker.storage import work

TODAY = date(2026, 3, 2)
CLAIM, KEY = "claim-1", "key-1"


@pytest.fixture(name="relay")
async def tracker(service_database: MakeDatabase, tmp_path: Path) -> Relay:
    database = await service_database(service)
    start = datetime(2026, 3, 2, 8, tzinfo=UTC)
    return Relay([service], database.engines, StandingClock(start), store=tmp_path)


def determination(number: int, **values: object) -> cob.Determination:
    return cob.Determination(
        determination_id=f"determination-{number}",
        claim_id=CLAIM,
        adjudication_id="adjudication-1",
        coverage_id="coverage-1",
        sequence=1,
        **values,  # type: ignore[arg-type]
    )


DENIED = cob.DenialDetermined(
    determination=determination(1, reason_code="COB-301"), denied_cents=50_00
)
NEXT = cob.NextPayerDetermined(
    determination=determination(2, reason_code="COB-201"),
    next=common.Coverage(coverage_id="coverage-2", rank=2),
    billable_cents=20_00,
    file_by="2026-05-01",
)
BUILT = claims.SecondaryClaimBuilt(
    submission_id="submission-1",
    claim_id=CLAIM,
    determination_id="determination-2",
    sequence=2,
    coverage=common.Coverage(coverage_id="coverage-2"),
    billable_cents=20_00,
    file_by="2026-05-01",
)
SUBMITTED = submissions.ClaimSubmitted(submission_id="submission-1", claim_id=CLAIM)


async def told(relay: Relay, *events: object) -> None:
    for event in events:
        await relay.publish(event, KEY)  # type: ignore[arg-type]
    await relay.settle()


async def test_a_state_that_is_none_is_not_answered_by_an_empty_list(relay: Relay) -> None:
    tracker = Claims(relay.runtime(service.name))

    with pytest.raises(Misstated, match="open, taken, closed, all"):
        await tracker.ListWork(api.ListWorkRequest(state="opne"), None)
    with pytest.raises(Misstated, match="awaiting_primary"):
        await tracker.ListClaims(api.ListClaimsRequest(state="opne"), None)


REJECTED = submissions.ClaimRejected(
    submission_id="submission-1",
    claim_id=CLAIM,
    layer=submissions.ACKNOWLEDGMENT_LAYER_CLEARINGHOUSE_277CA,
    codes=[submissions.AcknowledgmentCode(code="A7:400")],
    money_at_risk_cents=20_00,
)
REBUILT = claims.SecondaryClaimBuilt()
REBUILT.CopyFrom(BUILT)
REBUILT.submission_id = "submission-2"


@pytest.mark.parametrize("is_told_late", [False, True])
async def test_a_rejection_is_worked_until_the_claim_is_built_again(
    relay: Relay, is_told_late: bool
) -> None:
    await told(relay, NEXT, BUILT, SUBMITTED)
    await relay.advance(hours=1)

    await told(relay, *((REBUILT, REJECTED) if is_told_late else (REJECTED, REBUILT)))

    opened = relay.events(status.WorkItemOpened)
    closed = relay.events(status.WorkItemClosed)
    assert [each.reason_code for each in opened] == ([] if is_told_late else ["A7:400"])
    assert [each.work_item_id for each in closed] == [each.work_item_id for each in opened]


async def test_the_public_state_names_the_payer_that_has_the_claim(relay: Relay) -> None:
    await told(relay, NEXT, BUILT, SUBMITTED)

    states = relay.events(downstream.ClaimStateChanged)
    assert [(each.state, each.payer_sequence) for each in states] == [
        ("to_be_built", 2),
        ("to_be_sent", 2),
        ("sent", 2),
    ]


def test_money_over_days_left_decides_the_order() -> None:
    assert priority(100_00, date(2026, 3, 12), TODAY) == 10_00
    assert priority(100_00, date(2026, 2, 1), TODAY) == 100_00
    assert priority(100_00, None, TODAY) < priority(100_00, date(2026, 3, 30), TODAY)


async def test_the_queue_has_the_order_of_the_rule(relay: Relay) -> None:
    amounts = [(50_00, "2026-03-12"), (500_00, "2026-12-31"), (40_00, "2026-03-03"), (1_00, "")]
    for number, (cents, due) in enumerate(amounts):
        held = claims.SecondaryClaimHeld(
            claim_id=f"claim-{number}",
            determination_id=f"d-{number}",
            reason_code="CLB-201",
            money_at_risk_cents=cents,
            file_by=due,
        )
        await relay.publish(held, f"key-{number}")
    await relay.settle()

    engine = relay.runtime("status-tracker").engine
    async with engine.connect() as connection:
        rows = await work.queue(connection, TODAY, status="", reason_code="", limit=9, offset=0)

    urgencies = [priority(row["money_at_risk_cents"], row["due_on"], TODAY) for row in rows]
    assert urgencies == sorted(urgencies, reverse=True)
    assert len(rows) == 4


async def test_a_new_determination_on_an_answer_settles_what_the_last_one_left(
    relay: Relay,
) -> None:
    await told(relay, DENIED)
    [opened] = relay.events(status.WorkItemOpened)
    assert (opened.reason_code, opened.money_at_risk_cents) == ("COB-301", 50_00)

    await told(relay, NEXT)

    [closed] = relay.events(status.WorkItemClosed)
    assert (closed.work_item_id, closed.outcome) == (opened.work_item_id, "superseded")


async def test_an_unmatched_answer_that_is_matched_before_it_is_told_opens_nothing(
    relay: Relay,
) -> None:
    matched = era.ClaimAdjudicated(adjudication_id="adjudication-1", claim_id=CLAIM)
    unmatched = era.AdjudicationUnmatched(adjudication_id="adjudication-1")
    await told(relay, matched)
    await relay.publish(unmatched, "another-key")
    await relay.settle()

    assert not relay.events(status.WorkItemOpened)


async def test_each_reason_that_keeps_a_payment_open_is_a_matter_until_it_is_gone(
    relay: Relay,
) -> None:
    payment = common.PaymentIdentity(payment_id="payment-1")
    await told(
        relay, payments.RemittanceProved(payment=payment, open_reasons=["PST-301 WO", "PST-302 FB"])
    )
    assert len(relay.events(status.WorkItemOpened)) == 2

    await told(relay, payments.RemittanceProved(payment=payment, open_reasons=["PST-302 FB"]))
    assert len(relay.events(status.WorkItemClosed)) == 1
    await told(relay, payments.RemittanceProved(payment=payment, is_proved=True))

    assert len(relay.events(status.WorkItemOpened)) == 2
    assert len(relay.events(status.WorkItemClosed)) == 2


async def test_a_person_takes_and_closes_what_nobody_else_has(relay: Relay) -> None:
    await told(relay, DENIED)
    [opened] = relay.events(status.WorkItemOpened)
    runtime = relay.runtime("status-tracker")
    take = requests.Take(opened.work_item_id, KEY, "ada")

    await runtime.apply(take, id=event_id("test", "take"))
    other = requests.Take(opened.work_item_id, KEY, "bob")
    with pytest.raises(Refused, match="STS-303"):
        await runtime.apply(other, id=event_id("test", "take-too"))
    close = requests.Close(opened.work_item_id, KEY, "resolved", "ada", "the payer corrected it")
    await runtime.apply(close, id=event_id("test", "close"))
    await runtime.apply(close, id=event_id("test", "close"))
    await relay.settle()

    [closed] = relay.events(status.WorkItemClosed)
    assert (closed.actor, closed.reason) == ("ada", "the payer corrected it")
    async with runtime.engine.connect() as reader:
        acts = await reader.execute(sa.text("SELECT actor, act FROM status_tracker.acts"))
    assert list(acts) == [("ada", "take"), ("ada", "close as resolved")]


async def test_a_missing_acknowledgment_falls_due_once(relay: Relay) -> None:
    await told(relay, NEXT, BUILT, SUBMITTED)

    await relay.advance(hours=23)
    assert not relay.events(status.FollowUpFellDue)
    await relay.advance(hours=2)
    await relay.advance(days=3)

    [due] = relay.events(status.FollowUpFellDue)
    assert (due.expected, due.submission_id) == ("999", "submission-1")


async def test_a_missing_acknowledgment_is_not_looked_for_once_the_payer_has_answered(
    relay: Relay,
) -> None:
    await told(relay, NEXT, BUILT, SUBMITTED)
    await relay.advance(days=2)
    [opened] = relay.events(status.WorkItemOpened)

    answered = cob.Determination(
        determination_id="determination-3",
        claim_id=CLAIM,
        adjudication_id="adjudication-2",
        coverage_id="coverage-2",
        sequence=2,
    )
    await told(relay, cob.NothingLeftDetermined(determination=answered))

    [closed] = relay.events(status.WorkItemClosed)
    assert closed.work_item_id == opened.work_item_id


async def test_a_filing_limit_is_warned_of_and_then_missed(relay: Relay) -> None:
    await told(relay, NEXT)

    await relay.advance(days=70)

    left = [each.days_left for each in relay.events(status.DeadlineApproaching)]
    assert left == [30, 14, 7, 3]
    [missed] = relay.events(status.DeadlineMissed)
    assert missed.money_at_risk_cents == 20_00


async def test_a_claim_that_was_taken_is_not_warned_of(relay: Relay) -> None:
    accepted = submissions.ClaimAcknowledged(
        submission_id="submission-1",
        claim_id=CLAIM,
        layer=submissions.ACKNOWLEDGMENT_LAYER_PAYER_277CA,
    )
    await told(relay, NEXT, BUILT, SUBMITTED, accepted)

    await relay.advance(days=40)

    assert not relay.events(status.DeadlineApproaching)


async def test_the_public_event_tells_the_state_and_nothing_that_names_anybody(
    relay: Relay,
) -> None:
    original = claims.OriginalClaimRegistered(
        claim_id=CLAIM, patient_control_number="PCN1", charge_cents=100_00
    )
    await told(relay, original, NEXT, BUILT)

    changes = relay.events(downstream.ClaimStateChanged)
    assert [each.state for each in changes] == ["awaiting_primary", "to_be_built", "to_be_sent"]
    assert all(b"PCN1" not in each.SerializeToString() for each in changes)


async def test_replaying_everything_changes_nothing(relay: Relay) -> None:
    await told(relay, DENIED, NEXT, BUILT, SUBMITTED)

    assert await changed_by_replay(relay) == {}


async def test_a_replay_long_after_leaves_open_what_a_person_has_to_do(relay: Relay) -> None:
    await told(relay, DENIED)
    await relay.advance(days=60)

    assert await changed_by_replay(relay) == {}
    assert relay.events(status.WorkItemClosed) == []
