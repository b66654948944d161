"""What could not be handled, and what stands behind it: one claim's events stay in order."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.failures import Reason
from cobrelay.messaging.kept import COLUMNS, UNNESTED, arrays_of

BEHIND = Reason("BEHIND_PARKED", "", "")


class Parking(NamedTuple):
    """A cause that is to be parked, and why."""

    cause: Cause[Any]
    reason: Reason

    @property
    def is_first_cause(self) -> bool:
        return self.reason is not BEHIND


@dataclass(frozen=True, slots=True)
class ParkedMessage:
    """A parked cause as people see it: nothing of its content."""

    position: int
    key: str
    id: UUID
    type: str
    reason_code: str
    error_type: str
    traceback_hash: str
    first_cause: bool
    attempts: int
    parked_at: datetime


async def keys_of(tx: AsyncConnection, schema: str, keys: Collection[str]) -> set[str]:
    """Those of `keys` of which something is parked; called under their locks."""
    rows = await tx.execute(
        query(
            schema,
            "SELECT DISTINCT key FROM {schema}.parked WHERE key = ANY(CAST(:keys AS text[]))",
        ),
        {"keys": list(keys)},
    )
    return set(rows.scalars())


async def put(tx: AsyncConnection, schema: str, parkings: Sequence[Parking]) -> list[Parking]:
    """Parks causes, in this order; returns those that were not parked already."""
    if not parkings:
        return []
    causes = [each.cause for each in parkings]
    rows = await tx.execute(
        query(
            schema,
            "INSERT INTO {schema}.parked"
            " (reason_code, error_type, traceback_hash, first_cause, parked_at, {columns})"
            " SELECT * FROM unnest(CAST(:codes AS text[]), CAST(:error_types AS text[]),"
            " CAST(:hashes AS text[]), CAST(:firsts AS boolean[]), CAST(:ats AS timestamptz[]),"
            " {unnested}) ON CONFLICT (id) DO NOTHING RETURNING id",
            columns=COLUMNS,
            unnested=UNNESTED,
        ),
        {
            "codes": [each.reason.code for each in parkings],
            "error_types": [each.reason.error_type for each in parkings],
            "hashes": [each.reason.traceback_hash for each in parkings],
            "firsts": [each.is_first_cause for each in parkings],
            "ats": [cause.at for cause in causes],
            **arrays_of(causes),
        },
    )
    new = set(rows.scalars())
    return [each for each in parkings if each.cause.id in new]


async def listed(tx: AsyncConnection, schema: str, key: str = "") -> list[ParkedMessage]:
    """What is parked, oldest first; of one key, or of all."""
    rows = await tx.execute(
        query(
            schema,
            "SELECT position, key, id, type, reason_code, error_type, traceback_hash,"
            " first_cause, attempts, parked_at FROM {schema}.parked"
            " WHERE :key = '' OR key = :key ORDER BY position LIMIT 1000",
        ),
        {"key": key},
    )
    return [ParkedMessage(*row) for row in rows]


async def rows_of(tx: AsyncConnection, schema: str, key: str) -> list[sa.Row[Any]]:
    """The parked causes of a key with their content, in order of position."""
    rows = await tx.execute(
        query(
            schema,
            "SELECT position, {columns} FROM {schema}.parked WHERE key = :key ORDER BY position",
            columns=COLUMNS,
        ),
        {"key": key},
    )
    return list(rows)


async def forget(tx: AsyncConnection, schema: str, position: int) -> str | None:
    """Removes one parked cause and returns its key; None when it is not there."""
    key: str | None = await tx.scalar(
        query(schema, "DELETE FROM {schema}.parked WHERE position = :position RETURNING key"),
        {"position": position},
    )
    return key


async def failed_again(tx: AsyncConnection, schema: str, position: int, reason: Reason) -> None:
    """A release did not help: the new reason counts."""
    await tx.execute(
        query(
            schema,
            "UPDATE {schema}.parked SET attempts = attempts + 1, first_cause = true,"
            " reason_code = :code, error_type = :error_type, traceback_hash = :hash"
            " WHERE position = :position",
        ),
        {
            "code": reason.code,
            "error_type": reason.error_type,
            "hash": reason.traceback_hash,
            "position": position,
        },
    )
