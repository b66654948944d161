"""What people ask about remittances: lists and single ones, read only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from era_intake.storage.tables import answers, known_claims, provider_adjustments, remittances

ROWS_MAX = 1000
Rows = Sequence[Any]

_SUMMARY = [
    column
    for column in remittances.columns
    if column.name not in {"adjustments", "left_out", "adjustments_left_out"}
]


async def newest(reader: AsyncConnection, *, before: int | None, count: int) -> Rows:
    """Sets and files as they were received, the newest first, from a position on."""
    wanted = sa.select(*_SUMMARY).order_by(remittances.c.position.desc()).limit(count)
    if before is not None:
        wanted = wanted.where(remittances.c.position < before)
    return (await reader.execute(wanted)).all()


async def named(reader: AsyncConnection, name: str) -> Rows:
    """The sets of a remittance id or a trace number, those that are used first."""
    wanted = (
        sa.select(*_SUMMARY, remittances.c.left_out)
        .where(sa.or_(remittances.c.remittance_id == name, remittances.c.trace_number == name))
        .order_by(remittances.c.state != "accepted", remittances.c.position)
        .limit(ROWS_MAX)
    )
    return (await reader.execute(wanted)).all()


async def claims_of(reader: AsyncConnection, remittance_id: str) -> Rows:
    """The claim payments of a remittance in its order."""
    wanted = (
        sa.select(answers)
        .where(answers.c.remittance_id == remittance_id)
        .order_by(answers.c.ordinal)
    )
    return (await reader.execute(wanted)).all()


async def answers_to(reader: AsyncConnection, claim_id: str) -> list[bytes]:
    """The ClaimPayments that are a claim's, in order of arrival."""
    wanted = (
        sa.select(answers.c.payment)
        .where(answers.c.claim_id == claim_id, answers.c.state == "matched")
        .order_by(answers.c.position)
        .limit(ROWS_MAX)
    )
    return [bytes(payment) for payment in await reader.scalars(wanted)]


async def adjustments_of(reader: AsyncConnection, remittance_id: str) -> list[bytes]:
    """The ProviderAdjusted events of a remittance in its order."""
    wanted = (
        sa.select(provider_adjustments.c.event)
        .where(provider_adjustments.c.remittance_id == remittance_id)
        .order_by(provider_adjustments.c.ordinal)
    )
    return [bytes(event) for event in await reader.scalars(wanted)]


async def unmatched(reader: AsyncConnection) -> Rows:
    """Claim payments that are nobody's yet, the oldest first."""
    wanted = (
        sa.select(answers)
        .where(answers.c.state == "unmatched")
        .order_by(answers.c.position)
        .limit(ROWS_MAX)
    )
    return (await reader.execute(wanted)).all()


async def key_of_claim(reader: AsyncConnection, claim_id: str) -> str | None:
    """The claim key of a known claim."""
    wanted = sa.select(known_claims.c.key).where(known_claims.c.claim_id == claim_id).limit(1)
    found: str | None = await reader.scalar(wanted)
    return found
