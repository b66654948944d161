"""The counting service as real processes on a real broker and database, and what can be seen."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import grpc.aio
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError
from google.protobuf.message import Message
from grpc_health.v1 import health_pb2, health_pb2_grpc
from sqlalchemy.ext.asyncio import AsyncEngine

import groups
from brokers import Broker
from cobrelay.api.operations import v1 as operations
from cobrelay.clock import real_now
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.status import v1 as status
from cobrelay.ids import event_id
from cobrelay.messaging import depths
from cobrelay.messaging.admin import LagMeter
from cobrelay.messaging.cloudevents import attributes_of, headers_of
from cobrelay.messaging.outbox import Envelope
from cobrelay.messaging.topics import dead_topic, topic_of
from cobrelay.platform.children import Child, Process
from cobrelay.platform.ports import Ports
from counting import storage
from counting.service import NAME

SUPPORT = Path(__file__).parent
ROOT = SUPPORT.parent.parent
SOURCES = (SUPPORT, ROOT / "services", ROOT / "shared")
IN_TOPICS = [topic_of(each).name for each in (era.ClaimAdjudicated, claims.OriginalClaimRegistered)]
OUT_TOPIC = topic_of(status.WorkItemOpened).name
PARTITIONS = 4
PATIENCE_SECONDS = 180.0  # no measure of anything: by then something hangs
LOOK_SECONDS = 0.05
SESSION_MS = 6_000

Adjudication = tuple[str, int, str, str]
"""Key, number, status code, claim id."""


async def until(condition: Callable[[], Awaitable[bool]], what: str) -> None:
    """Looks again and again until `condition` holds; fails when it takes too long."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + PATIENCE_SECONDS
    while not await _holds(condition):
        assert loop.time() < deadline, f"never: {what}"
        await asyncio.sleep(LOOK_SECONDS)


async def _holds(condition: Callable[[], Awaitable[bool]]) -> bool:
    try:
        return await condition()
    except (OSError, KafkaError, grpc.aio.AioRpcError):
        return False  # what it looks at is away for the moment


def adjudications(keys: int, each: int) -> list[Adjudication]:
    """Numbers 0, 1, 2 … for each of some keys, interleaved."""
    return [(f"key {key}", number, "1", "") for number in range(each) for key in range(keys)]


@dataclass
class Member:
    """One process of the counting service."""

    child: Child
    http_port: int
    grpc_port: int

    def operations(self) -> operations.OperationsServiceStub:
        channel = grpc.aio.insecure_channel(f"127.0.0.1:{self.grpc_port}")
        return operations.OperationsServiceStub(channel)

    def said(self, words: str) -> Callable[[], Awaitable[bool]]:
        """Whether its log holds these words by now."""

        async def is_said() -> bool:
            return words in self.child.process.log.read_text()

        return is_said

    async def is_serving(self) -> bool:
        """What the standard health service says."""
        async with grpc.aio.insecure_channel(f"127.0.0.1:{self.grpc_port}") as channel:
            health: Any = health_pb2_grpc.HealthStub(channel)
            answer = await health.Check(health_pb2.HealthCheckRequest())
            return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)

    async def ended(self) -> int:
        """Waits for its end and returns its exit code."""

        async def is_over() -> bool:
            return self.child.exit_code is not None

        await until(is_over, "the process ends")
        return self.child.exit_code or 0

    async def terminate(self) -> int:
        self.child.send(signal.SIGTERM)
        return await self.ended()


