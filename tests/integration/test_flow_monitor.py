"""The Faust application on a real broker: it counts by headers, and tells on its topic and page."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from brokers import Broker
from cobrelay.messaging.admin import create_topics
from cobrelay.messaging.topics import CLAIMS_DOCUMENTS, OPS_FLOW
from cobrelay.platform.ports import Ports

pytestmark = pytest.mark.broker
DEADLINE_SECONDS = 60
BUILT = b"cobrelay.contracts.claims.v1.SecondaryClaimBuilt"


@dataclass(slots=True)
class Monitor:
    """The running process."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    async def flow(self) -> dict[str, Any]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.port}/flow") as answer,
        ):
            return dict(await answer.json())

    async def readiness(self) -> dict[str, bool]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.port}/readyz") as answer,
        ):
            return dict(await answer.json())


@pytest.fixture(name="monitor")
async def running_monitor(kafka: Broker, tmp_path: Path) -> AsyncIterator[Monitor]:
    await create_topics(kafka.bootstrap_servers)
    with Ports() as ports:
        port = ports.reserve()
        environment = {
            **os.environ,
            "COBRELAY_KAFKA_BOOTSTRAP_SERVERS": kafka.bootstrap_servers,
            "FLOW_MONITOR_HTTP_PORT": str(port),
            "FLOW_MONITOR_SNAPSHOT_SECONDS": "1",
        }
        command = [sys.executable, "-m", "flow_monitor"]
        log = tmp_path / "flow-monitor.log"
        with log.open("wb") as stream:
            process = subprocess.Popen(  # noqa: ASYNC220 - starts in no time
                command, env=environment, stdout=stream, stderr=subprocess.STDOUT
            )
        try:
            yield Monitor(process, port, log)
        finally:
            process.terminate()
            process.wait(20)


async def produce(kafka: Broker, headers: list[tuple[str, bytes]], *, value: bytes) -> None:
    producer = AIOKafkaProducer(bootstrap_servers=kafka.bootstrap_servers)
    await producer.start()
    try:
        await producer.send_and_wait(CLAIMS_DOCUMENTS.name, value, key=b"k", headers=headers)
    finally:
        await producer.stop()


async def built_count(monitor: Monitor) -> tuple[int, int]:
    try:
        built = (await monitor.flow())["totals"]["built"]
    except aiohttp.ClientError:
        return 0, 0
    return built["events"], built["cents"]


async def test_it_counts_what_passes_and_survives_what_it_cannot_read(
    kafka: Broker, monitor: Monitor
) -> None:
    headers = [("ce_type", BUILT), ("ce_correlationid", b"c1"), ("ce_amountcents", b"2000")]
    await produce(kafka, [("ce_type", b"\xff\xfe")], value=b"\xff")
    await produce(kafka, headers, value=b"not protobuf")
    await produce(kafka, headers, value=b"")

    async with asyncio.timeout(DEADLINE_SECONDS):
        while (await built_count(monitor))[0] < 2:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.2)

    assert await built_count(monitor) == (2, 4000)
    told = await snapshot(kafka)
    assert set(told) >= {"totals", "window", "latencies", "unfinished"}
    assert await monitor.readiness() == {"reading": True, "telling": True}
    assert all(json.loads(line) for line in monitor.log.read_text().splitlines())


async def snapshot(kafka: Broker) -> dict[str, Any]:
    """One message of ops.flow.v1."""
    consumer = AIOKafkaConsumer(
        OPS_FLOW.name, bootstrap_servers=kafka.bootstrap_servers, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        async with asyncio.timeout(DEADLINE_SECONDS):
            return dict(json.loads((await consumer.getone()).value))
    finally:
        await consumer.stop()
