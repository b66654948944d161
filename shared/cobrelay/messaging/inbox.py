"""The inbox: what this service has handled, so that a second delivery has no effect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query


async def first_time(tx: AsyncConnection, schema: str, ids: Sequence[UUID]) -> set[UUID]:
    """Enters `ids` and returns those that were not there: only these may take effect."""
    rows = await tx.execute(
        query(
            schema,
            "INSERT INTO {schema}.inbox (id) SELECT DISTINCT unnest(CAST(:ids AS uuid[]))"
            " ON CONFLICT (id) DO NOTHING RETURNING id",
        ),
        {"ids": list(ids)},
    )
    return set(rows.scalars())


async def prune(tx: AsyncConnection, schema: str, before: datetime) -> int:
    """Forgets what no topic can deliver again; `before` is real time."""
    result = await tx.execute(
        query(schema, "DELETE FROM {schema}.inbox WHERE received_at < :before"), {"before": before}
    )
    return result.rowcount
