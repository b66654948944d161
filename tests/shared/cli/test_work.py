"""Claims and the work queue on the command line, asked of a real gRPC server."""

# gRPC names the methods of a servicer, and passes its context.
# ruff: noqa: N802, ARG002

from __future__ import annotations

import json
from functools import partial
from typing import Any

import grpc
import pytest
from typer.testing import CliRunner, Result

from cobrelay.api.claims import v1 as api
from cobrelay.cli import main
from cobrelay.cli.failures import explain

CLAIM = api.ClaimSummary(
    claim_id="C1",
    state="awaiting_payment",
    patient_control_number="TEST1",
    charge_cents=50_000,
    next_action="wait for the payer",
    next_action_on="2026-04-01",
    money_at_risk_cents=7_550,
)
ITEM = api.WorkItem(
    work_item_id="W1",
    claim_id="C1",
    reason_code="COB-401",
    next_action="correct the claim",
    money_at_risk_cents=12_345,
    due_on="2026-03-20",
    state="open",
)
OF_A_FILE = api.WorkItem(work_item_id="W2", subject_kind="file", subject_id="R1")


class Tracker(api.ClaimsServiceServicer):
    """One claim and two things to do; it keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def ListClaims(self, request: api.ListClaimsRequest, context: Any) -> api.ListClaimsResponse:
        self.asked.append(request)
        found = [] if request.state == "held" else [CLAIM]
        return api.ListClaimsResponse(claims=found)

    def ListWork(self, request: api.ListWorkRequest, context: Any) -> api.ListWorkResponse:
        self.asked.append(request)
        found = [] if request.reason_code == "COB-999" else [ITEM, OF_A_FILE]
        return api.ListWorkResponse(work=found)

    def TakeWork(
        self, request: api.TakeWorkRequest, context: grpc.ServicerContext
    ) -> api.TakeWorkResponse:
        self.asked.append(request)
        if request.work_item_id != "W1":
            context.abort(grpc.StatusCode.NOT_FOUND, "there is no such work item")
        return api.TakeWorkResponse(work_item=api.WorkItem(actor=request.actor))

    def CloseWork(
        self, request: api.CloseWorkRequest, context: grpc.ServicerContext
    ) -> api.CloseWorkResponse:
        self.asked.append(request)
        if request.outcome == "forgotten":
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "outcome must be resolved")
        return api.CloseWorkResponse(work_item=api.WorkItem(outcome=request.outcome))


@pytest.fixture
def tracker(serve: Any) -> Tracker:
    held = Tracker()
    serve("status-tracker", partial(api.add_ClaimsServiceServicer_to_server, held))
    return held


def run(*words: str) -> Result:
    return CliRunner().invoke(main.app, words)


def cells(output: str, row: str) -> list[str]:
    return next(line for line in output.splitlines() if row in line).split()


def test_claims_are_listed_with_what_comes_next(tracker: Tracker) -> None:
    shown = run("claims", "list", "--state", "awaiting_payment", "--limit", "5")

    assert shown.exit_code == 0
    assert " ".join(cells(shown.output, "C1")) == (
        "C1 TEST1 awaiting_payment 500.00 wait for the payer 2026-04-01 75.50"
    )
    assert (tracker.asked[0].state, tracker.asked[0].page_size) == ("awaiting_payment", 5)


def test_claims_are_found_by_their_number_for_programs(tracker: Tracker) -> None:
    shown = run("claims", "list", "--number", "TEST1", "--json")

    assert json.loads(shown.output)[0]["claim_id"] == "C1"
    assert tracker.asked[0].patient_control_number == "TEST1"


@pytest.mark.usefixtures("tracker")
def test_an_empty_list_is_a_sentence() -> None:
    assert run("claims", "list", "--state", "held").output == "No such claim.\n"
    assert run("work", "list", "--code", "COB-999").output == "Nothing to do.\n"


def test_work_is_listed_with_its_money_and_what_it_is_about(tracker: Tracker) -> None:
    shown = run("work", "list")

    assert " ".join(cells(shown.output, "W1")) == (
        "W1 COB-401 correct the claim 123.45 2026-03-20 C1"
    )
    assert cells(shown.output, "W2") == ["W2", "file", "R1"]
    assert tracker.asked[0].state == "open"


@pytest.mark.usefixtures("tracker")
def test_work_is_listed_for_programs() -> None:
    shown = json.loads(run("work", "list", "--json").output)

    assert [each["work_item_id"] for each in shown] == ["W1", "W2"]


def test_work_is_taken_in_a_persons_name_and_once(tracker: Tracker) -> None:
    for _ in range(2):
        assert run("work", "take", "W1", "--actor", "rosa").output == "Taken by rosa.\n"

    assert len({each.idempotency_key for each in tracker.asked}) == 1


def test_work_is_closed_with_outcome_name_and_reason(tracker: Tracker) -> None:
    words = ["close", "W1", "--outcome", "resolved", "--actor", "rosa", "--reason"]

    assert run("work", *words, "paid").output == "Closed as resolved.\n"
    run("work", *words, "the payer paid")

    asked = tracker.asked[0]
    assert (asked.work_item_id, asked.actor, asked.reason) == ("W1", "rosa", "paid")
    # Another reason is another request.
    assert len({each.idempotency_key for each in tracker.asked}) == 2


def test_work_is_closed_by_nobody_without_a_name_and_a_reason(tracker: Tracker) -> None:
    assert run("work", "close", "W1", "--outcome", "resolved").exit_code == 2
    assert run("work", "take", "W1").exit_code == 2
    assert tracker.asked == []


@pytest.mark.usefixtures("tracker")
def test_what_the_tracker_refuses_is_told_in_its_sentence() -> None:
    signed = ["--actor", "rosa", "--reason", "x"]
    unknown = run("work", "take", "W9", "--actor", "rosa").exception
    mistaken = run("work", "close", "W1", "--outcome", "forgotten", *signed).exception

    assert unknown is not None
    assert mistaken is not None
    told = [explain(unknown), explain(mistaken)]
    assert [(each.sentence, each.exit_code) for each in told if each] == [
        ("There is no such work item.", 1),
        ("Outcome must be resolved.", 2),
    ]
