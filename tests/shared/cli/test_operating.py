"""Parked, waiting and quarantined things on the command line, asked of real gRPC servers."""

# gRPC names the methods of a servicer, and passes its context.
# ruff: noqa: N802, ARG002

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cobrelay.api.operations import v1 as api
from cobrelay.api.remittances import v1 as remittances
from cobrelay.cli import main
from cobrelay.cli.connections import SERVICES
from cobrelay.cli.failures import Explained
from cobrelay.contracts.common import v1 as common

ADJUDICATED = "cobrelay.contracts.era.v1.ClaimAdjudicated"


class Operations(api.OperationsServiceServicer):
    """One service: what is parked, waits or was refused there, and what it was told to do."""

    def __init__(self) -> None:
        self.parked: list[api.ParkedMessage] = []
        self.waiting: list[api.WaitingMessage] = []
        self.files: list[api.FileRecord] = []
        self.still_parked = 0
        self.told: list[Any] = []

    def ListParked(self, request: Any, context: Any) -> api.ListParkedResponse:
        return api.ListParkedResponse(messages=self.parked)

    def ReleaseParked(self, request: Any, context: Any) -> api.ReleaseParkedResponse:
        self.told.append(request)
        return api.ReleaseParkedResponse(played=2, still_parked=self.still_parked)

    def DiscardParked(self, request: Any, context: Any) -> api.DiscardParkedResponse:
        self.told.append(request)
        return api.DiscardParkedResponse()

    def ListWaiting(self, request: Any, context: Any) -> api.ListWaitingResponse:
        return api.ListWaitingResponse(messages=self.waiting)

    def ListFiles(self, request: api.ListFilesRequest, context: Any) -> api.ListFilesResponse:
        found = [each for each in self.files if each.state == request.state]
        return api.ListFilesResponse(files=found)


class Intake(remittances.RemittancesServiceServicer):
    """One file with two findings, and one claim with none."""

    def __init__(self) -> None:
        self.items: list[remittances.QuarantinedItem] = []

    def ListQuarantined(self, request: Any, context: Any) -> remittances.ListQuarantinedResponse:
        return remittances.ListQuarantinedResponse(items=self.items)


@pytest.fixture
def intake() -> Intake:
    return Intake()


@pytest.fixture
def services(serve: Any, intake: Intake) -> dict[str, Operations]:
    held = {name: Operations() for name in SERVICES}
    for name, operations in held.items():
        serve(
            name,
            partial(api.add_OperationsServiceServicer_to_server, operations),
            partial(remittances.add_RemittancesServiceServicer_to_server, intake),
        )
    return held


def run(*words: str) -> Result:
    return CliRunner().invoke(main.app, words)


def cells(output: str, row: str) -> list[str]:
    return next(line for line in output.splitlines() if row in line).split()


def held_up(position: int, **more: Any) -> api.ParkedMessage:
    return api.ParkedMessage(
        position=position,
        key="key-1",
        event_type=ADJUDICATED,
        reason_code="COB-002",
        error_type="cobrelay.errors.Refused",
        attempts=1,
        parked_at="2026-03-02T08:00:00Z",
        **more,
    )


def test_parked_events_show_the_cause_and_what_stands_behind(
    services: dict[str, Operations],
) -> None:
    services["claim-builder"].parked = [held_up(7, is_first_cause=True), held_up(8)]

    shown = run("parked", "list").output

    first = "claim-builder 7 key-1 ClaimAdjudicated COB-002 cobrelay.errors.Refused"
    assert cells(shown, " 7 ") == [*first.split(), "2026-03-02T08:00:00Z", "1"]
    assert "behind the one above" in next(line for line in shown.splitlines() if " 8 " in line)


def test_parked_events_of_one_service_are_told_to_programs(serve: Any) -> None:
    builder = Operations()
    builder.parked = [held_up(7)]
    serve("claim-builder", partial(api.add_OperationsServiceServicer_to_server, builder))

    shown = json.loads(run("parked", "list", "--service", "claim-builder", "--json").output)

    assert list(shown) == ["claim-builder"]
    assert shown["claim-builder"][0]["event_type"] == ADJUDICATED


@pytest.mark.parametrize(("still_parked", "exit_code"), [(0, 0), (1, 1)])
def test_a_release_says_what_was_played_and_what_failed_again(
    services: dict[str, Operations], still_parked: int, exit_code: int
) -> None:
    builder = services["claim-builder"]
    builder.still_parked = still_parked

    words = ["claim-builder", "key-1", "--actor", "rosa", "--reason", "mended"]
    shown = run("parked", "release", *words)

    assert shown.output == f"2 played, {still_parked} still parked.\n"
    assert shown.exit_code == exit_code
    expected = api.ReleaseParkedRequest(key="key-1", actor="rosa", reason="mended")
    assert builder.told == [expected]


