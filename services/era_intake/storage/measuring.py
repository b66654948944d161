"""How much intake keeps without using it."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from era_intake.storage.tables import quarantine_closings, remittances


async def quarantined(reader: AsyncConnection) -> int:
    """How many files and sets were not used, and nobody has discarded or replaced."""
    closed = quarantine_closings
    is_closed = sa.exists().where(
        closed.c.item_id == remittances.c.remittance_id,
        closed.c.position == remittances.c.position,
    )
    wanted = sa.select(sa.func.count()).where(remittances.c.state == "quarantined", ~is_closed)
    return int((await reader.execute(wanted)).scalar_one())
