"""How much intake keeps without using it."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from era_intake.storage.tables import remittances


async def quarantined(reader: AsyncConnection) -> int:
    """How many files and sets are quarantined."""
    wanted = sa.select(sa.func.count()).where(remittances.c.state == "quarantined")
    return int((await reader.execute(wanted)).scalar_one())
