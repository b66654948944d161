"""What a person did, to what, when and why: kept for ever, by every service alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query
from cobrelay.errors import Refused


@dataclass(frozen=True, slots=True)
class Act:
    """Who did what to which thing, and why; nobody acts without a name and a reason."""

    actor: str
    act: str
    subject: str
    reason: str

    def __post_init__(self) -> None:
        if not self.actor.strip() or not self.reason.strip():
            raise Refused("ACT_WITHOUT_ACTOR_OR_REASON", "say who does it, and why")


async def record(tx: AsyncConnection, schema: str, at: datetime, act: Act) -> None:
    """Adds to the table `acts`, which no service can change."""
    await tx.execute(
        query(
            schema,
            "INSERT INTO {schema}.acts (at, actor, act, subject, reason)"
            " VALUES (:at, :actor, :act, :subject, :reason)",
        ),
        {
            "at": at,
            "actor": act.actor,
            "act": act.act,
            "subject": act.subject,
            "reason": act.reason,
        },
    )
