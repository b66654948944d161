"""Does it add up: line, claim, charge; and what else makes a claim payment unusable."""

from __future__ import annotations

from typing import Any

import pytest

from cobrelay import x12
from cobrelay.money import Cents
from era_intake.domain.reading import problem_of

START: Any = None  # what a claim says does not depend on its set


def cas(group: str, amount: int) -> x12.Adjustment:
    return x12.Adjustment(group, "45", Cents(amount))


def line(charge: int, paid: int, *adjustments: x12.Adjustment, ordinal: int = 1) -> x12.ServiceLine:
    procedure = x12.Procedure("HC", "99213")
    return x12.ServiceLine(ordinal, procedure, Cents(charge), Cents(paid), adjustments=adjustments)


def claim(
    charge: int, paid: int, *adjustments: x12.Adjustment, lines: Any = (), status: str = "1"
) -> x12.ClaimPayment:
    return x12.ClaimPayment(
        ordinal=1,
        set=START,
        status=status,
        charge=Cents(charge),
        paid=Cents(paid),
        adjustments=adjustments,
        lines=tuple(lines),
    )


@pytest.mark.parametrize(
    "sound",
    [
        pytest.param(claim(100, 100), id="paid in full, no line, no adjustment"),
        pytest.param(claim(100, 70, cas("CO", 20), cas("PR", 10)), id="claim level only"),
        pytest.param(claim(100, 70, lines=[line(100, 70, cas("CO", 30))]), id="line level only"),
        pytest.param(
            claim(100, 60, cas("PR", 10), lines=[line(100, 70, cas("CO", 30))]), id="both levels"
        ),
        pytest.param(
            claim(100, 70, lines=[line(40, 70, cas("OA", -30)), line(60, 0, cas("CO", 60))]),
            id="a bundle: OA94 below zero",
        ),
        pytest.param(claim(-100, -70, cas("CO", -30), status="22"), id="a reversal"),
        pytest.param(claim(100, 0, cas("CO", 100), status="25"), id="a predetermination"),
    ],
)
def test_what_adds_up_is_used(sound: x12.ClaimPayment) -> None:
    assert problem_of(sound) is None


@pytest.mark.parametrize(
    ("bad", "reason", "codes"),
    [
        pytest.param(claim(100, 69, cas("CO", 30)), "ERA-203", ["B-BAL-CLAIM"], id="by a cent"),
        pytest.param(
            claim(100, 70, lines=[line(100, 71, cas("CO", 30))]),
            "ERA-202",
            ["B-BAL-LINE"],
            id="a line",
        ),
        pytest.param(
            claim(100, 40, cas("CO", 30), lines=[line(100, 70, cas("CO", 30)), line(0, 1)]),
            "ERA-202",
            ["B-BAL-LINE"],
            id="the second line",
        ),
        pytest.param(
            claim(100, 70, cas("CO", 30), lines=[line(100, 70, cas("CO", 30))]),
            "ERA-203",
            ["B-BAL-CLAIM"],
            id="the same adjustment at both levels",
        ),
        pytest.param(
            claim(100, 70, cas("CO", 30), lines=[line(99, 99)]),
            "ERA-204",
            ["B-BAL-CHARGE"],
            id="lines that miss the charge",
        ),
        pytest.param(
            claim(100, 70, cas("CO", 30), status="25"),
            "ERA-205",
            ["B-PREDETERMINATION"],
            id="a paid predetermination",
        ),
    ],
)
def test_what_does_not_add_up_is_not(bad: x12.ClaimPayment, reason: str, codes: list[str]) -> None:
    problem = problem_of(bad)

    assert problem is not None
    assert (problem.reason, [finding.code for finding in problem.findings]) == (reason, codes)
