"""A claim payment sketched: its own values, its lines and their adjustments, and nothing around.

Most of the time of reading a remittance goes here, so the text of a claim is parted at its SVC and
CAS segments and nowhere else. The details (parties, dates, references, other amounts, remarks) are
left out; the claim and its lines fill them in when one is first asked for. Who asks once will ask
again: that is noted, and the claims that follow are read with their details at once.
"""

from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter

from cobrelay.money import ZERO
from cobrelay.x12.assembly import payment
from cobrelay.x12.assembly.parts import (
    known_procedures,
    make_adjustment,
    padded,
    read_procedure,
)
from cobrelay.x12.findings import Finding
from cobrelay.x12.making import maker_but_for
from cobrelay.x12.passage import Passage
from cobrelay.x12.values import KNOWN_CENTS
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import Adjustment
from cobrelay.x12.views.remittance import (
    CLAIM_DETAILS,
    LINE_DETAILS,
    ClaimPayment,
    ServiceLine,
)

_make_claim = maker_but_for(CLAIM_DETAILS, ClaimPayment)
_make_line = maker_but_for(LINE_DETAILS, ServiceLine)
_NOT_SKETCHED = {*CLAIM_DETAILS, "findings", "source", "at"}
_sketched = attrgetter(
    *(each.name for each in fields(ClaimPayment) if each.name not in _NOT_SKETCHED)
)
# Where the triplets of a CAS begin, by the number of its elements; there are at most six.
_TRIPLETS = tuple(tuple(range(1, min(size, 19), 3)) for size in range(20))


class Asked:
    """What was asked of the claims of a file so far: the next are read accordingly."""

    __slots__ = ("details",)

    def __init__(self) -> None:
        self.details = False


class ClaimText(Passage):
    """The text that a claim was read from: sketched, unless details of others were asked for."""

    __slots__ = ("asked", "is_sketch")

    asked: Asked
    is_sketch: bool

    def complete(self, view: ClaimPayment | ServiceLine) -> None:
        """Fill in what the sketch has left out, and note that it was asked for."""
        self.asked.details = True
        if isinstance(view, ServiceLine):
            _copy(LINE_DETAILS, payment.read_lines(self)[view.ordinal - 1], view)
        else:
            whole = payment.read_claim(self, self.rows, view.ordinal, view.set, "")
            _copy(CLAIM_DETAILS, whole, view)


def _copy(names: Iterable[str], whole: object, view: object) -> None:
    for name in names:
        object.__setattr__(view, name, getattr(whole, name))


def sketch(passage: Passage, ordinal: int, start: SetStart, group: str) -> ClaimPayment:
    """The claim of a text that is known to be a CLP, its segments, and lines with theirs."""
    cuts = passage.cuts
    segment, element = cuts.segment, cuts.element
    own, *texts = passage.text.split(cuts.line)
    first, *adjusting = own.split(cuts.adjustments)
    at = first.count(segment) + 1
    adjustments: list[Adjustment] = []
    for text in adjusting:
        _adjust(adjustments, text.partition(segment)[0].split(element), passage, at)
        at += text.count(segment) + 1
    clp = first.partition(segment)[0].split(element)
    if len(clp) < 10:
        clp = padded(clp, 10)
    return _make_claim(
        ordinal,
        start,
        clp[1],
        clp[2],
        KNOWN_CENTS[clp[3]] or ZERO,
        KNOWN_CENTS[clp[4]] or ZERO,
        KNOWN_CENTS[clp[5]],
        clp[6],
        clp[7],
        clp[8].partition(cuts.component)[0],
        clp[9],
        tuple(adjustments),
        tuple(_lines(texts, passage, at)) if texts else (),
        group,
        source=passage,
    )


def _lines(texts: list[str], passage: Passage, at: int) -> list[ServiceLine]:
    """Lines, of their texts after the id of the SVC; the first is segment `at`."""
    cuts, known = passage.cuts, KNOWN_CENTS
    segment, element, component = cuts.segment, cuts.element, cuts.component
    begin, procedures = cuts.adjustments, known_procedures(component)
    lines: list[ServiceLine] = []
    for text in texts:
        adjusting = text.split(begin)
        first = adjusting.pop(0)
        here = at + first.count(segment) + 1
        adjustments: list[Adjustment] = []
        for more in adjusting:
            cas, _, behind = more.partition(segment)
            triplet = cas.split(element)
            if len(triplet) == 3 and triplet[1] and (amount := known[triplet[2]]) is not None:
                adjustments.append(
                    make_adjustment(triplet[0], triplet[1], amount, source=passage, at=here)
                )
            else:
                _adjust(adjustments, triplet, passage, here)
            here += behind.count(segment) + 2 if behind else 1
        svc = first.partition(segment)[0].split(element)
        submitted = submitted_units = ""
        if len(svc) == 5:
            procedure, charge, paid, revenue, units = svc
        else:
            procedure, charge, paid, revenue, units, submitted, submitted_units = padded(svc, 7)[:7]
        lines.append(
            _make_line(
                len(lines) + 1,
                procedures.get(procedure) or read_procedure(procedure, component),
                known[charge] or ZERO,
                known[paid] or ZERO,
                revenue,
                units or "1",
                read_procedure(submitted, component) if submitted else None,
                submitted_units,
                tuple(adjustments),
                source=passage,
                at=at,
            )
        )
        at = here
    return lines


def _adjust(into: list[Adjustment], cas: list[str], passage: Passage, at: int) -> None:
    """The triplets of a CAS; one that lacks reason or amount is left out (a finding)."""
    size = len(cas)
    for first in _TRIPLETS[size if size < 19 else 19]:
        reason = cas[first]
        amount = KNOWN_CENTS[cas[first + 1]] if first + 1 < size else None
        if reason and amount is not None:
            quantity = cas[first + 2] if first + 2 < size else ""
            into.append(make_adjustment(cas[0], reason, amount, quantity, source=passage, at=at))


def with_findings(claim: ClaimPayment, findings: tuple[Finding, ...]) -> ClaimPayment:
    """The sketch with what was found about it."""
    make: Callable[..., ClaimPayment] = _make_claim
    return make(*_sketched(claim), findings, source=claim.source, at=claim.at)
