"""What commands tell programs: a built claim as X12 text, a generated world as its totals."""

# gRPC names the methods of a servicer, and passes its context.
# ruff: noqa: N802, ARG002

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cobrelay.api.claims import v1 as claims
from cobrelay.api.documents import v1 as documents
from cobrelay.cli import main
from cobrelay.contracts.claims import v1 as events
from cobrelay.contracts.common import v1 as common


class Tracker(claims.ClaimsServiceServicer):
    """Knows one claim by its number."""

    def GetClaim(self, request: Any, context: Any) -> claims.GetClaimResponse:
        return claims.GetClaimResponse(claim=claims.ClaimSummary(claim_id="C1"))


class Builder(documents.DocumentsServiceServicer):
    """Has built one claim and holds one."""

    def ListBuilt(
        self, request: documents.ListBuiltRequest, context: Any
    ) -> documents.ListBuiltResponse:
        built = events.SecondaryClaimBuilt(
            claim_id=request.claim_id,
            coverage=common.Coverage(payer=common.PayerName(name="LAKE MUTUAL")),
            body=b"CLM*TEST1*500~OI***Y~",
        )
        held = events.SecondaryClaimHeld(reason_code="CLB-201", detail="no balance")
        return documents.ListBuiltResponse(
            built=[documents.BuiltClaim(claim=built, state="sent")], held=[held]
        )


@pytest.fixture
def services(serve: Any) -> None:
    serve("status-tracker", partial(claims.add_ClaimsServiceServicer_to_server, Tracker()))
    serve("claim-builder", partial(documents.add_DocumentsServiceServicer_to_server, Builder()))


def run(*words: str) -> Result:
    return CliRunner().invoke(main.app, words)


@pytest.mark.usefixtures("services")
def test_a_built_claim_is_printed_segment_by_segment() -> None:
    shown = run("claim", "x12", "TEST1").output.splitlines()

    assert shown[:3] == ["LAKE MUTUAL (sent)", "CLM*TEST1*500~", "OI***Y~"]
    assert shown[-1] == "Held: CLB-201 no balance"


@pytest.mark.usefixtures("services")
def test_a_built_claim_is_told_to_programs_as_text() -> None:
    told = json.loads(run("claim", "x12", "TEST1", "--json").output)

    assert told["built"][0]["claim"]["body"] == "CLM*TEST1*500~OI***Y~"
    assert told["built"][0]["state"] == "sent"
    assert told["held"][0]["reason_code"] == "CLB-201"


def test_a_generated_world_is_told_to_programs_as_its_totals(tmp_path: Path) -> None:
    words = ["--claims", "20", "--out", str(tmp_path), "--as-of", "2026-03-02"]

    told = json.loads(run("generate", *words, "--json").output)

    assert told["out"] == str(tmp_path)
    assert told["claims"] == sum(told["claims_by_story"].values()) > 0
    assert told == {"out": str(tmp_path)} | json.loads((tmp_path / "totals.json").read_text())
