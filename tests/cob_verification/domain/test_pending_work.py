"""A later payer's reduction does not end the work on what an earlier payer denied."""

from __future__ import annotations

from dataclasses import replace

import hypothesis
import pytest
from hypothesis import strategies as st

from cob_verification.domain.answers import Answer, AnsweredLine
from cob_verification.domain.dossier import Dossier
from cob_verification.domain.liability import determine
from determining import PAYERS, adjustment, answer, cents, claim, decided, dossier

Said = tuple[str, str, str]
"""A line: `99213 100` (code, charge), what was paid of it, and its adjustments."""


def told(named: str, *lines: Said, status: str = "1", numbers: str = "") -> Answer:
    """An answer line by line; `numbers` are the lines' control numbers, a letter each."""
    found: list[AnsweredLine] = []
    adjustments = []
    for ordinal, (line, paid, said) in enumerate(lines, start=1):
        code, charge = line.split()
        number = numbers[ordinal - 1 : ordinal]
        found.append(AnsweredLine(ordinal, number, code, cents(charge), cents(paid)))
        texts = filter(None, said.split(", "))
        adjustments += [replace(adjustment(text), line=ordinal) for text in texts]
    return answer(
        named,
        status=status,
        lines=tuple(found),
        adjustments=tuple(adjustments),
        paid_cents=sum(each.paid_cents for each in found),
        charge="180",
    )


VISIT, SHOT = "99213 100", "J3301 80"
FORWARDED = told("A", (VISIT, "60", "CO-45 20, PR-2 20"), (SHOT, "0", "CO-16 80"), status="19")


def unsettled(*answers: Answer, payers: tuple[str, ...] = ("A", "B")) -> list[int]:
    """What is not settled yet, by answer in order of the payers, in dollars."""
    about = dossier(claim(*payers, charge="180"), *answers)
    return [each.unsettled_cents // 100 for each in determine(about, PAYERS)]


@pytest.mark.parametrize(
    ("shot", "left"),
    [
        pytest.param(("0", "CO-45 80"), 80, id="the whole difference as a reduction"),
        pytest.param(("0", "OA-23 80"), 80, id="only what the earlier payer did"),
        pytest.param(("0", "CO-45 10, PR-204 70"), 80, id="not covered by this plan either"),
        pytest.param(("50", "CO-45 30"), 0, id="paid"),
        pytest.param(("0", "CO-45 30, PR-1 50"), 0, id="the patient's deductible"),
    ],
)
def test_a_denied_line_is_settled_by_a_payer_that_adjudicated_it_itself(
    shot: tuple[str, str], left: int
) -> None:
    second = told("B", (VISIT, "20", "OA-23 80"), (SHOT, *shot), status="2")

    assert unsettled(FORWARDED, second) == [0, left]


def test_it_is_said_in_the_trace() -> None:
    second = told("B", (VISIT, "20", "OA-23 80"), (SHOT, "0", "CO-45 80"), status="2")

    found = determine(dossier(claim("A", "B", charge="180"), FORWARDED, second), PAYERS)
    assert "COB-510" in [each.code for each in found[1].trace]


def test_it_changes_nothing_of_what_is_decided() -> None:
    second = told("B", (VISIT, "20", "OA-23 80"), (SHOT, "0", "CO-45 80"), status="2")
    about = dossier(claim("A", "B", charge="180"), FORWARDED, second)

    assert decided(about) == {"by A": "await B", "by B": "nothing left"}


def test_what_both_payers_deny_is_counted_once() -> None:
    second = told("B", (VISIT, "20", "OA-23 80"), (SHOT, "0", "CO-16 80"), status="2")

    assert unsettled(FORWARDED, second) == [0, 0]


def test_equal_lines_are_told_apart_by_their_order() -> None:
    first = told("A", (SHOT, "60", "CO-45 20"), (SHOT, "0", "CO-16 80"), status="19")
    second = told("B", (SHOT, "5", "OA-23 75"), (SHOT, "0", "CO-45 80"), status="2")

    assert unsettled(first, second) == [0, 80]


def test_lines_are_told_by_their_control_number_though_they_are_split_or_moved() -> None:
    first = told("A", (VISIT, "60", "PR-2 40"), (SHOT, "0", "CO-16 80"), status="19", numbers="VS")
    second = told(
        "B",
        ("J3301 30", "0", "CO-45 30"),
        ("J3301 50", "40", "CO-45 10"),
        (VISIT, "40", "OA-23 60"),
        status="2",
        numbers="SSV",
    )

    assert unsettled(first, second) == [0, 0]


def test_an_answer_without_lines_settles_what_it_allows_beyond_what_it_was_asked_for() -> None:
    def second(paid: str) -> Answer:
        return answer("B", "CO-45 30", status="2", charge="180", paid_cents=cents(paid))

    assert unsettled(FORWARDED, second("20")) == [0, 80]
    assert unsettled(FORWARDED, second("70")) == [0, 30]
    assert unsettled(FORWARDED, second("150")) == [0, 0]


def test_a_claim_denied_as_a_whole_is_settled_line_by_line() -> None:
    first = answer("A", "CO-16 180", status="19", charge="180")
    first = replace(first, adjustments=tuple(replace(each, line=0) for each in first.adjustments))
    second = told("B", (VISIT, "60", "CO-45 40"), (SHOT, "0", "CO-45 80"), status="2")

    assert unsettled(first, second) == [0, 80]


def test_what_the_second_payer_settled_is_no_matter_for_the_third() -> None:
    second = told("B", (VISIT, "10", "OA-23 80, PR-2 10"), (SHOT, "50", "CO-45 30"), status="20")
    third = told("C", (VISIT, "10", "OA-23 90"), (SHOT, "0", "CO-45 80"), status="3")

    assert unsettled(FORWARDED, second, third, payers=("A", "B", "C")) == [0, 0, 0]


def test_what_the_second_payer_denied_waits_behind_the_third_as_well() -> None:
    second = told("B", (VISIT, "0", "CO-16 20, OA-23 80"), (SHOT, "0", "OA-23 80"), status="20")
    third = told("C", (VISIT, "0", "CO-45 100"), (SHOT, "0", "CO-45 80"), status="3")

    assert unsettled(FORWARDED, second, third, payers=("A", "B", "C")) == [0, 80, 100]


@hypothesis.given(st.data())
def test_no_more_is_unsettled_than_was_denied(data: st.DataObject) -> None:
    said = st.sampled_from(["CO-45 80", "CO-16 80", "OA-23 80", "CO-16 30, PR-2 50", "PR-1 80", ""])
    answers = [
        told(name, (SHOT, "0", data.draw(said)), (SHOT, "0", data.draw(said)), status="19")
        for name in "ABC"
    ]
    about: Dossier = dossier(claim("A", "B", "C", charge="180"), *answers)

    for each in determine(about, PAYERS):
        assert 0 <= each.unsettled_cents <= cents("160")
