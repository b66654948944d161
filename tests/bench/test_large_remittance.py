"""How a very large remittance goes through intake, and what the others feel of it.

Prints megabytes, seconds of the verifying pass, the peak of resident memory (all of intake's
processes), from its end to the first claim's event, how far it got in the time it was watched,
where it went on after a SIGKILL, and from drop to event of small remittances with it and without.
COBRELAY_BENCH_MB and COBRELAY_BENCH_SECONDS say how large, and how long it is watched.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psutil
import pytest
import sqlalchemy as sa
from aiokafka import AIOKafkaConsumer
from sqlalchemy.ext.asyncio import AsyncEngine

import large_remittances
from brokers import Broker
from cobrelay.contracts.era import v1 as era
from cobrelay.database.migrate import migrate, migrations_of
from cobrelay.messaging.admin import create_topics
from cobrelay.messaging.cloudevents import attributes_of
from cobrelay.messaging.topics import topic_of
from cobrelay.platform.children import Child, Process
from durable import durable_server
from era_files import Claim, Remittance
from era_files import era as file_of
from service_databases import engine_as

pytestmark = [pytest.mark.bench, pytest.mark.broker]
MEGABYTES = int(os.environ.get("COBRELAY_BENCH_MB", "100"))
WATCHED_SECONDS = float(os.environ.get("COBRELAY_BENCH_SECONDS", "60"))
SMALL_SECONDS = 0.5  # from one small remittance to the next
LOOK_SECONDS = 0.1
PATIENCE_SECONDS = 1800.0
UNMATCHED = era.AdjudicationUnmatched.DESCRIPTOR.full_name


@dataclass
class Watch:
    """What is seen of one intake from outside: events, memory, log."""

    folder: Path
    engine: AsyncEngine
    process: Process
    child: Child
    dropped: dict[str, float] = field(default_factory=dict)
    came: dict[str, float] = field(default_factory=dict)
    first_of_large: float = 0.0
    running: list[asyncio.Task[None]] = field(default_factory=list)
    peak_bytes: int = 0
    _numbers: Any = field(default_factory=count)

    def now(self) -> float:
        return asyncio.get_running_loop().time()

    def drop_small(self) -> str:
        number = f"SMALL{next(self._numbers)}"
        content = file_of(Remittance([Claim(number)], trace=number))
        self.dropped[number] = self.now()
        self.put(f"{number}.835", content)
        return number

    def put(self, name: str, content: bytes) -> None:
        inbox = self.folder / "inbox"
        inbox.mkdir(exist_ok=True)
        (inbox / f"{name}.part").write_bytes(content)
        (inbox / f"{name}.part").rename(inbox / name)

    async def read(self, bootstrap_servers: str) -> None:
        """Notes when each claim's event came."""
        topic = topic_of(era.AdjudicationUnmatched).name
        async with AIOKafkaConsumer(
            topic, bootstrap_servers=bootstrap_servers, auto_offset_reset="earliest"
        ) as consumer:
            async for record in consumer:
                if attributes_of(record.headers).get("ce_type") == UNMATCHED:
                    answer = era.AdjudicationUnmatched.FromString(record.value).answer
                    self.note(answer.patient_control_number)

    def note(self, number: str) -> None:
        if number in self.dropped:
            self.came[number] = self.now()
        elif not self.first_of_large:
            self.first_of_large = self.now()

    async def weigh(self) -> None:
        """Keeps the most that all processes of intake held at once."""
        while True:
            self.peak_bytes = max(self.peak_bytes, _resident(self.child.pid))
            await asyncio.sleep(LOOK_SECONDS)

    async def feed(self, seconds: float) -> list[float]:
        """Drops small remittances for so long; from drop to event of each, in seconds."""
        ends = self.now() + seconds
        sent = []
        while self.now() < ends:
            sent.append(self.drop_small())
            await asyncio.sleep(SMALL_SECONDS)
        await self.until(lambda: all(each in self.came for each in sent))
        return [self.came[each] - self.dropped[each] for each in sent]

    async def until(self, condition: Any) -> None:
        deadline = self.now() + PATIENCE_SECONDS
        while not condition():
            assert self.now() < deadline
            assert self.child.exit_code is None, "intake has ended"
            assert not any(task.done() for task in self.running), "nobody looks any more"
            await asyncio.sleep(LOOK_SECONDS / 10)

    def logged(self, event: str) -> list[dict[str, Any]]:
        lines = self.process.log.read_text().splitlines()
        found = [json.loads(line) for line in lines if f'"{event}"' in line]
        return [each for each in found if each.get("bytes", 0) > 1 << 20 or "bytes" not in each]

    async def progress(self) -> int:
        """How many claims of the large file have taken effect."""
        async with self.engine.connect() as reader:
            statement = "SELECT next_ordinal FROM era_intake.files ORDER BY size DESC LIMIT 1"
            return int(await reader.scalar(sa.text(statement)) or 0)

    async def kill_and_start_again(self) -> tuple[int, float]:
        """SIGKILL; how many claims were done, and the seconds until more are."""
        self.child.kill()
        done = await self.progress()
        self.child = Child(self.process)
        started = self.now()
        while await self.progress() <= done:
            assert self.now() < started + PATIENCE_SECONDS
            await asyncio.sleep(LOOK_SECONDS)
        return done, self.now() - started


