"""The subscriber of docs/ reads the public topics with aiokafka and protobuf and nothing else."""

from __future__ import annotations

import asyncio
import venv
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from google.protobuf.message import Message

from brokers import Broker
from cobrelay.contracts.downstream import v1 as downstream
from cobrelay.ids import event_id
from cobrelay.messaging.admin import create_topics
from cobrelay.messaging.cloudevents import headers_of
from cobrelay.messaging.outbox import Envelope
from cobrelay.messaging.topics import topic_of
from subscribing import printed

pytestmark = pytest.mark.broker
NEEDED = ("aiokafka", "protobuf")
EVENTS: list[Message] = [
    downstream.ClaimPaymentRecorded(claim_id="c1", payment_id="p1", amount_cents=7999),
    downstream.ClaimStateChanged(claim_id="c1", previous_state="sent", state="accepted"),
]


@pytest.fixture(scope="module", name="bare_python")
def python_with_two_packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment of its own; the versions are those of the lock file."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=True)
    return folder / "bin" / "python"


async def run(*command: str | Path) -> None:
    process = await asyncio.create_subprocess_exec(*command)
    assert await process.wait() == 0


async def publish(kafka: Broker) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=kafka.bootstrap_servers)
    await producer.start()
    try:
        for number, event in enumerate(EVENTS):
            topic = topic_of(type(event))
            envelope = Envelope(
                id=event_id("test", "subscriber", number),
                topic=topic.name,
                key="c1",
                type=event.DESCRIPTOR.full_name,
                body=event.SerializeToString(),
                at=datetime(2026, 3, 2, tzinfo=UTC),
            )
            headers = headers_of(envelope, topic.owner)
            await producer.send_and_wait(topic.name, envelope.body, key=b"c1", headers=headers)
    finally:
        await producer.stop()


async def test_it_reads_what_is_published(kafka: Broker, bare_python: Path) -> None:
    await create_topics(kafka.bootstrap_servers)
    pinned = [f"{name}=={version(name)}" for name in NEEDED]
    await run(bare_python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *pinned)
    await publish(kafka)

    lines = await printed(kafka.bootstrap_servers, len(EVENTS), python=bare_python)

    assert {line.split()[0] for line in lines} == {"ClaimPaymentRecorded", "ClaimStateChanged"}
    assert any("amount_cents: 7999" in line for line in lines)
