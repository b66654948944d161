"""Looks for the made-up names and numbers of a generated world where no patient may be seen."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import asyncpg
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from sqlalchemy.engine import make_url

from cobrelay.messaging.topics import TOPICS

CANARY = re.compile(rb"ZQXCANARY|ZQM\d|ZQ[A-Z]{3,}\d{5}")
# Everybody may read their values; of the others a subscriber without rights sees nothing.
OPEN_TOPICS = frozenset(topic.name for topic in TOPICS if topic.is_public or not topic.events)
# What the engine and the services say of what went wrong, and show to people.
REASONS = """
SELECT table_schema, table_name, column_name FROM information_schema.columns
WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND (column_name LIKE '%reason%'
OR column_name IN ('error_type', 'traceback_hash', 'detail', 'findings'))
"""


def found_in(places: Iterable[tuple[str, bytes]]) -> list[str]:
    """The places where somebody can be recognised, each with what was seen there."""
    return [
        f"{place}: {seen.group().decode()}"
        for place, content in places
        if (seen := CANARY.search(content))
    ]


def names_below(home: Path) -> Iterator[tuple[str, bytes]]:
    """What files are called; the raw files themselves are kept by hash."""
    for path in home.rglob("*"):
        yield f"name of {path}", str(path.relative_to(home)).encode()


def logs_below(home: Path) -> Iterator[tuple[str, bytes]]:
    for path in (home / "logs").iterdir():
        yield str(path), path.read_bytes()


def pages(addresses: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """What each process measures and says of itself."""
    for name, port in addresses.items():
        if name.endswith("_HTTP_PORT"):
            for page in ("metrics", "flow") if name.startswith("FLOW_MONITOR") else ("metrics",):
                with urlopen(f"http://127.0.0.1:{port}/{page}", timeout=10) as answer:
                    yield f"{page} of {name}", answer.read()


async def reasons(addresses: Mapping[str, str]) -> AsyncIterator[tuple[str, bytes]]:
    """Every reason on record in every schema."""
    url = make_url(addresses["COBRELAY_DATABASE_URL"]).set(drivername="postgresql")
    database = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        for schema, table, column in await database.fetch(REASONS):
            for row in await database.fetch(f'SELECT {column} FROM "{schema}"."{table}"'):
                yield f"{schema}.{table}.{column}", repr(row[column]).encode()
    finally:
        await database.close()


async def records(servers: str) -> AsyncIterator[tuple[str, Any]]:
    """Everything on every topic, with the topic's name."""
    partitions = await _partitions(servers)
    async with AIOKafkaConsumer(bootstrap_servers=servers, auto_offset_reset="earliest") as reader:
        reader.assign(partitions)
        left = sum((await reader.end_offsets(partitions)).values())
        while left > 0:
            for batch in (await reader.getmany(timeout_ms=500)).values():
                left -= len(batch)
                for record in batch:
                    yield record.topic, record


async def _partitions(servers: str) -> list[TopicPartition]:
    """Of every topic but the broker's own."""
    admin = AIOKafkaAdminClient(bootstrap_servers=servers)
    await admin.start()
    try:
        names = [name for name in await admin.list_topics() if not name.startswith("__")]
        described = await admin.describe_topics(names)
    finally:
        await admin.close()
    return [
        TopicPartition(topic["topic"], partition["partition"])
        for topic in described
        for partition in topic["partitions"]
    ]


def said_openly(topic: str, record: Any) -> Iterator[tuple[str, bytes]]:
    """Key and headers of any record, for they are no secret; the value where everybody reads it."""
    place = f"{topic} at {record.partition}/{record.offset}"
    yield f"key on {place}", record.key or b""
    for name, value in record.headers:
        yield f"{name} on {place}", value
    if topic in OPEN_TOPICS:
        yield f"value on {place}", record.value
