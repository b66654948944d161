"""SIGKILL around the outside call: after INTENT, and between the call and its record.

The gateway runs as a real process; what it sends is counted at the far side.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiokafka import AIOKafkaProducer
from sqlalchemy.ext.asyncio import AsyncEngine

from brokers import Broker
from cobrelay.ids import claim_key, event_id
from cobrelay.messaging.admin import create_topics
from cobrelay.messaging.cloudevents import headers_of
from cobrelay.messaging.outbox import Envelope
from cobrelay.messaging.topics import topic_of
from cobrelay.platform.children import Child, Process
from cobrelay.platform.ports import Ports
from gateway import NOW, SECRET, built
from installation import ROOT, until
from service_databases import Templates, engine_as
from submission_gateway.service import service
from submission_gateway.storage.tables import submissions

pytestmark = pytest.mark.broker
NUMBERS = [f"PCN{number}" for number in range(1, 6)]


@dataclass
class RealGateway:
    """The process, its database, and the clearinghouse that it sends to."""

    broker: Broker
    url: str
    engine: AsyncEngine
    folder: Path
    ports: Ports
    sftp_port: int
    children: list[Child] = field(default_factory=list)

    def start(self, *, crash_at: str = "") -> Child:
        environment = {
            **os.environ,
            "COBRELAY_KAFKA_BOOTSTRAP_SERVERS": self.broker.bootstrap_servers,
            "COBRELAY_CLAIM_KEY_SECRET": SECRET,
            "COBRELAY_CONFIG_PATH": str(ROOT / "deploy" / "config"),
            "COBRELAY_STORE_PATH": str(self.folder / "store"),
            "COBRELAY_CLOCK": f"at:{NOW.isoformat()}",
            "COBRELAY_INSTANCE": "1",
            "COBRELAY_SESSION_TIMEOUT_MS": "6000",
            "COBRELAY_CHAOS": "1" if crash_at else "",
            "COBRELAY_CRASH_AT": crash_at,
            "SUBMISSION_GATEWAY_DATABASE_URL": self.url,
            "SUBMISSION_GATEWAY_HTTP_PORT": str(self.ports.reserve()),
            "SUBMISSION_GATEWAY_GRPC_PORT": str(self.ports.reserve()),
            "SUBMISSION_GATEWAY_DRIVER": "sftp",
            "SUBMISSION_GATEWAY_SFTP_PORT": str(self.sftp_port),
            "SUBMISSION_GATEWAY_SFTP_USERNAME": "examplehs",
            "SUBMISSION_GATEWAY_SFTP_OUTBOUND_PATH": "upload",
            "SUBMISSION_GATEWAY_SFTP_INBOUND_PATH": "outgoing",
            "SUBMISSION_GATEWAY_SFTP_CLIENT_KEY_PATH": str(self.far_side / "keys" / "client_key"),
            "SUBMISSION_GATEWAY_SFTP_KNOWN_HOSTS_PATH": str(self.far_side / "keys" / "known_hosts"),
            "SUBMISSION_GATEWAY_INBOX_PATH": str(self.folder / "inbox"),
            "SUBMISSION_GATEWAY_CALL_TIMEOUT_SECONDS": "3",
            "SUBMISSION_GATEWAY_LEASE_MARGIN_SECONDS": "0.5",
            "SUBMISSION_GATEWAY_LEASE_SECONDS": "8",
            "SUBMISSION_GATEWAY_QUIET_SECONDS": "1",
        }
        log = self.folder / f"gateway-{len(self.children)}.log"
        command = (sys.executable, "-m", "submission_gateway")
        return self._run("submission-gateway", command, log, environment)

    def start_far_side(self) -> None:
        """The sandbox's clearinghouse, which logs every delivery."""
        environment = {
            **os.environ,
            "SANDBOX_STATE_PATH": str(self.far_side),
            "SANDBOX_SFTP_PORT": str(self.sftp_port),
            "SANDBOX_MODE": "files",
            "COBRELAY_CLOCK": f"at:{NOW.isoformat()}",
        }
        log = self.folder / "sandbox.log"
        self._run("sandbox", (sys.executable, "-m", "sandbox"), log, environment)

    @property
    def far_side(self) -> Path:
        return self.folder / "clearinghouse"

    def _run(
        self, name: str, command: tuple[str, ...], log: Path, environment: dict[str, str]
    ) -> Child:
        process = Process(name=name, command=command, log=log, environment=environment)
        self.children.append(Child(process))
        return self.children[-1]

    async def publish(self) -> None:
        async with AIOKafkaProducer(bootstrap_servers=self.broker.bootstrap_servers) as producer:
            for number in NUMBERS:
                event = built(number)
                envelope = Envelope(
                    id=event_id("test", self.folder.name, int(number[3:])),
                    topic=topic_of(type(event)).name,
                    key=claim_key(SECRET, number),
                    type=event.DESCRIPTOR.full_name,
                    body=event.SerializeToString(),
                    at=NOW,
                    correlation_id=event.claim_id,
                )
                await producer.send_and_wait(
                    envelope.topic,
                    envelope.body,
                    key=envelope.key.encode(),
                    headers=headers_of(envelope, "test"),
                )

    async def all_are_sent(self) -> bool:
        async with self.engine.connect() as reader:
            rows = await reader.execute(
                sa.select(submissions.c.control_number, submissions.c.standing).where(
                    submissions.c.control_number.in_(NUMBERS)
                )
            )
            standings = {row.control_number: row.standing.value for row in rows}
        return standings == dict.fromkeys(NUMBERS, "sent")

    async def all_have_arrived(self) -> bool:
        return bool(self.deliveries()) and all(each["sets"] for each in self.deliveries())

    def deliveries(self) -> list[dict[str, Any]]:
        """What the far side received, in order; a file that came again is a row of its own."""
        log = self.far_side / "deliveries.jsonl"
        return [json.loads(line) for line in log.read_text().splitlines()]


@pytest.fixture(name="gateway")
async def real_gateway(
    kafka: Broker, durable_templates: Templates, tmp_path: Path
) -> AsyncIterator[RealGateway]:
    await create_topics(kafka.bootstrap_servers, [service.name])
    server = durable_templates.server
    name = f"gateway_{tmp_path.name[-8:]}"
    template = await durable_templates.of((service,))
    url = await server.create_database(name, template=template)
    engine = engine_as(url, service.schema)
    with Ports() as ports:
        running = RealGateway(kafka, url, engine, tmp_path, ports, ports.reserve())
        running.start_far_side()
        try:
            yield running
        finally:
            for child in running.children:
                if child.exit_code is None:
                    child.kill()
            await engine.dispose()
            await server.drop_database(name)


@pytest.mark.parametrize("point", ["after_intent", "before_rename", "after_call"])
async def test_a_claim_is_at_the_far_side_once_whatever_was_cut_off(
    gateway: RealGateway, point: str
) -> None:
    await gateway.publish()
    first = gateway.start(crash_at=point)

    async def is_over() -> bool:
        return first.exit_code is not None

    await until(is_over, "the gateway crashes")
    assert first.exit_code == 137

    gateway.start()
    await until(gateway.all_are_sent, "every claim is sent")
    await until(gateway.all_have_arrived, "the far side has logged what it has")

    claims = [
        claim["control_number"]
        for delivery in gateway.deliveries()
        for each in delivery["sets"]
        for claim in each["claims"]
    ]
    assert sorted(claims) == NUMBERS
    numbers = [int(each["interchange"]) for each in gateway.deliveries()]
    assert numbers == list(range(1, len(numbers) + 1))
