"""Creates the topics of the registry, and says how far a consumer group is behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TypeAlias

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from cobrelay.messaging.topics import DAY_MS, TOPICS, Topic, dead_topic

DEAD_RETENTION_MS = 365 * DAY_MS
START_OFFSET = 0

_Clients: TypeAlias = tuple[AIOKafkaConsumer, AIOKafkaAdminClient]


async def create_topics(
    bootstrap_servers: str, groups: Iterable[str] = (), *, replication: int = 1
) -> list[str]:
    """Creates the topics that are missing and the dead topics of `groups`; returns their names."""
    wanted = [_new(topic, replication) for topic in TOPICS]
    wanted += [_dead(group, replication) for group in groups]
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers)
    await admin.start()
    try:
        existing = set(await admin.list_topics())
        missing = [topic for topic in wanted if topic.name not in existing]
        if missing:
            answer = await admin.create_topics(missing)
            _check(answer.topic_errors)
        return [topic.name for topic in missing]
    finally:
        await admin.close()


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a group stands, by topic: records still to read, and those that expired unread."""

    lag: Mapping[str, int]
    expired: Mapping[str, int]


async def lag_of(bootstrap_servers: str, group: str, topics: Sequence[str]) -> Mapping[str, int]:
    """Records behind the end of each topic, as the broker knows it; sees every member's commits."""
    async with _connected(bootstrap_servers) as (consumer, admin):
        return (await _progress(consumer, admin, group, topics)).lag


class LagMeter:
    """Keeps its connections, for a service that measures its lag again and again."""

    def __init__(self, bootstrap_servers: str, group: str, topics: Sequence[str]) -> None:
        self._bootstrap_servers = bootstrap_servers
        self._group = group
        self._topics = topics
        self._clients: _Clients | None = None
        self._open = AsyncExitStack()
        self._connecting = asyncio.Lock()

    async def measure(self) -> Mapping[str, int]:
        """Records behind, by topic."""
        return (await self.progress()).lag

    async def progress(self) -> Progress:
        """Records behind, and records that retention took before they were read."""
        if not self._topics:
            return Progress({}, {})
        return await _progress(*await self._connect(), self._group, self._topics)

    async def ends(self) -> Mapping[TopicPartition, int]:
        """Where each partition of the topics ends now."""
        if not self._topics:
            return {}
        consumer, admin = await self._connect()
        ends: Mapping[TopicPartition, int] = await consumer.end_offsets(
            await _partitions(admin, self._topics)
        )
        return ends

    async def left(self, ends: Mapping[TopicPartition, int]) -> int:
        """Records before these ends that are still there and not committed by the group."""
        if not ends:
            return 0
        consumer, admin = await self._connect()
        beginnings = await consumer.beginning_offsets(list(ends))
        committed = await admin.list_consumer_group_offsets(self._group)
        left = 0
        for partition, end in ends.items():
            found = committed.get(partition)
            reached = max(found.offset if found else START_OFFSET, beginnings[partition])
            left += max(0, end - reached)
        return left

    async def _connect(self) -> _Clients:
        async with self._connecting:  # two may ask at once
            if self._clients is None:
                connected = _connected(self._bootstrap_servers)
                self._clients = await self._open.enter_async_context(connected)
        return self._clients

    async def forget(self) -> None:
        """Connects anew when next asked: connections of a broker that died may not come back."""
        async with self._connecting:
            self._clients = None
            await self._open.aclose()

    async def close(self) -> None:
        await self._open.aclose()


@asynccontextmanager
async def _connected(bootstrap_servers: str) -> AsyncIterator[_Clients]:
    """Two clients that belong to no group; closed also where no broker answered."""
    consumer = AIOKafkaConsumer(bootstrap_servers=bootstrap_servers)
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers)
    try:
        await consumer.start()
        await admin.start()
        yield consumer, admin
    finally:
        await admin.close()
        await consumer.stop()


async def _progress(
    consumer: AIOKafkaConsumer, admin: AIOKafkaAdminClient, group: str, topics: Sequence[str]
) -> Progress:
    partitions = await _partitions(admin, topics)
    ends = await consumer.end_offsets(partitions)
    beginnings = await consumer.beginning_offsets(partitions)
    committed = await admin.list_consumer_group_offsets(group)
    lag, expired = dict.fromkeys(topics, 0), dict.fromkeys(topics, 0)
    for partition, end in ends.items():
        found = committed.get(partition)
        reached = found.offset if found else START_OFFSET
        lag[partition.topic] += end - reached
        if found:  # a group that never read begins at the beginning, wherever that is
            expired[partition.topic] += max(0, beginnings[partition] - reached)
    return Progress(lag, expired)


async def _partitions(admin: AIOKafkaAdminClient, topics: Sequence[str]) -> list[TopicPartition]:
    described = await admin.describe_topics(list(topics))
    return [
        TopicPartition(topic["topic"], partition["partition"])
        for topic in described
        for partition in topic["partitions"]
    ]


def _new(topic: Topic, replication: int) -> NewTopic:
    settings = {"retention.ms": str(topic.retention_ms)}
    return NewTopic(topic.name, topic.partitions, replication, topic_configs=settings)


def _dead(group: str, replication: int) -> NewTopic:
    settings = {"retention.ms": str(DEAD_RETENTION_MS)}
    return NewTopic(dead_topic(group), 1, replication, topic_configs=settings)


def _check(errors: Iterable[Sequence[object]]) -> None:
    """Raises what went wrong; that somebody else was faster is not wrong."""
    for _topic, code, *message in errors:
        failure = for_code(code)
        if code and failure is not TopicAlreadyExistsError:
            raise failure(*message)
