"""What a person knows of coverages and forwarded claims, and a claim that is decided again."""

# gRPC names the methods of a servicer, and passes its context.
# ruff: noqa: N802, ARG002

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cobrelay.api.claims import v1 as claims
from cobrelay.api.coverages import v1 as coverages
from cobrelay.api.determinations import v1 as determinations
from cobrelay.cli import main
from cobrelay.cli.coverage import FIELDS
from cobrelay.cli.failures import Explained
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common

SIGNED = ("--actor", "rosa", "--reason", "a call")
ADA = common.Party(last_name="TEST", first_name="ADA", birth_date="1950-01-02", sex="F")
KNOWN = common.Coverage(
    rank=2, payer=common.PayerName(name="LAKE", id="77"), member_id="M1", group_number="G1"
)


class FarSide(
    claims.ClaimsServiceServicer,
    coverages.CoveragesServiceServicer,
    determinations.DeterminationsServiceServicer,
):
    """A claim C1 with one coverage; what is asked of it changes what is determined."""

    def __init__(self) -> None:
        self.determined: list[determinations.DeterminationRecord] = []
        self.then = [said(2, "NextPayerDetermined", "COB-503")]
        self.asked: list[Any] = []

    def GetClaim(self, request: Any, context: Any) -> claims.GetClaimResponse:
        return claims.GetClaimResponse(claim=claims.ClaimSummary(claim_id="C1"))

    def ListCoverages(self, request: Any, context: Any) -> coverages.ListCoveragesResponse:
        return coverages.ListCoveragesResponse(coverages=[KNOWN], patient=ADA)

    def PutCoverage(self, request: Any, context: Any) -> coverages.PutCoverageResponse:
        self.asked.append(request)
        return coverages.PutCoverageResponse(coverage_id="V2")

    def ListDeterminations(
        self, request: Any, context: Any
    ) -> determinations.ListDeterminationsResponse:
        return determinations.ListDeterminationsResponse(determinations=self.determined)

    def DetermineAgain(self, request: Any, context: Any) -> determinations.DetermineAgainResponse:
        self.asked.append(request)
        self.determined = self.then
        return determinations.DetermineAgainResponse()

    def ReportCrossoverFailure(
        self, request: Any, context: Any
    ) -> determinations.ReportCrossoverFailureResponse:
        self.asked.append(request)
        self.determined = self.then
        return determinations.ReportCrossoverFailureResponse()


def said(attempt: int, outcome: str, code: str) -> determinations.DeterminationRecord:
    return determinations.DeterminationRecord(
        determination=cob.Determination(
            determination_id=f"D{attempt}",
            adjudication_id="A1",
            sequence=1,
            reason_code=code,
            trace=[common.RuleTrace(code=code, sentence="because of it")],
        ),
        outcome=outcome,
    )


@pytest.fixture
def far_side(serve: Any) -> FarSide:
    held = FarSide()
    serve("status-tracker", partial(claims.add_ClaimsServiceServicer_to_server, held))
    serve(
        "cob-verification",
        partial(coverages.add_CoveragesServiceServicer_to_server, held),
        partial(determinations.add_DeterminationsServiceServicer_to_server, held),
    )
    return held


def run(*words: str) -> Result:
    return CliRunner().invoke(main.app, words)


@pytest.mark.parametrize("command", [("claim", "determine"), ("crossover", "failed")])
def test_what_is_determined_upon_a_persons_word_is_told(
    far_side: FarSide, command: tuple[str, str]
) -> None:
    far_side.determined = [said(1, "CrossoverAwaited", "COB-201")]

    done = run(*command, "PCN1", *SIGNED)

    [asked] = far_side.asked
    assert (asked.actor, asked.reason) == SIGNED[1::2]
    assert done.output.splitlines()[1].split() == (
        ["1", "next", "payer", "determined", "COB-503", "because", "of", "it", "new"]
    )
    assert done.exit_code == 0


def test_a_claim_that_is_still_held_is_a_finding(far_side: FarSide) -> None:
    far_side.determined = far_side.then = [said(1, "DeterminationHeld", "COB-108")]

    done = run("claim", "determine", "C1", "--json", *SIGNED)

    assert done.exit_code == 1
    assert json.loads(done.output)[0]["determination"]["reason_code"] == "COB-108"


def test_a_claim_without_an_answer_cannot_be_decided_again(far_side: FarSide) -> None:
    refused = run("claim", "determine", "C1", *SIGNED).exception

    assert isinstance(refused, Explained)
    assert not far_side.asked


def test_another_coverage_is_the_patients_own_unless_a_subscriber_is_named(
    far_side: FarSide,
) -> None:
    other = ("coverage", "put", "C1", "rank=2", "payer_name=HILL", "member_id=M9")

    assert "V2" in run(*other, *SIGNED).output
    run(*other, "relationship=01", "subscriber_last_name=TEST", *SIGNED)

    own, spouses = (each.coverage for each in far_side.asked)
    assert (own.payer.name, own.relationship, own.subscriber) == ("HILL", "18", ADA)
    assert (spouses.relationship, spouses.subscriber) == ("01", common.Party(last_name="TEST"))
    assert all(each.patient == ADA for each in far_side.asked)


def test_a_correction_keeps_what_is_not_given(far_side: FarSide) -> None:
    run("coverage", "put", "C1", "rank=2", "member_id=M2", "group_number=", *SIGNED)

    [asked] = far_side.asked
    assert (asked.coverage.payer.name, asked.coverage.member_id) == ("LAKE", "M2")
    assert asked.coverage.group_number == ""


@pytest.mark.parametrize("wrong", ["payer=HILL", "member_id", "rank=second"])
def test_what_is_no_field_of_a_coverage_is_answered_with_what_would_be(
    far_side: FarSide, wrong: str
) -> None:
    done = run("coverage", "put", "C1", wrong, *SIGNED)

    assert done.exit_code == 2
    assert "rank" in done.output
    assert not far_side.asked


@pytest.mark.usefixtures("far_side")
def test_a_rank_that_nobody_has_needs_a_payer() -> None:
    refused = run("coverage", "put", "C1", "rank=3", "member_id=M2", *SIGNED).exception

    assert isinstance(refused, Explained)
    assert refused.exit_code == 2


@pytest.mark.usefixtures("far_side")
def test_coverages_are_shown_in_the_order_in_which_they_pay() -> None:
    assert "2     LAKE   77        M1" in run("coverage", "show", "C1").output


def test_every_field_of_a_coverage_is_there() -> None:
    for name in FIELDS:
        path = FIELDS[name].split(".")
        target: Any = common.Coverage()
        for step in path:
            target = getattr(target, step)
