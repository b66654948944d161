"""What a 277CA tells: for each batch its claims, each with what stands against it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cobrelay.x12.acknowledging.wording import StatusWords, status_words
from cobrelay.x12.checking.quoting import numbered
from cobrelay.x12.findings import Finding, Verdict
from cobrelay.x12.views.claim import Claim837, ClaimBatch, ClaimLine
from cobrelay.x12.views.envelope import FileEnd, GroupEnd, InterchangeEnd, InterchangeStart, SetEnd
from cobrelay.x12.views.facts import Party, Procedure, reference_of
from cobrelay.x12.views.items import Item

STATUSES_MAX = 5  # STC of one claim


@dataclass(frozen=True, slots=True)
class ToldLine:
    words: tuple[StatusWords, ...]
    procedure: Procedure
    charge: int
    control_number: str
    days: tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """What is told of one claim; the claim itself is not kept."""

    number: str
    charge: int
    patient: Party
    member_id: str
    clearinghouse_number: str
    days: tuple[date | None, date | None]
    words: tuple[StatusWords, ...] = ()  # empty: nothing against it
    lines: tuple[ToldLine, ...] = ()


@dataclass(slots=True)
class Batch:
    start: InterchangeStart
    batch: ClaimBatch
    providers: dict[tuple[str, str], tuple[Party, list[ToldClaim]]] = field(default_factory=dict)
    is_rejected: bool = False

    @property
    def claims(self) -> list[ToldClaim]:
        return [claim for _, claims in self.providers.values() for claim in claims]


def batches(items: Iterable[Item]) -> list[Batch]:
    found: list[Batch] = []
    for item in items:
        match item:
            case ClaimBatch():
                found.append(Batch(item.set.interchange, item))
            case Claim837() if found:
                key = (item.billing_provider.id, item.billing_provider.name)
                known = found[-1].providers.setdefault(key, (item.billing_provider, []))
                known[1].append(_told(item))
            case SetEnd() | GroupEnd() | InterchangeEnd() | FileEnd():
                _reject(found, item)
            case _:
                pass
    return found


def _reject(found: list[Batch], end: SetEnd | GroupEnd | InterchangeEnd | FileEnd) -> None:
    """What rejects a set, a group or an interchange rejects all claims in it."""
    if max((finding.verdict for finding in end.findings), default=0) < Verdict.REJECT_SET:
        return
    for batch in reversed(found):  # what ends is what came last
        if not _is_in(batch, end):
            return
        batch.is_rejected = True


def _is_in(batch: Batch, end: SetEnd | GroupEnd | InterchangeEnd | FileEnd) -> bool:
    match end:
        case SetEnd():
            return batch.batch.set is end.set
        case GroupEnd():
            return batch.batch.set.group is end.group
        case InterchangeEnd():
            return batch.start is end.interchange
        case FileEnd():
            numbers = {finding.interchange for finding in end.findings}
            return numbered(batch.start.control_number) in numbers


def _told(claim: Claim837) -> ToldClaim:
    against = [f for f in claim.findings if f.verdict >= Verdict.REVIEW]
    by_line: dict[int, list[Finding]] = {}
    for finding in against:
        if number := _line_number(finding.loop):
            by_line.setdefault(number, []).append(finding)
    return ToldClaim(
        claim.patient_control_number,
        claim.charge,
        claim.patient,
        claim.patient.id or claim.subscriber.id,
        reference_of(claim.references, "D9"),
        (claim.service_from, claim.service_to),
        _words(against),
        tuple(
            _line(claim.lines[number - 1], findings)
            for number, findings in sorted(by_line.items())
            if number <= len(claim.lines)
        ),
    )


def _line_number(path: str) -> int:
    """Which line of the claim a path such as `2000A/2000B/2300/2400[2]/2430` names; 0: none."""
    part = next((part for part in path.split("/") if part.startswith("2400")), "")
    if not part:
        return 0
    count = part.partition("[")[2].rstrip("]")
    return int(count) if count else 1


def _words(findings: Iterable[Finding]) -> tuple[StatusWords, ...]:
    return tuple(dict.fromkeys(status_words(finding) for finding in findings))[:STATUSES_MAX]


def _line(line: ClaimLine, findings: Sequence[Finding]) -> ToldLine:
    days = (line.service_from, line.service_to)
    return ToldLine(_words(findings), line.procedure, line.charge, line.control_number, days)
