"""The clearinghouse's own arithmetic: a sound claim passes, and every broken sum is named."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sandbox.clearinghouse import equations
from sandbox.clearinghouse.receiving import Delivery, Known, receive
from sandbox.clearinghouse.validating import SetVerdict, verdicts
from sandbox.generating.scripts import Scripted
from sandbox.generating.stories import STORIES_BY_NAME
from sandbox.generating.workshop import Workshop
from sandbox.payers.adjudicating import answer_next, opened_by
from sandbox.payers.paying import opened, pending_of
from sandbox.segments import Segment, money
from submitting import next_claim_file

AT = datetime(2026, 3, 3, 8, tzinfo=UTC)
SOUND = (SetVerdict("0001", "A", (("IK5", "A"),)),)
BILLED = (
    "supplement",
    "commercial",
    "medicaid",
    "three-payers",
    "sequestration",
    "noncovered-denial",
)


def told(story: str, seed: int = 1) -> Scripted:
    shop = Workshop(random.Random(seed), date(2026, 3, 2), "TST")
    return STORIES_BY_NAME[story].tell(shop)[0]


def delivered(data: bytes, known: Known | None = None) -> Delivery:
    return receive(1, data, AT, known or Known(), SOUND)


@pytest.mark.parametrize("story", BILLED)
def test_a_sound_claim_passes_both_validators(story: str) -> None:
    one = told(story)
    data = next_claim_file([(one.claim, [one.answer])])

    assert [verdict.code for verdict in verdicts(data)] == ["A"]
    (outcome,) = delivered(data).sets
    assert [verdict.statuses for verdict in outcome.claims] == [("A2:20",)]


@pytest.mark.parametrize("story", BILLED)
@pytest.mark.parametrize("seed", range(5))
def test_a_payer_pays_for_the_837_what_the_generator_expects(story: str, seed: int) -> None:
    """The answer worked out of the claim as sent is the answer worked out of the story."""
    one = told(story, seed)
    answers = [one.answer]
    for coverage in one.claim.coverages[1:]:
        data = next_claim_file([(one.claim, answers)])
        (pending,) = pending_of(delivered(data))
        expected = answer_next(coverage.payer, "", len(answers) + 1, opened_by(answers))
        assert pending.answer.lines == expected.lines
        assert pending.answer.status == expected.status
        answers.append(pending.answer)

    assert {answer.payer.key: answer.paid for answer in answers} == one.expected.paid


def test_claim_and_line_level_mixed_come_to_the_next_payer_as_one_sum() -> None:
    """The second payer answered without lines: what is open is open for the claim."""
    one = told("three-payers")
    second = answer_next(one.claim.coverages[1].payer, "X", 2, opened_by([one.answer]))
    summing = replace(one.claim.coverages[1].payer, answers_lines=False)
    whole = answer_next(summing, "X", 2, opened_by([one.answer]))
    data = next_claim_file([(one.claim, [one.answer, whole])])

    (verdict,) = delivered(data).accepted

    (as_sum,) = opened(verdict.claim)
    assert as_sum.left == whole.patient_share
    assert as_sum.paid_before == one.answer.paid + whole.paid
    assert second.paid <= whole.paid  # a cap per line can only be tighter


def changed(one: Scripted, *changes: tuple[Segment, Segment]) -> tuple[str, ...]:
    data = next_claim_file([(one.claim, [one.answer])], change=dict(changes))
    (outcome,) = delivered(data).sets
    return outcome.claims[0].statuses


def test_a_cent_missing_on_a_line_is_found() -> None:
    one = told("supplement")
    line = one.answer.lines[0]
    right = ("SVD", "12402", money(line.paid), f"HC:{line.procedure}", "", str(line.units))
    wrong = (*right[:2], money(line.paid + 1), *right[3:])

    statuses = changed(one, (right, wrong))

    assert equations.LINE_OUT_OF_BALANCE in statuses
    assert equations.OTHER_PAYER_OUT_OF_BALANCE in statuses


def test_a_paid_amount_that_is_not_what_the_lines_say_is_found() -> None:
    one = told("supplement")
    right = ("AMT", "D", money(one.answer.paid))

    statuses = changed(one, (right, ("AMT", "D", money(one.answer.paid + 100))))

    assert statuses == (equations.OTHER_PAYER_OUT_OF_BALANCE,)


def test_a_charge_that_is_not_the_sum_of_its_lines_is_found() -> None:
    one = told("supplement")
    line = one.claim.lines[0]
    right = ("SV1", f"HC:{line.procedure}", money(line.charge), "UN", str(line.units), "", "", "1")
    wrong = (*right[:2], money(line.charge - 1), *right[3:])

    assert equations.CLAIM_OUT_OF_BALANCE in changed(one, (right, wrong))


def test_a_remittance_date_must_stand_once() -> None:
    one = told("supplement")
    date_573 = ("DTP", "573", "D8", "20260303")

    assert changed(one, (date_573, ("DTP", "472", "D8", "20260303"))) == (
        equations.NO_REMITTANCE_DATE,
    )


def test_line_answers_of_a_payer_that_is_not_named_are_found() -> None:
    one = told("supplement")
    line = one.answer.lines[0]
    right = ("SVD", "12402", money(line.paid), f"HC:{line.procedure}", "", str(line.units))

    statuses = changed(one, (right, ("SVD", "OTHER", *right[2:])))

    assert equations.UNKNOWN_OTHER_PAYER in statuses


def test_a_later_claim_without_an_earlier_answer_is_refused() -> None:
    one = told("supplement")
    right = ("AMT", "D", money(one.answer.paid))

    assert equations.NO_OTHER_PAYER_DATA in changed(one, (right, ("AMT", "F5", "1")))


def test_an_envelope_that_contradicts_itself_is_rejected_whole() -> None:
    one = told("supplement")
    data = next_claim_file([(one.claim, [one.answer])]).replace(
        b"IEA*1*000000001", b"IEA*1*000000002"
    )

    delivery = delivered(data)

    assert delivery.verdict == "rejected"
    assert delivery.faults == ("001",)
    assert [reply.kind for reply in delivery.replies] == ["ta1"]
    assert b"*R*001~" in delivery.replies[0].data


def test_bytes_that_are_no_interchange_are_kept_and_not_answered() -> None:
    delivery = delivered(b"<html>not today</html>")

    assert delivery.verdict == "unreadable"
    assert delivery.replies == ()


def test_a_set_that_the_validator_rejects_gets_a_999_and_no_277ca() -> None:
    one = told("supplement")
    data = next_claim_file([(one.claim, [one.answer])]).replace(b"~\nREF*EI*", b"~\nREF*XX*")

    delivery = receive(1, data, AT, Known(), verdicts(data))

    assert [reply.kind for reply in delivery.replies] == ["ta1", "999"]
    assert b"IK5*R*5~" in delivery.replies[1].data
    assert b"AK9*R*1*1*0~" in delivery.replies[1].data
    assert delivery.accepted == []
