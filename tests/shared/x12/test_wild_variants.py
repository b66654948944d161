"""Files come as they come: other delimiters, line breaks, wraps, blanks; the meaning stays."""

from __future__ import annotations

import pytest

from cobrelay import x12
from x12_files import MadeClaim, MadeRemittance

GOOD = MadeRemittance((MadeClaim("A"), MadeClaim("B"))).to_bytes()


def wrapped(raw: bytes, width: int, line_break: bytes = b"\n") -> bytes:
    lines = [raw[at : at + width] for at in range(0, len(raw), width)]
    return line_break.join(lines)


def amounts(raw: bytes) -> list[tuple[str, int, int]]:
    return [
        (item.patient_control_number, item.charge, item.paid)
        for item in x12.read(raw)
        if isinstance(item, x12.ClaimPayment)
    ]


@pytest.mark.parametrize(
    "raw",
    [
        GOOD.replace(b"~", b"~\n"),
        GOOD.replace(b"~", b"~\r\n"),
        GOOD.replace(b"~", b"\n"),
        GOOD.replace(b"~", b"\r\n"),
        b"\xef\xbb\xbf" + GOOD,
        b"\n\n" + GOOD,
        GOOD + b" " * 4000,
        GOOD + b"\r\n\x1a",
        wrapped(GOOD, 80),
        wrapped(GOOD, 72, b"\r\n"),
        GOOD.translate(bytes.maketrans(b"*:^~", b"\x1d\x1f\x1e\x1c")),
        GOOD.translate(bytes.maketrans(b"*:^~", b"|>!'")),
    ],
)
def test_a_variant_means_the_same(raw: bytes) -> None:
    assert amounts(raw) == amounts(GOOD)
    assert x12.check(raw).verdict is x12.Verdict.ACCEPT


@pytest.mark.parametrize("raw", [GOOD, b"\xef\xbb\xbf" + GOOD, wrapped(GOOD, 80)])
def test_bytes_are_counted_in_the_file_as_it_is(raw: bytes) -> None:
    claim = next(item for item in x12.read(raw) if isinstance(item, x12.ClaimPayment))

    there = raw[claim.place.byte_offset :].replace(b"\n", b"")
    assert there.startswith(b"CLP*A*1*")


def test_several_interchanges_may_follow_each_other_each_with_its_own_delimiters() -> None:
    second = MadeRemittance((MadeClaim("C"),), control_number=8).to_bytes()
    other = second.translate(bytes.maketrans(b"*:^~", b"|>!'"))
    third = MadeRemittance((MadeClaim("D"),), control_number=9).to_bytes()

    raw = GOOD + b"\n\n" + other + b"\r\n" + third

    assert [number for number, _, _ in amounts(raw)] == ["A", "B", "C", "D"]
    assert x12.check(raw).verdict is x12.Verdict.ACCEPT


def test_a_name_that_begins_with_isa_is_a_name() -> None:
    raw = GOOD.replace(b"*ASHBY*", b"*ISAAC*")

    assert x12.check(raw).verdict is x12.Verdict.ACCEPT


def test_a_missing_last_terminator_is_a_warning() -> None:
    report = x12.check(GOOD[:-1])

    assert [finding.code for finding in report.findings] == ["B-TRAIL"]
    assert report.verdict is x12.Verdict.WARN


def test_the_same_interchange_twice_in_a_file_is_not_taken() -> None:
    report = x12.check(GOOD + GOOD)

    assert "TA1:025" in {finding.code for finding in report.findings}


def test_names_in_other_alphabets_are_kept_and_noted() -> None:
    raw = GOOD.replace(b"ASHBY", "MUÑOZ".encode("latin-1"))

    report = x12.check(raw)

    assert report.verdict is x12.Verdict.ACCEPT
    assert {finding.code for finding in report.findings} == {"B-CHARSET"}


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (GOOD, "835"),
        (b"\xef\xbb\xbf" + GOOD, "835"),
        (wrapped(GOOD, 80), "835"),
        (b"patient_last,patient_first\nDOE,JANE\n", "unknown"),
        (b"", "unknown"),
        (b"ISA*00*", "unknown"),
    ],
)
def test_the_kind_is_told_from_the_first_bytes(raw: bytes, kind: str) -> None:
    assert x12.sniff(raw[:4096]) == kind
