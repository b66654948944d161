"""A claim of an 837P assembled: its own loops, and the levels that it stands in.

The typed facts are gathered from the rows in flat passes; the loop tree, which only a writer needs,
is put together when somebody asks for it.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter

from cobrelay.money import Cents
from cobrelay.x12.assembly.around import Around
from cobrelay.x12.assembly.coverage import Other, other_of
from cobrelay.x12.assembly.kinds import (
    ABSENT,
    ADJUSTMENTS,
    AMOUNT,
    CLAIM,
    DATE,
    DIAGNOSES,
    INFORMATION,
    LINE,
    OTHER,
    OTHER_PAYER,
    OTHER_SUBSCRIBER,
    PROVIDER,
    SIGNATURES,
    Step,
    in_order,
    kinds_of,
)
from cobrelay.x12.assembly.lines import read_lines
from cobrelay.x12.assembly.loops import (
    Described,
    date_in,
    diagnoses_in,
    filled,
    party_of,
    rows_of,
)
from cobrelay.x12.assembly.parts import (
    Row,
    padded,
    read_adjustments,
    read_amount,
    read_information,
)
from cobrelay.x12.assembly.sketch import Asked
from cobrelay.x12.findings import Finding
from cobrelay.x12.making import maker_but_for
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import KNOWN_CENTS, cents_or_zero
from cobrelay.x12.views.claim import CLAIM_DETAILS, Claim837, ClaimLine, Diagnosis
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import Amount, DateReference

_make_claim = maker_but_for({"tree"}, Claim837)
_make_sketch = maker_but_for({"tree", *CLAIM_DETAILS}, Claim837)

# Every field but the tree and the findings, which come last, in order.
_read_before = attrgetter(
    *(
        each.name
        for each in fields(Claim837)
        if each.name not in ("tree", "findings", "source", "at")
    )
)
_Steps = tuple[Iterable[Step], Iterable[Step]]  # before the lines, and from the first line on


class _Gathered:
    """What stands in the loops of one claim but for its lines."""

    __slots__ = ("amounts", "claim", "dates", "diagnoses", "others", "own", "providers")

    def __init__(self) -> None:
        self.claim: Row = []
        self.own = Described(ABSENT, 0)  # the references of the claim itself
        self.dates: list[DateReference] = []
        self.amounts: list[Amount] = []
        self.diagnoses: list[Diagnosis] = []
        self.providers: list[Described] = []
        self.others: list[Other] = []


def _gather(  # noqa: C901, PLR0912 - one flat pass over the segments before the lines
    steps: Iterable[Step], rows: list[Row], stretch: Stretch
) -> _Gathered:
    found = _Gathered()
    here, other = found.own, Other(ABSENT, 0)
    dates, amounts = found.dates, found.amounts
    for index, kind in steps:
        row = rows[index]
        if kind == PROVIDER:
            here = Described(row, index)
            found.providers.append(here)
        elif kind == DIAGNOSES:
            found.diagnoses += diagnoses_in(tuple(row), stretch.delimiters.component)
        elif kind == CLAIM:
            found.claim = found.claim or row
        elif kind == OTHER:
            other = Other(row, index)
            amounts = other.amounts
            found.others.append(other)
        elif kind == AMOUNT:
            amounts.append(read_amount(row, stretch, index))
        elif kind == SIGNATURES:
            other.signatures = other.signatures or row
        elif kind == OTHER_SUBSCRIBER:
            here = Described(row, index)
            other.subscriber = other.subscriber or here
        elif kind == OTHER_PAYER:
            here = Described(row, index)
            dates = other.dates if other.payer is None else []
            other.payer = other.payer or here
        elif kind == ADJUSTMENTS:
            other.adjustments += read_adjustments(row, stretch, index)
        elif kind == DATE:
            dates.append(date_in(row, stretch, index))
        elif kind == INFORMATION:
            other.information.setdefault(row[0], read_information(row, stretch, index))
        else:
            here.take(kind, row, stretch, index)
    return found


def read_sound_claim(
    stretch: Stretch, rows: list[Row], around: Around, ordinal: int, start: SetStart
) -> Claim837:
    """The claim of a stretch whose segments stand in the guide's order."""
    found = kinds_of(around.machine, stretch.uses)
    first = found.index(LINE) if LINE in found else len(found)

    def steps() -> _Steps:
        return enumerate(found[:first]), enumerate(found[first:], first)

    return _read(stretch, rows, steps, around, (ordinal, start))


def read_claim(stretch: Stretch, around: Around, ordinal: int, start: SetStart) -> Claim837:
    """The claim that stands in the stretch in whatever order."""
    rows = rows_of(stretch)
    found = in_order(around.machine, stretch.uses, [row[0] for row in rows])
    first = next((n for n, (_, kind) in enumerate(found) if kind == LINE), len(found))
    return _read(stretch, rows, lambda: (found[:first], found[first:]), around, (ordinal, start))


def _read(
    stretch: Stretch,
    rows: list[Row],
    steps: Callable[[], _Steps],
    around: Around,
    numbered: tuple[int, SetStart],
) -> Claim837:
    before, after = steps()
    try:
        found = _gather(before, rows, stretch)
        lines = read_lines(after, rows, stretch)
    except IndexError:  # a row is shorter than it should be, which a finding says
        rows = filled(rows)
        before, after = steps()
        found = _gather(before, rows, stretch)
        lines = read_lines(after, rows, stretch)
    return _claim(found, lines, stretch, around, numbered)


def _claim(
    found: _Gathered,
    lines: tuple[ClaimLine, ...],
    stretch: Stretch,
    around: Around,
    numbered: tuple[int, SetStart],
) -> Claim837:
    return _make_claim(
        *numbered,
        *around.facts,
        *_own(found.claim, stretch),
        tuple(found.own.references),
        tuple(found.dates),
        tuple(found.amounts),
        tuple(found.diagnoses),
        tuple([party_of(each, stretch) for each in found.providers]),
        tuple([other_of(each, stretch) for each in found.others]),
        lines,
        source=stretch,
    )


def _own(clm: Row, stretch: Stretch) -> tuple[str, Cents, str, str, str, str, str, str, str]:
    """What CLM says, from CLM01 on."""
    if len(clm) < 10:
        clm = padded(clm, 10)
    charge, where = clm[2], clm[5].split(stretch.delimiters.component)
    return (
        clm[1],
        KNOWN_CENTS.get(charge) or cents_or_zero(charge),
        where[0],
        where[2] if len(where) > 2 else "",
        clm[6],
        clm[7],
        clm[8],
        clm[9],
        clm[20] if len(clm) > 20 else "",
    )


class ClaimStretch(Stretch):
    """The segments of a claim in the guide's order, of which only a sketch was made."""

    __slots__ = ("around", "asked")

    around: Around
    asked: Asked

    def complete(self, view: Claim837) -> None:
        """Fill in what the sketch has left out, and note that it was asked for."""
        self.asked.details = True
        whole = read_sound_claim(self, self.rows, self.around, view.ordinal, view.set)
        for name in CLAIM_DETAILS:
            object.__setattr__(view, name, getattr(whole, name))


def sketch(stretch: ClaimStretch, clm: Row, ordinal: int, start: SetStart) -> Claim837:
    """The claim of a stretch by its CLM alone; it fills in its details when one is asked for."""
    return _make_sketch(ordinal, start, *_own(clm, stretch), source=stretch)


def with_findings(claim: Claim837, findings: tuple[Finding, ...]) -> Claim837:
    """The claim with what was found about it."""
    return _make_claim(*_read_before(claim), findings, source=claim.source, at=claim.at)
