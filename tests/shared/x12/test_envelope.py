"""Every element of ISA, GS, ST, GE and IEA is checked; what harms nothing is a warning."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cobrelay import x12
from cobrelay.x12.reading.envelope import FINDINGS_PER_FILE_MAX
from second_opinion import opinion
from x12_files import data

GOOD = data("837/original_self_and_child.837").read_text()
ISA = GOOD[:106]
WIDTHS = (2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1)
MEBIBYTE = 1 << 20


def changed(segment_id: str, element: int, value: str) -> bytes:
    """The good file with another value in its envelope; an ISA keeps its widths."""
    segments = GOOD.split("~")
    at = next(n for n, text in enumerate(segments) if text.strip().startswith(f"{segment_id}*"))
    row = segments[at].split("*")
    row += [""] * (element + 1 - len(row))
    row[element] = value.ljust(WIDTHS[element - 1]) if segment_id == "ISA" else value
    segments[at] = "*".join(row)
    return "~".join(segments).encode("latin-1")


def told(raw: bytes) -> set[str]:
    """Code, verdict and element of each finding."""
    return {f"{f.code} {f.verdict.name} {f.element}".rstrip() for f in x12.check(raw).findings}


@pytest.mark.parametrize(
    ("segment_id", "element", "value", "code"),
    [
        ("ISA", 1, "99", "TA1:010"),
        ("ISA", 3, "77", "TA1:012"),
        ("ISA", 5, "XX", "TA1:005"),
        ("ISA", 6, "", "TA1:006"),
        ("ISA", 7, "99", "TA1:007"),
        ("ISA", 8, "", "TA1:008"),
        ("ISA", 9, "269999", "TA1:014"),
        ("ISA", 10, "2561", "TA1:015"),
        ("ISA", 12, "00400", "TA1:017"),
        ("ISA", 14, "7", "TA1:019"),
        ("ISA", 15, "X", "TA1:020"),
        ("GS", 2, "", "TA1:024"),
        ("GS", 2, "A", "TA1:024"),
        ("GS", 3, "B" * 16, "TA1:024"),
        ("GS", 3, "A:B", "TA1:024"),
        ("GS", 4, "260302", "TA1:024"),
        ("GS", 5, "2561", "TA1:024"),
        ("GS", 5, "", "TA1:024"),
        ("GS", 7, "T", "TA1:024"),
        ("GS", 7, "", "TA1:024"),
        ("GS", 9, "", "TA1:024"),
        ("ST", 4, "", "IK4:3"),
        ("GE", 3, "", "TA1:022"),
        ("IEA", 1, "000001", "TA1:021"),
        ("IEA", 3, "", "TA1:022"),
    ],
)
def test_what_harms_nothing_in_an_envelope_is_a_warning(
    segment_id: str, element: int, value: str, code: str
) -> None:
    raw = changed(segment_id, element, value)

    assert told(raw) == {f"{code} WARN {segment_id}{element:02d}"}
    assert not opinion(raw).is_accepted or (segment_id, element) in (("ISA", 6), ("ISA", 8))


@pytest.mark.parametrize(
    ("segment_id", "element", "value", "finding"),
    [
        ("ISA", 2, "A\x01", "TA1:011 REJECT_FILE ISA02"),
        ("ISA", 4, "A\x01", "TA1:013 REJECT_FILE ISA04"),
        ("ISA", 6, "A\x01", "TA1:006 REJECT_FILE ISA06"),
        ("ISA", 12, "00601", "TA1:017 REJECT_FILE ISA12"),
        ("GS", 2, "A\x02", "TA1:024 REJECT_FILE GS02"),
        ("GS", 4, "20269901", "AK9:6 REJECT_FILE GS04"),
        ("GS", 6, "7A", "AK9:6 REJECT_FILE GS06"),
        ("GS", 6, "1234567890", "AK9:6 REJECT_FILE GS06"),
        ("GS", 8, "", "AK9:2 WARN GS08"),
        ("GS", 9, "Z", "TA1:024 REJECT_FILE GS09"),
        ("ST", 4, "Z", "IK4:3 REJECT_SET ST04"),
        ("GE", 1, "1234567", "AK9:5 REJECT_FILE GE01"),
        ("GE", 3, "Z", "TA1:022 REJECT_FILE GE03"),
        ("IEA", 3, "Z", "TA1:022 REJECT_FILE IEA03"),
    ],
)
def test_what_may_have_shifted_or_cannot_be_answered_is_refused(
    segment_id: str, element: int, value: str, finding: str
) -> None:
    raw = changed(segment_id, element, value)

    assert finding in told(raw)
    assert x12.check(raw).verdict >= x12.Verdict.REJECT_SET
    assert not opinion(raw).is_accepted


@pytest.mark.parametrize(
    ("segment_id", "element", "value"),
    [("ISA", 5, "XX"), ("ISA", 6, ""), ("GS", 2, "A"), ("GS", 3, "B" * 16), ("GS", 5, "")],
)
def test_the_answer_repeats_no_fault_of_the_envelope(
    segment_id: str, element: int, value: str
) -> None:
    values = x12.AnswerValues(datetime(2026, 3, 2, 9, 15, tzinfo=UTC), 501, 77)
    raw = changed(segment_id, element, value)

    for answer in (
        x12.acknowledge(x12.read(raw), values),
        x12.acknowledge_claims(x12.read(raw), values),
    ):
        assert x12.check(answer).verdict is x12.Verdict.ACCEPT
        assert opinion(answer).is_accepted


@pytest.mark.parametrize("name", ["ISA06", "GS02"])
def test_letters_beyond_ascii_are_noted(name: str) -> None:
    raw = changed(name[:-2], int(name[-2:]), "CLINIQUE \xe9")

    assert told(raw) == {f"B-CHARSET ACCEPT {name}"}


@pytest.mark.parametrize("before", ["GS", "ST", "GE", "IEA"])
@pytest.mark.parametrize("gap", ["~", "~\n~", " ~"])
def test_an_empty_segment_outside_a_set_is_told_once(before: str, gap: str) -> None:
    at = GOOD.index(f"{before}*")
    raw = (GOOD[:at] + gap + GOOD[at:]).encode()

    report = x12.check(raw)

    assert [(f.code, f.verdict) for f in report.findings] == [("TA1:022", x12.Verdict.WARN)]
    assert at <= report.findings[0].place.byte_offset < at + len(gap)


@pytest.mark.parametrize("gap", ["~", "~~\n~", " ~ "])
def test_terminators_after_an_interchange_are_told_once_and_hide_nothing(gap: str) -> None:
    second = GOOD.replace("000000007", "000000008")
    raw = (GOOD + gap + second).encode()

    report = x12.check(raw)

    assert [(f.code, f.verdict) for f in report.findings] == [("TA1:022", x12.Verdict.WARN)]
    assert len([item for item in x12.read(raw) if isinstance(item, x12.Claim837)]) == 4


def test_a_claim_stays_where_it_was_behind_an_empty_segment() -> None:
    at = GOOD.index("GS*")
    raw = (GOOD[:at] + "~" + GOOD[at:]).encode()

    there = [item.source for item in x12.read(raw) if isinstance(item, x12.SetStart)]

    assert len(there) == 1
    assert there[0].place(0).byte_offset == raw.index(b"ST*")


@pytest.mark.parametrize("shape", ["GS~", "GS*~", "X~", "GS~GE~", "~X"])
def test_a_file_that_is_nothing_but_faults_is_given_up(shape: str) -> None:
    raw = (ISA + shape * (MEBIBYTE // len(shape))).encode()

    report = x12.check(raw)

    assert report.verdict is x12.Verdict.REJECT_FILE
    assert "B-HOPELESS" in {finding.code for finding in report.findings}


def test_each_of_very_many_groups_keeps_its_verdict() -> None:
    group = "GS*HC*AB*AB*20260302*0915*7*T*005010X222A1~GE*0*7~"
    worse = group.replace("GE*0*7", "GE*0*8")
    count = FINDINGS_PER_FILE_MAX + 500
    raw = (ISA + group * count + worse + f"IEA*{count + 1}*000000007~").encode()

    ends = [item for item in x12.read(raw) if isinstance(item, x12.GroupEnd)]

    assert all(each.findings[0].verdict is x12.Verdict.WARN for each in ends[:-1])
    assert ends[-1].findings[-1].code == "AK9:4"


@pytest.mark.parametrize("blank", [" ", " \n", "\n\t", "\x0b", "\x00"])
def test_blanks_after_each_terminator_are_told_once(blank: str) -> None:
    raw = GOOD.replace("\n", "").replace("~", f"~{blank}").encode()
    segments = raw.count(b"~")

    stray, cut = x12.check(raw).findings

    assert (stray.code, stray.place.segment_index) == ("TA1:022", 1)
    assert stray.message == f"{segments - 1} segments in a row stand outside any set."
    assert stray.fix == "Let only line breaks follow a terminator."
    assert cut.code == "TA1:023"


def test_segments_outside_a_set_are_told_where_each_row_of_them_begins() -> None:
    raw = GOOD.replace("GS*", "XX*1~XX*2~GS*").replace("GE*", "XX*3~GE*").encode()

    found = [finding for finding in x12.check(raw).findings if finding.code == "TA1:022"]

    assert [finding.place.byte_offset for finding in found] == [
        raw.index(b"XX*1"),
        raw.index(b"XX*3"),
    ]
    assert [finding.message for finding in found] == [
        "2 segments in a row stand outside any set.",
        "A segment stands outside any set.",
    ]
    assert {finding.fix for finding in found} == {"Put it between ST and SE."}
