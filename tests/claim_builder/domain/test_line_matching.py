"""Which answered line is which line of ours: the rules of domain 3.3 as a table."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from claim_builder.domain.answer import AnsweredLine
from claim_builder.domain.line_matching import BilledLine, match_lines
from claim_builder.domain.reasons import Hold
from cobrelay import x12
from next_claims import SERVICED, answer, cents, paid_line

NEXT_DAY = SERVICED + timedelta(days=1)


def billed(
    number: int, code: str, charge: str, control_number: str = "", day: date = SERVICED
) -> BilledLine:
    procedure, *modifiers = code.split(":")
    return BilledLine(
        number,
        x12.Procedure("HC", procedure, tuple(modifiers)),
        cents(charge),
        control_number,
        day,
    )


def submitted(code: str) -> x12.Procedure:
    return x12.Procedure("HC", code)


def paired(lines: list[BilledLine], answers: list[AnsweredLine]) -> dict[int, list[int]] | str:
    """LX → ordinals of the answer, or the code of the hold."""
    found = match_lines(lines, answer(*answers))
    if isinstance(found, Hold):
        return found.code
    return {number: [each.ordinal for each in matched] for number, matched in found.items()}


TWO_ALIKE = [billed(1, "97110", "50"), billed(2, "97110", "50")]

CASES = [
    pytest.param(
        [billed(1, "99213", "50", "0007a"), billed(2, "99213", "50", "8")],
        [
            paid_line(1, "99213", "50", "1", "CO 45 49", control_number="8"),
            paid_line(2, "99213", "50", "2", "CO 45 48", control_number=" 7A"),
        ],
        {1: [2], 2: [1]},
        id="our own number wins, without case, blanks and leading zeros",
    ),
    pytest.param(
        [billed(1, "99213", "50", "1"), billed(2, "99214", "60", "2")],
        [
            paid_line(1, "99214", "60", "60", control_number="1"),
            paid_line(2, "99213", "50", "50", control_number="2"),
        ],
        {1: [2], 2: [1]},
        id="a number that the payer counts itself is not believed against the charge",
    ),
    pytest.param(
        [billed(1, "99213:25", "50"), billed(2, "99213", "50")],
        [paid_line(1, "99213", "50", "1", "CO 45 49"), paid_line(2, "99213:25", "50", "50")],
        {1: [2], 2: [1]},
        id="code with modifiers, date and charge",
    ),
    pytest.param(
        [billed(1, "99213:25:59", "50")],
        [paid_line(1, "99213:59:25", "50", "50")],
        {1: [1]},
        id="modifiers are a set",
    ),
    pytest.param(
        [billed(1, "99213:25", "50")],
        [paid_line(1, "9921325", "50", "50")],
        {1: [1]},
        id="a modifier glued to the code",
    ),
    pytest.param(
        [billed(1, "99213:25", "50"), billed(2, "99214", "60")],
        [paid_line(1, "99214", "60", "60"), paid_line(2, "99213", "50", "50")],
        {1: [2], 2: [1]},
        id="a modifier that the payer dropped",
    ),
    pytest.param(
        [billed(1, "99213", "50"), billed(2, "99213", "50", day=NEXT_DAY)],
        [
            paid_line(1, "99213", "50", "1", "CO 45 49", service_from=NEXT_DAY),
            paid_line(2, "99213", "50", "50"),
        ],
        {1: [2], 2: [1]},
        id="the date tells lines apart",
    ),
    pytest.param(
        [billed(1, "99213", "50"), billed(2, "99214", "60")],
        [
            paid_line(1, "99214", "60", "60", service_from=None),
            paid_line(2, "99213", "50", "50", service_from=None),
        ],
        {1: [2], 2: [1]},
        id="code and charge, where the payer gives no date",
    ),
    pytest.param(
        [billed(1, "99213", "50"), billed(2, "99214", "60")],
        [paid_line(1, "99213", "50", "50"), paid_line(2, "G0463", "60", "60")],
        {1: [1], 2: [2]},
        id="the sole remaining line on both sides with the same charge",
    ),
    pytest.param(
        TWO_ALIKE,
        [paid_line(1, "97110", "50", "50"), paid_line(2, "97110", "50", "0", "CO 97 50")],
        {1: [1], 2: [2]},
        id="true duplicates in the answer's order",
    ),
    pytest.param(
        [billed(1, "73030:LT", "50"), billed(2, "73030:RT", "50")],
        [paid_line(1, "73030", "50", "50"), paid_line(2, "73030", "50", "0", "CO 50 50")],
        "CLB-121",
        id="two lines that only dropped modifiers tell apart, answered differently",
    ),
    pytest.param(
        [billed(1, "73030:LT", "50"), billed(2, "73030:RT", "50")],
        [paid_line(1, "73030", "50", "50"), paid_line(2, "73030", "50", "50")],
        {1: [1], 2: [2]},
        id="the same, answered alike: interchangeable",
    ),
    pytest.param(
        [billed(1, "97110", "100"), billed(2, "99213", "60")],
        [
            paid_line(1, "97110", "60", "60"),
            paid_line(2, "97110", "40", "0", "CO 119 40"),
            paid_line(3, "99213", "60", "60"),
        ],
        {1: [1, 2], 2: [3]},
        id="a split line: the charges of the parts add up",
    ),
    pytest.param(
        [billed(1, "80050", "100")],
        [
            paid_line(1, "80053", "100", "20", "CO 45 80", submitted=submitted("80050")),
            paid_line(2, "85025", "0", "10", "OA 94 -10", submitted=submitted("80050")),
        ],
        {1: [1, 2]},
        id="an unbundled line: charge on the first, none on the others",
    ),
    pytest.param(
        [billed(1, "A0001", "100"), billed(2, "B0001", "60")],
        [
            paid_line(
                1, "C0001", "100", "120", "OA 94 -60", "CO 45 40", submitted=submitted("A0001")
            ),
            paid_line(2, "C0001", "60", "0", "CO 97 60", submitted=submitted("B0001")),
        ],
        {1: [1], 2: [2]},
        id="bundled lines by the code that we submitted",
    ),
    pytest.param(
        [billed(1, "99213", "50"), billed(2, "J0001", "0")],
        [paid_line(1, "99213", "50", "50")],
        {1: [1]},
        id="a payer may leave out a line of nothing",
    ),
    pytest.param(
        [billed(1, "99213", "50"), billed(2, "99214", "60")],
        [paid_line(1, "99213", "50", "50"), paid_line(2, "99215", "70", "70")],
        "CLB-121",
        id="an answered line with money that is none of ours",
    ),
    pytest.param(
        [billed(1, "99213", "50")],
        [paid_line(1, "99213", "50", "50"), paid_line(2, "99999", "0", "0")],
        {1: [1]},
        id="an answered line of nothing is left alone",
    ),
]


@pytest.mark.parametrize(("lines", "answers", "expected"), CASES)
def test_lines_are_matched_step_by_step(
    lines: list[BilledLine], answers: list[AnsweredLine], expected: dict[int, list[int]] | str
) -> None:
    assert paired(lines, answers) == expected


def test_a_line_of_ours_without_an_answer_is_held_with_its_charge() -> None:
    lines = [billed(1, "99213", "50"), billed(2, "99214", "60")]
    said = answer(paid_line(1, "99213", "50", "50"), charge=cents("110"))

    hold = match_lines(lines, said)

    assert hold == Hold("CLB-122", "line 2", cents("60"))
