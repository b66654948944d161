"""The 835 assembled: header, claim payments, provider adjustments and the totals of the set."""

from collections.abc import Iterator
from dataclasses import replace

from cobrelay.x12.assembly.parts import (
    NOBODY,
    Row,
    at,
    describe_party,
    padded,
    read_adjustments,
    read_amount,
    read_contact,
    read_date,
    read_information,
    read_name,
    read_organisation,
    read_procedure,
    read_quantity,
    read_reference,
)
from cobrelay.x12.findings import Finding
from cobrelay.x12.making import maker
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import cents, cents_or_zero, day
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import (
    AdjudicationInfo,
    Adjustment,
    Amount,
    Contact,
    DateReference,
    Party,
    Quantity,
    Reference,
    Remark,
)
from cobrelay.x12.views.remittance import (
    ClaimPayment,
    ProviderAdjustment,
    RemittanceHeader,
    ServiceLine,
)

_make_claim = maker(ClaimPayment)
_make_line = maker(ServiceLine)
_make_remark = maker(Remark)


class _Lists:
    """What a claim or a service line gathers while its segments pass by."""

    __slots__ = ("adjustments", "amounts", "dates", "quantities", "references", "remarks")

    def __init__(self) -> None:
        self.adjustments: list[Adjustment] = []
        self.dates: list[DateReference] = []
        self.references: list[Reference] = []
        self.amounts: list[Amount] = []
        self.quantities: list[Quantity] = []
        self.remarks: list[Remark] = []


def read_header(
    stretch: Stretch, start: SetStart, findings: tuple[Finding, ...]
) -> RemittanceHeader:
    """BPR, TRN, 1000A and 1000B."""
    bpr: Row = ["BPR"]
    trn: Row = ["TRN"]
    bpr_at, receiver, produced, currency = 0, "", None, ""
    parties: dict[str, tuple[Party, list[tuple[int, Row]]]] = {}
    around: list[tuple[int, Row]] = []
    for index, row in enumerate(stretch.rows):
        match row[0]:
            case "BPR":
                bpr, bpr_at = row, index
            case "TRN":
                trn = row
            case "CUR":
                currency = at(row, 2)
            case "DTM":
                produced = day(at(row, 2))
            case "REF" if not parties and at(row, 1) == "EV":
                receiver = at(row, 2)
            case "N1":
                around = []
                parties.setdefault(at(row, 1), (read_organisation(row, stretch, index), around))
            case _:
                around.append((index, row))
    people = {who: describe_party(p, rows, stretch) for who, (p, rows) in parties.items()}
    return RemittanceHeader(
        start,
        at(bpr, 1),
        cents_or_zero(at(bpr, 2)),
        at(bpr, 3),
        at(bpr, 4),
        day(at(bpr, 16)),
        at(trn, 2),
        at(trn, 3),
        at(trn, 4),
        people.get("PR", NOBODY),
        people.get("PE", NOBODY),
        receiver,
        produced,
        currency,
        findings,
        source=stretch,
        at=bpr_at,
    )


class _Gathered:
    """What stands in the loops of one claim, sorted by kind."""

    __slots__ = ("contacts", "information", "lines", "own", "parties")

    def __init__(self) -> None:
        self.own = _Lists()
        self.lines: list[ServiceLine] = []
        self.contacts: list[Contact] = []
        self.parties: dict[str, Party] = {}
        self.information: dict[str, AdjudicationInfo] = {}


def _gather(stretch: Stretch) -> _Gathered:  # noqa: C901, PLR0912 - the hot loop is kept flat
    found = _Gathered()
    here, lines = found.own, found.lines
    svc: Row | None = None
    svc_at = 0
    for index, row in enumerate(stretch.rows):
        segment_id = row[0]
        if segment_id == "CAS":
            here.adjustments += read_adjustments(row, stretch, index)
        elif segment_id == "SVC":
            if svc is not None:
                lines.append(_line(svc, here, stretch, svc_at, len(lines) + 1))
            svc, svc_at, here = row, index, _Lists()
        elif segment_id == "DTM":
            here.dates.append(read_date(row, stretch, index))
        elif segment_id == "REF":
            here.references.append(read_reference(row, stretch, index))
        elif segment_id == "AMT":
            here.amounts.append(read_amount(row, stretch, index))
        elif segment_id == "NM1":
            found.parties.setdefault(at(row, 1), read_name(row, stretch, index))
        elif segment_id == "LQ":
            here.remarks.append(_make_remark(at(row, 1), at(row, 2), source=stretch, at=index))
        elif segment_id == "QTY":
            here.quantities.append(read_quantity(row, stretch, index))
        elif segment_id in ("MOA", "MIA"):
            found.information[segment_id] = read_information(row, stretch, index)
        elif segment_id == "PER":
            found.contacts.append(read_contact(row, stretch, index))
    if svc is not None:
        lines.append(_line(svc, here, stretch, svc_at, len(lines) + 1))
    return found


def read_claim(stretch: Stretch, ordinal: int, start: SetStart, group: str) -> ClaimPayment:
    """CLP and everything in its loop, as a view without findings."""
    clp = padded(stretch.rows[0], 10)
    found = _gather(stretch)
    own, who = found.own, found.parties.get
    return _make_claim(
        ordinal,
        start,
        clp[1],
        clp[2],
        cents_or_zero(clp[3]),
        cents_or_zero(clp[4]),
        cents(clp[5]),
        clp[6],
        clp[7],
        clp[8].split(stretch.delimiters.component)[0],
        clp[9],
        tuple(own.adjustments),
        tuple(found.lines),
        who("QC"),
        who("IL"),
        who("74"),
        who("82"),
        who("TT"),
        who("PR"),
        who("GB"),
        found.information.get("MIA"),
        found.information.get("MOA"),
        tuple(own.references),
        tuple(own.dates),
        tuple(own.amounts),
        tuple(own.quantities),
        tuple(found.contacts),
        group,
        source=stretch,
    )


def _line(svc: Row, lists: _Lists, stretch: Stretch, index: int, ordinal: int) -> ServiceLine:
    component = stretch.delimiters.component
    svc = padded(svc, 8)
    submitted = svc[6]
    return _make_line(
        ordinal,
        read_procedure(svc[1], component),
        cents_or_zero(svc[2]),
        cents_or_zero(svc[3]),
        svc[4],
        svc[5] or "1",
        read_procedure(submitted, component) if submitted else None,
        svc[7],
        tuple(lists.adjustments),
        tuple(lists.dates),
        tuple(lists.references),
        tuple(lists.amounts),
        tuple(lists.quantities),
        tuple(lists.remarks),
        source=stretch,
        at=index,
    )


def read_provider_adjustments(
    stretch: Stretch, before: int, start: SetStart
) -> Iterator[ProviderAdjustment]:
    """PLB: one view per pair, counted on from `before`."""
    component = stretch.delimiters.component
    ordinal = before
    for index, row in enumerate(stretch.rows):
        if row[0] != "PLB":
            continue
        for first in range(3, min(len(row), 15), 2):
            if not row[first] and not at(row, first + 1):
                continue
            ordinal += 1
            code, _, reference = row[first].partition(component)
            yield ProviderAdjustment(
                ordinal,
                start,
                at(row, 1),
                day(at(row, 2)),
                code,
                reference,
                cents_or_zero(at(row, first + 1)),
                source=stretch,
                at=index,
            )


def with_findings(claim: ClaimPayment, findings: tuple[Finding, ...]) -> ClaimPayment:
    """The claim with what was found about it."""
    return replace(claim, findings=findings)
