"""Any bytes give findings or a result: never an exception, never a file taken that is not whole."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrelay import x12
from x12_files import MadeRemittance, data

GOOD = MadeRemittance().to_bytes()


@given(st.binary(max_size=400))
def test_any_bytes_give_a_report(raw: bytes) -> None:
    assert isinstance(x12.check(raw).verdict, x12.Verdict)


@given(st.binary(max_size=200))
def test_any_bytes_after_a_good_isa_give_a_report(raw: bytes) -> None:
    report = x12.check(GOOD[:106] + raw)

    assert report.verdict is x12.Verdict.REJECT_FILE


@given(st.data())
def test_a_file_with_a_part_overwritten_gives_a_report(draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(GOOD)))
    size = draw.draw(st.integers(0, 30))
    put = draw.draw(st.sampled_from([b"", b"~", b"*", b":", b"\x00", b"ISA", b"~HL*1*1*22~", b"9"]))

    x12.check(GOOD[:at] + put + GOOD[at + size :])


@pytest.mark.parametrize(
    "name",
    [
        "835/two_claims_with_plb.835",
        "837/secondary_line_level.837",
        "999/rejected_set.999",
        "277ca/rejected_with_line.277ca",
    ],
)
def test_a_file_that_was_cut_at_any_byte_is_never_complete(name: str) -> None:
    raw = data(name).read_bytes().rstrip()

    for size in range(len(raw) - 1):
        assert x12.check(raw[:size]).verdict is x12.Verdict.REJECT_FILE, size
    assert x12.check(raw[:-1]).verdict is x12.Verdict.WARN


@pytest.mark.parametrize(
    "raw",
    [
        GOOD[:300] + b"X" * 8_000_000,
        GOOD[:300] + b"*" * 1_000_000 + b"~" + GOOD[300:],
        GOOD[:106] + b"~" * 100_000,
        GOOD[:200] + b"~" * 100_000 + GOOD[200:],
        GOOD[:106]
        + b"GS*HC*A*B*20260101*0900*1*X*005010X222A1~ST*837*1*005010X222A1~"
        + b"".join(b"HL*%d*%d*22*1~" % (n, n - 1) for n in range(1, 15_000)),
        GOOD[:106] + b"GS~ST*835~" + b"SVC*HC:1*9*1~" * 30_000,
        (GOOD[:106] + b"IEA*0*000000007~") * 4_000,
    ],
    ids=[
        "8 MB segment",
        "10^6 elements",
        "empty at once",
        "empty within",
        "HL chain",
        "SVC",
        "ISA",
    ],
)
def test_a_hostile_file_costs_little_time(raw: bytes) -> None:
    began = time.process_time()

    report = x12.check(raw)

    assert report.verdict > x12.Verdict.WARN
    assert time.process_time() - began < 4  # a second on a machine that does nothing else