@dataclass
class Installation:
    """A broker, a database and the processes between them."""

    broker: Broker
    url: str
    engine: AsyncEngine
    folder: Path
    ports: Ports
    members: list[Member] = field(default_factory=list)
    numbers: count[int] = field(default_factory=count)
    meter: LagMeter | None = None

    def start(
        self,
        instance: str = "",
        *,
        crash_at: str = "",
        session_ms: int = SESSION_MS,
        clock: str = "system",
    ) -> Member:
        """Starts a process; with `crash_at` it ends abruptly at that point of the code."""
        http_port, grpc_port = self.ports.reserve(), self.ports.reserve()
        prefix = NAME.replace("-", "_").upper()
        environment = {
            "PYTHONPATH": os.pathsep.join(map(str, SOURCES)),
            "COBRELAY_KAFKA_BOOTSTRAP_SERVERS": self.broker.bootstrap_servers,
            "COBRELAY_CLAIM_KEY_SECRET": "test",
            "COBRELAY_STORE_PATH": str(self.folder / "store"),
            "COBRELAY_CLOCK": clock,
            "COBRELAY_INSTANCE": instance,
            "COBRELAY_SESSION_TIMEOUT_MS": str(session_ms),
            "COBRELAY_CHAOS": "1" if crash_at else "",
            "COBRELAY_CRASH_AT": crash_at,
            "COUNTING_INBOX_PATH": str(self.folder / "inbox"),
            f"{prefix}_DATABASE_URL": self.url,
            f"{prefix}_HTTP_PORT": str(http_port),
            f"{prefix}_GRPC_PORT": str(grpc_port),
        }
        process = Process(
            name="counting",
            command=(sys.executable, "-m", "counting"),
            log=self.folder / f"counting-{next(self.numbers)}.log",
            environment={**os.environ, **environment},
        )
        self.members.append(Member(Child(process), http_port, grpc_port))
        return self.members[-1]

    async def end(self) -> None:
        """Kills what still runs, and leaves nothing of it in the group for the next test."""
        for member in self.members:
            if member.child.exit_code is None:
                member.child.kill()
        await self._forget_lag()
        with suppress(KafkaError):  # a test that failed may have left the broker dead
            await groups.throw_out(self.broker.bootstrap_servers, NAME)

    async def publish(self, wanted: Sequence[Adjudication], *, start: int = 0) -> None:
        """Publishes adjudications; each has the id that its place in the list gives it."""
        events = [
            (key, era.ClaimAdjudicated(claim_id=claim_id, answer=_answer(number, status_code)))
            for key, number, status_code, claim_id in wanted
        ]
        await self.publish_events(events, start=start)

    async def publish_events(
        self, events: Sequence[tuple[str, Message]], *, start: int = 0
    ) -> None:
        """Publishes events, in this order."""
        async with AIOKafkaProducer(
            bootstrap_servers=self.broker.bootstrap_servers, enable_idempotence=True
        ) as producer:
            answers = []
            for place, (key, event) in enumerate(events, start):
                envelope = _envelope(place, key, event)
                answers.append(
                    await producer.send(
                        envelope.topic,
                        envelope.body,
                        key=key.encode(),
                        headers=headers_of(envelope, "test"),
                    )
                )
            await asyncio.gather(*answers)

    async def publish_raw(self, topic: str, value: bytes, key: bytes | None) -> None:
        """Publishes what no service of ours would."""
        async with AIOKafkaProducer(bootstrap_servers=self.broker.bootstrap_servers) as producer:
            await producer.send_and_wait(topic, value, key=key)

    def drop(self, lines: Sequence[tuple[str, int]]) -> None:
        """Puts a file into the inbox: a key and a number a line."""
        inbox = self.folder / "inbox"
        inbox.mkdir(exist_ok=True)
        text = "".join(f"{key} {number}\n" for key, number in lines)
        (inbox / "lines.part").write_text(text)
        (inbox / "lines.part").rename(inbox / "lines.txt")

    async def settled(self) -> None:
        """Waits until nothing is left: no lag, outbox, ready waiting, due timer, open file."""
        await until(self.is_quiet, "the service is quiet")

    async def is_quiet(self) -> bool:
        if await self.lag():
            return False
        async with self.engine.connect() as reader:
            found = await depths.measure(reader, storage.SCHEMA, real_now())
        busy = (found.outbox, found.waiting_ready, found.timers_due, found.files_open)
        return not any(busy)

    async def lag(self) -> int:
        """Records behind the end of both topics."""
        if self.meter is None:
            self.meter = LagMeter(self.broker.bootstrap_servers, NAME, IN_TOPICS)
        try:
            return sum((await self.meter.measure()).values())
        except KafkaError:
            await self._forget_lag()  # connections of a broker that was killed
            raise

    async def _forget_lag(self) -> None:
        meter, self.meter = self.meter, None
        if meter is not None:
            await meter.close()

    async def counted(self) -> list[tuple[str, int]]:
        async with self.engine.connect() as reader:
            return await storage.all_counted(reader)

    async def count_reaches(self, number: int) -> None:
        """Waits until that many numbers are counted."""

        async def has_come() -> bool:
            async with self.engine.connect() as reader:
                return await storage.how_many(reader) >= number

        await until(has_come, f"{number} are counted")

    async def remedy(self, key: str) -> None:
        async with self.engine.begin() as tx:
            await storage.remedy(tx, key)

    async def announced(self) -> list[tuple[str, str]]:
        """Key and work item of every record on the topic that the service writes, with repeats."""
        return [
            (record.key.decode(), status.WorkItemOpened.FromString(record.value).work_item_id)
            for record in await self.records(OUT_TOPIC)
        ]

    async def announced_ids(self) -> list[str]:
        """The event id of every record on that topic, with repeats."""
        return [attributes_of(record.headers)["ce_id"] for record in await self.records(OUT_TOPIC)]

    async def records(self, topic: str) -> list[Any]:
        """Everything on a topic, in order per partition."""
        async with AIOKafkaConsumer(
            bootstrap_servers=self.broker.bootstrap_servers, auto_offset_reset="earliest"
        ) as consumer:
            numbers = consumer.partitions_for_topic(topic) or await _numbers(consumer, topic)
            partitions = [TopicPartition(topic, number) for number in numbers]
            consumer.assign(partitions)
            ends = await consumer.end_offsets(partitions)
            found: list[Any] = []
            while len(found) < sum(ends.values()):
                batches = await consumer.getmany(timeout_ms=500)
                found.extend(record for batch in batches.values() for record in batch)
            return found

    async def is_deserted(self) -> bool:
        """Whether nobody is in the group any more."""
        return await groups.is_empty(self.broker.bootstrap_servers, NAME)

    async def rewind(self) -> None:
        """Sets the group's offsets to the beginning of every topic, once nobody is in the group."""
        await until(self.is_deserted, "the broker gives up who was killed")
        async with AIOKafkaConsumer(
            bootstrap_servers=self.broker.bootstrap_servers, group_id=NAME, enable_auto_commit=False
        ) as consumer:
            partitions = [
                TopicPartition(topic, number) for topic in IN_TOPICS for number in range(PARTITIONS)
            ]
            consumer.assign(partitions)
            await consumer.commit(dict.fromkeys(partitions, 0))


