"""Any bytes give findings or a result: never an exception, never a file taken that is not whole."""

from __future__ import annotations

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
