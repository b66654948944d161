"""What the expression of a whole claim matches, nothing is said about; and how it is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cobrelay.x12.checking.elements import SegmentCheck
from cobrelay.x12.delimiters import DEFAULT, Delimiters
from cobrelay.x12.guides import guide
from cobrelay.x12.reading.patterns import (
    WORTH_AN_EXPRESSION,
    Expression,
    Writing,
    plain_claim,
    sound_claim,
)

VALUES = ["", "CO", "45", "12.5", "-7", ".5", "12.505", "20260110", "20261310", "20240229"]
VALUES += [
    "1",
    "QC",
    "82",
    "MI",
    "XX",
    "A" * 70,
    "A:B",
    "HC:99213",
    "HC:99213:25:::::X",
    "\xc5",
    "=",
]


def numbers(*ids: str) -> list[int]:
    """The uses of these segments in a claim payment."""
    found = guide("835")
    assert found is not None
    checks = zip(found.checks, found.in_claim, strict=True)
    return [
        n for n, (check, inside) in enumerate(checks) if inside and check and check.use.id in ids
    ]


@pytest.mark.parametrize("number", numbers("CLP", "CAS", "NM1", "SVC", "REF", "DTM", "AMT", "MOA"))
@settings(max_examples=60)
@given(st.lists(st.sampled_from(VALUES), max_size=14))
def test_nothing_is_said_about_a_segment_that_matches(number: int, values: list[str]) -> None:
    found = guide("835")
    assert found is not None
    check = found.checks[number]
    assert check is not None
    row = [check.use.id, *values]
    text = "*".join(row)

    if re.fullmatch(Writing(found, DEFAULT, "", 2020).segment(number), text):
        fresh = SegmentCheck(check.use, in_claim=True)
        assert not fresh.problems(row, text, ":")
        assert not check.use.qualifiers or values[0] in check.use.qualifiers


def test_a_date_is_written_as_years_and_days_that_exist() -> None:
    found = guide("835")
    assert found is not None
    day = re.compile(Writing(found, DEFAULT, "", 2020).segment(numbers("DTM")[0]))

    assert day.fullmatch("DTM*232*20291231")
    assert day.fullmatch("DTM*233*19990228")
    assert not day.fullmatch("DTM*232*20300101")  # may be later than ten years after the file
    assert not day.fullmatch("DTM*232*20290431")
    assert not day.fullmatch("DTM*036*20291231")


def test_separators_that_mean_something_in_expressions_are_taken_as_they_are() -> None:
    claim = "CLP|A|1|5|5||12|B~~CAS|CO|45|5~~NM1|QC|1|X~~SVC|HC^1|5|5~~CLP|"
    pattern = plain_claim("835", Delimiters("|", "^", "", "?"), "")
    sound = sound_claim("835", Delimiters("|", "^", "", "?"), "\n", 2020)

    assert pattern is not None
    assert sound is not None
    assert pattern.match(claim.replace("~~", "?"))
    assert sound.match(claim.replace("~~", "?\n"))
    assert not sound.match(claim.replace("~~", "x\n"))


def test_nothing_is_tried_twice_so_that_time_is_in_proportion_to_the_text() -> None:
    for pattern in (sound_claim("835", DEFAULT, "", 2020), plain_claim("835", DEFAULT, "\n")):
        assert pattern is not None
        atoms = re.sub(r"\\.|\[\^?(?:\\.|[^\]\\])*\]", "x", pattern.pattern)
        bare = re.sub(r"\(\?(?:[:>=!]|P<\w+>)", "(", atoms)
        repeated = re.findall(r"([*+?]|\{\d+,\d*\})(\+?)", bare)

        assert repeated
        assert all(possessive for _, possessive in repeated)


def test_an_expression_is_made_once_there_is_enough_to_read_with_it() -> None:
    made: list[re.Pattern[str]] = []

    def make() -> re.Pattern[str]:
        made.append(re.compile("CLP"))
        return made[0]

    expression = Expression(make)

    assert expression.once_worth(WORTH_AN_EXPRESSION - 1) is None
    assert expression.once_worth(1) is not None
    assert expression.once_worth(1) is made[0]
    assert len(made) == 1
