"""Kafka and PostgreSQL as processes of this checkout, without Docker, Java or root."""

import asyncio
from pathlib import Path

from cobrelay.platform import kafka, postgres
from cobrelay.platform.ports import Ports
from cobrelay.platform.supervisor import Supervisor


class Local:
    """Both under `home`; what lies there from an earlier start is used again."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._ports = Ports()

    async def start_database(self, supervisor: Supervisor) -> str:
        """Starts PostgreSQL and waits until it answers; the URL of its owner."""
        port = self._ports.reserve()
        await supervisor.start(await asyncio.to_thread(postgres.prepare, self._home, port))
        return postgres.url(self._home, port)

    async def start_broker(self, supervisor: Supervisor) -> str:
        """Starts Kafka and waits until it answers; its bootstrap servers."""
        home, port, controller = self._home / "kafka", self._ports.reserve(), self._ports.reserve()
        await supervisor.start(await asyncio.to_thread(kafka.prepare, home, port, controller))
        return f"127.0.0.1:{port}"

    async def stop(self) -> None:
        """Gives the ports back; the supervisor has stopped the processes."""
        self._ports.release()
