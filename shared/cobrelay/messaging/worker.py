"""Reads the topics in batches and commits the offsets after the database, never before."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import KafkaError

from cobrelay.errors import Refused
from cobrelay.ids import event_id
from cobrelay.messaging import inbox, outbox
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.cloudevents import attributes_of, cause_of
from cobrelay.messaging.consequences import notify
from cobrelay.messaging.crash_points import crash_point
from cobrelay.messaging.failures import persistently
from cobrelay.messaging.fuse import FuseBlown
from cobrelay.messaging.loops import TRANSIENT_LIMIT_SECONDS
from cobrelay.messaging.outbox import Envelope
from cobrelay.messaging.processing import Processing
from cobrelay.messaging.retention import expired_unread
from cobrelay.messaging.sources import Messages
from cobrelay.messaging.topics import dead_topic, topic_of

log = structlog.get_logger(__name__)

BATCH_RECORDS = 500
POLL_MS = 500
START_SECONDS = 60.0
HEARTBEAT_MS = 2000
MAX_POLL_MS = 10 * 60 * 1000  # a long batch must not cost the partitions


@dataclass(frozen=True, slots=True)
class Membership:
    """How this process joins its group; `instance` lets its next life take over at once."""

    bootstrap_servers: str
    group: str
    instance: str = ""
    session_timeout_ms: int = 10_000


class Worker(ConsumerRebalanceListener):  # type: ignore[misc]
    """One member of the service's consumer group."""

    def __init__(
        self, processing: Processing, membership: Membership, stopping: asyncio.Event
    ) -> None:
        self._processing = processing
        self._service = processing.service
        self._membership = membership
        self._stopping = stopping
        self._consumer: AIOKafkaConsumer | None = None
        self._batch = asyncio.Lock()
        self._owed: dict[TopicPartition, int] = {}
        self._names = {each.DESCRIPTOR.full_name for each in self._service.event_types()}
        self.topics = sorted({topic_of(each).name for each in self._service.event_types()})
        self.is_ready = not self.topics

    async def run(self) -> None:
        """Reads until the service stops; then finishes its batch and leaves the group."""
        if not self.topics:
            await self._stopping.wait()
            return
        consumer = await persistently(
            self._joined, limit_seconds=START_SECONDS, what="consumer", stopping=self._stopping
        )
        self.is_ready = True
        try:
            while not self._stopping.is_set():
                await self._read(consumer)
        except FuseBlown:
            self.is_ready = False
            log.error("fuse blown: the worker stops, nothing more is parked")
            await self._leave(consumer)
            await self._stopping.wait()
        finally:
            self.is_ready = False
            await self._leave(consumer)

    async def on_partitions_revoked(self, revoked: Sequence[TopicPartition]) -> None:
        """Lets the batch at hand finish, so that its offsets are committed by us."""
        async with self._batch:
            self._owed.clear()  # whoever has them now reads again from before
            log.info("partitions revoked", count=len(revoked))

    async def on_partitions_assigned(self, assigned: Sequence[TopicPartition]) -> None:
        """Before anything is read: what retention took meanwhile can be told exactly now."""
        log.info("partitions assigned", count=len(assigned))
        if self._consumer is None:
            return
        async with self._batch:
            try:
                lost = await expired_unread(self._consumer, assigned)
            except (KafkaError, OSError) as failure:
                log.warning("expired records not counted", error=type(failure).__name__)
                return
        self._processing.metrics.show_expired(lost)
        if any(lost.values()):
            # The client itself would go on at the first record that is left, and say nothing.
            log.error("retention passed us: records expired unread", topics=dict(lost))

    async def _joined(self) -> AIOKafkaConsumer:
        consumer = AIOKafkaConsumer(
            bootstrap_servers=self._membership.bootstrap_servers,
            group_id=self._membership.group,
            group_instance_id=self._membership.instance or None,
            client_id=f"{self._membership.group}-{self._membership.instance or 'worker'}",
            enable_auto_commit=False,
            auto_offset_reset="earliest",  # `latest` would lose what came before the first commit
            session_timeout_ms=self._membership.session_timeout_ms,
            heartbeat_interval_ms=HEARTBEAT_MS,
            max_poll_interval_ms=MAX_POLL_MS,
        )
        consumer.subscribe(self.topics, listener=self)
        self._consumer = consumer
        try:
            await consumer.start()
        except BaseException:
            self._consumer = None
            await consumer.stop()
            raise
        return consumer

    async def _read(self, consumer: AIOKafkaConsumer) -> None:
        found = await consumer.getmany(timeout_ms=POLL_MS, max_records=BATCH_RECORDS)
        if not found:
            if self._owed:
                async with self._batch:
                    await self._commit(consumer, {})
            return
        async with self._batch:
            records = [record for batch in found.values() for record in batch]
            await persistently(
                lambda: self._handle(records),
                limit_seconds=TRANSIENT_LIMIT_SECONDS,
                what="batch",
                stopping=self._stopping,
            )
            crash_point("after_database_commit")
            ends = {partition: batch[-1].offset + 1 for partition, batch in found.items()}
            await self._commit(consumer, ends)
            crash_point("after_offset_commit")

    async def _handle(self, records: Sequence[Any]) -> None:
        causes: list[Cause[Any]] = []
        dead: list[Any] = []
        now = self._processing.clock.now()
        for record in records:
            name = attributes_of(record.headers).get("ce_type")
            if name is not None and name not in self._names:
                continue
            try:
                causes.append(cause_of(record.key, record.value, record.headers, now))
            except Refused:
                dead.append(record)
        if dead:
            await self._bury(dead)
        await self._processing.carry_out(Messages(causes))

    async def _commit(self, consumer: AIOKafkaConsumer, ends: Mapping[TopicPartition, int]) -> None:
        """Commits these, and what could not be committed before: timers wait for that, too."""
        owed = {**self._owed, **ends}
        try:
            await consumer.commit(owed)
        except KafkaError as failure:
            # Whoever has the partition now reads again from before: the inbox knows it all.
            log.warning("offsets not committed", error=type(failure).__name__)
            self._owed = owed
            return
        self._owed = {}

    async def _bury(self, records: Sequence[Any]) -> None:
        """Puts records without readable key or type on the dead topic, through the outbox."""
        schema, name = self._service.schema, self._service.name
        envelopes = [self._dead(record) for record in records]
        async with self._processing.engine.begin() as tx:
            new = await inbox.first_time(tx, schema, [each.id for each in envelopes])
            buried = [each for each in envelopes if each.id in new]
            if buried:
                await outbox.append(tx, schema, buried)
                await notify(tx, schema, "outbox")
        self._processing.metrics.count_dead(len(buried))
        log.error("dead records", service=name, count=len(buried))

    def _dead(self, record: Any) -> Envelope:
        origin = {
            "original_topic": str(record.topic),
            "original_partition": str(record.partition),
            "original_offset": str(record.offset),
        }
        place = "/".join(origin.values())
        return Envelope(
            id=event_id(self._service.name, f"dead:{place}"),
            topic=dead_topic(self._membership.group),
            key="",
            type="",
            body=record.value or b"",
            at=self._processing.clock.now(),
            headers={**attributes_of(record.headers), **origin},
        )

    async def _leave(self, consumer: AIOKafkaConsumer) -> None:
        if self._consumer is None:
            return
        self._consumer = None
        try:
            await consumer.stop()
        except (KafkaError, OSError) as failure:
            log.warning("left without a word", error=type(failure).__name__)
