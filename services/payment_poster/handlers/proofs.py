"""Proves a payment when something of it was booked, and when its rest should have come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.messaging.causes import Cause, TimerFired
from cobrelay.messaging.effects import CancelTimer, Effect, Publish, SetTimer
from cobrelay.messaging.service import Decided
from payment_poster.domain.reconciliation import Proof, prove
from payment_poster.settings import settings
from payment_poster.storage import payments
from payment_poster.storage.payments import Standing
from payment_poster.translation import payment_proved, remittance_proved

PROVE = "prove"
REST_DUE = "payment-rest"
_MICROSECONDS = 1_000_000


def payment_key(payment_id: str) -> str:
    """The lock key of a payment."""
    return f"payment:{payment_id}"


def prove_soon(cause: Cause[Any], payment_id: str) -> SetTimer:
    """Proves a payment after this transaction; many bookings of one payment are proved once.

    Due at once, but at a moment of its own: a timer that is set anew is another cause.
    """
    own = timedelta(microseconds=cause.id.int % _MICROSECONDS)
    lock_key = payment_key(payment_id)
    return SetTimer(PROVE, payment_id, cause.at - own, lock_key=lock_key)


def rest_due(cause: Cause[Any], payment_id: str) -> SetTimer:
    """When what is short of a payment should have come."""
    due_at = cause.at + timedelta(days=settings().rest_due_days)
    return SetTimer(REST_DUE, payment_id, due_at, lock_key=payment_key(payment_id))


@dataclass(frozen=True, slots=True)
class Told:
    """A proof that says something new, or None; `is_overdue`: nothing more is waited for."""

    payment_id: str
    proof: Proof | None
    is_overdue: bool = False


async def load_due(
    causes: Sequence[Cause[TimerFired]], tx: AsyncConnection
) -> Mapping[str, Standing]:
    return await payments.standings(tx, [cause.body.key for cause in causes])


async def load_overdue(
    causes: Sequence[Cause[TimerFired]], tx: AsyncConnection
) -> Mapping[str, Standing]:
    return await payments.all_standings(tx, [cause.body.key for cause in causes])


def prove_payment(cause: Cause[TimerFired], facts: Mapping[str, Standing]) -> Told:
    """The proof, if it is one that was not told yet."""
    standing = facts[cause.body.key]
    return _told(standing, is_overdue=standing.facts.is_overdue)


def stop_waiting(cause: Cause[TimerFired], facts: Mapping[str, Standing]) -> Told:
    """The rest did not come: the proof says so."""
    standing = facts[cause.body.key]
    overdue = replace(standing, facts=replace(standing.facts, is_overdue=True))
    return _told(overdue, is_overdue=True)


def _told(standing: Standing, *, is_overdue: bool) -> Told:
    proof = prove(standing.facts)
    is_new = proof is not None and _kept(proof) != standing.told
    payment_id = standing.facts.payment.payment_id
    return Told(payment_id, proof if is_new else None, is_overdue)


def _kept(proof: Proof) -> dict[str, Any]:
    """What is kept of a proof to know it again."""
    return {
        "payment_cents": proof.payment_amount,
        "posted_to_claims_cents": proof.on_claims,
        "unapplied_cents": proof.unapplied,
        "provider_adjustments_cents": proof.provider_adjustments,
        "open_reasons": list(proof.open_reasons),
    }


async def save(decided: Sequence[Decided[Any, Told]], tx: AsyncConnection) -> list[Effect]:
    """Tells new proofs, and has the payments proved that they may be paired with."""
    told = {each.decision.payment_id: each.decision.proof for each in decided}
    proofs = {payment_id: proof for payment_id, proof in told.items() if proof is not None}
    await payments.tell(tx, {payment_id: _kept(proof) for payment_id, proof in proofs.items()})
    overdue = [each.decision.payment_id for each in decided if each.decision.is_overdue]
    await payments.mark_overdue(tx, overdue)
    paired = await payments.paired_with(tx, list(proofs))
    effects: list[Effect] = []
    for cause, decision in decided:
        if decision.proof is not None:
            effects.extend(_telling(cause, decision.proof))
            others = paired.get(decision.payment_id, ())
            effects.extend(prove_soon(cause, other) for other in others)
    return effects


def _telling(cause: Cause[Any], proof: Proof) -> list[Effect]:
    payment_id = proof.payment.payment_id
    effects: list[Effect] = [
        Publish(cause, remittance_proved(proof), key=payment_id),
        Publish(cause, payment_proved(proof), key=payment_id),
    ]
    if proof.is_proved:
        effects.append(CancelTimer(REST_DUE, payment_id))
    return effects
