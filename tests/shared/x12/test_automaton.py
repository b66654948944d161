"""The automaton accepts claims that fit the guide without a remark, and stops where one ends."""

from __future__ import annotations

import pytest

from cobrelay.x12.reading.automaton import Automaton, automaton

CLAIM = [
    "CLP*HC-1*1*115*80**12*ICN1",
    "NM1*QC*1*ASHBY*WREN****MI*LK1",
    "DTM*232*20260110",
    "SVC*HC:99213*115*80**1",
    "DTM*472*20260110",
    "CAS*CO*45*15",
    "CAS*PR*2*20",
    "REF*6R*1",
]


def claims_of_835() -> Automaton:
    return automaton("835", "CLP")


def accepted(segments: list[str], *, elements: bool = True) -> int:
    rows = [segment.split("*") for segment in segments]
    return claims_of_835().accepts(rows, segments, ":", elements=elements)


def test_a_sound_claim_is_accepted_whole() -> None:
    assert accepted(CLAIM) == len(CLAIM)


@pytest.mark.parametrize("follower", ["CLP*HC-2*1*1*1**12*ICN2", "LX*2", "PLB*1", "SE*9*0001"])
def test_it_ends_where_something_else_begins(follower: str) -> None:
    assert accepted([*CLAIM, follower, "DTM*405*20260110"]) == len(CLAIM)


@pytest.mark.parametrize(
    ("at", "segment"),
    [
        (1, "NM1*IL*1*ASHBY*WREN****MI*LK1"),  # the patient is missing
        (2, "DTM*405*20260110"),  # of the header
        (3, "LQ*HE*N130"),  # before its line
        (5, "CAS*CO"),  # too short
        (6, "CAS*XX*2*20"),  # no such group
        (7, "N1*PR*NOBODY"),
        (7, ""),
    ],
)
def test_whatever_needs_a_remark_is_left_to_the_parser(at: int, segment: str) -> None:
    assert accepted([*CLAIM[:at], segment, *CLAIM[at + 1 :]]) == 0


def test_a_use_that_occurs_too_often_is_left_to_the_parser() -> None:
    assert accepted([*CLAIM, "REF*6R*2"]) == 0


def test_elements_are_looked_at_only_when_asked_for() -> None:
    bad = [*CLAIM[:4], "DTM*472*20261310", *CLAIM[5:]]

    assert accepted(bad) == 0
    assert accepted(bad, elements=False) == len(bad)
