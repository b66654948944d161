"""The 999, the TA1 and the 277CA that answer a file say what was found in it, and are sound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cobrelay import x12
from cobrelay.x12 import codes
from cobrelay.x12.acknowledging.subjects import ENTITIES, entity_of
from cobrelay.x12.acknowledging.wording import status_words
from second_opinion import opinion
from x12_files import corpus, data

VALUES = x12.AnswerValues(datetime(2026, 3, 2, 9, 15, tzinfo=UTC), 501, 77)
STATUS_OF = {  # IK501 for the worst that was found
    x12.Verdict.ACCEPT: "A",
    x12.Verdict.WARN: "E",
    x12.Verdict.REVIEW: "E",
    x12.Verdict.QUARANTINE_CLAIM: "E",
    x12.Verdict.REJECT_SET: "R",
}
GOOD = data("837/original_self_and_child.837")


def claim_files() -> Iterator[Path]:
    yield GOOD
    yield data("837/secondary_line_level.837")
    for folder, pattern in (("malformed", "*_837.x12"), ("golden", "*837P*.837")):
        try:
            yield from sorted(corpus(folder).glob(pattern))
        except pytest.skip.Exception:
            return


every_claim_file = pytest.mark.parametrize("path", list(claim_files()), ids=lambda path: path.name)


def answered(raw: bytes | Path) -> bytes:
    return x12.acknowledge(x12.read(raw), VALUES)


def groups(answer: bytes) -> list[x12.GroupAcknowledgment]:
    return [item for item in x12.read(answer) if isinstance(item, x12.GroupAcknowledgment)]


def notes(answer: bytes) -> list[x12.InterchangeAcknowledgment]:
    return [item for item in x12.read(answer) if isinstance(item, x12.InterchangeAcknowledgment)]


def reports(answer: bytes) -> list[x12.StatusReport]:
    return [item for item in x12.read(answer) if isinstance(item, x12.StatusReport)]


def statuses(raw: bytes | Path) -> dict[str, tuple[str, ...]]:
    """Of each claim of the 277CA, by its number, category and status."""
    told = reports(x12.acknowledge_claims(x12.read(raw), VALUES))
    return {
        claim.patient_control_number: tuple(
            f"{code.category}:{code.status}" for status in claim.statuses for code in status.codes
        )
        for report in told
        for receiver in report.receivers
        for provider in receiver.providers
        for claim in provider.claims
    }


@every_claim_file
def test_a_999_says_the_verdict_and_the_place_of_every_finding(path: Path) -> None:
    report = x12.check(path)
    answer = answered(path)
    if report.verdict is x12.Verdict.REJECT_FILE and (refused := notes(answer)):
        assert refused[0].status == "R"
        return

    (group,) = groups(answer)
    (told,) = group.sets

    assert told.status == STATUS_OF[report.verdict]
    assert group.control_number == next(iter(group_numbers(path)))
    positions = {(error.segment_id, error.position) for error in told.errors}
    for finding in report.findings:
        if finding.place.position and finding.code.startswith(("IK3", "IK4", "B-")):
            named = (finding.place.segment_id[:3], finding.place.position)
            assert finding.verdict is x12.Verdict.ACCEPT or named in positions


def group_numbers(path: Path) -> Iterator[str]:
    return (item.control_number for item in x12.read(path) if isinstance(item, x12.GroupStart))


@every_claim_file
def test_our_check_and_pyx12_accept_the_999(path: Path) -> None:
    answer = answered(path)

    assert x12.check(answer).verdict is x12.Verdict.ACCEPT
    assert opinion(answer).is_accepted


@every_claim_file
def test_our_check_and_pyx12_accept_the_277ca(path: Path) -> None:
    answer = x12.acknowledge_claims(x12.read(path), VALUES)
    if not answer:
        pytest.skip("no claim can be read")

    assert x12.check(answer).verdict is x12.Verdict.ACCEPT
    assert opinion(answer).is_accepted


# What a TA1 and an AK2 repeat as it was sent, sound or not.
REPEATED = frozenset({"TA103", "AK201"})
LARGE_BYTES = 50_000  # most of the time for one file


def test_every_file_of_the_world_is_answered_soundly() -> None:
    files = (each for each in corpus("public").rglob("*") if each.is_file())
    for path in (each for each in files if each.stat().st_size < LARGE_BYTES):
        for answer in (answered(path), x12.acknowledge_claims(x12.read(path), VALUES)):
            if answer:
                found = {each.element for each in x12.check(answer).findings}
                assert found <= REPEATED, path.name


def test_an_empty_segment_is_not_told_for_it_has_no_name() -> None:
    answer = answered(GOOD.read_bytes().replace(b"HL*1*", b"~HL*1*"))

    assert b"IK3" not in answer
    assert b"IK5*E~" in answer
    assert x12.check(answer).verdict is x12.Verdict.ACCEPT


def test_a_patient_whose_number_is_not_given_is_answered_without_one() -> None:
    unnumbered = re.sub(rb"[*]+MI[*][A-Z0-9]+", b"", GOOD.read_bytes())

    answer = x12.acknowledge_claims(x12.read(unnumbered), VALUES)

    assert b"*MI*UNKNOWN~" in answer
    assert x12.check(answer).verdict is x12.Verdict.ACCEPT


def test_a_good_file_is_accepted_with_nothing_noted() -> None:
    (group,) = groups(answered(GOOD))

    assert (group.status, group.included, group.received, group.accepted) == ("A", 1, 1, 1)
    assert group.sets[0].errors == ()


def test_an_element_is_named_by_its_number_and_its_code() -> None:
    raw = GOOD.read_bytes().replace(b"D8*20260110", b"D8*20261301", 1)

    (group,) = groups(answered(raw))

    (error,) = group.sets[0].errors
    assert (error.segment_id, error.code, error.claim_number) == ("DTP", "8", "HC-1001")
    assert [(each.element, each.code) for each in error.elements] == [(3, "8")]


def test_sets_of_a_group_are_answered_one_by_one() -> None:
    text = GOOD.read_text()
    start, end = text.index("ST*837"), text.index("GE*1*")
    good = text[start:end]
    miscounted = good.replace("*837*0001*", "*837*0002*").replace("SE*", "SE*1")
    miscounted = miscounted.replace("*0001~", "*0002~")
    both = text[:start] + good + miscounted + text[end:].replace("GE*1*", "GE*2*")

    (group,) = groups(answered(both.encode()))

    assert [told.status for told in group.sets] == ["A", "R"]
    assert (group.status, group.received, group.accepted) == ("P", 2, 1)
    assert group.sets[1].codes == ("4",)


def test_a_wrong_number_of_sets_rejects_the_group_with_its_code() -> None:
    raw = GOOD.read_bytes().replace(b"GE*1*", b"GE*3*")

    (group,) = groups(answered(raw))

    assert (group.status, group.included, group.accepted) == ("R", 3, 0)
    assert group.codes == ("5",)


def test_a_refused_interchange_gets_a_ta1_alone() -> None:
    raw = GOOD.read_bytes().replace(b"IEA*1*", b"IEA*2*")

    answer = answered(raw)

    (note,) = notes(answer)
    assert (note.status, note.note) == ("R", "021")
    assert groups(answer) == []
    assert opinion(answer).is_accepted


def test_a_ta1_is_given_when_isa14_asks_for_it() -> None:
    raw = GOOD.read_bytes()
    assert raw[99:102] == b"*0*"

    answer = answered(raw[:100] + b"1" + raw[101:])

    assert [(note.status, note.note) for note in notes(answer)] == [("A", "000")]
    assert len(groups(answer)) == 1
    assert x12.check(answer).verdict is x12.Verdict.ACCEPT


def test_what_is_no_x12_and_what_is_a_999_are_not_answered() -> None:
    assert answered(b"<html>") == b""
    assert answered(data("999/accepted.999")) == b""


def test_sender_and_receiver_change_places() -> None:
    came = next(item for item in x12.read(GOOD) if isinstance(item, x12.InterchangeStart))
    back = next(item for item in x12.read(answered(GOOD)) if isinstance(item, x12.InterchangeStart))

    assert (back.sender_id, back.receiver_id) == (came.receiver_id, came.sender_id)
    assert back.control_number == "000000501"


def test_good_claims_are_accepted_for_adjudication() -> None:
    told = statuses(GOOD)

    assert len(told) == 2
    assert set(told.values()) == {("A2:20",)}


def test_totals_of_a_277ca_are_those_of_its_claims() -> None:
    (report,) = reports(x12.acknowledge_claims(x12.read(GOOD), VALUES))
    charges = [item.charge for item in x12.read(GOOD) if isinstance(item, x12.Claim837)]

    (receiver,) = report.receivers

    assert [(each.qualifier, each.value) for each in receiver.quantities] == [("90", "2")]
    assert [(a.qualifier, a.amount) for a in receiver.amounts] == [("YU", sum(charges))]


def test_the_claim_that_is_out_of_balance_says_so_and_the_other_goes_with_its_set() -> None:
    claim = next(item for item in x12.read(GOOD) if isinstance(item, x12.Claim837))
    number = claim.patient_control_number.encode()
    raw = GOOD.read_bytes().replace(b"CLM*" + number + b"*", b"CLM*" + number + b"*9")

    told = statuses(raw)

    assert told.pop(claim.patient_control_number) == ("A8:400",)
    assert set(told.values()) == {("A3:684",)}


def test_a_claim_without_a_line_is_answered_with_the_day_of_its_batch() -> None:
    first, _, rest = GOOD.read_bytes().partition(b"LX*1~")
    _, end, trailers = rest.rpartition(b"SE*")
    raw = first + end + trailers

    answer = x12.acknowledge_claims(x12.read(raw), VALUES)

    batch = next(item for item in x12.read(raw) if isinstance(item, x12.ClaimBatch))
    assert b"DTP*472*D8*%s~" % f"{batch.created_on:%Y%m%d}".encode() in answer
    assert x12.check(answer).verdict is x12.Verdict.ACCEPT
    assert opinion(answer).is_accepted


@pytest.mark.parametrize(
    ("code", "element", "loop", "words"),
    [
        ("IK4:1", "NM109", "2000A/2010AA", "A6:562:85"),
        ("IK4:4", "NM109", "2000A/2000B/2010BA", "A7:164:IL"),
        ("IK4:6", "NM103", "2000A/2000B/2000C/2010CA", "A7:125:QC"),
        ("IK4:7", "NM109", "2000A/2000B/2300/2310B", "A7:562:82"),
        ("IK4:1", "NM109", "2000A/2000B/2300/2320[2]/2330A", "A6:164:GB"),
        ("IK4:5", "N403", "2000A/2010AB", "A7:500:87"),
        ("IK3:3", "REF", "2000A/2010AA", "A6:128:85"),
        ("IK3:3", "N3", "2000A/2010AA", "A6:126:85"),
        ("IK4:8", "DMG02", "2000A/2000B/2010BA", "A7:158:IL"),
        ("IK4:8", "DTP03", "2000A/2000B/2300/2400[3]/2430", "A7:516:PR"),
        ("IK4:8", "DTP03", "2000A/2000B/2300/2400[3]", "A7:187:"),
        ("IK4:7", "CAS02", "2000A/2000B/2300/2320", "A7:521:"),
        ("IK4:6", "CAS06", "2000A/2000B/2300/2320", "A7:519:"),
        ("IK4:6", "CAS07", "2000A/2000B/2300/2320", "A7:520:"),
        ("IK4:7", "HI02-2", "2000A/2000B/2300", "A7:255:"),
        ("IK4:7", "CLM05-3", "2000A/2000B/2300", "A7:535:"),
        ("IK4:6", "AMT02", "2000A/2000B/2300/2320", "A7:286:"),
        ("IK4:6", "AMT02", "2000A/2000B/2300", "A7:684:"),
        ("IK3:I7", "LX", "2000A/2000B/2300", "A6:684:"),
        ("IK3:2", "PWK", "2000A/2000B/2300", "A3:684:"),
        ("B-COB-LINE", "SV102", "2000A/2000B/2300/2400", "A8:672:"),
        ("B-PAYERORDER", "SBR01", "2000A/2000B", "A8:742:"),
        ("B-NPI", "NM109", "2000A/2000B/2300/2310C", "A7:562:77"),
        ("B-NPI", "NM109", "2000A/2000B/2300/2320/2330D", "A7:562:1P"),
    ],
)
def test_a_277ca_says_what_is_wrong_and_whose_it_is(
    code: str, element: str, loop: str, words: str
) -> None:
    segment = element[:-2] if element[-2:].isdecimal() else element.partition("0")[0]
    label = "" if segment == element else element
    place = x12.Place(segment)
    finding = x12.Finding(code, x12.Verdict.REJECT_SET, place, "", element=label, loop=loop)

    told = status_words(finding)

    assert ":".join((told.category, told.status, told.entity)) == words
    assert codes.meaning("status", told.status)


def test_every_entity_is_one_that_the_guide_allows() -> None:
    words = [(loop, entity_of(loop)) for loop in ENTITIES]
    for loop, entity in words:
        name = f"2000A/{loop}"
        raw = GOOD.read_bytes()
        found = x12.Finding(
            "IK4:1", x12.Verdict.REJECT_SET, x12.Place("NM1"), "", "", "NM103", name
        )
        batch = _told_with(raw, found)
        assert x12.check(batch).verdict is x12.Verdict.ACCEPT, (loop, entity)
        assert opinion(batch).is_accepted, (loop, entity)


def _told_with(raw: bytes, finding: x12.Finding) -> bytes:
    """The 277CA for a file in whose claims this was found."""
    items = [
        replace(item, findings=(finding,)) if isinstance(item, x12.Claim837) else item
        for item in x12.read(raw)
    ]
    return x12.acknowledge_claims(items, VALUES)


def test_values_that_would_break_the_answer_are_replaced() -> None:
    raw = GOOD.read_bytes().replace(b"CLM*", b"CLM*\xe9", 1)

    (number, *_) = statuses(raw)

    assert number.startswith("?")


ODD_VALUES = (
    b"",
    b"A",
    b"-1",
    b"A B",
    b"12?4",
    b"\xd1\xd1\xd1\xd1",
    b"999999",
    b"9" * 16,
    b"Q" * 90,
)


@pytest.mark.parametrize("segment_id", ["ISA", "GS", "ST", "BHT", "NM1", "CLM"])
def test_an_answer_is_sound_whatever_the_values_of_the_file(segment_id: str) -> None:
    raw = data("837/secondary_line_level.837").read_bytes().replace(b"*0*T*:", b"*1*T*:")
    begin = raw.index(f"{segment_id}*".encode())
    row = raw[begin : raw.index(b"~", begin)].split(b"*")
    rest = raw[raw.index(b"~", begin) :]

    for at in range(1, len(row)):
        for odd in ODD_VALUES:
            value = odd[: len(row[at])].ljust(len(row[at])) if segment_id == "ISA" else odd
            changed = raw[:begin] + b"*".join([*row[:at], value, *row[at + 1 :]]) + rest
            for answer in (answered(changed), x12.acknowledge_claims(x12.read(changed), VALUES)):
                assert not answer or x12.check(answer).verdict is x12.Verdict.ACCEPT, (at, odd)


def test_the_time_of_an_interchange_that_has_none_is_that_of_the_answer() -> None:
    raw = GOOD.read_bytes().replace(b"*0*T*:", b"*1*T*:")
    raw = raw.replace(raw[70:81], b"269999*9999", 1)

    (note,) = notes(answered(raw))

    assert (note.date, note.time) == ("260302", "0915")


def test_a_group_that_is_none_of_those_a_999_can_name_is_named_by_its_sets() -> None:
    (told,) = groups(answered(GOOD.read_bytes().replace(b"GS*HC*", b"GS*QQ*")))

    assert (told.functional_code, told.status) == ("HC", "R")


def test_a_group_that_nothing_names_is_answered_by_a_ta1() -> None:
    raw = GOOD.read_bytes().replace(b"GS*HC*", b"GS*QQ*").replace(b"ST*837*", b"ST*999999*")

    (note,) = notes(answered(raw))

    assert (note.status, note.note) == ("E", "024")
    assert groups(answered(raw)) == []
