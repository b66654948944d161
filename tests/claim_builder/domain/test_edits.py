"""What a payer would reject: each edit is shown a claim with that one fault (domain 3.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from claim_builder.domain.assembly import Built, build
from claim_builder.domain.balancing import imbalances
from claim_builder.domain.bodies import read_body
from claim_builder.domain.coverage import PayerPolicy
from claim_builder.domain.edits import EDITS, Finished, rejections
from claim_builder.domain.reasons import Hold
from claim_builder.domain.secondary_claim import Order, Prior
from claim_builder.domain.sent_bytes import read_sent
from next_claims import (
    SECOND,
    Line,
    answer,
    built,
    cents,
    coverage,
    held,
    order,
    original,
    paid_line,
)

MEDICARE = coverage("SECOND", relationship="18", filing_indicator="MB")


def sound() -> Order:
    """By lines, with a date and a liability on each."""
    claim = original(Line("99213", "100"), Line("J3301", "20"))
    said = answer(
        paid_line(1, "99213", "100", "60", "CO 45 25", "PR 2 15"),
        paid_line(2, "J3301", "20", "20"),
        outpatient=("", "", "MA01"),
    )
    return order(claim, said, others=(coverage("THIRD"),))


def codes_after(*changes: tuple[str, str]) -> set[str]:
    """The codes of the edits that fail once these texts are exchanged in the sound claim."""
    wanted = sound()
    body = built(wanted).body.decode()
    for old, new in changes:
        assert old in body, old
        body = body.replace(old, new, 1)
    claim = read_body(body.encode())
    assert claim is not None
    finished = Finished(read_sent(body.encode()), claim, wanted)
    return {hold.code for hold in rejections(finished)}


FAULTS = [
    pytest.param([("AMT*D*80", "CAS*CO*45*25~AMT*D*80")], "CLB-301", id="money at both levels"),
    pytest.param([("DTP*573*D8*20251015~", "")], "CLB-302", id="no date on a line"),
    pytest.param(
        [("REF*F8*ICN1", "DTP*573*D8*20251015~REF*F8*ICN1")], "CLB-302", id="dates at both levels"
    ),
    pytest.param([("SVD*FIRST*20", "SVD*FIRST*-20")], "CLB-303", id="negative paid amount"),
    pytest.param([("CAS*PR*2*15", "CAS*PR*2")], "CLB-304", id="a reason without an amount"),
    pytest.param([("AMT*D*80", "AMT*D*80~AMT*EAF*15")], "CLB-305", id="liability at both levels"),
    pytest.param([("AMT*EAF*15", "AMT*EAF*0")], "CLB-305", id="a liability of zero"),
    pytest.param([("SBR*P*", "SBR*U*")], "CLB-306", id="no primary"),
    pytest.param([("SBR*T*", "SBR*S*")], "CLB-307", id="two secondaries"),
    pytest.param([("SBR*T*", "SBR*A*")], "CLB-308", id="a gap in the order"),
    pytest.param([("SBR*S********CI", "SBR*S********MB")], "CLB-309", id="Medicare without type"),
    pytest.param([("SBR*P*19*******CI", "SBR*P*19***12****CI")], "CLB-309", id="type of another"),
    pytest.param([("MOA***MA01", "MOA***BLAH")], "CLB-311", id="a remark that is none"),
    pytest.param([("MOA***MA01", "MOA***M33")], "CLB-311", id="a remark that has ended"),
    pytest.param([("SVD*FIRST", "SVD*OTHER")], "CLB-312", id="a payer that is not named"),
    pytest.param([("PI*THIRD", "PI*FIRST")], "CLB-312", id="two payers of one id"),
    pytest.param([("AMT*D*80", "AMT*D*80~AMT*A8*120")], "CLB-313", id="paid and non-covered"),
    pytest.param([("11:B:1", "11:B:7")], "CLB-314", id="a replacement of nothing"),
    pytest.param([("HI*ABK", "REF*F8*X~HI*ABK")], "CLB-314", id="a new claim that replaces"),
    pytest.param([("*MI*THIRD-1", "")], "CLB-315", id="no member id"),
    pytest.param([("CAS*PR*2*15", "CAS*PR*2*16")], "CLB-316", id="invented responsibility"),
    pytest.param([("CAS*CO*45*25", "CAS*CO*OOPS*25")], "CLB-317", id="a reason that is no code"),
    pytest.param([("CAS*CO*45*25", "CAS*CO*42*25")], "CLB-317", id="a reason that has ended"),
    pytest.param([("SV1*HC:J3301*20", "SV1*HC:J3301*19")], "CLB-332", id="another charge"),
]


@pytest.mark.parametrize(("changes", "code"), FAULTS)
def test_a_fault_is_found_by_its_edit(changes: list[tuple[str, str]], code: str) -> None:
    assert code in codes_after(*changes)


def test_a_sound_claim_fails_no_edit_and_no_equation() -> None:
    assert codes_after() == set()
    assert imbalances(read_sent(built(sound()).body)) == ()


@pytest.mark.parametrize(
    ("code", "paid_on"),
    [
        pytest.param("CO 42 25", date(2005, 10, 15), id="of its day"),
        pytest.param("CO 999 25", date(2025, 10, 15), id="newer than our list"),
    ],
)
def test_a_reason_is_judged_by_the_day_on_which_it_was_used(code: str, paid_on: date) -> None:
    said = answer(paid_line(1, "99213", "100", "60", code, "PR 2 15"), paid_on=paid_on)

    assert isinstance(build(order(original(Line("99213", "100")), said)), Built)


def test_every_edit_is_a_rule_with_its_reason_written_down() -> None:
    assert all(edit.__doc__ for edit in EDITS)


EQUATIONS = [
    pytest.param([("SVD*FIRST*60", "SVD*FIRST*59")], "CLB-201", "line 1, payer P", "1", id="line"),
    pytest.param([("AMT*D*80", "AMT*D*81")], "CLB-202", "payer P", "1", id="paid at claim level"),
    pytest.param(
        [("AMT*D*80", "CAS*CO*45*5~AMT*D*75"), ("CLM*ACCT1001*120", "CLM*ACCT1001*121")],
        "CLB-203",
        "payer P",
        "1",
        id="claim",
    ),
    pytest.param([("SV1*HC:J3301*20", "SV1*HC:J3301*18")], "CLB-204", "claim", "2", id="charge"),
]


@pytest.mark.parametrize(("changes", "code", "place", "missing"), EQUATIONS)
def test_a_broken_equation_is_found_in_the_bytes_with_its_place_and_sum(
    changes: list[tuple[str, str]], code: str, place: str, missing: str
) -> None:
    body = built(sound()).body.decode()
    for old, new in changes:
        assert old in body, old
        body = body.replace(old, new, 1)

    found = imbalances(read_sent(body.encode()))

    assert Hold(code, place, cents(missing)) in found


def test_medicare_after_another_payer_needs_its_insurance_type() -> None:
    said = answer(paid_line(1, "99213", "100", "80", "PR 1 20"))

    assert held(order(original(), said, next=MEDICARE)).code == "CLB-309"


def test_a_paid_amount_below_zero_is_held() -> None:
    said = answer(paid_line(1, "99213", "100", "-10", "CO 45 110"))

    assert held(order(original(), said)).code == "CLB-303"


def test_two_plans_of_one_payer_cannot_be_told_apart_in_one_claim() -> None:
    said = answer(paid_line(1, "99213", "100", "80", "PR 1 20"))
    twin = replace(SECOND, policy=PayerPolicy(id="FIRST"))

    hold = held(order(original(), Prior(coverage("FIRST"), said), next=twin))

    assert hold.code == "CLB-312"
    assert "check that the patient really has both" in hold.detail


def test_more_lines_than_a_claim_may_have_are_not_split() -> None:
    lines = [Line("99213", "1") for _ in range(51)]
    said = answer(cas=["PR 1 51"], charge=cents("51"), paid=cents("0"))

    assert held(order(original(*lines), said)).code == "CLB-318"


def test_a_name_that_would_break_the_file_is_held_without_being_repeated() -> None:
    said = answer(paid_line(1, "99213", "100", "80", "PR 1 20"))
    broken = coverage("SECOND", member_id="12~34")

    hold = held(order(original(), said, next=broken))

    assert hold.code == "CLB-331"
    assert "12~34" not in hold.detail
