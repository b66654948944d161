"""Answers, reversals and corrections, settled in whatever order they come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from era_intake.domain.matching import Answer, ClaimIndex, KnownClaim, Name
from era_intake.domain.reversals import Place
from era_intake.domain.settling import Adjudicated, Known, Pending, Unmatched, settle_all

CLAIM = KnownClaim(
    claim_id="claim",
    version=1,
    key="key",
    control_number="A1",
    npi="1",
    tax_id="2",
    charge=10000,
    service_from=date(2026, 1, 5),
    service_to=date(2026, 1, 5),
    patient=Name("DOE", "JANE"),
)
FIRST = Answer(
    control_number="A1",
    status="1",
    charge=10000,
    paid=7000,
    payer_control_number="ICN",
    payer_identifier="PAYER",
    service_from=date(2026, 1, 5),
)
REVERSAL = replace(FIRST, status="22", charge=-10000, paid=-7000)
CORRECTION = replace(FIRST, paid=6000)


def settled(*answers: Answer, known: bool = True) -> list[str]:
    """What became of each: `claim`, `claim reverses N`, `claim corrects N`, or the reason."""
    waiting = [Pending(str(n), each, Place(f"r{n}", 1)) for n, each in enumerate(answers)]
    outcomes = settle_all(waiting, Known(ClaimIndex([CLAIM] if known else [])))
    return [said(outcomes[each.adjudication_id]) for each in waiting]


def said(outcome: Adjudicated | Unmatched) -> str:
    match outcome:
        case Unmatched(reason=reason):
            return reason
        case Adjudicated(reverses="", corrects=""):
            return "claim"
        case Adjudicated(corrects=""):
            return f"claim reverses {outcome.reverses}"
        case Adjudicated():
            return f"claim corrects {outcome.corrects}"


def test_a_reversal_takes_back_and_a_correction_follows() -> None:
    assert settled(FIRST, REVERSAL, CORRECTION) == ["claim", "claim reverses 0", "claim corrects 0"]


@pytest.mark.parametrize("order", list(permutations([FIRST, REVERSAL, CORRECTION])))
def test_in_any_order_the_reversal_takes_back_what_it_repeats(order: tuple[Answer, ...]) -> None:
    outcomes = settled(*order)

    assert outcomes[order.index(REVERSAL)] == f"claim reverses {order.index(FIRST)}"
    assert "ERA-305" not in outcomes


@pytest.mark.parametrize(
    ("reversal", "why"),
    [
        (replace(REVERSAL, payer_control_number="OTHER"), "another CLP07"),
        (replace(REVERSAL, paid=-6999), "another payment"),
        (replace(REVERSAL, charge=-10000, service_from=date(2026, 2, 1)), "other days"),
    ],
    ids=["another CLP07", "another payment", "other days"],
)
def test_a_reversal_repeats_number_payment_charge_and_days(reversal: Answer, why: str) -> None:
    del why
    assert settled(FIRST, reversal)[1] != "claim reverses 0"


def test_nothing_is_taken_back_twice() -> None:
    assert settled(FIRST, REVERSAL, REVERSAL) == [
        "claim",
        "claim reverses 0",
        "ERA-305",
    ]


def test_two_payments_alike_are_taken_back_one_by_one() -> None:
    assert settled(FIRST, FIRST, REVERSAL, REVERSAL)[2:] == ["claim reverses 0", "claim reverses 1"]


def test_a_reversal_is_never_for_its_own_correction_in_the_same_remittance() -> None:
    waiting = [
        Pending("reversal", REVERSAL, Place("r", 1)),
        Pending("correction", FIRST, Place("r", 2)),
    ]

    outcomes = settle_all(waiting, Known(ClaimIndex([CLAIM])))

    assert said(outcomes["reversal"]) == "ERA-305"
    assert said(outcomes["correction"]) == "claim"


def test_another_payers_answer_corrects_nothing() -> None:
    other = replace(CORRECTION, payer_identifier="OTHER")

    assert settled(FIRST, REVERSAL, other)[2] == "claim"


def test_without_its_claim_everything_waits() -> None:
    assert settled(FIRST, REVERSAL, known=False) == ["ERA-301", "ERA-301"]


def test_without_a_claim_number_a_reversal_is_for_the_answer_of_its_own_payer() -> None:
    first = replace(FIRST, paid=0, payer_control_number="")
    second = replace(first, payer_identifier="OTHER")
    reversal = replace(second, status="22", charge=-10000)

    assert settled(first, second, reversal) == ["claim", "claim", "claim reverses 1"]
    assert settled(first, reversal) == ["claim", "ERA-305"]


def test_a_person_may_link_a_reversal_whose_original_never_came() -> None:
    waiting = [Pending("r", REVERSAL, linked_to=CLAIM)]

    outcome = settle_all(waiting, Known(ClaimIndex()))["r"]

    assert isinstance(outcome, Adjudicated)
    assert (outcome.matched_by, outcome.reverses) == ("person", "")
