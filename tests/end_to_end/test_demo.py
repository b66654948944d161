"""`make demo`, from a bare folder to the report, and what can be seen while it stays."""

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer

import canaries
from cobrelay.messaging.cloudevents import attributes_of
from cobrelay.messaging.topics import CLAIMS_DOCUMENTS, CLAIMS_PUBLIC, PAYMENTS_PUBLIC
from demo_runs import Demo, start_demo, start_demo_in_terminal
from installation import until
from sandbox.generating import STORIES_BY_NAME
from subscribing import printed
from written_files import refused

pytestmark = pytest.mark.broker
CLAIMS = 110  # the first that hold every story
FAST = 40_000  # business time: the wait for a crossover ends soon after a minute
PUBLIC = {PAYMENTS_PUBLIC.name, CLAIMS_PUBLIC.name}
# No key and no type: whoever reads the topic puts it aside, as it is.
UNREADABLE = b"ZQXCANARYUNREADABLE"
READERS_OF_DOCUMENTS = 5


@pytest.fixture(scope="module", name="demo")
async def told_demo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    """A demo whose report is written. In a terminal it stays: everything still runs."""
    home = tmp_path_factory.mktemp("told") / "demo"
    demo = await start_demo_in_terminal(home, "--claims", str(CLAIMS), "--scale", str(FAST))
    await demo.until("Everything keeps running until Ctrl-C")
    yield demo
    if demo.is_running:
        demo.interrupt(signal.SIGINT)
        await demo.ended()


async def test_every_story_ends_as_it_must(demo: Demo) -> None:
    report = "".join(demo.told)
    assert report.count(" right │") == len(STORIES_BY_NAME), report
    assert " wrong │" not in report
    assert "Unexplained: 0 cents." in report
    assert "Follow-ups that fell due before what they waited for came: 0." in report


async def test_a_subscriber_learns_of_every_cent_that_was_paid(demo: Demo) -> None:
    servers = demo.addresses["COBRELAY_KAFKA_BOOTSTRAP_SERVERS"]
    events = {
        attributes_of(record.headers)["ce_id"]
        async for topic, record in canaries.records(servers)
        if topic in PUBLIC
    }

    lines = await printed(servers, len(events))

    recorded = (line for line in lines if line.startswith("ClaimPaymentRecorded "))
    amounts = (re.search(r"amount_cents: (-?\d+)", line) for line in recorded)
    assert sum(int(found[1]) for found in amounts if found) == _truly_paid_cents(demo.home)


async def test_no_patient_can_be_recognised_where_none_has_a_place(demo: Demo) -> None:
    await _publish_unreadable(demo)
    addresses = demo.addresses
    servers = addresses["COBRELAY_KAFKA_BOOTSTRAP_SERVERS"]
    records = [each async for each in canaries.records(servers)]

    said = [place for each in records for place in canaries.said_openly(*each)]
    reasons = [each async for each in canaries.reasons(addresses)]
    names, logs = canaries.names_below(demo.home), canaries.logs_below(demo.home)

    assert {topic for topic, _ in records} >= canaries.OPEN_TOPICS
    assert any(canaries.CANARY.search(record.value) for _, record in records)
    assert canaries.found_in([*said, *reasons, *names, *logs, *canaries.pages(addresses)]) == []


async def test_every_file_passes_our_own_check_and_pyx12(demo: Demo) -> None:
    assert any(demo.home.rglob("received/*.837"))
    assert await asyncio.to_thread(refused, demo.home) == []


async def test_ctrl_c_ends_it_and_nothing_keeps_running(demo: Demo) -> None:
    demo.interrupt(signal.SIGINT)
    done = await demo.ended()

    assert done.exit_code == 0, done.output
    assert done.left_running == []


async def test_interrupted_demos_leave_no_process_behind(tmp_path: Path) -> None:
    moments = {signal.SIGINT: "starting the services", signal.SIGTERM: "feeding"}

    async def interrupted(number: signal.Signals, moment: str) -> None:
        demo = await start_demo(tmp_path / number.name / "demo", "--claims", "30")
        await demo.until(moment)
        demo.interrupt(number)
        done = await demo.ended()
        assert done.exit_code == 130, done.output
        assert done.left_running == []

    await asyncio.gather(*(interrupted(*each) for each in moments.items()))


def _truly_paid_cents(home: Path) -> int:
    rows = [json.loads(line) for line in (home / "world" / "truth.jsonl").read_text().splitlines()]
    claims = (row for row in rows if row["kind"] == "claim")
    return sum(sum(claim["paid_cents"].values()) for claim in claims)


async def _publish_unreadable(demo: Demo) -> None:
    """Returns when every service that reads the topic has put it aside."""
    servers = demo.addresses["COBRELAY_KAFKA_BOOTSTRAP_SERVERS"]
    async with AIOKafkaProducer(bootstrap_servers=servers) as producer:
        await producer.send_and_wait(CLAIMS_DOCUMENTS.name, UNREADABLE)

    async def is_put_aside() -> bool:
        found = [topic async for topic, _ in canaries.records(servers) if ".dead." in topic]
        return len(found) == READERS_OF_DOCUMENTS

    await until(is_put_aside, "what cannot be read is put aside")
