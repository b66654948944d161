"""Whose claim it is for the next payer: the patient changes loops with the plan (domain 2.5)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from claim_builder.domain.coverage import Coverage
from cobrelay import x12
from next_claims import (
    ADDRESS,
    MEDICARE,
    PATIENT_IS_CHILD,
    PATIENT_IS_SUBSCRIBER,
    answer,
    built,
    coverage,
    order,
    original,
    paid_line,
    segments,
)

SAID = answer(paid_line(1, "99213", "100", "80", "PR 1 20"))
OWN_PLAN = coverage(
    "SECOND",
    relationship="18",
    subscriber=x12.Party("IL", is_person=True, last_name="DOE", first_name="THEODORE"),
)
PARENTS_PLAN = coverage("SECOND", relationship="19")
MEDICARE_PLAN = coverage(
    "SECOND", relationship="19", filing_indicator="MB", insurance_type="12", policy=MEDICARE
)
PAYER = "NM1*PR*2*SECOND HEALTH*****PI*SECOND"
DEMOGRAPHICS = ("N3*236 N MAIN ST", "N4*MIAMI*FL*33413", "DMG*D8*19730501*M")


def top(patient: Sequence[str], plan: Coverage) -> list[str]:
    """The segments between the billing provider and the claim."""
    rows = segments(built(order(original(patient=patient), SAID, next=plan)).body)
    start = rows.index("REF*EI*123456789") + 1
    return rows[start : next(at for at, row in enumerate(rows) if row.startswith("CLM"))]


DEPENDENT = [
    "HL*2*1*22*1",
    "SBR*S********CI",
    "NM1*IL*1*DOE*SECONDS****MI*SECOND-1",
    PAYER,
    "HL*3*2*23*0",
    "PAT*19",
    "NM1*QC*1*DOE*TED",
    *DEMOGRAPHICS,
]
SUBSCRIBER = [
    "HL*2*1*22*0",
    "SBR*S*18*******CI",
    "NM1*IL*1*DOE*THEODORE****MI*SECOND-1",
    *DEMOGRAPHICS,
    PAYER,
]


@pytest.mark.parametrize(
    ("patient", "plan", "expected"),
    [
        pytest.param(PATIENT_IS_CHILD, PARENTS_PLAN, DEPENDENT, id="dependent in both plans"),
        pytest.param(PATIENT_IS_SUBSCRIBER, PARENTS_PLAN, DEPENDENT, id="subscriber, then child"),
        pytest.param(PATIENT_IS_CHILD, OWN_PLAN, SUBSCRIBER, id="child, then subscriber"),
        pytest.param(PATIENT_IS_SUBSCRIBER, OWN_PLAN, SUBSCRIBER, id="subscriber in both plans"),
        pytest.param(
            PATIENT_IS_CHILD,
            MEDICARE_PLAN,
            [
                "HL*2*1*22*0",
                "SBR*S*18***12****MB",
                "NM1*IL*1*DOE*TED****MI*SECOND-1",
                *DEMOGRAPHICS,
                PAYER,
            ],
            id="Medicare knows the patient alone",
        ),
    ],
)
def test_the_patient_stands_where_the_next_plan_has_them(
    patient: Sequence[str], plan: Coverage, expected: list[str]
) -> None:
    assert top(patient, plan) == expected


def test_what_was_said_of_the_patients_condition_moves_with_the_patient() -> None:
    pregnant = [row.replace("PAT*19", "PAT*19********Y") for row in PATIENT_IS_CHILD]

    assert "PAT*********Y" in top(pregnant, OWN_PLAN)
    assert "PAT*19********Y" in top(pregnant, PARENTS_PLAN)


def test_the_group_is_named_only_where_it_has_no_number() -> None:
    named = coverage("SECOND", group_name="ACME")
    numbered = coverage("SECOND", group_name="ACME", group_number="G7")

    assert "SBR*S***ACME*****CI" in top(PATIENT_IS_CHILD, named)
    assert "SBR*S**G7******CI" in top(PATIENT_IS_CHILD, numbered)


def test_the_payers_address_goes_along_where_it_is_known() -> None:
    known = coverage(
        "SECOND",
        payer=x12.Party("PR", last_name="SECOND HEALTH", id="SECOND", address=ADDRESS),
    )

    rows = top(PATIENT_IS_CHILD, known)

    assert rows[rows.index(PAYER) + 1 :][:2] == ["N3*236 N MAIN ST", "N4*MIAMI*FL*33413"]
