"""What was charged, paid and adjusted becomes entries: facts of money, without their meaning."""

from __future__ import annotations

from dataclasses import dataclass

from cobrelay.errors import Refused
from payment_poster.domain import chart, reasons
from payment_poster.domain.chart import Account
from payment_poster.domain.facts import (
    Answer,
    Charge,
    Payment,
    ProviderAdjustment,
    Standing,
)
from payment_poster.domain.journal import Entry, entry_id, transfer

FORWARDING = "FB"
RECOVERY = frozenset({"WO", "72"})
INTEREST = "L6"


@dataclass(frozen=True, slots=True)
class BookedAnswer:
    """A claim payment in the ledger: where its cash lies, and by which entry."""

    answer: Answer
    is_unapplied: bool
    entry_id: str
    """The entry that put the cash where it lies; empty for a payment of zero."""
    reason_code: str

    @property
    def is_on_claim(self) -> bool:
        return not self.is_unapplied


@dataclass(frozen=True, slots=True)
class Booking:
    """What a claim payment brought about: the cash's place, and the entry if cash moved."""

    booked: BookedAnswer
    entry: Entry | None
    mirrored: BookedAnswer | None = None
    """The booking that this one takes back."""


def charge_entries(charge: Charge) -> tuple[Entry, ...]:
    """Revenue earned, and what the patient paid beforehand."""
    claim, version = charge.claim_id, charge.version
    entries = []
    if charge.owed:
        entries.append(
            Entry(
                cause=f"charge:{claim}:{version}",
                memo="Charge" if version == 1 else f"Charge, version {version}",
                reason_code=reasons.CHARGE,
                postings=transfer(chart.from_payers(claim), chart.REVENUE, charge.owed),
                claim_id=claim,
            )
        )
    if charge.patient_paid:
        paid = charge.patient_paid
        entries.append(
            Entry(
                cause=f"patient-payment:{claim}:{version}",
                memo="Paid by the patient beforehand",
                reason_code=reasons.PATIENT_PAYMENT,
                postings=transfer(chart.PATIENT_CASH, chart.from_patient(claim), paid),
                claim_id=claim,
            )
        )
    return tuple(entries)


def book_cash(
    answer: Answer,
    known: BookedAnswer | None,
    original: BookedAnswer | None = None,
    *,
    is_taken_back_already: bool = False,
) -> Booking | None:
    """Books a claim payment once under (remittance, ordinal), or moves it to its claim.

    Here a double posting is prevented; the database holds it too (entries.cause is unique).

    `known` is its booking so far, `original` the booking that a reversal takes back. None when
    there is nothing to do. Refused when it is booked with another amount or on another claim:
    the same cause with other content is an error, not a replay.
    """
    if known is not None and known.answer.paid != answer.paid:
        raise Refused(reasons.OTHER_AMOUNT)
    if known is not None and known.is_on_claim:
        if answer.standing is Standing.MATCHED and answer.claim_id != known.answer.claim_id:
            raise Refused(reasons.OTHER_CLAIM)
        return None
    reason = _place(answer, is_taken_back_already=is_taken_back_already)
    is_unapplied = reason not in (reasons.CASH_ON_CLAIM, reasons.REVERSAL)
    if known is not None and is_unapplied:
        return None
    mirrored = original if reason == reasons.REVERSAL and _mirrors(answer, original) else None
    entry = _cash_entry(answer, known, reason, mirrored)
    booked = BookedAnswer(answer, is_unapplied, entry.entry_id if entry else "", reason)
    return Booking(booked, entry, mirrored)


def _place(answer: Answer, *, is_taken_back_already: bool) -> str:
    """The reason that says where the cash belongs."""
    if answer.standing is Standing.QUARANTINED:
        return reasons.CASH_QUARANTINED
    if answer.is_reversal and not answer.reverses_adjudication_id:
        return reasons.REVERSAL_UNKNOWN
    if answer.standing is Standing.UNMATCHED:
        return reasons.CASH_UNMATCHED
    if answer.is_reversal:
        return reasons.REVERSAL_REPEATED if is_taken_back_already else reasons.REVERSAL
    return reasons.CASH_ON_CLAIM


def _mirrors(answer: Answer, original: BookedAnswer | None) -> bool:
    return (
        original is not None
        and original.is_on_claim
        and original.answer.claim_id == answer.claim_id
        and original.answer.paid == -answer.paid
    )


def _cash_entry(
    answer: Answer, known: BookedAnswer | None, reason: str, mirrored: BookedAnswer | None
) -> Entry | None:
    if not answer.paid:
        return None
    shelf = chart.unapplied(answer.remittance_id, answer.ordinal)
    on_claim = reason in (reasons.CASH_ON_CLAIM, reasons.REVERSAL)
    target = chart.from_payers(answer.claim_id) if on_claim else shelf
    source = cash_account(answer.payment) if known is None else shelf
    return Entry(
        cause=_cash_cause(answer, is_move=known is not None),
        memo=_cash_memo(answer, on_claim=on_claim),
        reason_code=reason if known is None else reasons.CASH_MOVED,
        postings=transfer(source, target, answer.paid),
        claim_id=answer.claim_id if on_claim else "",
        payment_id=answer.payment.payment_id,
        reverses_entry_id=mirrored.entry_id if mirrored else "",
    )


def _cash_cause(answer: Answer, *, is_move: bool) -> str:
    return f"{'move' if is_move else 'cash'}:{answer.remittance_id}:{answer.ordinal}"


def _cash_memo(answer: Answer, *, on_claim: bool) -> str:
    what = "Payment taken back by the payer" if answer.paid < 0 else "Payment of a payer"
    return what if on_claim else f"{what}, unapplied"


def provider_adjustment_entry(adjustment: ProviderAdjustment) -> Entry | None:
    """The entry of one PLB amount; what reduces the payment is a debit against cash."""
    if not adjustment.amount:
        return None
    account, reason = _provider_account(adjustment)
    return Entry(
        cause=f"plb:{adjustment.remittance_id}:{adjustment.ordinal}",
        memo=f"Provider-level adjustment {adjustment.reason_code}",
        reason_code=reason,
        postings=transfer(account, cash_account(adjustment.payment), adjustment.amount),
        payment_id=adjustment.payment.payment_id,
    )


def provider_adjustment_entry_id(adjustment: ProviderAdjustment) -> str:
    return entry_id(f"plb:{adjustment.remittance_id}:{adjustment.ordinal}")


def _provider_account(adjustment: ProviderAdjustment) -> tuple[Account, str]:
    code, payer = adjustment.reason_code, adjustment.payer
    if code == FORWARDING:
        return chart.forwarded(payer), reasons.PLB_FORWARDED
    if code in RECOVERY:
        return chart.recovery(payer), reasons.PLB_RECOVERY
    if code == INTEREST:
        return chart.INTEREST, reasons.PLB_INTEREST
    return chart.other(payer), reasons.PLB_OTHER


def cash_account(payment: Payment) -> Account:
    return chart.cash(payment.payer_identifier, payment.trace_number, payment.paid_on)
