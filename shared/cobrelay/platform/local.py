"""Kafka and PostgreSQL as processes of this checkout, without Docker, Java or root."""

import asyncio
from pathlib import Path

from cobrelay.platform import kafka, postgres
from cobrelay.platform.addresses import Addresses
from cobrelay.platform.ports import Ports
from cobrelay.platform.supervisor import Supervisor


class Local:
    """Both under `home`; what lies there from an earlier start is used again."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._ports = Ports()

    async def start(self, supervisor: Supervisor) -> Addresses:
        """Prepares both side by side, starts them and waits until they answer."""
        port, kafka_port, controller_port = (self._ports.reserve() for _ in range(3))
        async with asyncio.TaskGroup() as group:
            group.create_task(self._start_postgres(supervisor, port))
            group.create_task(self._start_kafka(supervisor, kafka_port, controller_port))
        return Addresses(f"127.0.0.1:{kafka_port}", postgres.url(self._home, port))

    async def stop(self) -> None:
        """Gives the ports back; the supervisor has stopped the processes."""
        self._ports.release()

    def forget(self) -> None:
        """Deletes the data of both: the next start is a clean one."""
        postgres.remove(self._home)
        kafka.remove(self._home / "kafka")

    async def _start_postgres(self, supervisor: Supervisor, port: int) -> None:
        await supervisor.start(await asyncio.to_thread(postgres.prepare, self._home, port))

    async def _start_kafka(self, supervisor: Supervisor, port: int, controller: int) -> None:
        home = self._home / "kafka"
        await supervisor.start(await asyncio.to_thread(kafka.prepare, home, port, controller))
