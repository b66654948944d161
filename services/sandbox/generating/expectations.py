"""What must have become of a claim in the end: known before it is fed, by arithmetic of our own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.claims import Answer, Claim

NEXT_PAYER = "NextPayerDetermined"
CROSSOVER = "CrossoverAwaited"
CROSSOVER_FAILED = "CrossoverFailed"
PATIENT = "PatientResponsibilityDetermined"
NOTHING_LEFT = "NothingLeftDetermined"
DENIAL = "DenialDetermined"

# Why a person must act; what follows is what the demo compares with the work queue.
WORK_DENIAL = "denial"
WORK_UNMATCHED = "unmatched"
WORK_QUARANTINED = "quarantined"
WORK_PAPER = "paper"
WORK_RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Expected:
    """The end state of one claim; every amount in cents. The amounts add up to the charge:
    charge = paid + written_off + patient + patient_paid + payer + denied."""

    charge: int
    determinations: tuple[str, ...] = ()
    submissions: tuple[str, ...] = ()  # payer ids (NM109), in the order of sending
    paid: dict[str, int] = field(default_factory=dict)  # by payer key, in order of payment
    written_off: int = 0
    patient: int = 0  # what he owes; below zero while he has paid in advance
    patient_paid: int = 0
    payer: int = 0  # still expected from a payer
    denied: int = 0
    unapplied: int = 0  # cash of this claim that is on no claim
    work: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        settled = sum(self.paid.values()) + self.written_off + self.patient + self.patient_paid
        if settled + self.payer + self.denied != self.charge:
            raise AssertionError("the expectation does not add up to the charge")


def settled(
    claim: Claim, answers: Sequence[Answer], *determinations: str, payer: int = 0
) -> Expected:
    """The end of a claim that these payers answered, in this order.

    A later payer's write-off is capped by what is open; OA23 never counts; what the last payer
    leaves to the patient is the patient's, less what he paid already. `payer` is what a payer that
    has not answered still owes (it then is not the patient's).
    """
    open_cents, written_off = claim.charge, 0
    for answer in answers:
        open_cents -= answer.paid
        reduction = min(answer.total("CO"), open_cents)
        written_off, open_cents = written_off + reduction, open_cents - reduction
    patient_paid = claim.patient_paid
    return Expected(
        charge=claim.charge,
        determinations=determinations,
        submissions=tuple(answer.payer.id for answer in answers[1:]),
        paid={answer.payer.key: answer.paid for answer in answers},
        written_off=written_off,
        patient=open_cents - payer - patient_paid,
        patient_paid=patient_paid,
        payer=payer,
    )


def unanswered(claim: Claim) -> Expected:
    """Nothing usable came: all is still with the payer, and what the patient paid is his credit."""
    return Expected(
        charge=claim.charge,
        payer=claim.charge,
        patient=-claim.patient_paid,
        patient_paid=claim.patient_paid,
    )
