"""What a person's request said, by its id: one idempotency key stands for one request."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from google.protobuf.message import Message
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query
from cobrelay.errors import Refused


def fingerprint(request: Message) -> str:
    """A hash of all that a request says, the name of what it asks for included."""
    said = request.SerializeToString(deterministic=True)
    return sha256(b"\0".join((request.DESCRIPTOR.full_name.encode(), said))).hexdigest()


async def bind(tx: AsyncConnection, schema: str, id: UUID, content: str) -> None:  # noqa: A002
    """Binds `id` to what its request says; Refused when it was used for another request.

    Without this a second decision under a used key would be answered as if it had been made.
    """
    bound = await tx.execute(
        query(
            schema,
            "INSERT INTO {schema}.requests AS known (id, fingerprint) VALUES (:id, :content)"
            " ON CONFLICT (id) DO UPDATE SET fingerprint = known.fingerprint"
            " RETURNING fingerprint",
        ),
        {"id": id, "content": content},
    )
    if bound.scalar_one() != content:
        raise Refused("KEY_REUSED", "this idempotency key was used for another request")


async def prune(tx: AsyncConnection, schema: str, before: datetime) -> int:
    """Forgets what the inbox has forgotten as well; `before` is real time."""
    result = await tx.execute(
        query(schema, "DELETE FROM {schema}.requests WHERE received_at < :before"),
        {"before": before},
    )
    return result.rowcount
