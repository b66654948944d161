"""Keeps what was announced of a payment, and books its provider-level adjustments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.era import v1 as era
from cobrelay.errors import Refused
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect
from cobrelay.messaging.service import Decided
from payment_poster import translation
from payment_poster.domain import reasons
from payment_poster.domain.facts import ProviderAdjustment, Remittance
from payment_poster.domain.journal import Entry
from payment_poster.domain.payers import Payers
from payment_poster.domain.posting import provider_adjustment_entry
from payment_poster.handlers.proofs import payment_key, prove_soon, rest_due
from payment_poster.settings import policy
from payment_poster.storage import ledger, payments
from payment_poster.storage.ledger import Booked


def lock_payment(body: era.RemittanceAccepted | era.ProviderAdjusted) -> list[str]:
    return [payment_key(body.payment.payment_id)]


@dataclass(frozen=True, slots=True)
class Accepted:
    """A remittance that is to be kept, or None when it is known."""

    remittance: Remittance | None


async def load_accepted(
    causes: Sequence[Cause[era.RemittanceAccepted]], tx: AsyncConnection
) -> Mapping[str, Remittance]:
    return await payments.known_remittances(tx, [cause.body.remittance_id for cause in causes])


def expect_payment(
    cause: Cause[era.RemittanceAccepted], known: Mapping[str, Remittance]
) -> Accepted:
    """What the ledger must find of the payment before it is proved."""
    remittance = translation.remittance(cause.body)
    before = known.get(remittance.remittance_id)
    if before is not None and before != remittance:
        raise Refused(reasons.OTHER_PAYMENT)
    return Accepted(None if before else remittance)


async def save_accepted(
    decided: Sequence[Decided[Any, Accepted]], tx: AsyncConnection
) -> list[Effect]:
    new = [(cause, kept) for cause, decision in decided if (kept := decision.remittance)]
    if not new:
        return []
    await payments.accept(tx, [remittance for _, remittance in new])
    effects: list[Effect] = []
    for cause, remittance in new:
        payment_id = remittance.payment.payment_id
        effects.append(rest_due(cause, payment_id))
        effects.append(prove_soon(cause, payment_id))
    return effects


@dataclass(frozen=True, slots=True)
class AdjustmentFacts:
    payers: Payers
    known: Mapping[tuple[str, int], ProviderAdjustment] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A provider adjustment that is to be booked, or None when it is; zero has no entry."""

    adjustment: ProviderAdjustment | None
    entry: Entry | None = None


async def load_adjusted(
    causes: Sequence[Cause[era.ProviderAdjusted]], tx: AsyncConnection
) -> AdjustmentFacts:
    remittance_ids = [cause.body.remittance_id for cause in causes]
    return AdjustmentFacts(policy().payers, await payments.known_adjustments(tx, remittance_ids))


def book_adjustment(cause: Cause[era.ProviderAdjusted], facts: AdjustmentFacts) -> Adjusted:
    """Forwarding balance, recovery, interest or another adjustment of the whole payment."""
    adjustment = translation.provider_adjustment(cause.body, facts.payers)
    known = facts.known.get((adjustment.remittance_id, adjustment.ordinal))
    if known is None:
        return Adjusted(adjustment, provider_adjustment_entry(adjustment))
    if known.amount != adjustment.amount or known.reason_code != adjustment.reason_code:
        raise Refused(reasons.OTHER_AMOUNT)
    return Adjusted(None)


async def save_adjusted(
    decided: Sequence[Decided[Any, Adjusted]], tx: AsyncConnection
) -> list[Effect]:
    new = [(cause, kept) for cause, decision in decided if (kept := decision.adjustment)]
    await payments.keep_adjustments(tx, [adjustment for _, adjustment in new])
    booked = [
        Booked(decision.entry, cause.at, str(cause.id))
        for cause, decision in decided
        if decision.entry
    ]
    await ledger.append(tx, booked)
    return [prove_soon(cause, adjustment.payment.payment_id) for cause, adjustment in new]
