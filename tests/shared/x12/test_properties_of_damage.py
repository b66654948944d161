"""What holds for every damaged file: it is contained, and no money changes without a word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cobrelay import x12
from generated_x12 import mutation
from generated_x12.chance import Drawn
from generated_x12.reading import CODE, billed, money
from generated_x12.strategies import damaged, files

EXAMPLES = settings(max_examples=40)
NAMES = ("ASHBY", "BRANDT", "VALE", "WREN")


def demand_contained(raw: bytes, report: x12.Report) -> None:
    """Every finding has a code of ours and a place within the file, and names no patient."""
    for finding in report.findings:
        assert CODE.fullmatch(finding.code), finding.code
        assert 0 <= finding.place.byte_offset <= len(raw)
        assert 0 <= finding.place.position <= finding.place.segment_index + 1 <= len(raw) + 1
        assert not any(name in finding.message + finding.fix for name in NAMES)


@EXAMPLES
@pytest.mark.parametrize("kind", ["835", "837", "999", "277CA"])
@given(st.data())
def test_any_damage_is_contained(kind: str, draw: st.DataObject) -> None:
    raw = draw.draw(damaged(kind))

    demand_contained(raw, x12.check(raw))


@pytest.mark.parametrize("operator", mutation.OPERATORS, ids=lambda each: each.__name__)
@settings(max_examples=15)
@given(st.data())
def test_every_kind_of_damage_is_contained(
    operator: mutation.Operator, draw: st.DataObject
) -> None:
    raw = operator(draw.draw(files()), Drawn(draw.draw))

    demand_contained(raw, x12.check(raw))


@EXAMPLES
@given(damaged())
def test_a_damaged_file_that_is_accepted_is_written_back_as_it_is(raw: bytes) -> None:
    report = x12.check(raw)

    if report.verdict <= x12.Verdict.ACCEPT:
        unmarked = raw.removeprefix(b"\xef\xbb\xbf")  # a byte order mark is not X12
        assert b"".join(x12.rewrite(raw).split()) == b"".join(unmarked.split())


@EXAMPLES
@given(damaged())
def test_reading_goes_on_at_every_claim_of_a_damaged_file(raw: bytes) -> None:
    for item in x12.read(raw):
        if isinstance(item, x12.SetStart | x12.ClaimPayment | x12.Claim837):
            mark = x12.Bookmark.from_json(x12.bookmark(item).to_json())
            resumed = list(x12.read(raw, resume=mark))
            assert any(isinstance(one, type(item)) for one in resumed)


@EXAMPLES
@given(files("835"), st.data())
def test_a_byte_that_is_lost_is_found_or_harms_no_payment(raw: bytes, draw: st.DataObject) -> None:
    damaged_file = mutation.delete_byte(raw, Drawn(draw.draw))

    report = x12.check(damaged_file)

    assert report.verdict > x12.Verdict.ACCEPT or money(damaged_file) == money(raw)


@EXAMPLES
@given(files("837"), st.data())
def test_a_byte_that_is_lost_is_found_or_harms_no_claim(raw: bytes, draw: st.DataObject) -> None:
    damaged_file = mutation.delete_byte(raw, Drawn(draw.draw))

    report = x12.check(damaged_file)

    assert report.verdict > x12.Verdict.ACCEPT or _sums(damaged_file) == _sums(raw)


def _sums(raw: bytes) -> list[object]:
    """What is billed, without the payers' ids and reasons: they are text, not money."""
    return [
        (charge, lines, sorted((paid or 0, sum(a[-1] for a in cas)) for _, paid, cas, _ in others))
        for charge, lines, others in billed(raw)
    ]


@EXAMPLES
@given(files(), st.data())
def test_a_file_that_is_cut_is_never_complete(raw: bytes, draw: st.DataObject) -> None:
    size = draw.draw(st.integers(0, len(raw) - 2))

    assert x12.check(raw[:size]).verdict is x12.Verdict.REJECT_FILE
