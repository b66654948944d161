"""The report: right where everything came as expected, and in words where it did not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sandbox import reporting
from sandbox.generating import Order, generate
from sandbox.journals import Journal
from sandbox.reporting import Truth


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    out = tmp_path_factory.mktemp("world")
    generate(Order(claims=120, seed=4, as_of=date(2026, 3, 2)), out)
    return reporting.load_truth(out)


def a_claim(truth: Truth, story: str) -> dict[str, Any]:
    return next(row for row in truth.claims.values() if row["story"] == story)


def test_a_world_that_came_as_expected_is_right_in_every_row(truth: Truth) -> None:
    wrong = {
        number: reporting.claim_differences(row, row, row["submissions"])
        for number, row in truth.claims.items()
    }

    rows = reporting.story_rows(truth, wrong, {})

    assert len(rows) == 22
    assert all(row.is_right for row in rows)


def test_a_cent_more_or_less_makes_the_row_wrong_and_says_where(truth: Truth) -> None:
    expected = a_claim(truth, "commercial")
    came = {**expected, "patient_cents": expected["patient_cents"] + 1}
    number = expected["control_number"]

    told = reporting.claim_differences(expected, came, expected["submissions"])
    rows = reporting.story_rows(truth, {number: told}, {})

    assert len(told) == 1
    assert f"{number}: patient $" in told[0]
    (row,) = (row for row in rows if row.story == "commercial")
    assert not row.is_right
    assert row.came == "1 wrong"


def test_a_claim_sent_twice_is_wrong(truth: Truth) -> None:
    expected = a_claim(truth, "supplement")

    told = reporting.claim_differences(expected, expected, ["SUPP01", "SUPP01"])

    assert len(told) == 1
    assert "sent to" in told[0]


def test_a_claim_that_never_came_is_wrong_unless_it_was_never_sent(truth: Truth) -> None:
    assert reporting.claim_differences(a_claim(truth, "supplement"), None, ["SUPP01"])
    assert not reporting.claim_differences(a_claim(truth, "unseen"), None, [])


def test_a_payment_booked_from_a_malformed_file_is_wrong(truth: Truth) -> None:
    refused = next(row for row in truth.payments.values() if row["is_refused"])

    assert reporting.payment_differences(refused, None) == []
    assert reporting.payment_differences(refused, {"payment_cents": 1})


def test_a_repeated_payment_must_be_recognised_once(truth: Truth) -> None:
    repeated = next(row for row in truth.payments.values() if row["repeated"])

    assert reporting.payment_differences(repeated, {**repeated, "duplicates": 1}) == []
    assert reporting.payment_differences(repeated, {**repeated, "duplicates": 0})


def test_unexplained_cents_are_what_neither_claim_nor_adjustment_explains(truth: Truth) -> None:
    explained = [
        {**row, "provider_adjustments_cents": sum(x["cents"] for x in row["provider_adjustments"])}
        for row in truth.payments.values()
        if not row["is_refused"]
    ]

    assert reporting.unexplained_cents(explained) == 0
    explained[0]["posted_cents"] -= 7
    assert reporting.unexplained_cents(explained) == 7


def test_the_far_side_counts_what_was_accepted_at_the_first_try(
    truth: Truth, tmp_path: Path
) -> None:
    number = a_claim(truth, "three-payers")["control_number"]
    journal = Journal(tmp_path / "deliveries.jsonl")
    journal.append({"sets": [{"claims": [delivered(number, "COMM2", is_accepted=False)]}]})
    journal.append({"sets": [{"claims": [delivered(number, "COMM2")]}]})
    journal.append({"sets": [{"claims": [delivered(f"{number}A", "COMM3")]}]})

    far_side = reporting.load_far_side(tmp_path, truth)

    assert far_side.submissions == {number: ("COMM2", "COMM3")}
    assert (far_side.submitted, far_side.rejected, far_side.accepted_at_first_try) == (3, 1, 2)


def delivered(number: str, payer: str, *, is_accepted: bool = True) -> dict[str, Any]:
    return {
        "control_number": number,
        "payer": payer,
        "is_accepted": is_accepted,
        "is_duplicate": False,
    }
