"""Payments, their remittances and provider adjustments, and what the ledger holds of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.money import ZERO, Cents
from payment_poster.domain.facts import Payment, ProviderAdjustment, Remittance
from payment_poster.domain.reconciliation import PaymentFacts
from payment_poster.storage.pages import payment_of
from payment_poster.storage.tables import (
    is_any,
    payments,
    provider_adjustments,
    remittances,
)

Proof = dict[str, Any]


async def introduce(tx: AsyncConnection, named: Iterable[Payment]) -> None:
    """Keeps who a payment is when it is first heard of."""
    rows = [
        {
            "payment_id": payment.payment_id,
            "payer_identifier": payment.payer_identifier,
            "trace_number": payment.trace_number,
            "paid_on": payment.paid_on,
            "payee_id": payment.payee_id,
            "is_overdue": False,
        }
        # Everybody in one order, or two batches could wait for each other.
        for payment in sorted(set(named), key=lambda each: each.payment_id)
    ]
    if rows:
        await tx.execute(insert(payments).on_conflict_do_nothing(), rows)


async def known_remittances(
    tx: AsyncConnection, remittance_ids: Collection[str]
) -> dict[str, Remittance]:
    query = (
        sa.select(remittances, payments)
        .join(payments, payments.c.payment_id == remittances.c.payment_id)
        .where(is_any(remittances.c.remittance_id, sorted(remittance_ids)))
    )
    return {
        row.remittance_id: Remittance(
            row.remittance_id,
            payment_of(row),
            Cents(row.payment_cents or 0),
            row.claim_count,
            row.provider_adjustment_count,
        )
        for row in await tx.execute(query)
    }


async def accept(tx: AsyncConnection, accepted: Sequence[Remittance]) -> None:
    """Keeps what was announced of a payment."""
    await introduce(tx, (each.payment for each in accepted))
    rows = [
        {
            "remittance_id": each.remittance_id,
            "payment_id": each.payment.payment_id,
            "claim_count": each.claim_count,
            "provider_adjustment_count": each.provider_adjustment_count,
        }
        for each in accepted
    ]
    await tx.execute(insert(remittances).on_conflict_do_nothing(), rows)
    for each in accepted:
        await tx.execute(
            sa.update(payments)
            .where(payments.c.payment_id == each.payment.payment_id)
            .values(payment_cents=each.payment_amount)
        )


async def known_adjustments(
    tx: AsyncConnection, remittance_ids: Collection[str]
) -> dict[tuple[str, int], ProviderAdjustment]:
    """The provider adjustments that are booked already, by (remittance, ordinal)."""
    query = (
        sa.select(provider_adjustments, payments)
        .join(payments, payments.c.payment_id == provider_adjustments.c.payment_id)
        .where(is_any(provider_adjustments.c.remittance_id, sorted(remittance_ids)))
    )
    return {
        (row.remittance_id, row.ordinal): ProviderAdjustment(
            row.remittance_id,
            row.ordinal,
            payment_of(row),
            row.payer,
            row.reason_code,
            row.reference,
            Cents(row.amount_cents),
        )
        for row in await tx.execute(query)
    }


async def keep_adjustments(tx: AsyncConnection, kept: Sequence[ProviderAdjustment]) -> None:
    await introduce(tx, (each.payment for each in kept))
    rows = [
        {
            "remittance_id": each.remittance_id,
            "ordinal": each.ordinal,
            "payment_id": each.payment.payment_id,
            "payer": each.payer,
            "reason_code": each.reason_code,
            "reference": each.reference,
            "amount_cents": each.amount,
        }
        for each in kept
    ]
    if rows:
        await tx.execute(sa.insert(provider_adjustments), rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """A payment as it stands in the ledger, and its proof as it was told last."""

    facts: PaymentFacts
    told: Proof | None


_COUNTS = sa.text("""
SELECT p.payment_id, p.payer_identifier, p.trace_number, p.paid_on, p.payee_id, p.payment_cents,
    p.is_overdue, p.proof,
    (SELECT coalesce(sum(r.claim_count + r.provider_adjustment_count), 0)
        FROM payment_poster.remittances r WHERE r.payment_id = p.payment_id) AS expected,
    (SELECT count(*) FROM payment_poster.answers a WHERE a.payment_id = p.payment_id)
    + (SELECT count(*) FROM payment_poster.provider_adjustments x
        WHERE x.payment_id = p.payment_id) AS booked
FROM payment_poster.payments p
WHERE p.payment_id = ANY(CAST(:payment_ids AS text[]))
""")

# From the journal itself, not from what it was made of: the proof is about the ledger.
_SUMS = sa.text("""
SELECT e.payment_id,
    -sum(p.amount_cents) FILTER (WHERE p.account LIKE 'claim:%') AS on_claims,
    -sum(p.amount_cents) FILTER (WHERE p.account LIKE 'unapplied:%') AS unapplied,
    sum(p.amount_cents) FILTER (WHERE p.account LIKE 'payer:%' OR p.account = 'interest')
        AS provider_adjustments
