"""A set that no guide here is for is refused, never taken as good; the others in its file go on."""

from __future__ import annotations

from datetime import UTC, datetime

from cobrelay import x12
from x12_files import MadeRemittance, data

VALUES = x12.AnswerValues(datetime(2026, 3, 3, tzinfo=UTC), 1, 1)
ENROLMENT = (
    b"GS*BE*LAKEPAYER*HARBOR*20260302*0915*8*X*005010X220A1~ST*834*0001*005010X220A1~"
    b"BGN*00*1*20260302*0915****2~SE*3*0001~GE*1*8~"
)
REMITTANCE = MadeRemittance().to_bytes()
BOTH = REMITTANCE.replace(b"IEA*1", ENROLMENT + b"IEA*2")
INSTITUTIONAL = data("837/original_self_and_child.837").read_bytes().replace(b"X222A1", b"X223A2")


def test_a_kind_without_a_guide_is_refused_and_named() -> None:
    (finding,) = x12.check(BOTH).findings

    assert (finding.code, finding.verdict.name) == ("IK5:1", "REJECT_SET")
    assert (finding.place.segment_id, finding.place.position, finding.element) == ("ST", 1, "ST01")
    assert "834" in finding.message


def test_what_else_stands_in_the_file_goes_on() -> None:
    ends = [item for item in x12.read(BOTH) if isinstance(item, x12.SetEnd)]

    assert [end.verdict.name for end in ends] == ["ACCEPT", "REJECT_SET"]
    assert ends[0].claim_count == 1


def test_a_999_does_not_accept_what_was_not_read() -> None:
    answer = x12.acknowledge(x12.read(BOTH), VALUES)

    assert b"AK2*835*0001*005010X221A1~IK5*A~AK9*A*" in answer
    assert b"AK2*834*0001*005010X220A1~IK5*R*1~AK9*R*" in answer
    assert x12.check(answer).verdict is x12.Verdict.ACCEPT


def test_another_guide_is_told_at_the_gs_that_names_it() -> None:
    (finding,) = x12.check(INSTITUTIONAL).findings

    assert (finding.code, finding.verdict.name) == ("AK9:2", "REJECT_SET")
    assert (finding.place.segment_id, finding.place.position) == ("GS", 0)
    assert INSTITUTIONAL[finding.place.byte_offset :].startswith(b"GS*HC")
    assert finding.value == "005010X223A2"
    assert "005010X222A1" in finding.fix


def test_a_missing_gs_is_told_once() -> None:
    start, end = REMITTANCE.index(b"GS*"), REMITTANCE.index(b"ST*")

    (finding,) = x12.check(REMITTANCE[:start] + REMITTANCE[end:]).findings

    assert finding.code == "TA1:024"


def test_interchange_group_and_set_have_a_verdict_of_their_own() -> None:
    miscounted = BOTH.replace(b"GE*1*8", b"GE*2*8")
    ends = (x12.SetEnd, x12.GroupEnd, x12.InterchangeEnd, x12.FileEnd)

    verdicts = [item.verdict.name for item in x12.read(miscounted) if isinstance(item, ends)]

    assert verdicts == ["ACCEPT", "ACCEPT", "REJECT_SET", "REJECT_FILE", "ACCEPT", "ACCEPT"]
