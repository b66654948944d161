"""A claim payment of an 835 assembled: CLP and everything in its loops, in one pass.

This is where most of the time of reading a remittance goes, so the pass is one flat loop that
holds what it gathers in local names. It takes rows to be as long as they usually are; where one is
not, the claim is gathered again from rows filled up with empty elements.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter

from cobrelay.money import ZERO
from cobrelay.x12.assembly.parts import (
    Row,
    make_adjustment,
    make_amount,
    make_date,
    make_party,
    make_reference,
    padded,
    read_contact,
    read_information,
    read_procedure,
    read_quantity,
)
from cobrelay.x12.findings import Finding
from cobrelay.x12.making import maker
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import KNOWN_CENTS, cents, cents_or_zero, day
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
from cobrelay.x12.views.remittance import ClaimPayment, ServiceLine

_make_claim = maker(ClaimPayment)
# Every field but the findings, which come last, in order.
_read_before = attrgetter(
    *(each.name for each in fields(ClaimPayment) if each.name not in ("findings", "source", "at"))
)
_make_line = maker(ServiceLine)
_make_remark = maker(Remark)

_LONGEST_INDEXED = 10  # no element after this one is read, but of CAS, MIA and MOA
# Where the triplets of a CAS begin, by the length of its row; there are at most six.
_TRIPLETS = tuple(tuple(range(2, min(size, 20), 3)) for size in range(21))

_Lists = tuple[
    list[Adjustment],
    list[DateReference],
    list[Reference],
    list[Amount],
    list[Quantity],
    list[Remark],
]


class _Gathered:
    """What stands in the loops of one claim, sorted by kind."""

    __slots__ = ("clp", "contacts", "information", "lines", "own", "parties")

    def __init__(self) -> None:
        self.clp: Row = []
        self.own: _Lists = ([], [], [], [], [], [])
        self.lines: list[ServiceLine] = []
        self.contacts: list[Contact] = []
        self.parties: dict[str, Party] = {}
        self.information: dict[str, AdjudicationInfo] = {}


def _gather(  # noqa: C901, PLR0912 - the hot loop is kept flat
    stretch: Stretch, rows: Iterable[Row]
) -> _Gathered:
    found = _Gathered()
    lines, parties, known = found.lines, found.parties, KNOWN_CENTS
    adjustments, dates, references, amounts, quantities, remarks = found.own
    svc: Row = []
    svc_at = 0
    for at, row in enumerate(rows):
        segment_id = row[0]
        if segment_id == "DTM":
            dates.append(make_date(row[1], day(row[2]), None, source=stretch, at=at))
        elif segment_id == "CAS":
            group, size = row[1], len(row)
            for first in _TRIPLETS[size if size < 20 else 20]:
                if (reason := row[first]) and first + 1 < size:
                    amount = known[row[first + 1]]
                    if amount is not None:
                        quantity = row[first + 2] if first + 2 < size else ""
                        adjustments.append(
                            make_adjustment(group, reason, amount, quantity, source=stretch, at=at)
                        )
        elif segment_id == "REF":
            more = row[3] if len(row) > 3 else ""
            references.append(make_reference(row[1], row[2], more, source=stretch, at=at))
        elif segment_id == "SVC":
            if svc:
                lists = (adjustments, dates, references, amounts, quantities, remarks)
                lines.append(_line(svc, lists, len(lines) + 1, stretch, svc_at))
            svc, svc_at = row, at
            adjustments, dates, references, amounts, quantities, remarks = [], [], [], [], [], []
        elif segment_id == "AMT":
            amount = known[row[2]] or ZERO
            amounts.append(make_amount(row[1], amount, source=stretch, at=at))
        elif segment_id == "NM1":
            if row[1] not in parties:
                parties[row[1]] = _name(row, stretch, at)
        elif segment_id == "LQ":
            remarks.append(_make_remark(row[1], row[2], source=stretch, at=at))
        elif segment_id == "CLP":
            found.clp = found.clp or row
        elif segment_id == "QTY":
            quantities.append(read_quantity(row, stretch, at))
        elif segment_id in ("MOA", "MIA"):
            found.information[segment_id] = read_information(row, stretch, at)
        elif segment_id == "PER":
            found.contacts.append(read_contact(row, stretch, at))
    if svc:
        lists = (adjustments, dates, references, amounts, quantities, remarks)
        lines.append(_line(svc, lists, len(lines) + 1, stretch, svc_at))
    return found


def _name(row: Row, stretch: Stretch, at: int) -> Party:
    if len(row) < 10:
        row = padded(row, 10)
    _, entity, kind, last, first, middle, _, suffix, qualifier, number = row[:10]
    return make_party(
        entity,
        kind == "1",
        last,
        first,
        middle,
        suffix,
        qualifier,
        number,
        source=stretch,
        at=at,
    )


def _line(svc: Row, lists: _Lists, ordinal: int, stretch: Stretch, at: int) -> ServiceLine:
    component, known = stretch.delimiters.component, KNOWN_CENTS
    submitted = submitted_units = ""
    if len(svc) == 6:
        _, procedure, charge, paid, revenue, units = svc
    else:
        _, procedure, charge, paid, revenue, units, submitted, submitted_units = padded(svc, 8)[:8]
    adjustments, dates, references, amounts, quantities, remarks = lists
    return _make_line(
        ordinal,
        read_procedure(procedure, component),
        known[charge] or ZERO,
        known[paid] or ZERO,
        revenue,
        units or "1",
        read_procedure(submitted, component) if submitted else None,
        submitted_units,
        tuple(adjustments) if adjustments else (),
        tuple(dates) if dates else (),
        tuple(references) if references else (),
        tuple(amounts) if amounts else (),
        tuple(quantities) if quantities else (),
        tuple(remarks) if remarks else (),
        source=stretch,
        at=at,
    )


def _filled(row: Row) -> Row:
    return row if row[0] in ("MIA", "MOA") else padded(row, _LONGEST_INDEXED)


def read_claim(
    stretch: Stretch, rows: Iterable[Row], ordinal: int, start: SetStart, group: str
) -> ClaimPayment:
    """The claim without findings; `rows` are the stretch's, and may be split as they are read."""
    return _claim(_gathered(stretch, rows), stretch, ordinal, start, group)


def read_lines(stretch: Stretch) -> list[ServiceLine]:
    """The lines alone of a claim."""
    return _gathered(stretch, stretch.rows).lines


def _gathered(stretch: Stretch, rows: Iterable[Row]) -> _Gathered:
    try:
        return _gather(stretch, rows)
    except IndexError:  # a row is shorter than it should be, which a finding says
        return _gather(stretch, [_filled(row) for row in stretch.rows])


def _claim(
    found: _Gathered, stretch: Stretch, ordinal: int, start: SetStart, group: str
) -> ClaimPayment:
    clp = found.clp
    if len(clp) < 10:
        clp = padded(clp, 10)
    adjustments, dates, references, amounts, quantities, _ = found.own
    who = found.parties.get
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
        tuple(adjustments),
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
        tuple(references),
        tuple(dates),
        tuple(amounts),
        tuple(quantities),
        tuple(found.contacts),
        group,
        source=stretch,
    )


def with_findings(claim: ClaimPayment, findings: tuple[Finding, ...]) -> ClaimPayment:
    """The claim with what was found about it."""
    make: Callable[..., ClaimPayment] = _make_claim
    return make(*_read_before(claim), findings, source=claim.source, at=claim.at)
