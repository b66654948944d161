"""What ends before it begins is a warning at its last day, read at once or by the segment."""

from __future__ import annotations

import pytest

from cobrelay import x12
from x12_files import MadeClaim, MadeRemittance, data

REMITTANCE = MadeRemittance((MadeClaim(), MadeClaim("HC-2"), MadeClaim("HC-3"))).to_bytes()
CLAIMS = data("837/original_self_and_child.837").read_bytes()
PERIOD = b"RD8*20260112-20260113"


def out_of_order(raw: bytes) -> list[x12.Finding]:
    return [each for each in x12.check(raw).findings if each.code == "B-DATE-ORDER"]


def with_statement(last: bytes) -> bytes:
    text = REMITTANCE.replace(b"DTM*232*20260110~", b"DTM*232*20260110~DTM*233*" + last + b"~")
    return text.replace(b"SE*", b"SE*0")  # the count is not the matter here


def with_service(last: bytes) -> bytes:
    dates = b"DTM*150*20260110~DTM*151*" + last + b"~"
    return REMITTANCE.replace(b"DTM*472*20260110~", dates)


@pytest.mark.parametrize("made", [with_statement, with_service])
def test_the_last_day_of_a_remittance_is_not_before_the_first(made: object) -> None:
    assert callable(made)
    assert out_of_order(made(b"20260110")) == out_of_order(made(b"20260111")) == []

    found = out_of_order(made(b"20260109"))

    assert len(found) == 3
    assert {finding.verdict for finding in found} == {x12.Verdict.WARN}
    assert {(finding.place.segment_id, finding.element) for finding in found} == {("DTM", "DTM02")}
    first = found[0].place.byte_offset
    assert made(b"20260109")[first:].startswith((b"DTM*233", b"DTM*151"))


def test_a_period_of_a_claim_is_not_turned_round() -> None:
    assert PERIOD in CLAIMS
    assert out_of_order(CLAIMS) == []

    found = out_of_order(CLAIMS.replace(PERIOD, b"RD8*20260113-20260112"))

    assert found
    assert {finding.element for finding in found} == {"DTP03"}
    assert all(finding.loop.split("/")[-1].startswith("2400") for finding in found)


def test_nobody_is_discharged_before_admission() -> None:
    stay = b"DTP*435*D8*20260112~DTP*096*D8*20260110~HI*"

    found = out_of_order(CLAIMS.replace(b"HI*", stay, 1))

    assert [finding.element for finding in found] == ["DTP03"]
    assert "435" in found[0].message
