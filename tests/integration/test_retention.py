"""Records that retention took before they were read are an alarm, never a silent gap."""

from __future__ import annotations

import asyncio
from urllib.request import urlopen

import pytest
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete

from cobrelay.messaging.admin import LagMeter
from counting.service import NAME
from installation import IN_TOPICS, PARTITIONS, Installation, adjudications, until

pytestmark = pytest.mark.broker


async def _expire_everything(installation: Installation) -> None:
    """As if nobody had read the topic for longer than it keeps its records."""
    admin = AIOKafkaAdminClient(bootstrap_servers=installation.broker.bootstrap_servers)
    await admin.start()
    try:
        everything = RecordsToDelete(before_offset=-1)
        partitions = [TopicPartition(IN_TOPICS[0], number) for number in range(PARTITIONS)]
        await admin.delete_records(dict.fromkeys(partitions, everything))
    finally:
        await admin.close()


async def test_records_that_expired_unread_are_counted(installation: Installation) -> None:
    meter = LagMeter(installation.broker.bootstrap_servers, NAME, IN_TOPICS)
    await installation.publish(adjudications(keys=2, each=3))
    await installation.rewind()
    await _expire_everything(installation)
    try:
        found = await meter.progress()
    finally:
        await meter.close()

    assert found.expired == {IN_TOPICS[0]: 6, IN_TOPICS[1]: 0}


async def test_a_service_that_comes_back_too_late_says_so(installation: Installation) -> None:
    await installation.publish(adjudications(keys=2, each=3))
    await installation.rewind()
    await _expire_everything(installation)

    member = installation.start()

    async def is_told() -> bool:
        page = await asyncio.to_thread(_metrics, member.http_port)
        return f'cobrelay_records_expired{{service="{NAME}",topic="{IN_TOPICS[0]}"}} 6.0' in page

    await until(is_told, "the metric says how many are lost")


async def test_it_says_so_also_when_it_reads_on_at_once(installation: Installation) -> None:
    """Its first commit hides the gap: who measures later finds nothing."""
    await installation.publish(adjudications(keys=2, each=3))
    await installation.rewind()
    await _expire_everything(installation)
    await installation.publish(adjudications(keys=2, each=1))

    member = installation.start()

    async def is_told() -> bool:
        page = await asyncio.to_thread(_metrics, member.http_port)
        return f'cobrelay_records_expired{{service="{NAME}",topic="{IN_TOPICS[0]}"}} 6.0' in page

    await until(is_told, "the metric says how many are lost")


def _metrics(port: int) -> str:
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        return str(answer.read().decode())
