"""The 277CA assembled: source, receivers, providers, claims and lines with their statuses."""

from collections.abc import Iterable

from cobrelay.x12.assembly.parts import (
    NOBODY,
    describe_party,
    read_amount,
    read_date,
    read_name,
    read_quantity,
    read_reference,
)
from cobrelay.x12.findings import Finding
from cobrelay.x12.segment import Segment
from cobrelay.x12.stretch import Spot
from cobrelay.x12.tree import LoopNode, loop
from cobrelay.x12.values import cents, cents_or_zero, day
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import Amount, DateReference, Party, Procedure, Quantity, Reference
from cobrelay.x12.views.status import (
    ClaimStatus,
    LineStatus,
    ProviderStatus,
    ReceiverStatus,
    StatusCode,
    StatusInfo,
    StatusReport,
)

_NO_SEGMENT = Segment("")


def _row(segment: Segment) -> list[str]:
    return [segment.id, *(e if isinstance(e, str) else e[0] for e in segment.elements)]


def _party(node: LoopNode | None) -> Party:
    """The NM1 of a loop with what follows about it."""
    name = node.segment("NM1") if node else None
    if node is None or name is None:
        return NOBODY
    spot = Spot(name.place)
    around = [(0, _row(segment)) for segment in node.segments()]
    return describe_party(read_name(_row(name), spot, 0), around, spot)


def _procedure(svc: Segment) -> Procedure:
    parts = svc.components(1)
    if len(parts) < 2:
        return Procedure("", parts[0] if parts else "")
    modifiers = tuple(part for part in parts[2:6] if part)
    return Procedure(parts[0], parts[1], modifiers, parts[6] if len(parts) > 6 else "")


def _all(node: LoopNode | None, segment_id: str) -> Iterable[tuple[Segment, list[str], Spot]]:
    for segment in node.segments(segment_id) if node else ():
        yield segment, _row(segment), Spot(segment.place)


def _references(node: LoopNode | None) -> tuple[Reference, ...]:
    return tuple(read_reference(row, spot, 0) for _, row, spot in _all(node, "REF"))


def _dates(node: LoopNode | None) -> tuple[DateReference, ...]:
    return tuple(read_date(row, spot, 0) for _, row, spot in _all(node, "DTP"))


def _amounts(node: LoopNode | None) -> tuple[Amount, ...]:
    return tuple(read_amount(row, spot, 0) for _, row, spot in _all(node, "AMT"))


def _quantities(node: LoopNode | None) -> tuple[Quantity, ...]:
    return tuple(read_quantity(row, spot, 0) for _, row, spot in _all(node, "QTY"))


def _statuses(node: LoopNode | None) -> tuple[StatusInfo, ...]:
    return tuple(_status(segment) for segment, _, _ in _all(node, "STC"))


def _status(stc: Segment) -> StatusInfo:
    codes = tuple(
        StatusCode(stc.component(n, 1), stc.component(n, 2), stc.component(n, 3))
        for n in (1, 10, 11)
        if stc.component(n, 1)
    )
    return StatusInfo(codes, day(stc[2]), stc[3], cents(stc[4]), stc[12], source=Spot(stc.place))


def _trace(node: LoopNode | None) -> str:
    trn = node.segment("TRN") if node else None
    return trn[2] if trn else ""


def _spot(node: LoopNode) -> Spot:
    first = next(node.segments(), _NO_SEGMENT)
    return Spot(first.place)


def read_277ca(tree: LoopNode, start: SetStart, findings: tuple[Finding, ...]) -> StatusReport:
    """The report from the tree of the whole set."""
    bht = tree.segment("BHT") or _NO_SEGMENT
    source = tree.loop("2000A") or loop("2000A")
    trace = source.loop("2200A")
    received = {date.qualifier: date.start for date in _dates(trace)}
    return StatusReport(
        start,
        bht[3],
        day(bht[4]),
        _party(source.loop("2100A")),
        _trace(trace),
        received.get("050"),
        received.get("009"),
        tuple(_receiver(node) for node in source.loops("2000B")),
        findings,
        source=Spot(bht.place),
    )


def _receiver(node: LoopNode) -> ReceiverStatus:
    batch = node.loop("2200B")
    return ReceiverStatus(
        _party(node.loop("2100B")),
        _trace(batch),
        _statuses(batch),
        _quantities(batch),
        _amounts(batch),
        tuple(_provider(inner) for inner in node.loops("2000C")),
        source=_spot(node),
    )


def _provider(node: LoopNode) -> ProviderStatus:
    answer = node.loop("2200C")
    claims = (_claims(inner) for inner in node.loops("2000D"))
    return ProviderStatus(
        _party(node.loop("2100C")),
        _trace(answer),
        _statuses(answer),
        _references(answer),
        _quantities(answer),
        _amounts(answer),
        tuple(claim for found in claims for claim in found),
        source=_spot(node),
    )


def _claims(node: LoopNode) -> Iterable[ClaimStatus]:
    patient = _party(node.loop("2100D"))
    for answer in node.loops("2200D"):
        yield ClaimStatus(
            patient,
            _trace(answer),
            _statuses(answer),
            _references(answer),
            _dates(answer),
            tuple(_line(inner) for inner in answer.loops("2220D")),
            source=_spot(answer),
        )


def _line(node: LoopNode) -> LineStatus:
    svc = node.segment("SVC") or _NO_SEGMENT
    return LineStatus(
        _procedure(svc),
        cents_or_zero(svc[2]),
        _statuses(node),
        _references(node),
        _dates(node),
        source=Spot(svc.place),
    )