FROM payment_poster.entries e JOIN payment_poster.postings p USING (entry_id)
WHERE e.payment_id = ANY(CAST(:payment_ids AS text[])) AND e.payment_id <> ''
GROUP BY e.payment_id
""")

# An adjustment is paired when its reference nets to zero over all remittances of the payer: a
# forwarded balance came back, money taken back was refunded or given before.
_UNPAIRED = sa.text("""
WITH mine AS (
    SELECT DISTINCT payment_id, payer, reason_code IN ('WO', '72') AS is_recovery, reference
    FROM payment_poster.provider_adjustments
    WHERE payment_id = ANY(CAST(:payment_ids AS text[])) AND reason_code IN ('FB', 'WO', '72')
), netted AS (
    SELECT mine.payment_id, mine.is_recovery, abs(sum(x.amount_cents)) AS left_open
    FROM mine JOIN payment_poster.provider_adjustments x
        ON x.payer = mine.payer AND x.reference = mine.reference
        AND x.reason_code IN ('FB', 'WO', '72')
        AND (x.reason_code IN ('WO', '72')) = mine.is_recovery
    GROUP BY mine.payment_id, mine.payer, mine.is_recovery, mine.reference
)
SELECT payment_id,
    coalesce(sum(left_open) FILTER (WHERE NOT is_recovery), 0) AS forwarding,
    coalesce(sum(left_open) FILTER (WHERE is_recovery), 0) AS recovery
FROM netted GROUP BY payment_id
""")


async def standings(tx: AsyncConnection, payment_ids: Sequence[str]) -> dict[str, Standing]:
    """How payments stand; what is not booked completely is not summed unless it is overdue."""
    asked = {"payment_ids": list(payment_ids)}
    counts = (await tx.execute(_COUNTS, asked)).all()
    summed = [row.payment_id for row in counts if row.booked >= row.expected or row.is_overdue]
    return await _standings(tx, counts, summed)


async def all_standings(tx: AsyncConnection, payment_ids: Sequence[str]) -> dict[str, Standing]:
    """The same, summed in any case."""
    counts = (await tx.execute(_COUNTS, {"payment_ids": list(payment_ids)})).all()
    return await _standings(tx, counts, list(payment_ids))


async def _standings(
    tx: AsyncConnection, counts: Sequence[Any], summed: Sequence[str]
) -> dict[str, Standing]:
    asked = {"payment_ids": list(summed)}
    sums = {row.payment_id: row for row in await tx.execute(_SUMS, asked)}
    unpaired = {row.payment_id: row for row in await tx.execute(_UNPAIRED, asked)}
    return {
        row.payment_id: Standing(
            _facts(row, sums.get(row.payment_id), unpaired.get(row.payment_id)), row.proof
        )
        for row in counts
    }


def _facts(row: Any, sums: Any, unpaired: Any) -> PaymentFacts:
    return PaymentFacts(
        payment=payment_of(row),
        payment_amount=None if row.payment_cents is None else Cents(row.payment_cents),
        expected=int(row.expected),
        booked=int(row.booked),
        on_claims=Cents(int(sums.on_claims or 0)) if sums else ZERO,
        unapplied=Cents(int(sums.unapplied or 0)) if sums else ZERO,
        provider_adjustments=Cents(int(sums.provider_adjustments or 0)) if sums else ZERO,
        unpaired_forwarding=Cents(int(unpaired.forwarding)) if unpaired else ZERO,
        unpaired_recovery=Cents(int(unpaired.recovery)) if unpaired else ZERO,
        is_overdue=row.is_overdue,
    )


async def tell(tx: AsyncConnection, proofs: Mapping[str, Proof]) -> None:
    """Keeps the proofs that are being told, by payment id."""
    for payment_id, proof in sorted(proofs.items()):
        query = sa.update(payments).where(payments.c.payment_id == payment_id)
        await tx.execute(query.values(proof=proof))


async def mark_overdue(tx: AsyncConnection, payment_ids: Sequence[str]) -> None:
    query = sa.update(payments).where(is_any(payments.c.payment_id, payment_ids))
    await tx.execute(query.values(is_overdue=True))


async def paired_with(tx: AsyncConnection, payment_ids: Sequence[str]) -> dict[str, list[str]]:
    """For each payment the others whose FB, WO or 72 have the same payer and reference."""
    mine, theirs = provider_adjustments.alias("mine"), provider_adjustments.alias("theirs")
    pairing = ["FB", "WO", "72"]
    query = (
        sa.select(mine.c.payment_id, theirs.c.payment_id.label("other"))
        .distinct()
        .join(
            theirs,
            (theirs.c.payer == mine.c.payer) & (theirs.c.reference == mine.c.reference),
        )
        .where(is_any(mine.c.payment_id, payment_ids))
        .where(is_any(mine.c.reason_code, pairing), is_any(theirs.c.reason_code, pairing))
        .where(theirs.c.payment_id != mine.c.payment_id)
    )
    found: dict[str, list[str]] = {}
    for row in await tx.execute(query):
        found.setdefault(row.payment_id, []).append(row.other)
    return found


async def ids_of(tx: AsyncConnection, name: str) -> list[str]:
    """The payments that `name` may mean: a payment id, or a trace number (TRN02)."""
    found = payments.c.payment_id
    by_id = list(await tx.scalars(sa.select(found).where(found == name)))
    if by_id:
        return by_id
    query = sa.select(found).where(payments.c.trace_number == name).order_by(found)
    return list(await tx.scalars(query))


async def page(tx: AsyncConnection, after: str, limit: int) -> list[str]:
    """Ids of accepted payments, in order."""
    query = (
        sa.select(payments.c.payment_id)
        .where(payments.c.payment_id > after, payments.c.payment_cents.is_not(None))
        .order_by(payments.c.payment_id)
        .limit(limit)
    )
    return list(await tx.scalars(query))
