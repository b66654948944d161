"""Builds the claim that follows a payer's answer, for tests of the sandbox: it shares nothing with
the claim builder, which is what the sandbox is there to test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from sandbox.claims import SELF, Adjustment, Answer, Claim, Coverage
from sandbox.roster import CLEARINGHOUSE, SUBMITTER
from sandbox.segments import Envelope, Segment, composite, day, interchange, money, transaction_set

VERSION = "005010X222A1"
LEVELS = "PST"


def next_claim_file(
    claims: Sequence[tuple[Claim, Sequence[Answer]]],
    *,
    control_number: int = 1,
    on: date = date(2026, 3, 3),
    change: dict[Segment, Segment] | None = None,
) -> bytes:
    """One interchange: each claim as it goes to the payer after those that answered."""
    at = datetime(2026, 3, 3, 8, tzinfo=UTC)
    envelope = Envelope(SUBMITTER, CLEARINGHOUSE, "HC", VERSION, control_number, at)
    body: list[Segment] = [
        ("BHT", "0019", "00", f"B{control_number}", day(on), "0800", "CH"),
        ("NM1", "41", "2", "EXAMPLE HEALTH SYSTEM", "", "", "", "", "46", SUBMITTER.id),
        ("PER", "IC", "BILLING OFFICE", "TE", "5550100100"),
        ("NM1", "40", "2", "EXAMPLE CLEARINGHOUSE", "", "", "", "", "46", CLEARINGHOUSE.id),
    ]
    body += (segment for pair in claims for segment in _claim(*pair, on))
    body = [(change or {}).get(segment, segment) for segment in _numbered(body)]
    return interchange(envelope, [transaction_set("837", 1, body, VERSION)])


def _numbered(segments: Sequence[Segment]) -> Iterator[Segment]:
    """HL01 counted through, HL02 the level before: each claim has a branch of its own."""
    level = 0
    for segment in segments:
        if segment[0] != "HL":
            yield segment
            continue
        level += 1
        yield ("HL", str(level), "" if segment[1] == "20" else str(level - 1), *segment[1:])


def _claim(claim: Claim, answers: Sequence[Answer], on: date) -> Iterator[Segment]:
    provider, next_coverage = claim.provider, claim.coverages[len(answers)]
    is_self = next_coverage.relationship == SELF
    patient = claim.patient
    yield ("HL", "20", "1")
    yield ("NM1", "85", "2", provider.name, "", "", "", "", "XX", provider.npi)
    yield ("N3", provider.street)
    yield ("N4", provider.city, provider.state, provider.zip)
    yield ("REF", "EI", provider.tax_id)
    yield ("HL", "22", "0" if is_self else "1")
    yield _sbr(LEVELS[len(answers)], SELF if is_self else "", next_coverage)
    yield _insured(next_coverage)
    if is_self:
        yield from _address(claim)
    yield _payer(next_coverage)
    if not is_self:
        yield ("HL", "23", "0")
        yield ("PAT", next_coverage.relationship)
        yield ("NM1", "QC", "1", patient.last, patient.first)
        yield from _address(claim)
    place = composite("11", "B", "1")
    charge = money(claim.charge)
    yield ("CLM", claim.control_number, charge, "", "", place, "Y", "A", "Y", "Y")
    yield ("HI", composite("ABK", claim.diagnosis))
    for level, coverage, answer in zip(LEVELS, claim.coverages, answers, strict=False):
        yield from _other(level, coverage, answer, on)
    for number, line in enumerate(claim.lines, start=1):
        yield ("LX", str(number))
        yield (
            "SV1",
            composite("HC", line.procedure),
            money(line.charge),
            "UN",
            str(line.units),
            "",
            "",
            "1",
        )
        yield ("DTP", "472", "D8", day(line.on))
        yield ("REF", "6R", line.control)
        for answer in answers:
            yield from _line(answer, line.control, on)


def _other(level: str, coverage: Coverage, answer: Answer, on: date) -> Iterator[Segment]:
    whole = [line for line in answer.lines if not line.procedure]
    yield _sbr(level, coverage.relationship, coverage)
    for line in whole:
        yield from _cas(line.adjustments)
    yield ("AMT", "D", money(answer.paid))
    if whole and answer.patient_share:
        yield ("AMT", "EAF", money(answer.patient_share))
    yield ("OI", "", "", "Y", "", "", "Y")
    yield _insured(coverage)
    yield _payer(coverage)
    if whole:
        yield ("DTP", "573", "D8", day(on))
    yield ("REF", "F8", answer.number)


def _line(answer: Answer, control: str, on: date) -> Iterator[Segment]:
    for line in answer.lines:
        if line.control == control and line.procedure:
            procedure = composite("HC", line.procedure)
            yield ("SVD", answer.payer.id, money(line.paid), procedure, "", str(line.units))
            yield from _cas(line.adjustments)
            yield ("DTP", "573", "D8", day(on))


def _cas(adjustments: Sequence[Adjustment]) -> Iterator[Segment]:
    for group in dict.fromkeys(adjustment.group for adjustment in adjustments):
        triplets: list[str] = []
        for one in adjustments:
            if one.group == group:
                triplets += [one.reason, money(one.amount), ""]
        yield ("CAS", group, *triplets[:-1])


def _address(claim: Claim) -> Iterator[Segment]:
    patient = claim.patient
    yield ("N3", patient.street)
    yield ("N4", patient.city, patient.state, patient.zip)
    yield ("DMG", "D8", day(patient.born), patient.sex)


def _sbr(level: str, relationship: str, coverage: Coverage) -> Segment:
    indicator = coverage.payer.filing_indicator
    return ("SBR", level, relationship, coverage.group_number, "", "", "", "", "", indicator)


def _insured(coverage: Coverage) -> Segment:
    person = coverage.subscriber
    return ("NM1", "IL", "1", person.last, person.first, "", "", "", "MI", coverage.member_id)


def _payer(coverage: Coverage) -> Segment:
    payer = coverage.payer
    return ("NM1", "PR", "2", payer.name, "", "", "", "", "PI", payer.id)
