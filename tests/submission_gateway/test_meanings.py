"""A person reads what an acknowledgment says, never its codes alone."""

from __future__ import annotations

import pytest

from submission_gateway.domain import meanings


@pytest.mark.parametrize(
    ("code_set", "code", "expected"),
    [
        ("interchange_note", "025", "Control number was used before."),
        ("segment_error", "3", "Required segment is missing."),
        ("element_error", "7", "Code is not in its list."),
        ("set_error", "Z9", "Code Z9 is not in our list."),
    ],
)
def test_a_code_is_told_as_a_sentence(code_set: str, code: str, expected: str) -> None:
    assert meanings.sentence(code_set, code) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (("A2", "20", ""), "Accepted for adjudication: accepted for processing."),
        (
            ("A7", "400", "PR"),
            "Rejected: information is invalid: claim is out of balance (payer).",
        ),
        (("A3", "", "85"), "Returned as unprocessable; not adjudicated (billing provider)."),
        (("Q1", "9999", "?"), "Category Q1: status 9999 (?)."),
    ],
)
def test_a_status_is_told_with_what_why_and_who(
    status: tuple[str, str, str], expected: str
) -> None:
    assert meanings.of_status(*status) == expected
