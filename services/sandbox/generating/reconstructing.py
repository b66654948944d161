"""Makes up what must have come before a remittance: the original claims, and the coverages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from sandbox.claims import SELF, Claim, Coverage, Line, Person
from sandbox.generating.coverage_rows import coverage_file
from sandbox.generating.originals import VERSION, original_file
from sandbox.reading import Interchange, Row, cents, read
from sandbox.roster import CLEARINGHOUSE, MEDICARE, SUBMITTER, SUPPLEMENT, Payer, Provider
from sandbox.segments import Envelope

FIRST_BIRTHDAY = date(1940, 1, 1)  # every patient has another
DIAGNOSIS = "I10"


@dataclass(frozen=True, slots=True)
class Reconstructed:
    """Files that belong before a remittance; `paid_on` is the first payment's BPR16."""

    originals: bytes  # 837P
    coverages: bytes  # CSV
    paid_on: date


def reconstruct(
    remittance: bytes, first: Payer = MEDICARE, second: Payer = SUPPLEMENT
) -> Reconstructed:
    """An original and two coverages for each claim of the first interchange of an 835.

    Who pays second is the carrier that NM1*TT names, under its name and id, else `second`. Lines
    are those of the remittance; names are its names, so patients differ by birth date alone.
    """
    interchange = read(remittance)
    claims = list(_claims(interchange, first, second))
    (paid_on, *_) = (_day(row[16]) for row in _rows(interchange) if row.id == "BPR")
    at = datetime.combine(min(claim.lines[0].on for claim in claims), time(12), UTC)
    envelope = Envelope(SUBMITTER, CLEARINGHOUSE, "HC", VERSION, 1, at)
    return Reconstructed(original_file(claims, envelope), coverage_file(claims), paid_on)


def _claims(interchange: Interchange, first: Payer, second: Payer) -> Iterator[Claim]:
    number = 0
    provider = Provider("", "", "", "1 MAIN ST", "SPRINGFIELD", "IL", "627010001")
    loop: list[Row] = []
    for row in (*_rows(interchange), Row(("END",))):
        if row.id in ("CLP", "PLB", "SE", "LX", "END"):
            if loop:
                number += 1
                yield _claim(loop, provider, number, (first, second), interchange.component)
            loop = [row] if row.id == "CLP" else []
        elif loop:
            loop.append(row)
        elif (row.id, row[1]) == ("N1", "PE"):
            provider = replace(provider, name=row[2], npi=row[4])
        elif (row.id, row[1]) == ("REF", "TJ"):
            provider = replace(provider, tax_id=row[2])


def _claim(
    loop: list[Row], provider: Provider, number: int, payers: tuple[Payer, Payer], component: str
) -> Claim:
    (name, *_) = (row for row in loop if (row.id, row[1]) == ("NM1", "QC"))
    born = FIRST_BIRTHDAY + timedelta(days=number)
    address = ("1 CANARY WAY", "SPRINGFIELD", "IL", "62701")
    patient = Person(name[3], name[4], born, "F", *address)
    carriers = [row for row in loop if (row.id, row[1]) == ("NM1", "TT")]
    second = payers[1]
    if carriers:
        second = replace(second, id=carriers[0][9], name=carriers[0][3])
    return Claim(
        control_number=loop[0][1],
        provider=provider,
        patient=patient,
        lines=tuple(_lines(loop, component)),
        diagnosis=DIAGNOSIS,
        coverages=tuple(
            Coverage(payer, f"ZQM{number:03d}{place}", "", patient, SELF, date(2000, 1, 1))
            for place, payer in enumerate((payers[0], second))
        ),
    )


def _lines(loop: list[Row], component: str) -> Iterator[Line]:
    services: list[list[Row]] = []
    for row in loop:
        if row.id == "SVC":
            services.append([])
        if services:
            services[-1].append(row)
    for place, service in enumerate(services, start=1):
        svc, dates = service[0], [row for row in service if row.id == "DTM"]
        numbers = [row[2] for row in service if (row.id, row[1]) == ("REF", "6R")]
        procedure = ":".join((svc[6] or svc[1]).split(component)[1:])
        units = int((svc[7] or svc[5] or "1").partition(".")[0])
        control = numbers[0] if numbers else str(place)
        yield Line(control, procedure, cents(svc[2]), units, _day(dates[0][2]))


def _rows(interchange: Interchange) -> Iterator[Row]:
    for group in interchange.groups:
        for transaction in group.transactions:
            yield from transaction.rows


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
