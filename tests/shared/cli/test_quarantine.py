"""What could not be used is shown, discarded and replaced on the command line."""

# gRPC names the methods of a servicer, and passes its context.
# ruff: noqa: N802, ARG002

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import grpc
import pytest
from typer.testing import CliRunner, Result

from cobrelay.api.remittances import v1 as api
from cobrelay.cli import main
from cobrelay.cli.failures import explain
from cobrelay.contracts.common import v1 as common

ITEM = api.QuarantinedItem(
    item_id="item-1",
    scope="set",
    file_name="era.835",
    file_hash="ab" * 32,
    set_ordinal=2,
    reason_code="ERA-113",
    received_at="2026-03-02T08:00:00Z",
    paid_cents=12_500,
    claim_count=3,
    kept_at="ab/" + "ab" * 32,
    state="open",
    findings=[
        common.DocumentFinding(
            code="B-BAL-FILE",
            segment="BPR",
            position=2,
            byte_offset=168,
            element="BPR02",
            loop="Header",
            message="more than was paid",
            fix="BPR02 is the sum of CLP04 less that of PLB",
        )
    ],
)
SIGNED = ["--actor", "rosa", "--reason", "the payer sent it anew"]


class Intake(api.RemittancesServiceServicer):
    """Knows one item, and keeps what it is told to do."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def GetQuarantined(self, request: Any, context: Any) -> api.GetQuarantinedResponse:
        if request.item_id != ITEM.item_id:
            context.abort(grpc.StatusCode.NOT_FOUND, "no such file, set or claim is quarantined")
        return api.GetQuarantinedResponse(item=ITEM)

    def DiscardQuarantined(self, request: Any, context: Any) -> api.DiscardQuarantinedResponse:
        self.told.append(request)
        return api.DiscardQuarantinedResponse(item=ITEM)

    def ReplaceQuarantined(
        self, requests: Iterator[Any], context: Any
    ) -> api.ReplaceQuarantinedResponse:
        self.told = list(requests)
        content = b"".join(each.content for each in self.told)
        item = api.QuarantinedItem()
        item.CopyFrom(ITEM)
        item.replaced_by_file_hash = sha256(content).hexdigest()
        return api.ReplaceQuarantinedResponse(item=item)


@pytest.fixture
def intake(serve: Any) -> Intake:
    held = Intake()
    serve("era-intake", partial(api.add_RemittancesServiceServicer_to_server, held))
    return held


def run(*words: str) -> Result:
    return CliRunner().invoke(main.app, ["quarantine", *words])


@pytest.mark.usefixtures("intake")
def test_an_item_says_what_is_wrong_what_would_be_right_and_what_hangs_on_it() -> None:
    shown = run("show", "item-1").output

    for expected in (
        "set 2",
        "ERA-113",
        "ab/abab",
        "125.00",
        "BPR@2 BPR02 byte 168",
        "more than was paid",
        "BPR02 is the sum of CLP04 less that of PLB",
    ):
        assert expected in shown
    assert json.loads(run("show", "item-1", "--json").output)["claim_count"] == 3


@pytest.mark.usefixtures("intake")
def test_an_item_that_is_not_there_is_a_finding() -> None:
    failure = run("show", "item-2").exception

    assert failure is not None
    explained = explain(failure)
    assert explained is not None
    assert explained.exit_code == 1


def test_a_discard_names_a_person_and_a_reason(intake: Intake) -> None:
    unsigned = run("discard", "item-1", "--actor", "rosa")
    shown = run("discard", "item-1", *SIGNED)

    assert (unsigned.exit_code, shown.exit_code, shown.output) == (2, 0, "Discarded.\n")
    (request,) = intake.told
    assert (request.item_id, request.actor) == ("item-1", "rosa")
    assert request.idempotency_key


def test_a_replacement_sends_the_file_in_pieces(intake: Intake, tmp_path: Path) -> None:
    content = b"ISA*" * 800_000
    file = tmp_path / "mended.835"
    file.write_bytes(content)

    missing = run("replace", "item-1", str(tmp_path / "none.835"), *SIGNED)
    shown = run("replace", "item-1", str(file), *SIGNED)

    assert missing.exit_code == 2
    assert shown.output == f"Replaced by {sha256(content).hexdigest()[:12]}.\n"
    first, *pieces = intake.told
    assert (first.item_id, first.file_name, first.actor) == ("item-1", "mended.835", "rosa")
    assert max(len(each.content) for each in pieces) <= 1 << 20
    assert b"".join(each.content for each in pieces) == content