def test_a_discard_names_one_event_a_person_and_a_reason(services: dict[str, Operations]) -> None:
    unsigned = run("parked", "discard", "claim-builder", "7", "--actor", "rosa")
    words = ["claim-builder", "7", "--actor", "rosa", "--reason", "a test"]
    shown = run("parked", "discard", *words)

    assert (unsigned.exit_code, shown.exit_code, shown.output) == (2, 0, "Discarded.\n")
    expected = api.DiscardParkedRequest(position=7, actor="rosa", reason="a test")
    assert services["claim-builder"].told == [expected]


def test_waiting_events_show_each_fact_they_wait_for(services: dict[str, Operations]) -> None:
    services["cob-verification"].waiting = [
        api.WaitingMessage(
            event_type=ADJUDICATED,
            facts=["original:key-1", "coverage:key-2"],
            reason_code="COB-010",
            waiting_since="2026-03-02T08:00:00Z",
        )
    ]

    shown = run("waiting", "list").output
    told = json.loads(run("waiting", "list", "--service", "cob-verification", "--json").output)

    row = "cob-verification ClaimAdjudicated COB-010 original:key-1 2026-03-02T08:00:00Z"
    assert cells(shown, "cob-verification") == row.split()
    assert cells(shown, "coverage:key-2") == ["coverage:key-2"]
    assert told["cob-verification"][0]["facts"] == ["original:key-1", "coverage:key-2"]


@pytest.mark.usefixtures("services")
def test_where_nothing_is_a_sentence_says_so() -> None:
    assert run("parked", "list").output == "Nothing is parked.\n"
    assert run("waiting", "list").output == "Nothing waits.\n"
    assert run("quarantine", "list").output == "No remittance is quarantined.\n"


def test_a_service_that_nobody_can_find_is_told(serve: Any) -> None:
    serve("era-intake")

    failure = run("parked", "list", "--service", "claim-builder").exception

    assert isinstance(failure, Explained)
    assert failure.sentence == "It isn't known where claim-builder answers."


def finding(code: str, position: int) -> common.DocumentFinding:
    return common.DocumentFinding(
        code=code,
        segment="CLP",
        position=position,
        byte_offset=412,
        message="the amount is none",
        fix="digits and a point",
    )


def test_what_is_quarantined_shows_place_and_remedy(
    services: dict[str, Operations], intake: Intake
) -> None:
    intake.items = [
        remittances.QuarantinedItem(
            scope="set", file_name="a.835", findings=[finding("IK4:6", 9), finding("B-210", 12)]
        ),
        remittances.QuarantinedItem(
            scope="claim", file_name="b.835", reason_code="ERA-301", paid_cents=12_500
        ),
    ]
    services["claim-builder"].files = [
        api.FileRecord(name="c.837", kind="837P", state="refused", reason_code="CLB-001"),
        api.FileRecord(name="d.837", kind="837P", state="done"),
    ]

    shown = run("quarantine", "list").output

    assert cells(shown, "IK4:6")[:5] == ["set", "a.835", "CLP@9", "byte", "412"]
    assert cells(shown, "B-210")[:3] == ["CLP@12", "byte", "412"]
    assert cells(shown, "b.835") == ["claim", "b.835", "125.00", "ERA-301"]
    assert cells(shown, "c.837") == ["claim-builder", "c.837", "837P", "CLB-001"]
    assert "d.837" not in shown


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_what_should_not_be_there_is_a_finding(
    services: dict[str, Operations], intake: Intake, more: list[str]
) -> None:
    nothing = [run(word, "list", *more).exit_code for word in ("parked", "quarantine", "waiting")]
    services["claim-builder"].parked = [held_up(7)]
    services["claim-builder"].waiting = [api.WaitingMessage(event_type=ADJUDICATED)]
    services["claim-builder"].files = [api.FileRecord(name="c.837", state="refused")]

    found = [run(word, "list", *more).exit_code for word in ("parked", "quarantine", "waiting")]

    assert nothing == [0, 0, 0]
    assert found == [1, 1, 0], "waiting is normal"
    services["claim-builder"].files = []
    intake.items = [remittances.QuarantinedItem(scope="claim", reason_code="ERA-301")]
    assert run("quarantine", "list", *more).exit_code == 1


def test_what_is_quarantined_is_told_to_programs_by_service(
    services: dict[str, Operations], intake: Intake
) -> None:
    intake.items = [remittances.QuarantinedItem(scope="file", file_name="a.835")]
    services["cob-verification"].files = [api.FileRecord(name="c.csv", state="refused")]

    told = json.loads(run("quarantine", "list", "--json").output)

    assert told["era-intake"][0]["file_name"] == "a.835"
    assert told["cob-verification"][0]["name"] == "c.csv"


def test_a_service_that_is_none_is_a_mistake_of_usage() -> None:
    failure = run("parked", "list", "--service", "era-intaek").exception

    assert isinstance(failure, Explained)
    assert failure.exit_code == 2
    assert "era-intake" in failure.hint
