"""When no claim is built: the conditions of domain 3.1, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claim_builder.domain.assembly import Built, build
from claim_builder.domain.reasons import Hold
from claim_builder.domain.secondary_claim import Order, Prior
from cobrelay.money import Cents
from next_claims import (
    FIRST,
    PAPER,
    SECOND,
    answer,
    cents,
    coverage,
    held,
    order,
    original,
    paid_line,
)

SAID = answer(paid_line(1, "99213", "100", "80", "PR 1 20"))


def wanted(**changes: object) -> Order:
    return order(original(), SAID, **changes)


def answered(**changes: object) -> Order:
    return order(original(), replace(SAID, **changes))  # type: ignore[arg-type]


CASES = [
    pytest.param(wanted(next=coverage("SECOND", policy=PAPER)), "CLB-310", id="paper only"),
    pytest.param(order(original()), "CLB-113", id="nobody has answered"),
    pytest.param(
        order(original(), SAID, replace(SAID, claim_id="C2")),
        "CLB-113",
        id="another claim's",
    ),
    pytest.param(answered(status="22"), "CLB-102", id="a reversal"),
    pytest.param(answered(status="25"), "CLB-102", id="a predetermination"),
    pytest.param(answered(is_reversed=True), "CLB-102", id="reversed since"),
    pytest.param(answered(paid=cents("70")), "CLB-101", id="the claim does not add up"),
    pytest.param(
        order(original(), answer(paid_line(1, "99213", "100", "80", "PR 1 10"))),
        "CLB-101",
        id="a line does not add up",
    ),
    *(
        pytest.param(answered(status=status), "CLB-103", id=f"forwarded, status {status}")
        for status in ("19", "20", "21", "23")
    ),
    *(
        pytest.param(answered(remarks=("MA01", remark)), "CLB-103", id=f"forwarded, {remark}")
        for remark in ("MA18", "MA07", "N89")
    ),
    pytest.param(answered(names_crossover_carrier=True), "CLB-103", id="NM1*TT"),
    pytest.param(
        order(original(charge="100"), answer(paid_line(1, "99213", "90", "90"))),
        "CLB-104",
        id="another charge",
    ),
    pytest.param(
        wanted(next=coverage("SECOND", effective_on=date(2025, 10, 4))), "CLB-105", id="too late"
    ),
    pytest.param(
        wanted(next=coverage("SECOND", terminated_on=date(2025, 10, 2))), "CLB-105", id="ended"
    ),
    pytest.param(wanted(next=FIRST), "CLB-106", id="the payer that has answered"),
    pytest.param(wanted(billable=Cents(0)), "CLB-107", id="nothing left"),
    pytest.param(
        order(original(), answer(paid_line(1, "99213", "100", "0", "CO 133 100"))),
        "CLB-109",
        id="pending",
    ),
    pytest.param(wanted(next=coverage("SECOND", member_id="")), "CLB-112", id="no member id"),
    pytest.param(wanted(next=coverage("SECOND", relationship="7")), "CLB-112", id="relationship"),
    pytest.param(
        wanted(others=(coverage("THIRD", member_id=""),)), "CLB-112", id="a later payer's id"
    ),
]


@pytest.mark.parametrize(("unmet", "code"), CASES)
def test_a_condition_that_does_not_hold_is_the_reason(unmet: Order, code: str) -> None:
    assert held(unmet).code == code


@pytest.mark.parametrize(
    "met",
    [
        pytest.param(wanted(), id="everything as it should be"),
        pytest.param(answered(remarks=("MA18", "MA19")), id="MA19: not forwarded after all"),
        pytest.param(
            wanted(
                next=coverage(
                    "SECOND", effective_on=date(2025, 10, 3), terminated_on=date(2025, 10, 3)
                )
            ),
            id="in force on that one day, both ends included",
        ),
        pytest.param(
            order(
                original(),
                Prior(FIRST, replace(SAID, status="19")),
                Prior(SECOND, answer(paid_line(1, "99213", "100", "5", "OA 23 80", "PR 3 15"))),
            ),
            id="forwarded to a payer that has answered since",
        ),
    ],
)
def test_a_claim_whose_conditions_hold_is_built(met: Order) -> None:
    assert isinstance(build(met), Built)


def test_the_missing_sum_and_its_place_are_said() -> None:
    hold = held(order(original(), answer(paid_line(1, "99213", "100", "80", "PR 1 10"))))

    assert (hold.place, hold.missing) == ("answer 1, line 1", cents("10"))
    assert hold.detail == "the payer's answer does not add up; 10.00 is missing (answer 1, line 1)"


@pytest.mark.parametrize(
    ("missing", "words"), [(1000, "; 10.00 is missing"), (-1000, "; 10.00 is too much")]
)
def test_a_hold_says_which_way_a_sum_is_off(missing: int, words: str) -> None:
    assert Hold("CLB-104", missing=Cents(missing)).detail.endswith(words)
