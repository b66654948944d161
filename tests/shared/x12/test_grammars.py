"""The grammars are complete enough to be walked, and hold together."""

from __future__ import annotations

import pytest

from cobrelay.x12.grammars.dictionary import ELEMENTS
from cobrelay.x12.guides import guide
from cobrelay.x12.parser import Fit, Walk
from cobrelay.x12.schema import Grammar, Loop, SegmentUse, walk

KINDS = ["835", "837", "999", "277"]


def grammar(kind: str) -> Grammar:
    found = guide(kind)
    assert found is not None
    return found.grammar


@pytest.mark.parametrize("kind", KINDS)
def test_every_loop_is_opened_by_a_segment_and_every_use_has_its_elements(kind: str) -> None:
    for item in walk(grammar(kind).root):
        if isinstance(item, Loop):
            assert isinstance(item.items[0], SegmentUse), item.id
        else:
            assert len(item.elements) <= len(ELEMENTS[item.id]), item.id


def test_the_version_that_we_emit_is_one_that_we_accept() -> None:
    for kind in KINDS:
        found = grammar(kind)
        assert found.accepted_versions.fullmatch(found.version)


def test_other_errata_are_accepted_on_reading() -> None:
    assert grammar("837").accepted_versions.fullmatch("005010X222A2")
    assert grammar("837").accepted_versions.fullmatch("005010X222")
    assert not grammar("837").accepted_versions.fullmatch("005010X223A2")


def test_a_walk_knows_loops_and_their_instances() -> None:
    found = guide("835")
    assert found is not None
    steps = Walk(found.machine)

    for segment_id, qualifier in [
        ("BPR", ""),
        ("TRN", ""),
        ("N1", "PR"),
        ("N1", "PE"),
        ("LX", ""),
        ("CLP", ""),
        ("CLP", ""),
        ("SVC", ""),
    ]:
        taken = steps.step(segment_id, qualifier)
        steps.count(taken)
        assert taken.fit is Fit.EXPECTED, segment_id

    assert steps.path(taken.item) == "2000/2100[2]/2110"


def test_segments_of_one_kind_may_stand_in_any_order_among_each_other() -> None:
    found = guide("837")
    assert found is not None
    steps = Walk(found.machine)
    for segment_id, qualifier in [("BHT", ""), ("NM1", "41"), ("NM1", "40"), ("HL", "20")]:
        steps.count(steps.step(segment_id, qualifier))
    for segment_id, qualifier in [("NM1", "85"), ("HL", "22"), ("SBR", ""), ("NM1", "IL")]:
        steps.count(steps.step(segment_id, qualifier))
    for segment_id, qualifier in [("NM1", "PR"), ("CLM", ""), ("REF", "D9"), ("REF", "G1")]:
        taken = steps.step(segment_id, qualifier)
        steps.count(taken)

    assert taken.fit is Fit.EXPECTED
    assert steps.step("ZZZ", "").fit is Fit.NOT_IN_SET
