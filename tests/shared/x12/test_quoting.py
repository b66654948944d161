"""What is quoted of a value tells what is wrong with it and never who somebody is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrelay import x12
from cobrelay.x12.checking.quoting import LONGEST, numbered, quoted, shape
from cobrelay.x12.grammars.dictionary import ELEMENTS
from x12_files import data

CLP = ["CLP", "HC-1001", "99", "1,200.00", "NaN"]
SVC = ["SVC", "HCX:99213", "120", "80"]
DTM = ["DTM", "472", "20261301"]
NAME = ["NM1", "QC", "1", "LANE", "Éva", "B\x1b[31m"]


@pytest.mark.parametrize(
    ("row", "label", "told"),
    [
        (CLP, "CLP02", "99"),
        (CLP, "CLP03", "1,200.00"),
        (CLP, "CLP04", "XxX"),
        (SVC, "SVC01-1", "HCX"),
        (SVC, "SVC01-2", "nnnnn"),
        (SVC, "SVC01", "XXX:nnnnn"),
        (["SV1", "HC:99213", "120", "UN", "1", "", "", "5"], "SV107", "5"),
        (["HL", "2", "9", "22"], "HL02", "9"),
        (["N1", "PE", "LAKE", "XX", "1234567890"], "N104", "1234567890"),
        (["N1", "PE", "LAKE", "FI", "1234567890"], "N104", "nnnnnnnnnn"),
        (["NM1", "82", "1", "", "", "", "", "", "XX", "LANE"], "NM109", "XXXX"),
        (DTM, "DTM02", "nnnnnnnn"),
        (NAME, "NM103", "XXXX"),
        (NAME, "NM104", "Xxx"),
        (NAME, "NM105", "X·[nnx"),
    ],
)
def test_codes_and_numbers_are_quoted_and_of_all_else_the_shape(
    row: list[str], label: str, told: str
) -> None:
    assert quoted(row, label, ":", ELEMENTS) == told


@pytest.mark.parametrize("label", ["", "CLP", "CLP05", "SVC01", "CLP01-4", "CLP99999999", "CLPX1"])
def test_nothing_is_quoted_where_nothing_stands(label: str) -> None:
    assert quoted(CLP, label, ":", ELEMENTS) == ""


def test_a_name_that_was_shifted_into_an_amount_is_not_told() -> None:
    assert quoted(["CLP", "1", "1", "LANE"], "CLP03", ":", ELEMENTS) == "XXXX"


def test_a_birth_date_that_was_shifted_into_a_number_is_not_told() -> None:
    assert quoted(["CLP", "1", "1", "19770317"], "CLP03", ":", ELEMENTS) == "nnnnnnnn"


def test_a_code_that_might_be_a_name_is_not_told() -> None:
    assert quoted(["CAS", "LANE"], "CAS01", ":", ELEMENTS) == "XXXX"


@given(st.text(max_size=300))
def test_however_long_a_value_is_what_is_told_is_short(value: str) -> None:
    assert len(quoted(["CLP", value], "CLP01", ":", ELEMENTS)) <= LONGEST


@given(st.text(st.characters(categories=("Lu", "Ll", "Nd")), max_size=30))
def test_a_shape_keeps_no_letter_and_no_digit(value: str) -> None:
    assert set(shape(value)) <= {"x", "X", "n"}


def test_an_envelope_names_nobody() -> None:
    row = ["GS", "HP", "LAKE\x1bPLAN", "HARBORCLINIC   "]

    assert quoted(row, "GS02") == "LAKE·PLAN"
    assert quoted(row, "GS03") == "HARBORCLINIC"


@pytest.mark.parametrize(
    ("row", "label", "told"),
    [
        (["LX", "1NM1", "QC", "1", "LANE"], "LX01", "nXXn"),
        (["LX", "1NM1", "QC", "1", "LANE"], "LX04", "XXXX"),
        (["SE", "30", "0001", "LANE"], "SE03", "XXXX"),
        (["GE", "1", "101", "LANE"], "GE03", "XXXX"),
        (["HL", "4", "3", "22", "0NM1", "QC", "LANE"], "HL06", "XXXX"),
        (["ST", "837", "0001", "005010X223A2"], "ST03", "005010X223A2"),
    ],
)
def test_a_name_behind_a_lost_terminator_is_not_told(row: list[str], label: str, told: str) -> None:
    assert quoted(row, label, ":", ELEMENTS) == told


def test_a_name_behind_a_terminator_that_is_too_many_is_not_told() -> None:
    raw = data("835/two_claims_with_plb.835").read_bytes()
    assert b"*ASHBY*" in raw

    findings = x12.check(raw.replace(b"*ASHBY*", b"*MC~CANARYNAME*")).findings

    assert findings
    assert "CANARY" not in repr(findings)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("000000101", "000000101"),
        ("1", "1"),
        ("", ""),
        ("LANE EVA", "XXXX XXX"),
        ("1234567890", "nnnnnnnnnn"),
        ("\u0661\u0662", "nn"),
        ("L" * 500_000, "X" * (LONGEST - 1) + "…"),
    ],
)
def test_of_what_is_no_control_number_the_shape_is_told(value: str, told: str) -> None:
    assert numbered(value) == told


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"ST*835*0001", b"ST*835*CANARY"),
        (b"GS*HP*", b"GS*HP*A*B*20260302*0915*CANARY*"),
        (b"*^*00501*", b"*^*00501*CANARY  1*"),
    ],
)
def test_a_finding_repeats_nothing_that_stands_for_a_number(before: bytes, after: bytes) -> None:
    raw = data("835/two_claims_with_plb.835").read_bytes()
    assert before in raw

    findings = x12.check(raw.replace(before, after)).findings

    assert findings
    assert not any("CANARY" in f.interchange + f.group + f.transaction_set for f in findings)
