"""What people did to remittances, and why; the table is the engine's and is only added to."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from era_intake.storage.tables import acts


class Act(NamedTuple):
    """Who did what to which thing, when and why."""

    at: datetime
    actor: str
    act: str
    subject: str
    reason: str


async def record(tx: AsyncConnection, act: Act) -> None:
    await tx.execute(sa.insert(acts), [act._asdict()])
