"""Writes what a clearinghouse and a payer answer to an upload: TA1, 999 and 277CA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sandbox.clearinghouse.submitted import SubmittedClaim
from sandbox.clearinghouse.validating import SetVerdict
from sandbox.reading import Group, Interchange
from sandbox.segments import (
    Envelope,
    Party,
    Segment,
    bare_interchange,
    day,
    interchange,
    money,
    transaction_set,
)

VERSION_999 = "005010X231A1"
VERSION_277CA = "005010X214"
IN_ADJUDICATION = "A2:20"
RECEIVED = "A1:19"


@dataclass(frozen=True, slots=True)
class ClaimVerdict:
    """What is said of one claim: statuses (category:status) and, when accepted, its number."""

    claim: SubmittedClaim
    statuses: tuple[str, ...]
    number: str = ""  # REF*1K

    @property
    def is_accepted(self) -> bool:
        return all(status[:2] in ("A1", "A2") for status in self.statuses)


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks in a 277CA: a clearinghouse (AY) or a payer (PR)."""

    role: str
    name: str
    id: str


def answer_envelope(
    received: Interchange, code: str, version: str, number: int, at: datetime
) -> Envelope:
    """The way back: sender and receiver of the upload change places."""
    isa = received.header
    return Envelope(
        sender=Party(isa[8].strip(), isa[7]),
        receiver=Party(isa[6].strip(), isa[5]),
        functional_code=code,
        version=version,
        control_number=number,
        at=at,
        usage=isa[15],
    )


def ta1(received: Interchange, envelope: Envelope, faults: Sequence[str]) -> bytes:
    """TA104 A, or R with the first fault's note code: then nothing inside was looked at."""
    isa = received.header
    verdict = ("R", faults[0]) if faults else ("A", "000")
    return bare_interchange(envelope, [("TA1", isa[13], isa[9], isa[10], *verdict)])


def functional(group: Group, verdicts: Sequence[SetVerdict], envelope: Envelope) -> bytes:
    """The 999 of one functional group."""
    header = group.header
    body: list[Segment] = [("AK1", header[1], header[6], header[8])]
    for verdict in verdicts:
        body.append(("AK2", "837", verdict.control_number, header[8]))
        body.extend(verdict.errors)
    accepted, count = sum(one.is_accepted for one in verdicts), str(len(verdicts))
    code = "A" if accepted == len(verdicts) else "P" if accepted else "R"
    body.append(("AK9", code, count, count, str(accepted)))
    return interchange(envelope, [transaction_set("999", 1, body, VERSION_999)])


def claim_status(
    source: Source, batches: Sequence[tuple[str, Sequence[ClaimVerdict]]], envelope: Envelope
) -> bytes:
    """A 277CA: one transaction set for each batch (BHT03) of the upload."""
    sets = [
        transaction_set("277", number, _batch(source, batch, told, envelope), VERSION_277CA)
        for number, (batch, told) in enumerate(batches, start=1)
    ]
    return interchange(envelope, sets)


def _batch(
    source: Source, batch: str, told: Sequence[ClaimVerdict], envelope: Envelope
) -> Iterator[Segment]:
    at, today = envelope.at, day(envelope.at.date())
    reference = f"{source.id}{envelope.control_number}"
    yield ("BHT", "0085", "08", reference, today, at.strftime("%H%M%S"), "TH")
    yield ("HL", "1", "", "20", "1")
    yield ("NM1", source.role, "2", source.name, "", "", "", "", "46", source.id)
    yield ("TRN", "1", reference)
    yield ("DTP", "050", "D8", today)
    yield ("DTP", "009", "D8", today)
    yield ("HL", "2", "1", "21", "1")
    yield ("NM1", "41", "2", "SUBMITTER", "", "", "", "", "46", envelope.receiver.id)
    yield ("TRN", "2", batch)
    yield ("STC", RECEIVED, today, "WQ", money(sum(one.claim.charge for one in told)))
    yield from _counts("90", "AA", told)
    yield from _providers(told, today)


def _providers(told: Sequence[ClaimVerdict], today: str) -> Iterator[Segment]:
    number = 2
    ordered = sorted(told, key=lambda one: one.claim.payee.npi)
    for payee, of_payee in groupby(ordered, key=lambda one: one.claim.payee):
        number += 1
        provider, verdicts = str(number), list(of_payee)
        yield ("HL", provider, "2", "19", "1")
        yield ("NM1", "85", "2", payee.name, "", "", "", "", "XX", payee.npi)
        yield ("TRN", "1", "0")
        yield ("STC", RECEIVED, "", "WQ", money(sum(one.claim.charge for one in verdicts)))
        yield from _counts("QA", "QC", verdicts)
        for verdict in verdicts:
            number += 1
            yield ("HL", str(number), provider, "PT")
            yield from _claim(verdict, today)


def _counts(accepted: str, rejected: str, told: Sequence[ClaimVerdict]) -> Iterator[Segment]:
    parts = [[one for one in told if one.is_accepted], [one for one in told if not one.is_accepted]]
    for code, some in zip((accepted, rejected), parts, strict=True):
        if some:
            yield ("QTY", code, str(len(some)))
    for code, some in zip(("YU", "YY"), parts, strict=True):
        if some:
            yield ("AMT", code, money(sum(one.claim.charge for one in some)))


def _claim(verdict: ClaimVerdict, today: str) -> Iterator[Segment]:
    claim = verdict.claim
    names = (claim.patient_last, claim.patient_first)
    yield ("NM1", "QC", "1", *names, "", "", "", "MI", claim.insured.member_id)
    yield ("TRN", "2", claim.control_number)
    action = "WQ" if verdict.is_accepted else "U"
    for status in verdict.statuses:
        yield ("STC", status, today, action, money(claim.charge))
    if verdict.number:
        yield ("REF", "1K", verdict.number)
    dates = sorted(line.on for line in claim.lines if line.on)
    if dates and dates[0] == dates[-1]:
        yield ("DTP", "472", "D8", day(dates[0]))
    elif dates:
        yield ("DTP", "472", "RD8", f"{day(dates[0])}-{day(dates[-1])}")
