"""Reads a relay's whole log once more after every inbox was pruned, and says what that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable

import sqlalchemy as sa

from cobrelay.database.sql import query
from cobrelay.messaging.in_memory import Relay

Changes = dict[str, list[str]]
"""By table of a schema, or `log`: what is gone (-) and what is new (+)."""


async def changed_by_replay(
    relay: Relay, settle: Callable[[], Awaitable[None]] | None = None
) -> Changes:
    """What was kept or said a second time; nothing, where every effect has its natural key."""
    before = {name: await _rows(relay, name) for name in _services(relay)}
    said = Counter(f"{each.type} {each.id}" for each in relay.log)
    for name in before:
        runtime = relay.runtime(name)
        async with runtime.engine.begin() as tx:
            await tx.execute(
                query(runtime._processing.service.schema, "DELETE FROM {schema}.inbox")
            )
    relay.replay()
    await (settle or relay.settle)()
    changes = {"log": _between(said, Counter(f"{each.type} {each.id}" for each in relay.log))}
    for name, tables in before.items():
        after = await _rows(relay, name)
        changes |= {table: _between(rows, after[table]) for table, rows in tables.items()}
    return {place: found for place, found in changes.items() if found}


def _services(relay: Relay) -> list[str]:
    return [member.service.name for member in relay._members]


async def _rows(relay: Relay, service: str) -> dict[str, Counter[str]]:
    """Every row of a service's tables as text, by table; without the inbox."""
    runtime = relay.runtime(service)
    schema = runtime._processing.service.schema
    async with runtime.engine.connect() as reader:
        names = sa.text("SELECT tablename FROM pg_tables WHERE schemaname = :schema")
        tables = set(await reader.scalars(names, {"schema": schema})) - {"inbox"}
        return {
            f"{schema}.{table}": Counter(
                await reader.scalars(query(schema, f"SELECT t::text FROM {{schema}}.{table} t"))
            )
            for table in tables
        }


def _between(before: Counter[str], after: Counter[str]) -> list[str]:
    gone = [f"- {row}" for row in (before - after).elements()]
    return [*gone, *(f"+ {row}" for row in (after - before).elements())]
