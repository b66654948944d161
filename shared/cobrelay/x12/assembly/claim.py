"""A claim of an 837P assembled: its own loops, and the levels that it stands in.

The typed facts are read straight from the rows; the loop tree, which only a writer needs, is put
together when somebody asks for it.
"""

from functools import lru_cache

from cobrelay.x12.assembly.around import Around
from cobrelay.x12.assembly.coverage import read_other
from cobrelay.x12.assembly.lines import read_line
from cobrelay.x12.assembly.loops import UNCOVERED, date_in, party_in, reference_in, rows_of
from cobrelay.x12.assembly.parts import NOBODY, Row, at, padded, read_amount
from cobrelay.x12.assembly.trees import Nest, build_nest
from cobrelay.x12.findings import Finding
from cobrelay.x12.making import maker_but_for
from cobrelay.x12.parser import Machine
from cobrelay.x12.schema import Loop
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import KNOWN_CENTS, cents_or_zero
from cobrelay.x12.views.claim import (
    Claim837,
    ClaimLine,
    Diagnosis,
    OtherSubscriber,
    Subscription,
)
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import Amount, DateReference, Party, Reference

_make_claim = maker_but_for("tree", Claim837)

_DIAGNOSES = frozenset({"ABK", "ABF", "BK", "BF", "ABJ", "BJ", "APR", "PR"})
_PROVIDERS = "2310"  # what the ids of the loops of a claim's providers begin with


def read_claim(
    stretch: Stretch,
    around: Around,
    ordinal: int,
    start: SetStart,
    findings: tuple[Finding, ...] = (),
) -> Claim837:
    """The claim that stands in the stretch."""
    names = _names(around.machine)
    nest, rows = build_nest(around.machine, stretch.uses), rows_of(stretch)
    component = stretch.delimiters.component
    clm, references, dates, amounts, diagnoses = _own(nest, rows, stretch)
    providers, others, lines = _loops(nest, rows, stretch, names)
    billing, subscription, subscriber, payer, patient, relationship = _levels(around)
    where = clm[5].split(component)
    return _make_claim(
        ordinal,
        start,
        billing,
        subscription,
        subscriber,
        payer,
        patient,
        relationship,
        clm[1],
        KNOWN_CENTS.get(clm[2]) or cents_or_zero(clm[2]),
        where[0],
        where[2] if len(where) > 2 else "",
        clm[6],
        clm[7],
        clm[8],
        clm[9],
        at(clm, 20),
        references,
        dates,
        amounts,
        diagnoses,
        providers,
        others,
        lines,
        findings,
        source=stretch,
    )


@lru_cache(maxsize=8)
def _names(machine: Machine) -> tuple[str, ...]:
    """The id of each loop by its number."""
    return tuple(item.what.id if isinstance(item.what, Loop) else "" for item in machine.items)


_Own = tuple[
    Row,
    tuple[Reference, ...],
    tuple[DateReference, ...],
    tuple[Amount, ...],
    tuple[Diagnosis, ...],
]


def _own(nest: Nest, rows: list[Row], stretch: Stretch) -> _Own:
    """CLM and what else stands in loop 2300 itself."""
    clm: Row = []
    references: list[Reference] = []
    dates: list[DateReference] = []
    amounts: list[Amount] = []
    diagnoses: list[Diagnosis] = []
    for index in nest.segments:
        row = rows[index]
        match row[0]:
            case "CLM":
                clm = clm or row
            case "HI":
                diagnoses += _diagnoses(tuple(row), stretch.delimiters.component)
            case "DTP":
                dates.append(date_in(row, stretch, index))
            case "REF":
                references.append(reference_in(row, stretch, index))
            case "AMT":
                amounts.append(read_amount(row, stretch, index))
    return padded(clm, 10), tuple(references), tuple(dates), tuple(amounts), tuple(diagnoses)


@lru_cache(maxsize=1024)
def _diagnoses(row: tuple[str, ...], component: str) -> tuple[Diagnosis, ...]:
    """HI; diagnoses recur together."""
    parted = [element.split(component) for element in row[1:]]
    return tuple(
        Diagnosis(parts[0], parts[1] if len(parts) > 1 else "")
        for parts in parted
        if parts[0] in _DIAGNOSES
    )


_Loops = tuple[tuple[Party, ...], tuple[OtherSubscriber, ...], tuple[ClaimLine, ...]]


def _loops(nest: Nest, rows: list[Row], stretch: Stretch, names: tuple[str, ...]) -> _Loops:
    providers: list[Party] = []
    others: list[OtherSubscriber] = []
    lines: list[ClaimLine] = []
    for inner in nest.loops:
        name = names[inner.number]
        if name == "2400":
            lines.append(read_line(inner, rows, stretch, names))
        elif name == "2320":
            others.append(read_other(inner, rows, stretch, names))
        elif name.startswith(_PROVIDERS):
            providers.append(party_in(inner, rows, stretch))
    return tuple(providers), tuple(others), tuple(lines)


_Levels = tuple[Party, Subscription, Party, Party, Party, str]


def _levels(around: Around) -> _Levels:
    """Billing provider, subscription, subscriber, payer, patient and relationship."""
    provider, holder, dependent = map(around.levels.get, ("2000A", "2000B", "2000C"))
    billing = provider.parties.get("2010AA", NOBODY) if provider else NOBODY
    subscription = holder.subscription if holder else UNCOVERED
    subscriber = holder.parties.get("2010BA", NOBODY) if holder else NOBODY
    payer = holder.parties.get("2010BB", NOBODY) if holder else NOBODY
    patient, relationship = subscriber, subscription.relationship
    if dependent is not None:
        patient = dependent.parties.get("2010CA", NOBODY)
        if dependent.relationship is not None:
            relationship = dependent.relationship
    return billing, subscription, subscriber, payer, patient, relationship
