"""A remittance may use only the codes of its day; a reversal may repeat those of an earlier one."""

from __future__ import annotations

from datetime import date

import pytest

from cobrelay import x12
from cobrelay.x12 import codes
from cobrelay.x12.checking import identifiers
from cobrelay.x12.checking.in_force import in_force
from cobrelay.x12.checking.rules import Told
from x12_files import MadeClaim, MadeLine, MadeRemittance

# 42 ended on 2007-06-01, remark N14 on 2007-10-01; 275 begins in 2015.
ENDED = MadeLine(adjustments=(("CO", "42", 1500), ("PR", "2", 2000)))


def problems(made: bytes, day: date | None = date(2026, 3, 2)) -> list[Told]:
    """What is said of the codes of a remittance of this day."""
    text = made.decode().replace("*20260302~TRN", f"*{day:%Y%m%d}~TRN" if day else "~TRN")
    items = list(x12.read(text.encode()))
    usable = in_force(next(i for i in items if isinstance(i, x12.RemittanceHeader)))
    claims = [item for item in items if isinstance(item, x12.ClaimPayment)]
    found = [each for claim in claims for each in identifiers.claim_payment(claim, usable)]
    return [each for each in found if each[0].code.startswith("B-CODE-")]


def test_a_code_that_has_ended_is_a_warning_at_its_element() -> None:
    made = MadeRemittance((MadeClaim(lines=(ENDED,)),)).to_bytes()

    [(problem, where)] = problems(made)

    assert problem.verdict is x12.Verdict.WARN
    assert (problem.element, where.place.segment_id) == ("CAS02", "CAS")
    assert "42 in CAS02 ended on 2007-06-01" in problem.message


def test_no_list_is_read_where_codes_are_not_judged() -> None:
    codes.code_list.cache_clear()
    codes.in_force_on.cache_clear()

    report = x12.check(
        MadeRemittance((MadeClaim(),)).to_bytes(),
        levels=x12.ALL_LEVELS - {x12.Level.IDENTIFIERS},
    )

    assert report.verdict is x12.Verdict.ACCEPT
    assert codes.code_list.cache_info().currsize == 0


@pytest.mark.parametrize(
    ("day", "told"), [(date(2007, 6, 1), False), (date(2007, 6, 2), True), (None, False)]
)
def test_the_day_is_that_of_the_payment(day: date | None, told: bool) -> None:
    made = MadeRemittance((MadeClaim(lines=(ENDED,)),)).to_bytes()

    assert bool(problems(made, day)) is told


def test_a_code_before_its_time_is_told_too() -> None:
    line = MadeLine(adjustments=(("CO", "275", 1500),))
    made = MadeRemittance((MadeClaim(lines=(line,)),)).to_bytes()

    [(problem, _)] = problems(made, date(2005, 10, 1))

    assert "275 in CAS02 begins on 2015-11-01" in problem.message


def test_a_reversal_repeats_the_codes_of_its_day() -> None:
    made = MadeRemittance((MadeClaim(status="22", lines=(ENDED,)),)).to_bytes()

    assert problems(made) == []


def test_a_later_triplet_is_named() -> None:
    made = MadeRemittance((MadeClaim(lines=(MadeLine(adjustments=(("CO", "45", 1500),)),)),))
    text = made.to_bytes().replace(b"CAS*CO*45*15.00~", b"CAS*CO*45*10.00**42*5.00~")

    assert [problem.element for problem, _ in problems(text)] == ["CAS05"]


def test_remarks_of_claim_and_line_are_looked_at() -> None:
    text = MadeRemittance().to_bytes()
    text = text.replace(b"DTM*232", b"MOA***MA01*N14~DTM*232")
    text = text.replace(b"REF*6R*1~", b"REF*6R*1~LQ*HE*N14~LQ*RX*N14~")

    assert [problem.element for problem, _ in problems(text)] == ["MOA04", "LQ02"]


def test_codes_that_no_list_has_are_warnings_whatever_the_day() -> None:
    text = MadeRemittance().to_bytes().replace(b"CAS*CO*45*", b"CAS*CO*9999*")
    text = text.replace(b"DTM*232", b"MOA***MA01*N9999~DTM*232")
    text = text.replace(b"REF*6R*1~", b"REF*6R*1~LQ*HE*XYZ~LQ*RX*XYZ~")

    for day in (date(2026, 3, 2), None):
        found = [problem for problem, _ in problems(text, day)]

        assert [problem.element for problem in found] == ["MOA04", "CAS02", "LQ02"]
        assert {problem.code for problem in found} == {"B-CODE-UNKNOWN"}
        assert {problem.verdict for problem in found} == {x12.Verdict.WARN}
        assert not any("9999" in problem.message for problem in found)  # it may be anything


def test_the_finding_rides_on_its_claim_and_can_be_switched_off() -> None:
    made = MadeRemittance((MadeClaim(lines=(ENDED,)), MadeClaim("HC-2"))).to_bytes()
    without = x12.ALL_LEVELS - {x12.Level.IDENTIFIERS}

    first, second = (i for i in x12.read(made) if isinstance(i, x12.ClaimPayment))

    assert [finding.code for finding in first.findings] == ["B-CODE-INACTIVE"]
    assert second.findings == ()
    assert x12.check(made).verdict is x12.Verdict.WARN
    assert x12.check(made, levels=without).verdict is x12.Verdict.ACCEPT
