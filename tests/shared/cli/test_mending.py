"""What people put right on the command line: an answer is linked, a claim is built again."""

# gRPC names the methods of a servicer, and passes its context.
# ruff: noqa: N802, ARG002

from __future__ import annotations

import json
from functools import partial
from typing import Any

import grpc
import pytest
from typer.testing import CliRunner, Result

from cobrelay.api.claims import v1 as claims
from cobrelay.api.determinations import v1 as determinations
from cobrelay.api.documents import v1 as documents
from cobrelay.api.remittances import v1 as remittances
from cobrelay.cli import main
from cobrelay.cli.failures import Explained
from cobrelay.contracts.cob import v1 as cob

SIGNED = ("--actor", "rosa", "--reason", "the payer cut the number off")


class FarSide(
    claims.ClaimsServiceServicer,
    determinations.DeterminationsServiceServicer,
    documents.DocumentsServiceServicer,
    remittances.RemittancesServiceServicer,
):
    """Every service in one: a claim C1 of number PCN1, and whatever is determined of it."""

    def __init__(self) -> None:
        self.determined: list[determinations.DeterminationRecord] = []
        self.held = ""
        self.asked: list[Any] = []

    def GetClaim(
        self, request: claims.GetClaimRequest, context: grpc.ServicerContext
    ) -> claims.GetClaimResponse:
        if request.claim_id not in ("C1", "PCN1"):
            context.abort(grpc.StatusCode.NOT_FOUND, "there is no such claim")
        return claims.GetClaimResponse(claim=claims.ClaimSummary(claim_id="C1"))

    def ListDeterminations(
        self, request: Any, context: Any
    ) -> determinations.ListDeterminationsResponse:
        return determinations.ListDeterminationsResponse(determinations=self.determined)

    def ListBuilt(self, request: Any, context: Any) -> documents.ListBuiltResponse:
        return documents.ListBuiltResponse(built=[documents.BuiltClaim(state="rejected")])

    def Rebuild(self, request: documents.RebuildRequest, context: Any) -> documents.RebuildResponse:
        self.asked.append(request)
        if self.held:
            return documents.RebuildResponse(held_reason_code=self.held)
        return documents.RebuildResponse(submission_id="S2")

    def LinkByHand(self, request: Any, context: Any) -> remittances.LinkByHandResponse:
        self.asked.append(request)
        return remittances.LinkByHandResponse(adjudication_id="A1")


def next_payer(number: int, *, is_withdrawn: bool = False) -> determinations.DeterminationRecord:
    return determinations.DeterminationRecord(
        determination=cob.Determination(determination_id=f"D{number}", sequence=number),
        outcome="NextPayerDetermined",
        is_withdrawn=is_withdrawn,
    )


@pytest.fixture
def far_side(serve: Any) -> FarSide:
    held = FarSide()
    for service, register in (
        ("status-tracker", claims.add_ClaimsServiceServicer_to_server),
        ("cob-verification", determinations.add_DeterminationsServiceServicer_to_server),
        ("claim-builder", documents.add_DocumentsServiceServicer_to_server),
        ("era-intake", remittances.add_RemittancesServiceServicer_to_server),
    ):
        serve(service, partial(register, held))
    return held


def run(*words: str) -> Result:
    return CliRunner().invoke(main.app, [*words, *SIGNED])


def test_an_answer_is_linked_to_the_claim_of_a_number(far_side: FarSide) -> None:
    done = run("remittance", "link", "R1/4", "PCN1")

    assert done.output == "Linked to claim C1.\n"
    [asked] = far_side.asked
    assert (asked.remittance_id, asked.ordinal, asked.claim_id) == ("R1", 4, "C1")
    assert (asked.actor, asked.reason) == SIGNED[1::2]


@pytest.mark.usefixtures("far_side")
@pytest.mark.parametrize("answer", ["R1", "R1/", "/4", "R1/x"])
def test_what_names_no_answer_is_a_mistake_of_usage(answer: str) -> None:
    done = run("remittance", "link", answer, "PCN1")

    assert done.exit_code == 2
    assert "REMITTANCE/NUMBER" in done.output


def test_a_claim_is_built_again_upon_the_last_determination_that_stands(far_side: FarSide) -> None:
    far_side.determined = [next_payer(1), next_payer(2), next_payer(3, is_withdrawn=True)]

    done = run("claim", "rebuild", "PCN1")

    assert done.output == "Built as submission S2.\n"
    assert [each.determination_id for each in far_side.asked] == ["D2"]


def test_what_was_put_right_is_told_to_programs(far_side: FarSide) -> None:
    far_side.determined = [next_payer(1)]

    linked = run("remittance", "link", "R1/4", "PCN1", "--json")
    built = run("claim", "rebuild", "C1", "--json")

    assert json.loads(linked.output)["adjudication_id"] == "A1"
    assert json.loads(built.output)["submission_id"] == "S2"


def test_what_is_held_again_is_a_finding(far_side: FarSide) -> None:
    far_side.determined = [next_payer(1)]
    far_side.held = "CLB-310"

    done = run("claim", "rebuild", "C1")

    assert done.exit_code == 1
    assert "CLB-310" in done.output


def test_without_a_next_payer_there_is_nothing_to_build(far_side: FarSide) -> None:
    far_side.determined = [next_payer(1, is_withdrawn=True)]

    refused = run("claim", "rebuild", "C1").exception

    assert isinstance(refused, Explained)
    assert refused.exit_code == 1
    assert not far_side.asked
