"""The 277CA assembled: source, receivers, providers, claims and lines with their statuses."""

from collections.abc import Iterator
from dataclasses import dataclass

from cobrelay.x12.assembly.parts import (
    NOBODY,
    Row,
    describe_party,
    padded,
    read_amount,
    read_date,
    read_name,
    read_procedure,
    read_quantity,
    read_reference,
)
from cobrelay.x12.assembly.trees import Nest, build_nest, names_of
from cobrelay.x12.findings import Finding
from cobrelay.x12.making import maker
from cobrelay.x12.parser import Machine
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import at, cents, cents_or_zero, day
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import (
    NOWHERE,
    Amount,
    DateReference,
    Party,
    Quantity,
    Reference,
    Source,
)
from cobrelay.x12.views.status import (
    ClaimStatus,
    LineStatus,
    ProviderStatus,
    ReceiverStatus,
    StatusCode,
    StatusInfo,
    StatusReport,
)

_make_status = maker(StatusInfo)
_make_code = maker(StatusCode)
_make_claim = maker(ClaimStatus)
_make_line = maker(LineStatus)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What stands in one loop itself."""

    trace: str = ""
    statuses: tuple[StatusInfo, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[DateReference, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    amounts: tuple[Amount, ...] = ()


def read_277ca(
    machine: Machine, stretch: Stretch, start: SetStart, findings: tuple[Finding, ...]
) -> StatusReport:
    """The report from the segments of the whole set."""
    return _Reading(machine, stretch).report(start, findings)


class _Reading:
    """One 277CA being read, loop by loop."""

    def __init__(self, machine: Machine, stretch: Stretch) -> None:
        self._names = names_of(machine)
        self._root = build_nest(machine, stretch.uses)
        self._rows = stretch.rows
        self._stretch = stretch

    def report(self, start: SetStart, findings: tuple[Finding, ...]) -> StatusReport:
        """BHT, and level 20 with everything under it."""
        bht, source, index = self._first(self._root, "BHT")
        payer = self._loop(self._root, "2000A")
        trace = self._facts(self._loop(payer, "2200A"))
        days = {date.qualifier: date.start for date in trace.dates}
        return StatusReport(
            start,
            at(bht, 3),
            day(at(bht, 4)),
            self._party(self._loop(payer, "2100A")),
            trace.trace,
            days.get("050"),
            days.get("009"),
            tuple(self._receiver(nest) for nest in self._loops(payer, "2000B")),
            findings,
            source=source,
            at=index,
        )

    def _receiver(self, nest: Nest) -> ReceiverStatus:
        batch = self._facts(self._loop(nest, "2200B"))
        return ReceiverStatus(
            self._party(self._loop(nest, "2100B")),
            batch.trace,
            batch.statuses,
            batch.quantities,
            batch.amounts,
            tuple(self._provider(inner) for inner in self._loops(nest, "2000C")),
            source=self._source(nest),
            at=_opener(nest),
        )

    def _provider(self, nest: Nest) -> ProviderStatus:
        answer = self._facts(self._loop(nest, "2200C"))
        patients = self._loops(nest, "2000D")
        return ProviderStatus(
            self._party(self._loop(nest, "2100C")),
            answer.trace,
            answer.statuses,
            answer.references,
            answer.quantities,
            answer.amounts,
            tuple(claim for patient in patients for claim in self._claims(patient)),
            source=self._source(nest),
            at=_opener(nest),
        )

    def _claims(self, nest: Nest) -> Iterator[ClaimStatus]:
        patient = self._party(self._loop(nest, "2100D"))
        for inner in self._loops(nest, "2200D"):
            answer = self._facts(inner)
            yield _make_claim(
                patient,
                answer.trace,
                answer.statuses,
                answer.references,
                answer.dates,
                tuple(self._line(line) for line in self._loops(inner, "2220D")),
                source=self._source(inner),
                at=_opener(inner),
            )

    def _line(self, nest: Nest) -> LineStatus:
        facts = self._facts(nest)
        svc, source, index = self._first(nest, "SVC")
        return _make_line(
            read_procedure(at(svc, 1), self._stretch.delimiters.component),
            cents_or_zero(at(svc, 2)),
            facts.statuses,
            facts.references,
            facts.dates,
            source=source,
            at=index,
        )

    def _facts(self, nest: Nest | None) -> _Facts:
        """TRN, STC, REF, DTP, QTY and AMT of a loop; the first trace counts."""
        trace: Row = []
        statuses: list[StatusInfo] = []
        references: list[Reference] = []
        dates: list[DateReference] = []
        quantities: list[Quantity] = []
        amounts: list[Amount] = []
        stretch = self._stretch
        for index in nest.segments if nest else ():
            row = self._rows[index]
            match row[0]:
                case "STC":
                    statuses.append(self._status(row, index))
                case "TRN":
                    trace = trace or row
                case "REF":
                    references.append(read_reference(row, stretch, index))
                case "DTP":
                    dates.append(read_date(row, stretch, index))
                case "QTY":
                    quantities.append(read_quantity(row, stretch, index))
                case "AMT":
                    amounts.append(read_amount(row, stretch, index))
        return _Facts(
            at(trace, 2),
            tuple(statuses),
            tuple(references),
            tuple(dates),
            tuple(quantities),
            tuple(amounts),
        )

    def _status(self, row: Row, index: int) -> StatusInfo:
        """STC."""
        row = padded(row, 13)
        component = self._stretch.delimiters.component
        parted = [row[n].split(component) for n in (1, 10, 11) if row[n]]
        codes = [_make_code(*padded(parts, 3)[:3]) for parts in parted if parts[0]]
        return _make_status(
            tuple(codes),
            day(row[2]),
            row[3],
            cents(row[4]),
            row[12],
            source=self._stretch,
            at=index,
        )

    def _party(self, nest: Nest | None) -> Party:
        """The NM1 of a loop with what stands about it."""
        if nest is None:
            return NOBODY
        name, _, index = self._first(nest, "NM1")
        if not name:
            return NOBODY
        around = [(n, self._rows[n]) for n in nest.segments if n != index]
        party = read_name(name, self._stretch, index)
        return describe_party(party, around, self._stretch) if around else party

    def _first(self, nest: Nest, segment_id: str) -> tuple[Row, Source, int]:
        """The first such segment of a loop, and where it stands."""
        for index in nest.segments:
            if self._rows[index][0] == segment_id:
                return self._rows[index], self._stretch, index
        return [], NOWHERE, 0

    def _loops(self, nest: Nest | None, name: str) -> Iterator[Nest]:
        for inner in nest.loops if nest else ():
            if self._names[inner.number] == name:
                yield inner

    def _loop(self, nest: Nest | None, name: str) -> Nest | None:
        return next(self._loops(nest, name), None)

    def _source(self, nest: Nest) -> Source:
        return self._stretch if nest.segments else NOWHERE


def _opener(nest: Nest) -> int:
    """Where the loop's first segment stands."""
    return nest.segments[0] if nest.segments else 0
