"""Reads the claims of an 837P as they came: destination, lines, and what earlier payers did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from sandbox.claims import Adjustment
from sandbox.payers.remittances import Named, Payee
from sandbox.reading import Row, Transaction, cents

LEVELS = "PSTABCDEFGH"
NOBODY = Named("", "", "", "")
NO_PAYEE = Payee("", "", "")


@dataclass(slots=True)
class Adjudication:
    """Loop 2430: what one earlier payer did with one line."""

    payer_id: str
    paid: int
    adjustments: list[Adjustment] = field(default_factory=list)
    dates: int = 0  # DTP*573


@dataclass(slots=True)
class SubmittedLine:
    """Loop 2400."""

    number: str
    procedure: str = ""
    charge: int = 0
    units: int = 1
    control: str = ""
    on: date | None = None
    adjudications: list[Adjudication] = field(default_factory=list)

    def by(self, payer_id: str) -> list[Adjudication]:
        return [one for one in self.adjudications if one.payer_id == payer_id]


@dataclass(slots=True)
class OtherPayer:
    """Loop 2320 with 2330B. `paid` is AMT*D, None when this payer has not answered."""

    level: str
    payer_id: str = ""
    paid: int | None = None
    adjustments: list[Adjustment] = field(default_factory=list)
    dates: int = 0


@dataclass(slots=True)
class SubmittedClaim:
    """One CLM with all that stands above and below it."""

    control_number: str
    charge: int
    frequency: str
    level: str  # SBR01 of the destination
    payer_id: str
    payer_name: str
    payee: Payee
    insured: Named
    patient_last: str
    patient_first: str
    payer_claim_number: str = ""  # REF*F8
    others: list[OtherPayer] = field(default_factory=list)
    lines: list[SubmittedLine] = field(default_factory=list)

    @property
    def answered(self) -> list[OtherPayer]:
        """The payers that have answered, in payer order."""
        told = [other for other in self.others if other.paid is not None]
        return sorted(told, key=lambda other: LEVELS.find(other.level))

    @property
    def named(self) -> Named:
        """As a remittance names patient and insured."""
        insured = self.insured
        is_patient = (insured.last, insured.first) == (self.patient_last, self.patient_first)
        return Named(
            self.control_number,
            self.patient_last,
            self.patient_first,
            insured.member_id,
            "" if is_patient else insured.last,
            "" if is_patient else insured.first,
        )


@dataclass(slots=True)
class Submission:
    """One transaction set: its batch number (BHT03) and its claims."""

    batch: str
    claims: list[SubmittedClaim]


def submission(transaction: Transaction, component: str) -> Submission:
    """The claims of a set that passed the syntax check; ValueError for money that is none."""
    reading = _Reading(component)
    for row in transaction.rows:
        reading.take(row)
    return Submission(reading.batch, reading.claims)


@dataclass(slots=True)
class _Reading:
    """Where in the set we are: which provider, which destination, which claim, payer and line."""

    component: str
    batch: str = ""
    claims: list[SubmittedClaim] = field(default_factory=list)
    payee: Payee = NO_PAYEE
    level: str = ""
    payer: tuple[str, str] = ("", "")  # id, name
    insured: Named = NOBODY
    patient: tuple[str, str] = ("", "")
    claim: SubmittedClaim | None = None
    other: OtherPayer | None = None
    line: SubmittedLine | None = None

    def take(self, row: Row) -> None:
        if row.id == "HL":
            self.claim = self.other = self.line = None
        elif row.id == "CLM":
            self._begin_claim(row)
        elif self.claim is None:
            self._take_header(row)
        elif row.id == "LX":
            self.other, self.line = None, SubmittedLine(row[1])
            self.claim.lines.append(self.line)
        elif self.line is not None:
            _take_line(self.line, row, self.component)
        else:
            self._take_claim(self.claim, row)

    def _take_header(self, row: Row) -> None:
        match (row.id, row[1]):
            case ("BHT", _):
                self.batch = row[3]
            case ("NM1", "85"):
                self.payee = Payee(row[3], row[9], "")
            case ("REF", "EI" | "SY") if self.payee.npi and not self.payee.tax_id:
                self.payee = Payee(self.payee.name, self.payee.npi, row[2])
            case ("SBR", level):
                self.level = level
            case ("NM1", "IL"):
                self.insured = Named("", row[3], row[4], row[9])
                self.patient = (row[3], row[4])
            case ("NM1", "PR"):
                self.payer = (row[9], row[3])
            case ("NM1", "QC"):
                self.patient = (row[3], row[4])

    def _begin_claim(self, row: Row) -> None:
        place = row[5].split(self.component)
        self.other = self.line = None
        self.claim = SubmittedClaim(
            control_number=row[1],
            charge=cents(row[2]),
            frequency=place[2] if len(place) > 2 else "",
            level=self.level,
            payer_id=self.payer[0],
            payer_name=self.payer[1],
            payee=self.payee,
            insured=self.insured,
            patient_last=self.patient[0],
            patient_first=self.patient[1],
        )
        self.claims.append(self.claim)

    def _take_claim(self, claim: SubmittedClaim, row: Row) -> None:
        if row.id == "SBR":
            self.other = OtherPayer(row[1])
            claim.others.append(self.other)
        elif self.other is not None:
            _take_other(self.other, row)
        elif (row.id, row[1]) == ("REF", "F8"):
            claim.payer_claim_number = row[2]


def _take_other(other: OtherPayer, row: Row) -> None:
    match (row.id, row[1]):
        case ("CAS", _):
            other.adjustments += _adjustments(row)
        case ("AMT", "D"):
            other.paid = cents(row[2])
        case ("NM1", "PR"):
            other.payer_id = row[9]
        case ("DTP", "573"):
            other.dates += 1


def _take_line(line: SubmittedLine, row: Row, component: str) -> None:
    match (row.id, row[1]):
        case ("SV1", procedure):
            line.procedure = _code(procedure, component)
            line.charge = cents(row[2])
            line.units = int(row[4].partition(".")[0] or "1")
        case ("DTP", "472"):
            line.on = datetime.strptime(row[3][:8], "%Y%m%d").date()  # noqa: DTZ007 - a date
        case ("REF", "6R"):
            line.control = row[2]
        case ("SVD", payer_id):
            line.adjudications.append(Adjudication(payer_id, cents(row[2])))
        case ("CAS", _) if line.adjudications:
            line.adjudications[-1].adjustments += _adjustments(row)
        case ("DTP", "573") if line.adjudications:
            line.adjudications[-1].dates += 1


def _code(procedure: str, component: str) -> str:
    """Code and modifiers, without the qualifier and a description."""
    return component.join(procedure.split(component)[1:6])


def _adjustments(row: Row) -> Iterator[Adjustment]:
    for place in range(2, len(row.elements), 3):
        if row[place]:
            yield Adjustment(row[1], row[place], cents(row[place + 1]))
