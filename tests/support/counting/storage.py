"""What the counting service keeps; nothing in it is unique, so a double effect is two rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

SCHEMA = "counting"
metadata = sa.MetaData(schema=SCHEMA)
counted = sa.Table(
    "counted",
    metadata,
    sa.Column("position", sa.BigInteger, sa.Identity(), primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("event_id", sa.Uuid, nullable=False),
)
originals = sa.Table("originals", metadata, sa.Column("claim_id", sa.Text, nullable=False))
remedies = sa.Table("remedies", metadata, sa.Column("key", sa.Text, nullable=False))
entries = sa.Table(
    "entries",
    metadata,
    sa.Column("entry_id", sa.Uuid, nullable=False),
    sa.Column("amount_cents", sa.BigInteger, nullable=False),
)


async def count(tx: AsyncConnection, rows: Sequence[tuple[str, int, UUID]]) -> None:
    names = ("key", "number", "event_id")
    await tx.execute(sa.insert(counted), [dict(zip(names, row, strict=True)) for row in rows])


async def register(tx: AsyncConnection, claim_ids: Collection[str]) -> None:
    await tx.execute(sa.insert(originals), [{"claim_id": claim_id} for claim_id in claim_ids])


async def book(tx: AsyncConnection, imbalances: Sequence[tuple[UUID, int]]) -> None:
    """An entry in two statements: it sums to zero, but for its imbalance, only after the second.

    A deferred trigger demands zero, at the commit and not before.
    """
    for sign in (1, -1):
        rows = [
            {"entry_id": entry_id, "amount_cents": sign * 100 + max(0, sign) * imbalance}
            for entry_id, imbalance in imbalances
        ]
        if rows:
            await tx.execute(sa.insert(entries), rows)


async def remedy(tx: AsyncConnection, key: str) -> None:
    """Whatever was wrong with this key is put right."""
    await tx.execute(sa.insert(remedies), {"key": key})


async def remedied(tx: AsyncConnection, keys: Collection[str]) -> set[str]:
    return set(await tx.scalars(sa.select(remedies.c.key).where(remedies.c.key.in_(keys))))


async def registered(tx: AsyncConnection, claim_ids: Collection[str]) -> set[str]:
    query = sa.select(originals.c.claim_id).where(originals.c.claim_id.in_(claim_ids))
    return set(await tx.scalars(query))


async def how_many(tx: AsyncConnection) -> int:
    return int(await tx.scalar(sa.select(sa.func.count()).select_from(counted)) or 0)


async def all_counted(tx: AsyncConnection) -> list[tuple[str, int]]:
    rows = await tx.execute(sa.select(counted.c.key, counted.c.number).order_by(counted.c.position))
    return [(row.key, row.number) for row in rows]
