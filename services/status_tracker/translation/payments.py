"""What the ledger tells: what was posted, what became of the balance, what is not proved."""

from collections.abc import Mapping
from typing import Any

from cobrelay.contracts.payments import v1 as payments
from cobrelay.messaging.causes import Cause
from status_tracker.domain.evidence import Kind
from status_tracker.domain.telling import Told
from status_tracker.domain.worklist import Closing, Opening
from status_tracker.translation.words import dollars, evidence

# Dispositions that a person carries out.
NEEDS_PERSON = {
    payments.DISPOSITION_REFUND: "Refund what was paid too much, to whom it belongs",
    payments.DISPOSITION_REVIEW: "Look at the balance: the ledger cannot dispose of it",
}
NOT_DETERMINED = "PST-229"
WORDS = {
    payments.DISPOSITION_SETTLED: "nothing is left",
    payments.DISPOSITION_STATEMENT: "the patient gets a statement",
    payments.DISPOSITION_WRITE_OFF: "the rest is written off",
    payments.DISPOSITION_REFUND: "more was paid than owed",
    payments.DISPOSITION_REVIEW: "a person must look",
    payments.DISPOSITION_SMALL_BALANCE: "the small rest is written off",
    payments.DISPOSITION_NEXT_PAYER: "the rest is with the next payer",
}


def posted(cause: Cause[payments.PaymentPosted]) -> Told:
    event = cause.body
    where = "as unapplied cash" if event.is_unapplied else "to the claim"
    return Told(
        event.claim_id,
        f"{dollars(event.amount_cents)} were posted {where}.",
        amount_cents=event.amount_cents,
    )


def reversed_(cause: Cause[payments.PaymentReversed]) -> Told:
    event = cause.body
    return Told(
        event.claim_id,
        f"A posting was reversed ({dollars(event.amount_cents)}).",
        amount_cents=event.amount_cents,
    )


def resolved(cause: Cause[payments.BalanceResolved]) -> Told:
    event = cause.body
    action = NEEDS_PERSON.get(event.disposition)
    about = f"balance:{event.claim_id}"
    opening = Opening(
        about=f"{about}:{event.determination_id}",
        reason_code=event.reason_code,
        next_action=action or "",
        money_at_risk_cents=event.credit_cents or abs(event.payer_cents),
        subject_kind="claim",
        subject_id=event.claim_id,
    )
    words = WORDS.get(event.disposition, "with a person")
    if event.reason_code == NOT_DETERMINED:
        words = "nothing is determined of it"
    return Told(
        event.claim_id,
        f"Balance: {words}.",
        event.reason_code,
        evidence=evidence(
            cause,
            Kind.RESOLVED,
            determination_id=event.determination_id,
            reason_code=event.reason_code,
            disposition=_word(event.disposition),
        ),
        openings=(opening,) if action else (),
        closings=(Closing(f"{about}:", is_prefix=True, but=(opening.about,) if action else ()),),
    )


def _word(disposition: payments.Disposition) -> str:
    """`denial_work` for DISPOSITION_DENIAL_WORK."""
    return payments.Disposition.Name(disposition).removeprefix("DISPOSITION_").lower()


def released(cause: Cause[payments.PatientBalanceReleased]) -> Told:
    event = cause.body
    return Told(
        event.claim_id,
        f"The patient's balance of {dollars(event.amount_cents)} is released.",
        amount_cents=event.amount_cents,
        evidence=evidence(
            cause,
            Kind.RELEASED,
            determination_id=event.determination_id,
            amount_cents=event.amount_cents,
        ),
    )


def recalled(cause: Cause[payments.PatientBalanceRecalled]) -> Told:
    event = cause.body
    return Told(
        event.claim_id,
        f"The patient's balance of {dollars(event.amount_cents)} is taken back.",
        event.reason_code,
        event.amount_cents,
        evidence=evidence(cause, Kind.RECALLED, amount_cents=event.amount_cents),
    )


def proved(cause: Cause[payments.RemittanceProved]) -> Told:
    """Each reason why a payment stays open is a matter of its own."""
    event = cause.body
    about = f"proof:{event.payment.payment_id}"
    openings = tuple(
        Opening(
            about=f"{about}:{reason}",
            reason_code=reason.split(" ", 1)[0],
            next_action="Settle what keeps the payment open",
            money_at_risk_cents=abs(event.difference_cents or event.provider_adjustments_cents),
            subject_kind="payment",
            subject_id=event.payment.payment_id,
        )
        for reason in event.open_reasons
    )
    still = tuple(each.about for each in openings)
    state = "proved" if event.is_proved else f"open by {dollars(event.difference_cents)}"
    return Told(
        "",
        f"The payment of {dollars(event.payment_cents)} is {state}.",
        amount_cents=event.payment_cents,
        openings=openings,
        closings=(Closing(f"{about}:", is_prefix=True, but=still),),
    )


TELLS: Mapping[Any, Any] = {
    payments.PaymentPosted: posted,
    payments.PaymentReversed: reversed_,
    payments.BalanceResolved: resolved,
    payments.PatientBalanceReleased: released,
    payments.PatientBalanceRecalled: recalled,
    payments.RemittanceProved: proved,
}
