"""Whoever seeks a fact and whoever records it cannot miss each other."""

from __future__ import annotations

import asyncio

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from cobrelay.messaging import waiting
from cobrelay.messaging.locks import lock_keys
from counting import storage
from counting.handlers import original_of
from counting.world import World

PATIENCE_SECONDS = 10
LOOK_SECONDS = 0.02


async def test_a_seeker_waits_for_the_recorder_that_is_about_to_commit(world: World) -> None:
    await world.adjudicate("a", 1, "AWAITS", claim_id="C1")
    async with world.engine.begin() as recorder:
        await lock_keys(recorder, storage.SCHEMA, ["claim:C1"])
        await storage.register(recorder, ["C1"])
        await waiting.mark_ready(recorder, storage.SCHEMA, [original_of("C1")])

        seeker = asyncio.create_task(world.relay.settle())
        await _somebody_waits_for_a_lock(world.engine)

    await seeker
    assert await world.counted() == [("a", 1)]


async def test_batches_that_share_keys_in_any_order_do_not_deadlock(world: World) -> None:
    keys = [f"key {number}" for number in range(50)]

    async def take(order: list[str]) -> None:
        for _ in range(5):
            async with world.engine.begin() as tx:
                await lock_keys(tx, storage.SCHEMA, order)

    await asyncio.gather(take(keys), take(keys[::-1]), take(keys[25:] + keys[:25]))


async def _somebody_waits_for_a_lock(engine: AsyncEngine) -> None:
    query = sa.text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"
    )
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            async with engine.connect() as reader:
                if await reader.scalar(query):
                    return
            await asyncio.sleep(LOOK_SECONDS)
