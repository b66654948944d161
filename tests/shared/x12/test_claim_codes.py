"""What a claim says of place and frequency is in its list, and a replacement names its claim."""

from __future__ import annotations

import pytest

from cobrelay import x12
from x12_files import data

GOOD = data("837/original_self_and_child.837").read_bytes()
BILL = b"11:B:1"  # CLM05


def found(raw: bytes) -> list[tuple[str, str, str]]:
    findings = x12.check(raw).findings
    assert all(each.verdict is x12.Verdict.WARN for each in findings)
    return [(each.code, each.place.segment_id, each.element) for each in findings]


@pytest.mark.parametrize(
    ("bill", "told"),
    [
        (b"11:B:1", []),
        (b"88:B:1", [("B-CODE-UNKNOWN", "CLM", "CLM05-1")]),
        (b"11:B:R", [("B-CODE-UNKNOWN", "CLM", "CLM05-3")]),
        (b"11:B:7", [("B-REPLACES", "CLM", "CLM05")]),
        (b"11:B:8", [("B-REPLACES", "CLM", "CLM05")]),
    ],
)
def test_place_and_frequency_are_known_and_a_replacement_names_its_claim(
    bill: bytes, told: list[tuple[str, str, str]]
) -> None:
    assert BILL in GOOD

    assert found(GOOD.replace(BILL, bill, 1)) == told


def test_a_replacement_that_names_its_claim_is_sound() -> None:
    named = GOOD.replace(BILL, b"11:B:7", 1).replace(b"HI*", b"REF*F8*ICN1~HI*", 1)

    assert "B-REPLACES" not in {each.code for each in x12.check(named).findings}


def test_the_place_of_a_line_is_known() -> None:
    line = b"*UN*1***1~"
    assert line in GOOD

    assert found(GOOD.replace(line, b"*UN*1*11**1~", 1)) == []
    assert found(GOOD.replace(line, b"*UN*1*88**1~", 1)) == [("B-CODE-UNKNOWN", "SV1", "SV105")]
