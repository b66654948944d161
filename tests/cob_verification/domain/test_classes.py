"""What each adjustment means: the table, the groups, the payer's profile."""

from __future__ import annotations

import pytest

from cob_verification.domain.classes import TABLE, AdjustmentClass, classify
from determining import adjustment


@pytest.mark.parametrize(
    ("said", "meaning", "rule_code"),
    [
        ("PR-1", "PR_SHIFT", "COB-601"),
        ("PR-2", "PR_SHIFT", "COB-601"),
        ("PR-100", "PAID_PATIENT", "COB-601"),
        ("CO-45", "CONTRACTUAL", "COB-601"),
        ("PR-45", "PR_SHIFT", "COB-602"),
        ("OA-45", "CONTRACTUAL", "COB-601"),
        ("CO-42", "CONTRACTUAL", "COB-601"),
        ("CO-253", "CONTRACTUAL", "COB-601"),
        ("OA-187", "PRIOR", "COB-602"),
        ("PR-187", "PR_SHIFT", "COB-601"),
        ("OA-23", "PRIOR", "COB-601"),
        ("OA-94", "TECHNICAL", "COB-601"),
        ("CO-97", "BUNDLED", "COB-601"),
        ("CO-18", "DUP", "COB-601"),
        ("CO-22", "COB_ORDER", "COB-601"),
        ("PR-27", "COVERAGE", "COB-601"),
        ("CO-50", "NONCOVERED", "COB-601"),
        ("CO-4", "FIXABLE", "COB-601"),
        ("CO-B15", "FIXABLE", "COB-601"),
        ("CO-197", "AUTH", "COB-601"),
        ("CO-29", "TIMELY", "COB-601"),
        ("OA-133", "INFO", "COB-601"),
        ("OA-209", "QMB", "COB-601"),
        ("CO-151", "REVIEW", "COB-601"),
        ("CO-2", "REVIEW", "COB-602"),
        ("CO-777", "REVIEW", "COB-603"),
        ("PI-777", "REVIEW", "COB-603"),
        ("OA-777", "REVIEW", "COB-603"),
        ("PR-777", "PR_SHIFT", "COB-603"),
    ],
)
def test_the_table_and_the_group_say_what_it_means(said: str, meaning: str, rule_code: str) -> None:
    found = classify(adjustment(f"{said} 10"), {})

    assert (found.meaning.value, found.rule_code) == (meaning, rule_code)


def test_the_payers_profile_comes_before_the_table_and_the_group_before_the_code_alone() -> None:
    overrides = {"CO-50": "FIXABLE", "50": "CONTRACTUAL"}

    named = [classify(adjustment(text), overrides).meaning for text in ("CO-50 1", "PR-50 1")]

    assert named == [AdjustmentClass.FIXABLE, AdjustmentClass.CONTRACTUAL]


@pytest.mark.parametrize(("remark", "reason"), [("N781", "1"), ("N782", "2"), ("N783", "3")])
def test_remarks_of_a_qualified_beneficiary_take_the_cost_share_off_the_patient(
    remark: str, reason: str
) -> None:
    found = classify(adjustment(f"PR-{reason} 10"), {}, [remark])

    assert (found.meaning, found.rule_code) == (AdjustmentClass.QMB, "COB-605")


def test_every_code_of_the_table_is_a_reason_code() -> None:
    assert all(code.isalnum() and len(code) <= 3 for code in TABLE)
