"""Submissions on the command line, asked of a real gRPC server."""

# gRPC names the methods of a servicer, and passes its context.
# ruff: noqa: N802, ARG002

from __future__ import annotations

import json
from functools import partial
from typing import Any

import grpc
import pytest
from typer.testing import CliRunner, Result

from cobrelay.api.submissions import v1 as api
from cobrelay.cli import main
from cobrelay.cli.failures import FINDING, USAGE, explain
from cobrelay.contracts.submissions import v1 as events

SIGNED = ("--actor", "rosa", "--reason", "the portal shows it")


class Gateway(api.SubmissionsServiceServicer):
    """One claim, uncertain unless it is told otherwise, and what was asked of it."""

    def __init__(self) -> None:
        self.state = "quiet"
        self.asked: list[Any] = []

    @property
    def submission(self) -> api.Submission:
        return api.Submission(
            submission_id="S1",
            claim_id="C1",
            state=self.state,
            payer_name="LAKE MUTUAL",
            route="main",
            sequence=2,
            charge_cents=12_500,
            file_by="2026-06-01",
            file_name="000000007.837",
            control_numbers=events.ControlNumbers(
                interchange="000000007", transaction_set="0001", batch="B7"
            ),
        )

    def ListSubmissions(self, request: Any, context: Any) -> api.ListSubmissionsResponse:
        self.asked.append(request)
        is_wanted = request.state in ("", self.state) or self.state == "quiet"
        return api.ListSubmissionsResponse(submissions=[self.submission] if is_wanted else [])

    def GetJournal(self, request: Any, context: Any) -> api.GetJournalResponse:
        entry = api.JournalEntry(at="2026-03-02T08:00:00Z", state="unknown", reason_code="SUB-201")
        return api.GetJournalResponse(submission=self.submission, entries=[entry])

    def Resolve(self, request: api.ResolveRequest, context: Any) -> api.ResolveResponse:
        self.asked.append(request)
        if request.outcome not in ("sent", "refused"):
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "outcome must be sent or refused")
        return api.ResolveResponse(state=request.outcome)

    def SendAgain(self, request: api.SendAgainRequest, context: Any) -> api.SendAgainResponse:
        self.asked.append(request)
        if self.state == "quiet":
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, "SUB-502: resolve it first")
        return api.SendAgainResponse(state="ready")


@pytest.fixture
def gateway(serve: Any) -> Gateway:
    held = Gateway()
    serve("submission-gateway", partial(api.add_SubmissionsServiceServicer_to_server, held))
    return held


def run(*words: str) -> Result:
    return CliRunner().invoke(main.app, ["submissions", *words])


def test_a_list_names_claim_state_payer_and_charge(gateway: Gateway) -> None:
    shown = run("list", "--claim", "C1")

    row = next(line for line in shown.output.splitlines() if "S1" in line).split()
    assert row[:5] == ["S1", "C1", "quiet", "LAKE", "MUTUAL"]
    assert "125.00" in row
    assert shown.exit_code == 0
    assert gateway.asked == [api.ListSubmissionsRequest(claim_id="C1", page_size=50)]


def test_what_is_uncertain_is_a_finding(gateway: Gateway) -> None:
    found = run("list", "--state", "uncertain")
    gateway.state = "sent"
    nothing = run("list", "--state", "uncertain")

    assert (found.exit_code, nothing.exit_code) == (FINDING, 0)
    assert nothing.output == "No such submission.\n"


def test_one_is_shown_with_its_control_numbers_and_its_journal(gateway: Gateway) -> None:
    shown = run("show", "S1")
    gateway.state = "sent"

    assert "Interchange 000000007, set 0001, batch B7" in shown.output
    assert "SUB-201" in shown.output
    assert (shown.exit_code, run("show", "S1").exit_code) == (FINDING, 0)


@pytest.mark.usefixtures("gateway")
def test_programs_are_told_the_same() -> None:
    listed = json.loads(run("list", "--json").output)
    shown = json.loads(run("show", "S1", "--json").output)
    resolved = json.loads(run("resolve", "S1", "--outcome", "sent", *SIGNED, "--json").output)

    assert listed[0]["submission_id"] == shown["submission"]["submission_id"] == "S1"
    assert resolved == {"state": "sent"}


def test_a_person_resolves_with_name_and_reason(gateway: Gateway) -> None:
    unsigned = run("resolve", "S1", "--outcome", "sent", "--actor", "rosa")
    shown = run("resolve", "S1", "--outcome", "sent", *SIGNED)

    assert (unsigned.exit_code, shown.output) == (USAGE, "Resolved as sent.\n")
    (asked,) = gateway.asked
    assert (asked.outcome, asked.actor, asked.reason) == ("sent", "rosa", "the portal shows it")
    assert asked.idempotency_key


def test_what_is_held_is_sent_again_and_asked_twice_is_one_request(gateway: Gateway) -> None:
    gateway.state = "held"

    shown = [run("send-again", "S1", *SIGNED) for _ in range(2)]

    assert shown[0].output == "Now ready: it goes with the next interchange.\n"
    assert gateway.asked[0] == gateway.asked[1]


@pytest.mark.usefixtures("gateway")
def test_what_is_uncertain_is_not_sent_again() -> None:
    failure = run("send-again", "S1", *SIGNED).exception

    explained = explain(failure) if failure else None
    assert explained is not None
    assert (explained.sentence, explained.exit_code) == ("SUB-502: resolve it first.", FINDING)


@pytest.mark.usefixtures("gateway")
def test_an_outcome_that_there_is_not_is_usage() -> None:
    failure = run("resolve", "S1", "--outcome", "lost", *SIGNED).exception

    explained = explain(failure) if failure else None
    assert explained is not None
    assert explained.exit_code == USAGE
