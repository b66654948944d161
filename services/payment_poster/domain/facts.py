"""What the ledger is told: charges, payers' answers, provider adjustments and determinations."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from cobrelay.money import ZERO, Cents

REVERSAL = "22"  # CLP02
PREDETERMINATION = "25"


@dataclass(frozen=True, slots=True)
class Payment:
    """One cheque or EFT: TRN03, TRN02, BPR16 and the payee."""

    payment_id: str
    payer_identifier: str
    trace_number: str
    paid_on: str
    payee_id: str = ""


@dataclass(frozen=True, slots=True)
class Charge:
    """One version of an original claim: its charge (CLM02), what the patient paid (AMT*F5)."""

    claim_id: str
    version: int
    amount: Cents
    patient_paid: Cents = ZERO
    is_void: bool = False

    @property
    def owed(self) -> Cents:
        """What the claim is worth: nothing once it is void."""
        return ZERO if self.is_void else self.amount


class Standing(enum.Enum):
    """How far a claim payment is known: only a matched one lies on its claim."""

    MATCHED = "matched"
    UNMATCHED = "unmatched"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim payment of a remittance, by whichever event it was brought."""

    remittance_id: str
    ordinal: int
    adjudication_id: str
    payment: Payment
    paid: Cents
    standing: Standing
    status_code: str = ""
    claim_id: str = ""
    reverses_adjudication_id: str = ""

    @property
    def is_reversal(self) -> bool:
        return self.status_code == REVERSAL

    @property
    def natural_key(self) -> tuple[str, int]:
        return self.remittance_id, self.ordinal


@dataclass(frozen=True, slots=True)
class ProviderAdjustment:
    """One PLB amount; positive reduces the payment."""

    remittance_id: str
    ordinal: int
    payment: Payment
    payer: str
    """The payer's key."""
    reason_code: str
    reference: str
    amount: Cents


@dataclass(frozen=True, slots=True)
class Remittance:
    """A transaction set that was accepted: what the ledger must find of it."""

    remittance_id: str
    payment: Payment
    payment_amount: Cents
    """BPR02 of the whole payment."""
    claim_count: int
    """Without those that were known already."""
    provider_adjustment_count: int


class Outcome(enum.Enum):
    """What was determined of a payer's answer."""

    NEXT_PAYER = "next_payer"
    CROSSOVER = "crossover"
    PATIENT = "patient"
    NOTHING_LEFT = "nothing_left"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Shares:
    """The classified adjustments of one answer, summed by who owns them."""

    nobody: Cents = ZERO
    """Written off by contract or law, where it reduces the payment."""
    bonus: Cents = ZERO
    """The same, where it increases the payment: zero or below."""
    technical: Cents = ZERO
    """In balance without a posting of its own (OA94, usually below zero)."""
    person: Cents = ZERO
    """Worked on first."""
    unsettled: Cents = ZERO
    """Denied by earlier payers, worked on, and not settled by this answer."""
    patient: Cents = ZERO
    """What the patient owes if nobody pays more: the lower of the payers' shares."""


@dataclass(frozen=True, slots=True)
class Determination:
    """Who owns each cent that an answer leaves, as cob_verification decided."""

    determination_id: str
    claim_id: str
    adjudication_id: str
    sequence: int
    """The place of the payer that answered: 1 primary, 2 secondary, …"""
    attempt: int
    outcome: Outcome
    shares: Shares = field(default_factory=Shares)
    reason_code: str = ""
