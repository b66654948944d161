"""999, 277CA and TA1 are read as what the far side says of what we sent."""

from __future__ import annotations

from datetime import date

from cobrelay import x12
from x12_files import data


def acknowledgment(name: str) -> x12.GroupAcknowledgment:
    items = x12.read(data(name))
    return next(item for item in items if isinstance(item, x12.GroupAcknowledgment))


def report(name: str) -> x12.StatusReport:
    return next(item for item in x12.read(data(name)) if isinstance(item, x12.StatusReport))


def test_an_accepted_group_says_so() -> None:
    found = acknowledgment("999/accepted.999")

    assert (found.functional_code, found.control_number, found.status) == ("HC", "10", "A")
    assert [(answer.control_number, answer.status) for answer in found.sets] == [("0001", "A")]


def test_a_rejected_set_names_segment_element_and_claim() -> None:
    found = acknowledgment("999/rejected_set.999")
    rejected, accepted = found.sets

    assert (rejected.status, rejected.codes, accepted.status) == ("R", ("5",), "A")
    assert (found.status, found.included, found.received, found.accepted) == ("P", 2, 2, 1)
    first, second = rejected.errors
    assert (first.segment_id, first.position, first.loop, first.code) == ("CLM", 20, "2300", "8")
    assert first.claim_number == "HC-1001"
    assert (first.elements[0].element, first.elements[0].code) == (2, "1")
    assert (second.segment_id, second.code, second.elements) == ("NM1", "3", ())


def test_a_contradicting_group_answer_waits_for_a_person() -> None:
    raw = data("999/rejected_set.999").read_bytes().replace(b"AK9*P*", b"AK9*A*")

    assert {f.code for f in x12.check(raw).findings} == {"B-ACK-CONTRA"}
    assert x12.check(raw).verdict is x12.Verdict.REVIEW


def test_an_accepted_claim_carries_the_payers_number() -> None:
    found = report("277ca/accepted.277ca")
    receiver = found.receivers[0]
    claim = receiver.providers[0].claims[0]

    assert receiver.batch == "B0002"
    assert (receiver.quantities[0].qualifier, receiver.quantities[0].value) == ("90", "1")
    assert found.processed_on == date(2026, 1, 13)
    assert claim.patient_control_number == "HC-1001"
    assert claim.payer_control_number == "BAYICN1"
    assert claim.clearinghouse_number == "CW1001"
    assert claim.statuses[0].codes == (x12.StatusCode("A2", "20", "PR"),)


def test_a_rejected_claim_carries_all_reasons_and_the_line() -> None:
    claim = report("277ca/rejected_with_line.277ca").receivers[0].providers[0].claims[0]

    status = claim.statuses[0]
    assert [code.status for code in status.codes] == ["672", "286", "400"]
    assert (status.action, status.charge, status.text) == ("U", 25000, "PAID AMOUNT")
    line = claim.lines[0]
    assert (line.procedure.code, line.charge, line.control_number) == ("99214", 15000, "L1")
    assert line.statuses[0].codes[0].status == "643"


def test_a_ta1_stands_alone_in_its_interchange() -> None:
    items = list(x12.read(data("ta1/duplicate_control_number.ta1")))
    found = next(item for item in items if isinstance(item, x12.InterchangeAcknowledgment))

    assert (found.control_number, found.status, found.note) == ("000000010", "R", "025")
    assert found.interchange.sender_id == "CLEAR1"


def test_a_ta1_may_stand_before_a_group() -> None:
    raw = data("999/accepted.999").read_bytes()
    raw = raw.replace(b"GS*FA", b"TA1*000000010*260112*0800*A*000~\nGS*FA", 1)

    names = [type(item).__name__ for item in x12.read(raw)]

    assert names[:3] == ["InterchangeStart", "InterchangeAcknowledgment", "GroupStart"]
    assert x12.check(raw).verdict is x12.Verdict.ACCEPT


def test_a_ta1_with_an_unknown_answer_waits_for_a_person() -> None:
    raw = data("ta1/duplicate_control_number.ta1").read_bytes().replace(b"*R*025", b"*Q*025")

    report = x12.check(raw)

    assert [(f.code, f.element) for f in report.findings] == [("IK4:7", "TA104")]
    assert report.verdict is x12.Verdict.REVIEW
