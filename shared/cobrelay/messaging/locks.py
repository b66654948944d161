"""One thing at a time per claim: advisory locks on a bounded number of slots per service."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import lru_cache

import sqlalchemy as sa
from aiokafka.partitioner import murmur2
from sqlalchemy.ext.asyncio import AsyncConnection

# Divisible by every usual number of partitions: keys of different partitions never share a slot,
# so workers with different partitions never wait for one another. Bounded, so that a batch cannot
# exhaust PostgreSQL's lock table.
SLOTS = 240

_LOCK = sa.text(
    "SELECT pg_advisory_xact_lock(:namespace, slot) FROM unnest(CAST(:slots AS integer[])) AS slot"
)


@lru_cache(maxsize=1 << 16)
def hash_of(key: str) -> int:
    """Kafka's own hash of a key: the same partition, the same slot."""
    return int(murmur2(key.encode())) & 0x7FFFFFFF


def slots_of(keys: Iterable[str]) -> list[int]:
    """The slots of `keys` in the order in which everybody takes them."""
    return sorted({hash_of(key) % SLOTS for key in keys})


def namespace(schema: str, purpose: str = "keys") -> int:
    """A signed 32-bit number for the locks of one schema."""
    return zlib.crc32(f"{schema}/{purpose}".encode()) - (1 << 31)


async def lock_keys(tx: AsyncConnection, schema: str, keys: Iterable[str]) -> None:
    """Waits until nobody else handles any of `keys`; the locks go with the transaction."""
    await tx.execute(_LOCK, {"namespace": namespace(schema), "slots": slots_of(keys)})
