"""The proof of a payment: what the ledger holds of it against what the payer says it paid.

BPR02 = Σ claim payments − Σ PLB (domain 1.6), with the claim payments as they were booked:
on claims, or in unapplied under an open work item. The ledger sums to zero whatever it holds, so
only the comparison with the payment proves anything. A cheque and its remittances are one
payment, however many files they came in.
"""

from __future__ import annotations

from dataclasses import dataclass

from cobrelay.money import ZERO, Cents
from payment_poster.domain import reasons
from payment_poster.domain.facts import Payment


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """What was announced of a payment and what is booked of it."""

    payment: Payment
    payment_amount: Cents | None
    """BPR02; None until a remittance of the payment is accepted."""
    expected: int
    """Claim payments and provider adjustments in its accepted remittances."""
    booked: int
    on_claims: Cents = ZERO
    unapplied: Cents = ZERO
    provider_adjustments: Cents = ZERO
    """Positive reduces the payment."""
    unpaired_forwarding: Cents = ZERO
    """What its FB adjustments leave open over all remittances of the payer."""
    unpaired_recovery: Cents = ZERO
    is_overdue: bool = False
    """The rest of the payment was waited for long enough."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The proof of one payment, in cents; `open_reasons` are codes with their sentence."""

    payment: Payment
    payment_amount: Cents
    on_claims: Cents
    unapplied: Cents
    provider_adjustments: Cents
    open_reasons: tuple[str, ...] = ()

    @property
    def difference(self) -> Cents:
        """What is not explained: above zero the payment is short of claims, below zero over."""
        booked = self.on_claims + self.unapplied - self.provider_adjustments
        return Cents(self.payment_amount - booked)

    @property
    def is_proved(self) -> bool:
        return self.difference == 0


def prove(facts: PaymentFacts) -> Proof | None:
    """The proof, or None while what was accepted of the payment is still being booked."""
    is_complete = facts.booked >= facts.expected
    if facts.payment_amount is None or not (is_complete or facts.is_overdue):
        return None
    return proof_as_it_stands(facts)


def proof_as_it_stands(facts: PaymentFacts) -> Proof:
    """The proof over what is booked now, complete or not."""
    amount = facts.payment_amount or ZERO
    plain = Proof(
        facts.payment, amount, facts.on_claims, facts.unapplied, facts.provider_adjustments
    )
    codes = _open(facts, plain.difference)
    sentences = tuple(f"{code} {reasons.SENTENCES[code]}" for code in codes)
    return Proof(
        facts.payment,
        amount,
        facts.on_claims,
        facts.unapplied,
        facts.provider_adjustments,
        sentences,
    )


def _open(facts: PaymentFacts, difference: Cents) -> list[str]:
    codes = []
    is_complete = facts.booked >= facts.expected
    if facts.is_overdue and not is_complete:
        codes.append(reasons.INCOMPLETE)
    # Clearinghouses split files: until it is overdue, the rest of a short payment is on its way.
    elif facts.is_overdue and difference > 0:
        codes.append(reasons.SHORT)
    if difference < 0 and is_complete:
        codes.append(reasons.OVER)
    if facts.unpaired_forwarding:
        codes.append(reasons.UNPAIRED_FORWARDING)
    if facts.unpaired_recovery:
        codes.append(reasons.UNPAIRED_RECOVERY)
    return codes
