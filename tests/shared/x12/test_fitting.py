"""The tests that are generated from the grammar accept only what nothing is said about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cobrelay.x12.checking.elements import SegmentCheck
from cobrelay.x12.checking.rules import Problem
from cobrelay.x12.guides import guide
from cobrelay.x12.reading.fitting import fits_of, source_of
from cobrelay.x12.schema import QUALIFYING_ELEMENT

VALUES = [
    "",
    "CO",
    "45",
    "12.5",
    "12.505",
    "20260110",
    "20261310",
    "1",
    "QC",
    "MI",
    "A" * 70,
    "A:B",
]

DATES_OF_CLAIMS = ["D8", "RD8", "20260110-20260111"]
VALUES_OF_CLAIMS = [*DATES_OF_CLAIMS, "F", "ABK:J209", "ABK:J20.9", "11:B:1", "Y", "UN"]


def check_of(name: str, kind: str = "835") -> SegmentCheck:
    found = guide(kind)
    assert found is not None
    return next(c for c in found.checks if c is not None and f"{c.use.id} {c.use.name}" == name)


def test_the_source_is_one_line_an_element() -> None:
    source = source_of(check_of("QTY ambulance patient count", "837"), {})

    assert source.splitlines() == [
        "def fits(row, text, component):",
        " size = len(row)",
        " if size <= 2 or size > 5: return False",
        " good = good_under(component)",
        " if good is None: return False",
        " if row[2] not in good.values[1]: return False",
        " if size == 3: return True",
        " if row[3]: return False",
        " if size == 4: return True",
        " if row[4]: return False",
        " return True",
    ]


@pytest.mark.parametrize(
    "name", ["CLP claim payment", "CAS adjustments", "NM1 patient", "SVC service payment"]
)
@settings(max_examples=150)
@given(st.lists(st.sampled_from(VALUES), max_size=14))
def test_nothing_is_said_about_what_fits(name: str, values: list[str]) -> None:
    check = check_of(name)
    row = [check.use.id, *values]
    if check.use.qualifiers:
        row[1:2] = sorted(check.use.qualifiers)[:1]
    text = "*".join(row)

    if fits_of(check)(row, text, ":"):
        assert not check.problems(row, text, ":")


@pytest.mark.parametrize(
    "name",
    [
        "CLM claim",
        "DTP service date",
        "DMG birth date and sex",
        "HI health care diagnosis",
        "HL hierarchical level",
        "NM1 other payer",
        "SV1 professional service",
        "SVD line adjudication",
    ],
)
@settings(max_examples=100)
@given(st.lists(st.sampled_from([*VALUES, *VALUES_OF_CLAIMS]), max_size=14))
def test_nothing_is_said_about_what_fits_in_a_claim(name: str, values: list[str]) -> None:
    check = check_of(name, "837")
    row = [check.use.id, *values]
    text = "*".join(row)

    if fits_of(check)(row, text, ":"):
        assert not [p for p in check.problems(row, text, ":") if not is_of_qualifier(p, check)]


def is_of_qualifier(problem: Problem, check: SegmentCheck) -> bool:
    """The parser has seen to the qualifier before a segment is asked whether it fits."""
    at = QUALIFYING_ELEMENT.get(check.use.id, 1)
    return bool(check.use.qualifiers) and problem.element == f"{check.use.id}{at:02d}"


@pytest.mark.parametrize(
    ("name", "text", "fits"),
    [
        ("DTP service date", "DTP*472*D8*20260110", True),
        ("DTP service date", "DTP*472*D8*20261310", False),
        ("DTP service date", "DTP*472*RD8*20260110-20260111", True),
        ("DMG birth date and sex", "DMG*D8*19710304*F", True),
        ("DMG birth date and sex", "DMG*D8*19711304*F", False),
    ],
)
def test_a_date_that_exists_fits(name: str, text: str, *, fits: bool) -> None:
    check = check_of(name, "837")

    assert fits_of(check)(text.split("*"), text, ":") is fits


def test_an_amount_that_is_new_fits_without_being_explained() -> None:
    check = check_of("AMT service supplemental amount")

    assert fits_of(check)(["AMT", "B6", "731.07"], "AMT*B6*731.07", ":")


def test_a_composite_that_fits_under_one_separator_need_not_fit_under_another() -> None:
    check = check_of("SVC service payment")
    fits = fits_of(check)
    row = ["SVC", "HC:99213", "12.5", "10"]
    text = "*".join(row)

    assert not check.problems(row, text, ":")
    assert fits(row, text, ":")
    assert not fits(row, text, ">")
    assert check.problems(row, text, ">")
    assert not fits(row, text, ">")
    assert fits(row, text, ":")
