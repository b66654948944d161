"""The 999 and the TA1 assembled."""

from itertools import pairwise

from cobrelay.x12.assembly.parts import Row, padded
from cobrelay.x12.findings import Finding
from cobrelay.x12.making import maker
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import at, count
from cobrelay.x12.views.acknowledgment import (
    ElementError,
    GroupAcknowledgment,
    SegmentError,
    SetResponse,
)
from cobrelay.x12.views.envelope import InterchangeAcknowledgment, InterchangeStart, SetStart
from cobrelay.x12.views.facts import Source

_make_response = maker(SetResponse)
_make_segment_error = maker(SegmentError)
_make_element_error = maker(ElementError)


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


def read_999(stretch: Stretch, start: SetStart) -> GroupAcknowledgment:
    """AK1 to AK9."""
    ak1: Row = ["AK1"]
    ak9: Row = ["AK9"]
    ak1_at = 0
    sets: list[int] = []
    for index, row in enumerate(stretch.rows):
        match row[0]:
            case "AK1":
                ak1, ak1_at = row, index
            case "AK9":
                ak9 = row
            case "AK2":
                sets.append(index)
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
        tuple([_response(stretch, *each) for each in pairwise((*sets, len(stretch.rows)))]),
        source=stretch,
        at=ak1_at,
    )


def _response(stretch: Stretch, index: int, stop: int) -> SetResponse:
    """AK2 with what follows, up to the segment `stop`."""
    rows = stretch.rows
    ak2 = rows[index]
    ik5: Row = ["IK5"]
    errors: list[int] = []
    for place in range(index + 1, stop):
        match rows[place][0]:
            case "IK5":
                ik5 = rows[place]
            case "IK3":
                errors.append(place)
    return _make_response(
        at(ak2, 1),
        at(ak2, 2),
        at(ak2, 3),
        at(ik5, 1),
        tuple([code for code in ik5[2:] if code]),
        tuple([_segment_error(stretch, *each) for each in pairwise((*errors, stop))]),
        source=stretch,
        at=index,
    )


def _segment_error(stretch: Stretch, index: int, stop: int) -> SegmentError:
    """IK3 with its CTX and IK4, up to the segment `stop`."""
    rows, component = stretch.rows, stretch.delimiters.component
    ik3 = padded(rows[index], 5)
    contexts: list[str] = []
    claim_number = ""
    elements: list[ElementError] = []
    for place in range(index + 1, stop):
        row = rows[place]
        match row[0]:
            case "IK4":
                elements.append(_element_error(row, stretch, place))
            case "CTX":
                contexts.append(at(row, 1))
                name, _, value = contexts[-1].partition(component)
                claim_number = value if name == "CLM01" else claim_number
    return _make_segment_error(
        ik3[1],
        count(ik3[2]) or 0,
        ik3[3],
        ik3[4],
        claim_number,
        tuple(contexts),
        tuple(elements),
        source=stretch,
        at=index,
    )


def _element_error(row: Row, stretch: Stretch, index: int) -> ElementError:
    place = padded(at(row, 1).split(stretch.delimiters.component), 3)
    return _make_element_error(
        count(place[0]) or 0,
        count(place[1]) or 0,
        count(place[2]) or 0,
        at(row, 2),
        at(row, 3),
        at(row, 4),
        source=stretch,
        at=index,
    )
