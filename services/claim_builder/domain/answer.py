"""One payer's answer to a claim: what it paid, what it took off and why, per line and per claim."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cobrelay.money import Cents
from cobrelay.x12.views.facts import Adjustment, Procedure, total

PATIENT_RESPONSIBILITY = "PR"
CODE_LENGTH = 5  # a HCPCS or CPT code; what follows it without a separator are modifiers
MODIFIER_LENGTH = 2


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number was read: raw file (SHA-256 hex), segment (ISA is 0) and byte in it."""

    file_hash: str = ""
    segment_index: int = 0
    byte_offset: int = 0


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """SVC with its loop 2110; amounts in cents."""

    ordinal: int
    procedure: Procedure  # SVC01, as adjudicated
    charge: Cents
    paid: Cents
    adjustments: tuple[Adjustment, ...] = ()
    submitted: Procedure | None = None  # SVC06, only when it differs
    control_number: str = ""
    paid_units: str = ""
    service_from: date | None = None
    source: Source = Source()

    @property
    def as_submitted(self) -> Procedure:
        """The procedure that we had billed: SVC06, else SVC01."""
        return self.submitted or self.procedure

    @property
    def imbalance(self) -> Cents:
        """Charge less paid less adjustments; zero when the line adds up (domain 1.6)."""
        return Cents(self.charge - self.paid - total(self.adjustments))

    @property
    def has_money(self) -> bool:
        return bool(self.charge or self.paid or any(a.amount for a in self.adjustments))


@dataclass(frozen=True, slots=True)
class Answer:
    """CLP with its loop 2100; amounts in cents."""

    adjudication_id: str
    claim_id: str
    status: str  # CLP02
    charge: Cents  # CLP03
    paid: Cents  # CLP04
    paid_on: date | None  # BPR16: the DTP*573 of the next claim
    adjustments: tuple[Adjustment, ...] = ()  # claim level only
    lines: tuple[AnsweredLine, ...] = ()
    payer_claim_control_number: str = ""  # CLP07
    outpatient: tuple[str, ...] = ()  # MOA elements as sent
    remarks: tuple[str, ...] = ()
    names_crossover_carrier: bool = False  # NM1*TT
    is_reversed: bool = False
    is_correction: bool = False  # of an answer that the payer took back
    source: Source = Source()

    @property
    def is_at_line_level(self) -> bool:
        return bool(self.lines)

    @property
    def imbalance(self) -> Cents:
        """CLP03 less all adjustments less CLP04; zero when the claim adds up (domain 1.6)."""
        lines = sum(total(line.adjustments) for line in self.lines)
        return Cents(self.charge - total(self.adjustments) - lines - self.paid)

    @property
    def all_adjustments(self) -> tuple[Adjustment, ...]:
        return self.adjustments + tuple(a for line in self.lines for a in line.adjustments)


def patient_responsibility(adjustments: Iterable[Adjustment]) -> Cents:
    """The sum of what the payer says the patient owes (group PR)."""
    return total(a for a in adjustments if a.group == PATIENT_RESPONSIBILITY)


def separated(procedure: Procedure) -> Procedure:
    """The procedure with modifiers that a payer glued to its code (9921325) set apart."""
    code = procedure.code.strip().upper()
    glued, odd = divmod(len(code) - CODE_LENGTH, MODIFIER_LENGTH)
    if procedure.modifiers or glued <= 0 or odd:
        return Procedure(procedure.qualifier, code, procedure.modifiers)
    tail = code[CODE_LENGTH:]
    modifiers = tuple(
        tail[at : at + MODIFIER_LENGTH] for at in range(0, len(tail), MODIFIER_LENGTH)
    )
    return Procedure(procedure.qualifier, code[:CODE_LENGTH], modifiers)
