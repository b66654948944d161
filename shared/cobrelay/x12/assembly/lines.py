"""Loops 2400 of an 837P: service lines, and what other payers said of them (loops 2430)."""

from collections.abc import Iterable

from cobrelay.money import ZERO
from cobrelay.x12.assembly.kinds import (
    ABSENT,
    ADJUDICATED,
    ADJUSTMENTS,
    AMOUNT,
    ANSWER,
    DATE,
    LINE,
    REFERENCE,
    REMAINING,
    SERVICE,
    Step,
)
from cobrelay.x12.assembly.loops import date_in, pointers_in, reference_in
from cobrelay.x12.assembly.parts import (
    Row,
    padded,
    read_adjustments,
    read_amount,
    read_procedure,
)
from cobrelay.x12.making import maker
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import KNOWN_CENTS, cents, cents_or_zero
from cobrelay.x12.views.claim import ClaimLine, LineAdjudication
from cobrelay.x12.views.facts import NOWHERE, Adjustment, Amount, DateReference, Reference

_make_line = maker(ClaimLine)
_make_adjudication = maker(LineAdjudication)

_ABSENT: Row = []


class _Answer:
    """A loop 2430 as far as it was gathered; of what may stand once, the first counts."""

    __slots__ = ("adjudicated", "adjustments", "at", "remaining", "svd")

    def __init__(self, svd: Row, at: int) -> None:
        self.svd = svd
        self.at = at
        self.adjustments: list[Adjustment] = []
        self.adjudicated = _ABSENT  # DTP*573
        self.remaining = _ABSENT  # AMT*EAF


class _Line:
    """A loop 2400 as far as it was gathered."""

    __slots__ = ("amounts", "answers", "at", "dates", "number", "references", "sv1")

    def __init__(self, number: str) -> None:
        self.number = number
        self.sv1 = _ABSENT
        self.at = 0
        self.dates: list[DateReference] = []
        self.references: list[Reference] = []
        self.amounts: list[Amount] = []
        self.answers: list[_Answer] = []


def read_lines(  # noqa: C901 - the hot loop is kept flat
    steps: Iterable[Step], rows: list[Row], stretch: Stretch
) -> tuple[ClaimLine, ...]:
    """The lines, from the first LX on."""
    found: list[_Line] = []
    line, answer = _Line(""), _Answer(ABSENT, 0)
    for at, kind in steps:
        row = rows[at]
        if kind == ADJUSTMENTS:
            answer.adjustments += read_adjustments(row, stretch, at)
        elif kind == DATE:
            line.dates.append(date_in(row, stretch, at))
        elif kind == REFERENCE:
            line.references.append(reference_in(row, stretch, at))
        elif kind == LINE:
            line = _Line(row[1])
            found.append(line)
        elif kind == SERVICE:
            if not line.sv1:
                line.sv1, line.at = row, at
        elif kind == ANSWER:
            answer = _Answer(row, at)
            line.answers.append(answer)
        elif kind == ADJUDICATED:
            if row[1] == "573" and not answer.adjudicated:
                answer.adjudicated = row
        elif kind == AMOUNT:
            line.amounts.append(read_amount(row, stretch, at))
        elif kind == REMAINING and row[1] == "EAF" and not answer.remaining:
            answer.remaining = row
    return tuple([_line_of(each, stretch) for each in found])


def _line_of(found: _Line, stretch: Stretch) -> ClaimLine:
    sv1, component = found.sv1, stretch.delimiters.component
    if len(sv1) < 8:
        sv1 = padded(sv1, 8)
    charge, pointers = sv1[2], sv1[7]
    return _make_line(
        found.number,
        read_procedure(sv1[1], component),
        KNOWN_CENTS.get(charge) or cents_or_zero(charge),
        sv1[3],
        sv1[4],
        sv1[5],
        pointers_in(pointers, component),
        tuple(found.dates),
        tuple(found.references),
        tuple(found.amounts),
        tuple([_adjudication_of(each, stretch) for each in found.answers]) if found.answers else (),
        source=stretch if found.sv1 else NOWHERE,
        at=found.at,
    )


def _adjudication_of(found: _Answer, stretch: Stretch) -> LineAdjudication:
    svd, adjudicated, remaining = found.svd, found.adjudicated, found.remaining
    is_there = svd[0] != ""
    if len(svd) < 7:
        svd = padded(svd, 7)
    paid = svd[2]
    return _make_adjudication(
        svd[1],
        KNOWN_CENTS.get(paid) or cents_or_zero(paid),
        read_procedure(svd[3], stretch.delimiters.component),
        svd[4],
        svd[5],
        svd[6],
        tuple(found.adjustments),
        date_in(adjudicated, stretch, 0).start if adjudicated else None,
        (cents(remaining[2]) or ZERO) if remaining else None,
        source=stretch if is_there else NOWHERE,
        at=found.at if is_there else 0,
    )
