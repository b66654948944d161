"""Claims, coverages and answers as plain values; every amount is in whole cents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sandbox.roster import Payer, Provider

SELF = "18"


@dataclass(frozen=True, slots=True)
class Person:
    """A patient or subscriber."""

    last: str
    first: str
    born: date
    sex: str
    street: str
    city: str
    state: str
    zip: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """One plan of a patient. `relationship` is X12 1069, the patient's to the subscriber."""

    payer: Payer
    member_id: str
    group_number: str
    subscriber: Person
    relationship: str
    effective_on: date
    terminated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A service line of a claim; `control` is REF*6R, `procedure` a code with its modifiers."""

    control: str
    procedure: str
    charge: int
    units: int
    on: date


@dataclass(frozen=True, slots=True)
class Claim:
    """An original claim. Coverages stand in payer order; the first is the destination."""

    control_number: str
    provider: Provider
    patient: Person
    lines: tuple[Line, ...]
    diagnosis: str
    coverages: tuple[Coverage, ...]
    patient_paid: int = 0  # AMT*F5
    states_others: bool = True  # its 2320 loops name the other coverages
    in_feed: bool = True  # the coverage CSV has its rows

    @property
    def charge(self) -> int:
        return sum(line.charge for line in self.lines)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One CAS triplet: group, CARC and amount; positive reduces the payment."""

    group: str
    reason: str
    amount: int


@dataclass(frozen=True, slots=True)
class LineAnswer:
    """What a payer says of one line; an empty procedure stands for the whole claim."""

    control: str
    procedure: str
    charge: int
    paid: int
    adjustments: tuple[Adjustment, ...]
    allowed: int
    units: int = 1
    on: date | None = None
    remarks: tuple[str, ...] = ()  # LQ*HE


@dataclass(frozen=True, slots=True)
class Forwarding:
    """NM1*TT: to whom the payer forwarded the claim."""

    name: str
    id: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A payer's answer to a claim, as one CLP loop says it."""

    payer: Payer
    status: str  # CLP02
    number: str  # CLP07
    lines: tuple[LineAnswer, ...]
    remarks: tuple[str, ...] = ()  # MOA
    forwarded: Forwarding | None = None
    interest: int = 0  # AMT*I, informational
    control_number: str = ""  # CLP01, where the payer does not write it as it was sent
    echoes_lines: bool = True  # REF*6R

    @property
    def charge(self) -> int:
        return sum(line.charge for line in self.lines)

    @property
    def paid(self) -> int:
        return sum(line.paid for line in self.lines)

    def total(self, group: str, *reasons: str) -> int:
        """Sum of the adjustments of a group, of these reasons only where any are given."""
        return sum(
            adjustment.amount
            for line in self.lines
            for adjustment in line.adjustments
            if adjustment.group == group and (not reasons or adjustment.reason in reasons)
        )

    @property
    def patient_share(self) -> int:
        return self.total("PR")
