"""Offsets whose commit failed are committed as soon as it can be done, also when nothing comes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiokafka import TopicPartition
from aiokafka.errors import KafkaConnectionError

from cobrelay.messaging.worker import Membership, Worker
from counting.world import World

ONE, OTHER = TopicPartition("a.topic.v1", 0), TopicPartition("a.topic.v1", 1)


@dataclass(slots=True)
class QuietConsumer:
    """Nothing comes in; what is committed is kept, unless the broker is away."""

    is_away: bool = True
    committed: dict[TopicPartition, int] = field(default_factory=dict)

    async def getmany(self, *, timeout_ms: int, max_records: int) -> dict[TopicPartition, object]:
        del timeout_ms, max_records
        return {}

    async def commit(self, ends: Mapping[TopicPartition, int]) -> None:
        if self.is_away:
            raise KafkaConnectionError("away")
        self.committed.update(ends)


async def test_what_could_not_be_committed_is_committed_later(world: World) -> None:
    worker = Worker(world.processing, Membership("nowhere:0", "a-group"), asyncio.Event())
    consumer = QuietConsumer()
    await worker._commit(consumer, {ONE: 3})
    await worker._commit(consumer, {ONE: 5, OTHER: 1})
    assert consumer.committed == {}

    consumer.is_away = False
    await worker._read(consumer)

    assert consumer.committed == {ONE: 5, OTHER: 1}


async def test_what_is_read_by_others_now_is_theirs_to_commit(world: World) -> None:
    worker = Worker(world.processing, Membership("nowhere:0", "a-group"), asyncio.Event())
    consumer = QuietConsumer()
    await worker._commit(consumer, {ONE: 3})

    await worker.on_partitions_revoked([ONE])
    consumer.is_away = False
    await worker._read(consumer)

    assert consumer.committed == {}
