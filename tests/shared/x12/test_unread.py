"""Of an amount that can't be read nothing more is told: no sum counts it as nothing."""

from __future__ import annotations

import pytest

from cobrelay import x12
from x12_files import MadeClaim, MadeRemittance, data

REMITTANCE = MadeRemittance((MadeClaim(), MadeClaim("HC-2"))).to_bytes()
SECONDARY = data("837/secondary_line_level.837").read_bytes()


def codes(raw: bytes, before: bytes, after: bytes) -> list[str]:
    """The codes that are told when one value is put in the place of another."""
    assert before in raw

    return [finding.code for finding in x12.check(raw.replace(before, after, 1)).findings]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"CLP*HC-1*1*115.00*80.00*", b"CLP*HC-1*1*abc*80.00*", "IK4:6"),
        (b"CLP*HC-1*1*115.00*80.00*", b"CLP*HC-1*1*115.00**", "IK4:1"),
        (b"CLP*HC-1*1*115.00*80.00*", b"CLP*HC-1*1*115.00*80.005*", "B-SCALE"),
        (b"SVC*HC:99213*115.00*80.00*", b"SVC*HC:99213*1E2*80.00*", "IK4:6"),
        (b"SVC*HC:99213*115.00*80.00*", b"SVC*HC:99213*115.00*x*", "IK4:6"),
        (b"CAS*CO*45*15.00", b"CAS*CO*45*", "IK4:1"),
        (b"CAS*CO*45*15.00", b"CAS*CO*45*15.00**97", "IK4:2"),
        (b"BPR*I*160.00", b"BPR*I*160,00", "IK4:6"),
        (b"SE*", b"PLB*1500000017*20261231*WO:A*none~SE*", "IK4:6"),
    ],
)
def test_an_amount_of_a_remittance_is_told_and_no_sum_of_it(
    before: bytes, after: bytes, code: str
) -> None:
    raw = REMITTANCE.replace(b"SE*26", b"SE*27") if b"PLB" in after else REMITTANCE

    assert codes(raw, before, after) == [code]


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (b"CLM*HC-1001*250*", b"CLM*HC-1001*abc*", "IK4:6"),
        (b"SV1*HC:93000*100*", b"SV1*HC:93000*abc*", "IK4:6"),
        (b"AMT*D*140.25", b"AMT*D*abc", "IK4:6"),
        (b"SVD*LAKE1*60*", b"SVD*LAKE1*abc*", "IK4:6"),
        (b"CAS*CO*45*20~", b"CAS*CO*45~", "IK4:1"),
    ],
)
def test_an_amount_of_a_claim_is_told_and_no_sum_of_it(
    before: bytes, after: bytes, code: str
) -> None:
    assert codes(SECONDARY, before, after) == [code]


def test_a_sum_of_other_amounts_is_told_all_the_same() -> None:
    raw = REMITTANCE.replace(b"CAS*CO*45*15.00", b"CAS*CO*45*14.00", 1)

    assert codes(raw, b"CLP*HC-1*1*115.00", b"CLP*HC-1*1*abc") == ["IK4:6", "B-BAL-LINE"]
    assert codes(raw, b"BPR*I*160.00", b"BPR*I*abc") == [
        "IK4:6",
        "B-BAL-CLAIM",
        "B-BAL-LINE",
    ]


def test_a_quantity_spoils_no_sum() -> None:
    told = codes(REMITTANCE, b"CAS*CO*45*15.00", b"CAS*CO*45*14.00*one")

    assert sorted(told) == ["B-BAL-CLAIM", "B-BAL-LINE", "IK4:6"]


def test_where_amounts_are_not_looked_at_the_sums_are_told() -> None:
    raw = REMITTANCE.replace(b"CLP*HC-1*1*115.00", b"CLP*HC-1*1*abc")
    report = x12.check(raw, levels=frozenset({x12.Level.BALANCES}))

    assert {finding.code for finding in report.findings} == {"B-BAL-CLAIM", "B-BAL-CHARGE"}


def test_what_is_missing_is_told_and_no_sum_without_it() -> None:
    payment = REMITTANCE[REMITTANCE.index(b"BPR*") : REMITTANCE.index(b"TRN*")]
    lines = SECONDARY[SECONDARY.index(b"LX*1") : SECONDARY.index(b"SE*48")]

    assert codes(REMITTANCE.replace(b"SE*26", b"SE*25"), payment, b"") == ["IK3:3"]
    assert codes(SECONDARY.replace(b"SE*48", b"SE*30"), lines, b"") == ["IK3:I7"]


def test_a_payment_that_is_missing_is_no_element_of_another_segment() -> None:
    payment = REMITTANCE[REMITTANCE.index(b"BPR*") : REMITTANCE.index(b"TRN*")]
    levels = frozenset({x12.Level.BALANCES})
    (finding,) = x12.check(REMITTANCE.replace(payment, b""), levels=levels).findings

    assert (finding.code, finding.place.segment_id, finding.element) == ("B-BAL-FILE", "ST", "")
