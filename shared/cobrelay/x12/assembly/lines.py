"""Loop 2400 of an 837P: a service line, and what other payers said of it (loops 2430)."""

from cobrelay.money import ZERO
from cobrelay.x12.assembly.loops import date_in, reference_in
from cobrelay.x12.assembly.parts import (
    Row,
    at,
    padded,
    read_adjustments,
    read_amount,
    read_procedure,
)
from cobrelay.x12.assembly.trees import Nest
from cobrelay.x12.making import maker
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import cents_or_zero
from cobrelay.x12.views.claim import ClaimLine, LineAdjudication
from cobrelay.x12.views.facts import NOWHERE, Adjustment, Amount, DateReference, Reference

_make_line = maker(ClaimLine)
_make_adjudication = maker(LineAdjudication)


def read_line(nest: Nest, rows: list[Row], stretch: Stretch, names: tuple[str, ...]) -> ClaimLine:
    """The line; `names` are the loops' ids."""
    number, sv1, sv1_at = "", [], -1
    dates: list[DateReference] = []
    references: list[Reference] = []
    amounts: list[Amount] = []
    for index in nest.segments:
        row = rows[index]
        match row[0]:
            case "DTP":
                dates.append(date_in(row, stretch, index))
            case "REF":
                references.append(reference_in(row, stretch, index))
            case "SV1" if sv1_at < 0:
                sv1, sv1_at = row, index
            case "LX":
                number = number or at(row, 1)
            case "AMT":
                amounts.append(read_amount(row, stretch, index))
    answers = [
        _adjudication(inner, rows, stretch) for inner in nest.loops if names[inner.number] == "2430"
    ]
    sv1 = padded(sv1, 8)
    component = stretch.delimiters.component
    return _make_line(
        number,
        read_procedure(sv1[1], component),
        cents_or_zero(sv1[2]),
        sv1[3],
        sv1[4],
        sv1[5],
        tuple([pointer for pointer in sv1[7].split(component) if pointer]),
        tuple(dates),
        tuple(references),
        tuple(amounts),
        tuple(answers),
        source=stretch if sv1_at >= 0 else NOWHERE,
        at=max(sv1_at, 0),
    )


def _adjudication(nest: Nest, rows: list[Row], stretch: Stretch) -> LineAdjudication:
    svd: Row = []
    svd_at = -1
    adjustments: list[Adjustment] = []
    adjudicated: DateReference | None = None
    remaining: Amount | None = None
    for index in nest.segments:
        row = rows[index]
        match row[0]:
            case "CAS":
                adjustments += read_adjustments(row, stretch, index)
            case "SVD" if svd_at < 0:
                svd, svd_at = row, index
            case "DTP" if adjudicated is None and at(row, 1) == "573":
                adjudicated = date_in(row, stretch, index)
            case "AMT" if remaining is None and at(row, 1) == "EAF":
                remaining = read_amount(row, stretch, index)
    svd = padded(svd, 7)
    return _make_adjudication(
        svd[1],
        cents_or_zero(svd[2]) if svd[2] else ZERO,
        read_procedure(svd[3], stretch.delimiters.component),
        svd[4],
        svd[5],
        svd[6],
        tuple(adjustments),
        adjudicated.start if adjudicated else None,
        remaining.amount if remaining else None,
        source=stretch if svd_at >= 0 else NOWHERE,
        at=max(svd_at, 0),
    )
