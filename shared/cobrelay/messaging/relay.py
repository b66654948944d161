"""Carries the outbox to the topics: in order of position, and deleted only once it is there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog
from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from cobrelay.errors import Transient
from cobrelay.messaging import outbox
from cobrelay.messaging.cloudevents import headers_of
from cobrelay.messaging.crash_points import crash_point
from cobrelay.messaging.locks import hash_of
from cobrelay.messaging.outbox import Envelope
from cobrelay.messaging.processing import Processing

log = structlog.get_logger(__name__)

BATCH = 1000
ANSWER_SECONDS = 5.0  # an idempotent producer never gives up by itself
STOP_SECONDS = 2.0


class OutboxRelay:
    """Publishes what the service has decided. A crash may publish it twice, never less."""

    def __init__(self, processing: Processing, bootstrap_servers: str) -> None:
        self._processing = processing
        self._schema = processing.service.schema
        self._source = processing.service.name
        self._bootstrap_servers = bootstrap_servers
        self._producer: AIOKafkaProducer | None = None

    async def step(self) -> bool:
        """Publishes the head of the outbox; True when there may be more."""
        engine = self._processing.engine
        async with engine.connect() as reader:
            found = await outbox.head(reader, self._schema, BATCH)
        if not found:
            return False
        crash_point("before_publish")
        await self._publish(found)
        crash_point("after_publish")
        async with engine.begin() as tx:
            await outbox.delete(tx, self._schema, found)
        crash_point("after_outbox_delete")
        return len(found) == BATCH

    async def close(self) -> None:
        """Ends the producer; what it had not published stays in the outbox."""
        producer, self._producer = self._producer, None
        if producer is not None:
            await _abandon(producer)

    async def _publish(self, envelopes: Sequence[Envelope]) -> None:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                producer = await self._running()
                answers = [await self._send(producer, envelope) for envelope in envelopes]
                await asyncio.gather(*answers)
        except (KafkaError, TimeoutError) as failure:
            await self.close()
            log.warning("producer is rebuilt", error=type(failure).__name__)
            raise Transient("the broker does not answer") from None
        self._measure(envelopes)

    async def _send(self, producer: AIOKafkaProducer, envelope: Envelope) -> asyncio.Future[object]:
        answer: asyncio.Future[object] = await producer.send(
            envelope.topic,
            value=envelope.body,
            key=envelope.key.encode() or None,
            headers=headers_of(envelope, self._source),
            timestamp_ms=int(envelope.written_at * 1000) or None,
        )
        answer.add_done_callback(_settle)
        return answer

    async def _running(self) -> AIOKafkaProducer:
        if self._producer is None:
            producer = AIOKafkaProducer(
                bootstrap_servers=self._bootstrap_servers,
                client_id=self._source,
                enable_idempotence=True,
                acks="all",
                partitioner=partition_of,
            )
            self._producer = producer
            await producer.start()
        return self._producer

    def _measure(self, envelopes: Sequence[Envelope]) -> None:
        now = self._processing.clock.real_now().timestamp()
        for envelope in envelopes:
            self._processing.metrics.count_published(max(0.0, now - envelope.written_at))


def partition_of(key: bytes | None, all_partitions: list[int], available: list[int]) -> int:
    """Kafka's own choice of partition, by the hash that the lock slots use too."""
    del available  # order per key is worth more than a partition that answers
    return all_partitions[hash_of((key or b"").decode("utf-8", "replace")) % len(all_partitions)]


async def _abandon(producer: AIOKafkaProducer) -> None:
    """Ends a producer that may be stuck, without a last try: what it holds is in the outbox."""
    # There is no public way to do this: `stop` flushes first, which may take for ever.
    producer._closed = True  # noqa: SLF001
    sender = producer._sender and producer._sender.sender_task  # noqa: SLF001
    if sender is not None:
        sender.cancel()
    await producer.client.close()
    if sender is not None:
        await asyncio.wait({sender}, timeout=STOP_SECONDS)
        _settle(sender)


def _settle(answer: asyncio.Future[object]) -> None:
    """Looks at an answer that nobody waits for any more."""
    if answer.done() and not answer.cancelled():
        answer.exception()
