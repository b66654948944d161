"""Whole built claims, as diffs can be read: tests/data/837/builder_*.837, one segment a line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from claim_builder.domain.secondary_claim import Order
from cobrelay import x12
from next_claims import (
    MEDICARE,
    PATIENT_IS_SUBSCRIBER,
    Line,
    answer,
    built,
    cents,
    coverage,
    interchange,
    order,
    original,
    paid_line,
)
from sandbox.clearinghouse.validating import verdicts

FOLDER = Path("tests/data/837")
OFFICE_AND_DRUG = original(Line("99213:25", "100"), Line("J3301", "20", control_number="MINE"))
BY_LINES = answer(
    paid_line(1, "99213:25", "100", "60", "CO 45 23", "CO 253 2", "PR 2 15"),
    paid_line(2, "J3301", "20", "20", control_number="MINE"),
    outpatient=("", "", "MA01"),
)
BUNDLED = answer(
    paid_line(
        1, "C0001", "100", "120", "OA 94 -60", "CO 45 40", submitted=x12.Procedure("HC", "A0001")
    ),
    paid_line(2, "C0001", "60", "0", "CO 97 60", submitted=x12.Procedure("HC", "B0001")),
)
AS_A_WHOLE = answer(
    cas=["OA 23 105", "PR 3 5"],
    charge=cents("120"),
    paid=cents("10"),
    payer_claim_control_number="ICN2",
)

CLAIMS = {
    # sequestration, a line paid in full, liability on the line
    "secondary_by_lines": order(OFFICE_AND_DRUG, BY_LINES),
    # two earlier payers, one by lines and one at claim level
    "tertiary": order(OFFICE_AND_DRUG, BY_LINES, AS_A_WHOLE),
    # a later payer is named without any adjudication
    "secondary_with_a_third_payer": order(OFFICE_AND_DRUG, BY_LINES, others=(coverage("THIRD"),)),
    # SVD06 names the line that another was paid with
    "bundled": order(original(Line("A0001", "100"), Line("B0001", "60")), BUNDLED),
    # Medicare second: insurance type, and the patient is the subscriber
    "medicare_secondary": order(
        original(patient=PATIENT_IS_SUBSCRIBER),
        answer(paid_line(1, "99213", "100", "80", "PR 1 20")),
        next=coverage(
            "SECOND", relationship="19", filing_indicator="MB", insurance_type="12", policy=MEDICARE
        ),
    ),
    # denied by the first payer's plan: zero paid on every line
    "denied": order(original(), answer(paid_line(1, "99213", "100", "0", "PR 204 100"))),
}


@pytest.mark.parametrize("name", sorted(CLAIMS))
def test_the_claim_is_written_as_it_was_reviewed(name: str) -> None:
    path = FOLDER / f"builder_{name}.837"
    written = built(CLAIMS[name]).body.decode().replace("~", "~\n")
    if os.environ.get("COBRELAY_REWRITE_GOLDEN"):
        path.write_text(written)

    assert written == path.read_text()


@pytest.mark.parametrize("wanted", CLAIMS.values(), ids=CLAIMS.keys())
def test_an_independent_validator_accepts_it(wanted: Order) -> None:
    assert [verdict.code for verdict in verdicts(interchange(built(wanted).body))] == ["A"]
