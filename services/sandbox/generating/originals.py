"""Writes original claims as 837P: as the billing system sent them to the first payer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sandbox.claims import SELF, Claim, Coverage, Line, Person
from sandbox.roster import CLEARINGHOUSE, SUBMITTER, Provider
from sandbox.segments import Envelope, Segment, composite, day, interchange, money, transaction_set

VERSION = "005010X222A1"
RENDERING_TAXONOMY = "207Q00000X"


def original_file(claims: Sequence[Claim], envelope: Envelope) -> bytes:
    """One interchange with one transaction set, the claims under their billing providers."""
    body = _Body()
    body.extend(_beginning(envelope))
    for provider, of_provider in groupby(_by_provider(claims), key=lambda claim: claim.provider):
        billing = body.level("20", "", has_children=True)
        body.extend(_billing_provider(provider))
        for claim in of_provider:
            _add_claim(body, claim, billing)
    transaction = transaction_set("837", 1, body.segments, VERSION)
    return interchange(envelope, [transaction])


@dataclass(slots=True)
class _Body:
    segments: list[Segment] = field(default_factory=list)
    levels: int = 0

    def extend(self, segments: Iterator[Segment]) -> None:
        self.segments.extend(segments)

    def level(self, code: str, parent: str, *, has_children: bool) -> str:
        self.levels += 1
        number = str(self.levels)
        self.segments.append(("HL", number, parent, code, "1" if has_children else "0"))
        return number


def _by_provider(claims: Sequence[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda claim: claim.provider.npi)


def _beginning(envelope: Envelope) -> Iterator[Segment]:
    at = envelope.at
    batch = f"B{envelope.control_number}"
    yield ("BHT", "0019", "00", batch, day(at.date()), at.strftime("%H%M"), "CH")
    yield ("NM1", "41", "2", "EXAMPLE HEALTH SYSTEM", "", "", "", "", "46", SUBMITTER.id)
    yield ("PER", "IC", "BILLING OFFICE", "TE", "5550100100")
    yield ("NM1", "40", "2", "EXAMPLE CLEARINGHOUSE", "", "", "", "", "46", CLEARINGHOUSE.id)


def _billing_provider(provider: Provider) -> Iterator[Segment]:
    yield ("NM1", "85", "2", provider.name, "", "", "", "", "XX", provider.npi)
    yield ("N3", provider.street)
    yield ("N4", provider.city, provider.state, provider.zip)
    yield ("REF", "EI", provider.tax_id)


def _add_claim(body: _Body, claim: Claim, billing: str) -> None:
    destination = claim.coverages[0]
    is_self = destination.relationship == SELF
    subscriber = body.level("22", billing, has_children=not is_self)
    body.extend(_destination(destination))
    if not is_self:
        body.level("23", subscriber, has_children=False)
        body.extend(_dependent(claim.patient, destination.relationship))
    body.extend(_claim(claim))


def _destination(coverage: Coverage) -> Iterator[Segment]:
    relationship = SELF if coverage.relationship == SELF else ""
    yield _sbr("P", relationship, coverage)
    yield _insured(coverage)
    if coverage.relationship == SELF:
        yield from _address_and_birth(coverage.subscriber)
    yield _payer(coverage)


def _dependent(patient: Person, relationship: str) -> Iterator[Segment]:
    yield ("PAT", relationship)
    yield ("NM1", "QC", "1", patient.last, patient.first)
    yield from _address_and_birth(patient)


def _claim(claim: Claim) -> Iterator[Segment]:
    place = composite("11", "B", "1")
    yield (
        *("CLM", claim.control_number, money(claim.charge), "", "", place),
        *("Y", "A", "Y", "Y"),
    )
    if claim.patient_paid:
        yield ("AMT", "F5", money(claim.patient_paid))
    yield ("HI", composite("ABK", claim.diagnosis))
    yield ("NM1", "82", "1", "RENDERING", "RITA", "", "", "", "XX", claim.provider.npi)
    yield ("PRV", "PE", "PXC", RENDERING_TAXONOMY)
    if claim.states_others:
        for level, coverage in zip("STA", claim.coverages[1:], strict=False):
            yield from _other_coverage(level, coverage)
    for number, line in enumerate(claim.lines, start=1):
        yield from _line(number, line)


def _other_coverage(level: str, coverage: Coverage) -> Iterator[Segment]:
    subscriber = coverage.subscriber
    yield _sbr(level, coverage.relationship, coverage)
    yield ("OI", "", "", "Y", "", "", "Y")
    yield _insured(coverage)
    yield ("N3", subscriber.street)
    yield ("N4", subscriber.city, subscriber.state, subscriber.zip)
    yield _payer(coverage)


def _line(number: int, line: Line) -> Iterator[Segment]:
    procedure = composite("HC", line.procedure)
    yield ("LX", str(number))
    yield ("SV1", procedure, money(line.charge), "UN", str(line.units), "", "", "1")
    yield ("DTP", "472", "D8", day(line.on))
    yield ("REF", "6R", line.control)


def _sbr(level: str, relationship: str, coverage: Coverage) -> Segment:
    indicator = coverage.payer.filing_indicator
    return ("SBR", level, relationship, coverage.group_number, "", "", "", "", "", indicator)


def _insured(coverage: Coverage) -> Segment:
    person = coverage.subscriber
    return ("NM1", "IL", "1", person.last, person.first, "", "", "", "MI", coverage.member_id)


def _payer(coverage: Coverage) -> Segment:
    payer = coverage.payer
    return ("NM1", "PR", "2", payer.name, "", "", "", "", "PI", payer.id)


def _address_and_birth(person: Person) -> Iterator[Segment]:
    yield ("N3", person.street)
    yield ("N4", person.city, person.state, person.zip)
    yield ("DMG", "D8", day(person.born), person.sex)
