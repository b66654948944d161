"""Money is whole cents, read strictly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrelay.money import format_dollars, format_x12, parse_cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [("43", 4300), ("43.5", 4350), (".5", 50), ("120.", 12000), ("-0.00", 0), ("-.05", -5)],
)
def test_amounts_as_x12_writes_them_are_read(text: str, cents: int) -> None:
    assert parse_cents(text) == cents
    assert parse_cents(text.encode()) == cents


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "-",
        "+1",
        " 1",
        "1 ",
        "1e2",
        "NaN",
        "Infinity",
        "1_0",
        "1,000.00",
        "1.005",
        "１２",
        "²",
    ],
)
def test_nothing_else_is_an_amount(text: str) -> None:
    assert parse_cents(text) is None


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_what_is_written_is_read_back(cents: int) -> None:
    assert parse_cents(format_x12(cents)) == cents


def test_dollars_are_written_for_people() -> None:
    assert format_dollars(123450) == "1,234.50"
    assert format_dollars(-5) == "-0.05"
