"""The 837P assembled: the batch header, and each claim with the context that it stands in."""

from collections.abc import Iterable
from dataclasses import replace

from cobrelay.x12.assembly.parts import (
    NOBODY,
    at,
    describe_party,
    read_adjustments,
    read_amount,
    read_date,
    read_information,
    read_name,
    read_reference,
)
from cobrelay.x12.findings import Finding
from cobrelay.x12.segment import Segment
from cobrelay.x12.stretch import Spot, Stretch
from cobrelay.x12.tree import LoopNode, loop
from cobrelay.x12.values import cents_or_zero, day
from cobrelay.x12.views.claim import (
    Claim837,
    ClaimBatch,
    ClaimLine,
    Diagnosis,
    LineAdjudication,
    OtherSubscriber,
    Subscription,
)
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import (
    NOWHERE,
    Adjustment,
    Amount,
    DateReference,
    Party,
    Procedure,
    Reference,
    Source,
    date_of,
)
from cobrelay.x12.views.facts import amount_of as first_amount

_DIAGNOSES = frozenset({"ABK", "ABF", "BK", "BF", "ABJ", "BJ", "APR", "PR"})
_NO_SEGMENT = Segment("")


def _row(segment: Segment) -> list[str]:
    return [segment.id, *(e if isinstance(e, str) else e[0] for e in segment.elements)]


def _rows(segments: Iterable[Segment]) -> list[tuple[int, list[str]]]:
    return [(0, _row(segment)) for segment in segments]


def party_of(node: LoopNode | None) -> Party:
    """The NM1 of a loop with what follows about it."""
    name = node.segment("NM1") if node else None
    if node is None or name is None:
        return NOBODY
    spot = Spot(name.place)
    return describe_party(read_name(_row(name), spot, 0), _rows(node.segments()), spot)


def _references(node: LoopNode) -> tuple[Reference, ...]:
    return tuple(read_reference(_row(s), Spot(s.place), 0) for s in node.segments("REF"))


def _dates(node: LoopNode) -> tuple[DateReference, ...]:
    return tuple(read_date(_row(s), Spot(s.place), 0) for s in node.segments("DTP"))


def _amounts(node: LoopNode) -> tuple[Amount, ...]:
    return tuple(read_amount(_row(s), Spot(s.place), 0) for s in node.segments("AMT"))


def _adjustments(node: LoopNode) -> tuple[Adjustment, ...]:
    return tuple(
        adjustment
        for segment in node.segments("CAS")
        for adjustment in read_adjustments(_row(segment), Spot(segment.place), 0)
    )


def procedure_of(segment: Segment, number: int) -> Procedure:
    """The procedure composite at an element."""
    parts = segment.components(number)
    if len(parts) < 2:
        return Procedure("", parts[0] if parts else "")
    modifiers = tuple(part for part in parts[2:6] if part)
    return Procedure(parts[0], parts[1], modifiers, parts[6] if len(parts) > 6 else "")


def read_batch(stretch: Stretch, start: SetStart, findings: tuple[Finding, ...]) -> ClaimBatch:
    """BHT, submitter and receiver."""
    bht, bht_at = ["BHT"], 0
    parties: dict[str, Party] = {}
    around: list[tuple[int, list[str]]] = []
    for index, row in enumerate(stretch.rows):
        match row[0]:
            case "BHT":
                bht, bht_at = row, index
            case "NM1":
                around = []
                parties[at(row, 1)] = read_name(row, stretch, index)
            case "PER" if parties:
                around.append((index, row))
                last = next(reversed(parties))
                parties[last] = describe_party(parties[last], around, stretch)
    return ClaimBatch(
        start,
        at(bht, 2),
        at(bht, 3),
        day(at(bht, 4)),
        at(bht, 6),
        parties.get("41", NOBODY),
        parties.get("40", NOBODY),
        findings,
        source=stretch,
        at=bht_at,
    )


def read_subscription(node: LoopNode) -> Subscription:
    """The SBR of a loop."""
    sbr = node.segment("SBR") or _NO_SEGMENT
    return Subscription(sbr[1], sbr[2], sbr[3], sbr[4], sbr[5], sbr[9], source=Spot(sbr.place))


