"""CLM01 and REF*6R: the numbers by which answers find their claims and lines."""

from __future__ import annotations

import pytest

from claim_builder.domain.numbering import control_number_for, line_control_numbers


@pytest.mark.parametrize(
    ("original", "seen", "expected"),
    [
        pytest.param("A1", set(), "A1", id="the original's own"),
        pytest.param("A1", {"A1"}, "A1-2", id="a suffix for a payer that has seen it"),
        pytest.param("A1", {"A1", "A1-2"}, "A1-3", id="and the next"),
        pytest.param("X" * 20, {"X" * 20}, "X" * 18 + "-2", id="never over twenty characters"),
    ],
)
def test_a_payer_never_gets_a_number_twice(original: str, seen: set[str], expected: str) -> None:
    assert control_number_for(original, seen) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(["", ""], ("L1", "L2"), id="lines without a number get one"),
        pytest.param(["A", "B"], ("A", "B"), id="the sender's numbers stay"),
        pytest.param(["A", "A"], ("A", "L2"), id="unless they repeat"),
        pytest.param(["L2", ""], ("L2", "L2X"), id="ours never collide with theirs"),
    ],
)
def test_every_line_has_a_number_of_its_own(given: list[str], expected: tuple[str, ...]) -> None:
    assert line_control_numbers(given) == expected
