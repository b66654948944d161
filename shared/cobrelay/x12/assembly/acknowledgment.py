"""The 999 and the TA1 assembled."""

from cobrelay.x12.assembly.parts import Row, at
from cobrelay.x12.findings import Finding
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import count
from cobrelay.x12.views.acknowledgment import (
    ElementError,
    GroupAcknowledgment,
    SegmentError,
    SetResponse,
)
from cobrelay.x12.views.envelope import InterchangeAcknowledgment, InterchangeStart, SetStart
from cobrelay.x12.views.facts import Source


def read_ta1(
    row: Row, interchange: InterchangeStart, source: Source, findings: tuple[Finding, ...]
) -> InterchangeAcknowledgment:
    """TA1."""
    return InterchangeAcknowledgment(
        interchange,
        at(row, 1),
        at(row, 2),
        at(row, 3),
        at(row, 4),
        at(row, 5),
        findings,
        source=source,
    )


def read_999(
    stretch: Stretch, start: SetStart, findings: tuple[Finding, ...]
) -> GroupAcknowledgment:
    """AK1 to AK9."""
    ak1: Row = ["AK1"]
    ak9: Row = ["AK9"]
    ak1_at = 0
    sets: list[tuple[int, list[tuple[int, Row]]]] = []
    for index, row in enumerate(stretch.rows):
        match row[0]:
            case "AK1":
                ak1, ak1_at = row, index
            case "AK9":
                ak9 = row
            case "AK2":
                sets.append((index, [(index, row)]))
            case _ if sets:
                sets[-1][1].append((index, row))
    return GroupAcknowledgment(
        start,
        at(ak1, 1),
        at(ak1, 2),
        at(ak1, 3),
        at(ak9, 1),
        count(at(ak9, 2)) or 0,
        count(at(ak9, 3)) or 0,
        count(at(ak9, 4)) or 0,
        tuple(code for code in ak9[5:] if code),
        tuple(_response(rows, stretch, index) for index, rows in sets),
        findings,
        source=stretch,
        at=ak1_at,
    )


def _response(rows: list[tuple[int, Row]], stretch: Stretch, index: int) -> SetResponse:
    ak2 = rows[0][1]
    ik5: Row = ["IK5"]
    errors: list[list[tuple[int, Row]]] = []
    for place, row in rows[1:]:
        match row[0]:
            case "IK5":
                ik5 = row
            case "IK3":
                errors.append([(place, row)])
            case "CTX" | "IK4" if errors:
                errors[-1].append((place, row))
    return SetResponse(
        at(ak2, 1),
        at(ak2, 2),
        at(ak2, 3),
        at(ik5, 1),
        tuple(code for code in ik5[2:] if code),
        tuple(_segment_error(error, stretch) for error in errors),
        source=stretch,
        at=index,
    )


def _segment_error(rows: list[tuple[int, Row]], stretch: Stretch) -> SegmentError:
    component = stretch.delimiters.component
    index, ik3 = rows[0]
    contexts: list[str] = []
    claim_number = ""
    elements: list[ElementError] = []
    for place, row in rows[1:]:
        if row[0] == "IK4":
            elements.append(_element_error(row, stretch, place))
            continue
        context = at(row, 1)
        contexts.append(context)
        name, _, value = context.partition(component)
        if name == "CLM01":
            claim_number = value
    return SegmentError(
        at(ik3, 1),
        count(at(ik3, 2)) or 0,
        at(ik3, 3),
        at(ik3, 4),
        claim_number,
        tuple(contexts),
        tuple(elements),
        source=stretch,
        at=index,
    )


def _element_error(row: Row, stretch: Stretch, index: int) -> ElementError:
    place = [*at(row, 1).split(stretch.delimiters.component), "", ""]
    return ElementError(
        count(place[0]) or 0,
        count(place[1]) or 0,
        count(place[2]) or 0,
        at(row, 2),
        at(row, 3),
        at(row, 4),
        source=stretch,
        at=index,
    )
