"""What a change of a claim's page is told to the others, inside and downstream."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from google.protobuf.message import Message

from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.downstream import v1 as downstream
from cobrelay.contracts.payments import v1 as payments
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish, Record
from cobrelay.messaging.topics import topic_of
from payment_poster.domain import reasons
from payment_poster.domain.claim_book import Change, ClaimBook, cash_fact, charge_fact
from payment_poster.domain.facts import PREDETERMINATION
from payment_poster.domain.posting import BookedAnswer, Booking
from payment_poster.translation import balance_resolved, claim_balance_changed, payment_identity


def announced(cause: Cause[Any], change: Change) -> Iterator[Effect]:
    """The events of a change, and the facts that determinations wait for."""
    for event in _events(cause, change):
        claim_id = change.book.claim_id
        key = claim_id if topic_of(type(event)).is_public else None
        yield Publish(cause, event, key=key, correlation_id=claim_id or None)
    if change.charge is not None:
        yield Record(charge_fact(change.book.claim_id))
    if change.booking is not None and change.booking.booked.is_on_claim:
        yield Record(cash_fact(change.booking.booked.answer.adjudication_id))


def _events(cause: Cause[Any], change: Change) -> Iterator[Message]:
    if change.booking is not None:
        yield from _cash(change.book, change.booking)
    if change.resolution is not None:
        yield balance_resolved(change.resolution)
        yield claim_balance_changed(change.resolution)
    yield from _patient_balance(cause, change)


def _cash(book: ClaimBook, booking: Booking) -> Iterator[Message]:
    booked = booking.booked
    if booked.answer.status_code == PREDETERMINATION:
        return
    is_reversal = booked.answer.is_reversal or booked.answer.paid < 0
    yield _reversed(booking) if is_reversal else _posted(booked)
    if booked.is_on_claim:
        yield downstream.ClaimPaymentRecorded(
            claim_id=book.claim_id,
            payment_id=booked.answer.payment.payment_id,
            amount_cents=booked.answer.paid,
            payer_sequence=_sequence(book, booked),
            is_reversal=is_reversal,
        )


def _posted(booked: BookedAnswer) -> payments.PaymentPosted:
    answer = booked.answer
    return payments.PaymentPosted(
        entry_id=booked.entry_id,
        claim_id=answer.claim_id,
        adjudication_id=answer.adjudication_id,
        remittance_id=answer.remittance_id,
        ordinal=answer.ordinal,
        payment=payment_identity(answer.payment),
        amount_cents=answer.paid,
        is_unapplied=booked.is_unapplied,
    )


def _reversed(booking: Booking) -> payments.PaymentReversed:
    answer = booking.booked.answer
    return payments.PaymentReversed(
        entry_id=booking.booked.entry_id,
        reversed_entry_id=booking.mirrored.entry_id if booking.mirrored else "",
        claim_id=answer.claim_id,
        adjudication_id=answer.adjudication_id,
        amount_cents=answer.paid,
        is_unapplied=booking.booked.is_unapplied,
    )


def _sequence(book: ClaimBook, booked: BookedAnswer) -> int:
    """Which payer paid, where that is determined already (a reversal: of what it takes back)."""
    answer = booked.answer
    wanted = {answer.adjudication_id, answer.reverses_adjudication_id}
    found = (each.sequence for each in book.determinations if each.adjudication_id in wanted)
    return next(found, 0)


def _patient_balance(cause: Cause[Any], change: Change) -> Iterator[Message]:
    claim_id = change.book.claim_id
    if recalled := change.recalled:
        yield payments.PatientBalanceRecalled(
            claim_id=claim_id,
            determination_id=recalled.determination_id,
            amount_cents=recalled.amount,
            reason_code=_reason(cause, change),
        )
        yield downstream.PatientBalanceChanged(
            claim_id=claim_id, amount_cents=recalled.amount, is_released=False
        )
    if released := change.released:
        yield payments.PatientBalanceReleased(
            claim_id=claim_id,
            determination_id=released.determination_id,
            amount_cents=released.amount,
        )
        yield downstream.PatientBalanceChanged(
            claim_id=claim_id, amount_cents=released.amount, is_released=True
        )


def _reason(cause: Cause[Any], change: Change) -> str:
    """Why a patient balance is taken back, in the words of whoever took it back."""
    body = cause.body
    if isinstance(body, cob.DeterminationWithdrawn) and body.reason_code:
        return body.reason_code
    resolution = change.resolution
    is_paid = resolution is not None and resolution.reason_code == reasons.CASH_IN_DISPUTE
    return reasons.SHARE_RECALLED if is_paid else reasons.MEANING_CHANGED
