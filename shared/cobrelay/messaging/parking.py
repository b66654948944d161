"""What people can do about parked messages: see them, release a key in order, discard one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.errors import Refused
from cobrelay.messaging import parked
from cobrelay.messaging.acts import Act, record
from cobrelay.messaging.failures import reason_of
from cobrelay.messaging.kept import cause_of
from cobrelay.messaging.locks import lock_keys
from cobrelay.messaging.processing import Outcome, Processing
from cobrelay.messaging.waves import Entry, entry_of

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Released:
    """How many messages were played, and how many stay parked because one failed again."""

    played: int
    still_parked: int


async def release(processing: Processing, key: str, *, actor: str, reason: str) -> Released:
    """Plays the parked messages of a key in order, past their inbox rows; stops at a failure."""
    act = Act(actor, "release", key, reason)
    schema = processing.service.schema
    async with processing.engine.connect() as reader:
        seen = _entries(processing, await parked.rows_of(reader, schema, key))
    locks = {lock for entry in seen.values() for lock in entry.locks} | {key}
    outcome = Outcome()
    async with processing.engine.begin() as tx:
        await lock_keys(tx, schema, locks)
        rows = await parked.rows_of(tx, schema, key)
        entries = _entries(processing, rows)
        # What was parked since we looked is played only if its locks are held already.
        held = {at: entry for at, entry in entries.items() if entry.locks <= locks}
        played = await _play(processing, tx, held, outcome)
        still_parked = len(rows) - played
        await record(tx, schema, processing.clock.now(), act)
    log.info("key released", played=played, still_parked=still_parked)
    return Released(played, still_parked)


async def discard(processing: Processing, position: int, *, actor: str, reason: str) -> None:
    """Drops one parked message for good; raises Refused when it is not there."""
    schema = processing.service.schema
    async with processing.engine.begin() as tx:
        key = await parked.forget(tx, schema, position)
        if key is None:
            raise Refused("NOT_PARKED", f"nothing is parked at {position}")
        act = Act(actor, "discard", f"{key}@{position}", reason)
        await record(tx, schema, processing.clock.now(), act)
    log.info("message discarded", position=position)


async def _play(
    processing: Processing, tx: AsyncConnection, entries: dict[int, Entry], outcome: Outcome
) -> int:
    schema = processing.service.schema
    for played, (position, entry) in enumerate(entries.items()):
        failure = await processing.try_alone(tx, entry, outcome)
        if failure is not None:
            await parked.failed_again(tx, schema, position, reason_of(failure))
            return played
        await parked.forget(tx, schema, position)
    return len(entries)


def _entries(processing: Processing, rows: list[sa.Row[Any]]) -> dict[int, Entry]:
    service, now = processing.service, processing.clock.now()
    return {row.position: entry_of(service, cause_of(service, row, now)) for row in rows}
