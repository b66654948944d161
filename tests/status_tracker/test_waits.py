"""What waits too long is work for a person, until its fact comes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cobrelay.clock import StandingClock
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.payments import v1 as payments
from cobrelay.contracts.status import v1 as status
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.messaging.in_memory import Relay
from service_databases import MakeDatabase
from status_tracker.service import service
from status_tracker.translation.waits import Overdue

CLAIM, KEY = "claim-1", "key-1"


@pytest.fixture(name="relay")
async def tracker(service_database: MakeDatabase, tmp_path: Path) -> Relay:
    database = await service_database(service)
    clock = StandingClock(datetime(2026, 3, 2, 8, tzinfo=UTC))
    return Relay([service], database.engines, clock, store=tmp_path)


def waits(
    kind: type[Overdue] = cob.EventOverdue,
    reason_code: str = "COB-001",
    claim_id: str = CLAIM,
    *,
    is_settled: bool = False,
) -> Overdue:
    return kind(
        event_id="event-1",
        event_type="cobrelay.contracts.era.v1.ClaimAdjudicated",
        reason_code=reason_code,
        facts=["original:claim-1"],
        waiting_since="2026-02-23T08:00:00Z",
        is_settled=is_settled,
        claim_id=claim_id,
    )


async def told(relay: Relay, *events: Overdue) -> None:
    for event in events:
        await relay.publish(event, KEY, correlation_id=event.claim_id)
    await relay.settle()


async def test_a_wait_is_work_without_money_until_it_is_settled(relay: Relay) -> None:
    await told(relay, waits())

    [opened] = relay.events(status.WorkItemOpened)
    assert opened.next_action == (
        "Find out why the original claim does not come: "
        "the determination of the next payer waits for original:claim-1"
    )
    assert (opened.claim_id, opened.reason_code) == (CLAIM, "COB-001")
    assert (opened.money_at_risk_cents, opened.due_on) == (0, "")
    assert relay.events(status.WorkItemClosed) == []

    await told(relay, waits(is_settled=True))

    [closed] = relay.events(status.WorkItemClosed)
    assert closed.work_item_id == opened.work_item_id


async def test_one_event_that_waits_in_two_services_is_two_matters(relay: Relay) -> None:
    in_builder = waits(claims.EventOverdue, "CLB-404")
    in_poster = waits(payments.EventOverdue, "PST-401")
    await told(relay, in_builder, in_poster)
    first, second = relay.events(status.WorkItemOpened)

    await told(relay, waits(payments.EventOverdue, "PST-401", is_settled=True))

    [closed] = relay.events(status.WorkItemClosed)
    assert closed.work_item_id == second.work_item_id != first.work_item_id


async def test_what_waits_for_the_second_time_is_work_again(relay: Relay) -> None:
    await told(relay, waits(is_settled=True), waits())

    assert len(relay.events(status.WorkItemOpened)) == 1


async def test_a_wait_without_a_known_claim_or_reason_is_work_as_well(relay: Relay) -> None:
    await told(relay, waits(submissions.EventOverdue, "SUB-999", claim_id=""))

    [opened] = relay.events(status.WorkItemOpened)
    assert (opened.subject_kind, opened.subject_id) == ("event", "event-1")
    assert opened.next_action.startswith("Find out why a fact does not come")
