"""Whom a 999 means: sets that it does not list, and numbers that several receivers have."""

from __future__ import annotations

from pathlib import Path

import pytest

from cobrelay import x12
from gateway import acknowledgment
from submission_gateway.domain.acknowledgments import (
    Acknowledgment,
    Unlisted,
    Verdict,
    meant,
    statements,
)


def answered(tmp_path: Path, listed: dict[str, str], totals: str) -> list[Acknowledgment]:
    """What a 999 says that has an AK2 for each of `listed`, and these totals in its AK9."""
    segments = ["AK1*HC*1*005010X222A1"]
    for number, verdict in listed.items():
        segments += [f"AK2*837*{number}*005010X222A1", f"IK5*{verdict}"]
    file = tmp_path / "1.999"
    file.write_bytes(acknowledgment(*segments, f"AK9*{totals}"))
    return [
        said
        for item in x12.read(file)
        if isinstance(item, x12.GroupAcknowledgment)
        for said in statements(item, frozenset())
    ]


@pytest.mark.parametrize(
    ("listed", "totals", "verdict"),
    [
        ({"0002": "R"}, "P*3*3*2", Verdict.ACCEPTED),
        ({"0002": "R"}, "E*3*3*2", Verdict.ACCEPTED),
        ({"0002": "E"}, "A*3*3*3", Verdict.ACCEPTED),
        # Every other set shares the group's rejection.
        ({"0002": "R"}, "R*3*3*0", Verdict.REJECTED),
        ({"0002": "R"}, "R*3*3*2", Verdict.UNDECIDED),
        # One more is rejected than is listed; one did not arrive; nothing is counted.
        ({"0002": "R"}, "P*3*3*1", Verdict.UNDECIDED),
        ({"0002": "R"}, "P*3*2*2", Verdict.UNDECIDED),
        ({"0002": "R"}, "P", Verdict.UNDECIDED),
        # The set that is listed without a verdict may be the accepted one.
        ({"0002": "?"}, "P*3*3*2", Verdict.UNDECIDED),
    ],
)
def test_the_sets_that_are_not_listed_are_what_the_counts_prove(
    tmp_path: Path, listed: dict[str, str], totals: str, verdict: Verdict
) -> None:
    *_, others = answered(tmp_path, listed, totals)

    assert others.about.unlisted is not None
    assert others.about.unlisted.listed == frozenset(listed)
    assert others.verdict is verdict


def test_a_999_that_lists_every_set_says_nothing_more(tmp_path: Path) -> None:
    said = answered(tmp_path, {"0001": "A", "0002": "R"}, "P*2*2*1")

    assert [each.about.unlisted for each in said] == [None, None]


def test_sets_that_we_count_otherwise_are_not_decided(tmp_path: Path) -> None:
    *_, others = answered(tmp_path, {"0002": "R"}, "P*3*3*2")

    assert others.about.unlisted == Unlisted(frozenset({"0002"}), 2)
    assert others.held_against(2).verdict is Verdict.ACCEPTED
    assert others.held_against(3).verdict is Verdict.UNDECIDED


def test_who_says_it_is_known_by_its_interchange(tmp_path: Path) -> None:
    [said] = answered(tmp_path, {"0001": "A"}, "A*1*1*1")

    assert said.about.sender == "CLEARHOUSE1"


@pytest.mark.parametrize(
    ("named", "senders", "ids"),
    [
        ([("S1", "east"), ("S2", "west")], {"west"}, ["S2"]),
        # Nobody can tell whose number it is.
        ([("S1", "east"), ("S2", "west")], set(), []),
        # An acknowledgment may come by way of somebody else.
        ([("S1", "east"), ("S2", "east")], set(), ["S1", "S2"]),
    ],
)
def test_a_number_that_several_receivers_had_means_the_one_that_says_it(
    named: list[tuple[str, str]], senders: set[str], ids: list[str]
) -> None:
    assert meant(named, senders) == ids