def _resident(pid: int) -> int:
    """What a process and its children hold, in bytes; shared pages are counted once."""
    try:
        intake = psutil.Process(pid)
        return sum(
            each.memory_full_info().pss for each in (intake, *intake.children(recursive=True))
        )
    except psutil.NoSuchProcess:
        return 0


@pytest.fixture
async def watch(kafka: Broker, tmp_path: Path) -> AsyncIterator[Watch]:
    with durable_server(tmp_path / "postgres") as durable:
        url = await durable.server.create_database("bench")
        await migrate(url, [migrations_of("era_intake", "era_intake")])
        await create_topics(kafka.bootstrap_servers)
        process = Process(
            name="era-intake",
            command=(sys.executable, "-m", "era_intake"),
            log=tmp_path / "intake.log",
            environment={
                "COBRELAY_KAFKA_BOOTSTRAP_SERVERS": kafka.bootstrap_servers,
                "COBRELAY_CLAIM_KEY_SECRET": "bench",
                "COBRELAY_STORE_PATH": str(tmp_path / "store"),
                "COBRELAY_INSTANCE": "bench",
                "ERA_INTAKE_DATABASE_URL": url,
                "ERA_INTAKE_INBOX_PATH": str(tmp_path / "inbox"),
            },
        )
        engine = engine_as(url, "era_intake")
        seen = Watch(tmp_path, engine, process, Child(process))
        seen.running = [
            asyncio.create_task(each) for each in (seen.read(kafka.bootstrap_servers), seen.weigh())
        ]
        yield seen
        for task in seen.running:
            task.cancel()
        await asyncio.gather(*seen.running, return_exceptions=True)
        seen.child.kill()
        await engine.dispose()


async def test_a_very_large_remittance_and_the_others(watch: Watch) -> None:
    large = watch.folder / "large"
    claims = MEGABYTES * 1_000_000 // large_remittances.bytes_of_a_claim()
    await asyncio.to_thread(large_remittances.write, large, claims)
    await watch.feed(2)  # warm
    without = await watch.feed(WATCHED_SECONDS / 2)
    quiet_bytes, watch.peak_bytes = watch.peak_bytes, 0

    large.rename(watch.folder / "inbox" / "large.835")
    feeding = asyncio.create_task(watch.feed(WATCHED_SECONDS))
    await watch.until(lambda: watch.logged("file verified"))
    verified = watch.now()
    await watch.until(lambda: watch.first_of_large)
    beside = await feeding
    started, before = watch.now(), await watch.progress()
    after = await watch.feed(WATCHED_SECONDS)
    rate = (await watch.progress() - before) / (watch.now() - started)
    peak_bytes = watch.peak_bytes
    done, seconds_to_go_on = await watch.kill_and_start_again()

    (line,) = watch.logged("file verified")
    report = {
        "remittance, MB and claims": f"{line['bytes'] / 1e6:.0f}, {claims}",
        "verifying pass, s": f"{line['seconds']:.1f}",
        "first claim's event after it, s": f"{watch.first_of_large - verified:.2f}",
        "resident, MB: before, peak": f"{quiet_bytes / 1e6:.0f}, {peak_bytes / 1e6:.0f}",
        "claims a second beside small ones": f"{rate:.0f}",
        "killed after claims, went on after s": f"{done}, {seconds_to_go_on:.1f}",
        "small ones alone: p50, p99 s": _shown(without),
        "small ones beside the first pass (and on)": _shown(beside),
        "small ones beside the second pass": _shown(after),
    }
    sys.stdout.write("\n" + "\n".join(f"{name:45}{value}" for name, value in report.items()) + "\n")
    assert len(watch.logged("file verified")) == 1  # also after the kill


def _shown(seconds: list[float]) -> str:
    return f"{median(seconds):.2f}, {quantiles(seconds, n=100)[98]:.2f} ({len(seconds)} of them)"