def nest(
    provider: LoopNode | None,
    subscriber: LoopNode | None,
    patient: LoopNode | None,
    claim: LoopNode,
) -> LoopNode:
    """Loop 2000A with this claim alone in it."""
    inner = patient.adding(claim) if patient is not None else claim
    around = (subscriber or loop("2000B")).adding(inner)
    return (provider or loop("2000A")).adding(around)


def read_claim(tree: LoopNode, ordinal: int, start: SetStart, source: Source = NOWHERE) -> Claim837:
    """The view of a claim from its tree (loop 2000A with one claim in it), without findings."""
    subscriber_loop = tree.loop("2000B") or loop("2000B")
    patient_loop = subscriber_loop.loop("2000C")
    node = (patient_loop or subscriber_loop).loop("2300") or loop("2300")
    clm = node.segment("CLM") or _NO_SEGMENT
    subscriber = party_of(subscriber_loop.loop("2010BA"))
    subscription = read_subscription(subscriber_loop)
    pat = patient_loop.segment("PAT") if patient_loop else None
    return Claim837(
        ordinal,
        start,
        tree,
        party_of(tree.loop("2010AA")),
        subscription,
        subscriber,
        party_of(subscriber_loop.loop("2010BB")),
        party_of(patient_loop.loop("2010CA")) if patient_loop else subscriber,
        pat[1] if pat else subscription.relationship,
        clm[1],
        cents_or_zero(clm[2]),
        clm.component(5, 1),
        clm.component(5, 3),
        clm[6],
        clm[7],
        clm[8],
        clm[9],
        clm[20],
        _references(node),
        _dates(node),
        _amounts(node),
        _diagnoses(node),
        tuple(party_of(n) for n in node.loops() if n.id.startswith("2310")),
        tuple(_other(n) for n in node.loops("2320")),
        tuple(_line(n) for n in node.loops("2400")),
        source=source,
    )


def with_findings(claim: Claim837, findings: tuple[Finding, ...]) -> Claim837:
    """The claim with what was found about it."""
    return replace(claim, findings=findings)


def _diagnoses(node: LoopNode) -> tuple[Diagnosis, ...]:
    return tuple(
        Diagnosis(segment.component(n, 1), segment.component(n, 2))
        for segment in node.segments("HI")
        for n in range(1, len(segment.elements) + 1)
        if segment.component(n, 1) in _DIAGNOSES
    )


def _other(node: LoopNode) -> OtherSubscriber:
    sbr = node.segment("SBR") or _NO_SEGMENT
    oi = node.segment("OI") or _NO_SEGMENT
    mia, moa = node.segment("MIA"), node.segment("MOA")
    payer = node.loop("2330B")
    subscriber = node.loop("2330A")
    return OtherSubscriber(
        read_subscription(node),
        _adjustments(node),
        _amounts(node),
        oi[3],
        oi[4],
        oi[6],
        read_information(_row(mia), Spot(mia.place), 0) if mia else None,
        read_information(_row(moa), Spot(moa.place), 0) if moa else None,
        party_of(subscriber) if subscriber else None,
        party_of(payer) if payer else None,
        _dates(payer) if payer else (),
        source=Spot(sbr.place),
    )


def _line(node: LoopNode) -> ClaimLine:
    lx = node.segment("LX") or _NO_SEGMENT
    sv1 = node.segment("SV1") or _NO_SEGMENT
    return ClaimLine(
        lx[1],
        procedure_of(sv1, 1),
        cents_or_zero(sv1[2]),
        sv1[3],
        sv1[4],
        sv1[5],
        tuple(pointer for pointer in sv1.components(7) if pointer),
        _dates(node),
        _references(node),
        _amounts(node),
        tuple(_adjudication(n) for n in node.loops("2430")),
        source=Spot(sv1.place),
    )


def _adjudication(node: LoopNode) -> LineAdjudication:
    svd = node.segment("SVD") or _NO_SEGMENT
    return LineAdjudication(
        svd[1],
        cents_or_zero(svd[2]),
        procedure_of(svd, 3),
        svd[4],
        svd[5],
        svd[6],
        _adjustments(node),
        date_of(_dates(node), "573"),
        first_amount(_amounts(node), "EAF"),
        source=Spot(svd.place),
    )
