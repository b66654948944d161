"""The automaton follows sound claims of an 837P to where the next unit begins."""

from __future__ import annotations

import pytest

from cobrelay.x12.delimiters import DEFAULT
from cobrelay.x12.guides import guide
from cobrelay.x12.reading import automaton as module
from cobrelay.x12.reading.automaton import Automaton, Unit, automaton

CLAIM = [
    "CLM*HC-1*115***11:B:1*Y*A*Y*Y",
    "HI*ABK:J209",
    "NM1*82*1*GREENE*WREN****XX*1234567893",
    "LX*1",
    "SV1*HC:99213*115*UN*1***1",
    "DTP*472*D8*20260110",
    "REF*6R*L1",
]
LEVEL = "HL*3*1*22*0"


def followed(segments: list[str], *, elements: bool = True) -> Unit | None:
    found = guide("837")
    assert found is not None
    following = automaton("837")
    entry = following.entry(found.claim_loop + 1)
    return following.follow(entry, segments, 0, DEFAULT, elements=elements)


@pytest.mark.parametrize("follower", [CLAIM[0], LEVEL, "SE*9*0001"])
def test_a_sound_claim_is_followed_to_where_another_unit_begins(follower: str) -> None:
    unit = followed([*CLAIM, follower])

    assert unit is not None
    assert [row[0] for row in unit.rows] == [segment.partition("*")[0] for segment in CLAIM]
    assert (unit.following is None) is follower.startswith("SE")


def test_a_claim_without_its_end_is_left_to_the_parser() -> None:
    assert followed(CLAIM) is None


@pytest.mark.parametrize(
    ("at", "segment"),
    [
        (2, "NM1*41*2*GREENE"),  # of the header
        (2, "SV1*HC:99213*115*UN*1***1"),  # before its line
        (4, "SV1*HC:99213"),  # too short
        (5, "DTP*472*D8*20261310"),  # no such day
        (6, "N1*PR*NOBODY"),
        (6, ""),
    ],
)
def test_whatever_needs_a_remark_is_left_to_the_parser(at: int, segment: str) -> None:
    assert followed([*CLAIM[:at], segment, *CLAIM[at + 1 :], LEVEL]) is None


def test_a_use_that_occurs_too_often_is_left_to_the_parser() -> None:
    assert followed([*CLAIM, "REF*6R*L2", LEVEL]) is None


def test_what_was_learnt_is_forgotten_once_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STEPS_MAX", 3)
    found = guide("837")
    assert found is not None
    forgetful = Automaton(found)

    for _ in range(3):
        entry = forgetful.entry(found.claim_loop + 1)
        assert forgetful.follow(entry, [*CLAIM, LEVEL], 0, DEFAULT, elements=True)


def test_elements_are_looked_at_only_when_asked_for() -> None:
    bad = [*CLAIM[:5], "DTP*472*D8*20261310", *CLAIM[6:], LEVEL]

    assert followed(bad) is None
    assert followed(bad, elements=False) is not None
