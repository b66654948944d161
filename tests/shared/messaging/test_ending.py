"""How a process ends when the world stays away: with the exit code that asks for a restart."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cobrelay.errors import Broken
from cobrelay.messaging import loops, run
from cobrelay.messaging.run import BROKEN_EXIT, TRANSIENT_EXIT
from cobrelay.platform.ports import Ports
from counting.service import NAME, counting_service
from service_databases import MakeDatabase

SUPPORT = Path(__file__).parents[2] / "support"
SOURCES = (SUPPORT, *(SUPPORT.parent.parent / each for each in ("services", "shared")))
# The service as it runs, with less patience.
IMPATIENT = """
import cobrelay.messaging.run, cobrelay.messaging.worker
cobrelay.messaging.run.DATABASE_PATIENCE_SECONDS = 0.3
cobrelay.messaging.worker.START_SECONDS = 0.3
from counting.__main__ import main
main()
"""
LONG_SECONDS = 60.0


def ended(folder: Path, database_url: str) -> subprocess.CompletedProcess[str]:
    """Runs the service against this database and a port where no broker is, to its end."""
    with Ports() as ports:
        nobody = f"127.0.0.1:{ports.reserve()}"
    environment = {
        "PYTHONPATH": os.pathsep.join(map(str, SOURCES)),
        "COBRELAY_KAFKA_BOOTSTRAP_SERVERS": nobody,
        "COBRELAY_CLAIM_KEY_SECRET": "test",
        "COBRELAY_STORE_PATH": str(folder / "store"),
        f"{NAME.replace('-', '_').upper()}_DATABASE_URL": database_url.format(nobody=nobody),
    }
    return subprocess.run(
        [sys.executable, "-c", IMPATIENT],
        check=False,
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=LONG_SECONDS,
    )


async def test_a_process_ends_with_75_when_the_database_stays_away(tmp_path: Path) -> None:
    done = await asyncio.to_thread(ended, tmp_path, "postgresql+asyncpg://nobody@{nobody}/none")

    assert done.returncode == TRANSIENT_EXIT == 75
    assert "trying again" in done.stderr
    assert '"event": "stopped"' in done.stderr


async def test_a_process_ends_with_75_when_the_broker_stays_away(
    tmp_path: Path, service_database: MakeDatabase
) -> None:
    database = await service_database(counting_service())

    done = await asyncio.to_thread(ended, tmp_path, database.url)

    assert done.returncode == TRANSIENT_EXIT
    assert '"started"' in done.stderr
    assert '"event": "stopped"' in done.stderr


class Outage:
    """A step that fails so many times, and then works once more and stops."""

    def __init__(self, failure: Exception, times: float) -> None:
        self.stopping = asyncio.Event()
        self.failure = failure
        self.times = times
        self.tried = 0

    async def step(self) -> bool:
        self.tried += 1
        if self.tried <= self.times:
            raise self.failure
        self.stopping.set()
        return True

    async def repeated(self) -> None:
        await loops.repeat(self.step, lambda: asyncio.sleep(0), what="test", stopping=self.stopping)


async def test_a_short_outage_ends_nothing() -> None:
    outage = Outage(ConnectionResetError(), times=2)

    await outage.repeated()

    assert outage.tried == 3


async def test_an_outage_past_the_limit_is_raised_and_ends_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loops, "TRANSIENT_LIMIT_SECONDS", 0.3)
    outage = Outage(ConnectionResetError(), times=float("inf"))

    with pytest.raises(ConnectionResetError):
        await outage.repeated()

    assert outage.tried > 1


async def test_a_broken_invariant_is_not_tried_again() -> None:
    outage = Outage(Broken("the entry does not sum to zero"), times=1)

    with pytest.raises(Broken):
        await outage.repeated()

    assert outage.tried == 1
    assert BROKEN_EXIT == 70


async def test_what_failed_first_is_told_not_what_failed_because_of_it() -> None:
    stopping = asyncio.Event()

    async def told_to_stop() -> None:
        await stopping.wait()
        raise ConnectionRefusedError

    async def broken() -> None:
        raise Broken

    with pytest.raises(Broken):
        await run._until_stopped(stopping, told_to_stop(), broken())