async def fresh_topics(bootstrap_servers: str) -> None:
    """Empties the topics of the counting service, and with them its group's offsets."""
    wanted = [*IN_TOPICS, OUT_TOPIC, dead_topic(NAME)]
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap_servers)
    await admin.start()
    try:
        existing = set(await admin.list_topics()) & set(wanted)
        if existing:
            await admin.delete_topics(sorted(existing))

        async def are_gone() -> bool:
            return not set(await admin.list_topics()) & set(wanted)

        await until(are_gone, "the topics are gone")
        await admin.create_topics([NewTopic(name, PARTITIONS, 1) for name in wanted])

        async def are_there() -> bool:
            described = await admin.describe_topics(wanted)
            return all(len(topic["partitions"]) == PARTITIONS for topic in described)

        await until(are_there, "the topics are there")
    finally:
        await admin.close()


def in_order(pairs: Sequence[tuple[str, int]]) -> bool:
    """Whether the numbers of each key rise, each by one from 0."""
    numbers = defaultdict(list)
    for key, number in pairs:
        numbers[key].append(number)
    return all(found == list(range(len(found))) for found in numbers.values())


def _answer(number: int, status_code: str) -> era.ClaimPayment:
    return era.ClaimPayment(ordinal=number, status_code=status_code)


def _envelope(place: int, key: str, event: Message) -> Envelope:
    return Envelope(
        id=event_id("test", "published", place),
        topic=topic_of(type(event)).name,
        key=key,
        type=event.DESCRIPTOR.full_name,
        body=event.SerializeToString(),
        at=real_now(),
    )


async def _numbers(consumer: AIOKafkaConsumer, topic: str) -> set[int]:
    consumer.subscribe([topic])
    await consumer._client.force_metadata_update()
    consumer.unsubscribe()
    return set(consumer.partitions_for_topic(topic) or range(PARTITIONS))
