"""A real Kafka for the tests: started when the first test asks, ended with the run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from cobrelay.platform import choice, docker, kafka
from cobrelay.platform.children import Child
from cobrelay.platform.ports import Ports


@dataclass(slots=True)
class Broker:
    """A running broker; a test may kill a local one and start it again on the same data."""

    bootstrap_servers: str
    child: Child | None = None

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        self._local().kill()

    def start_again(self) -> None:
        """Starts it on the same port and data, and waits until it answers."""
        self.child = Child(self._local().process)
        self.child.wait_ready()

    def _local(self) -> Child:
        if self.child is None:
            pytest.skip("this test kills the broker, which only a local one allows")
        return self.child


@contextmanager
def local_broker(home: Path) -> Iterator[Broker]:
    """The broker of kafka.lock in a Java process of ours."""
    with Ports() as ports:
        port, controller_port = ports.reserve(), ports.reserve()
        broker = Broker(f"127.0.0.1:{port}", Child(kafka.prepare(home, port, controller_port)))
        try:
            broker._local().wait_ready()
            yield broker
        finally:
            broker._local().kill()  # its data goes with it: no need to wait for a clean end


@contextmanager
def container_broker() -> Iterator[Broker]:
    """The same in a container."""
    with docker.kafka_container() as container:
        yield Broker(container.get_bootstrap_server())


@pytest.fixture(scope="session", name="kafka")
def kafka_broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """The broker of this run: COBRELAY_PLATFORM says which, else whichever there is."""
    match choice.kind():
        case choice.Kind.LOCAL:
            with local_broker(tmp_path_factory.mktemp("kafka")) as broker:
                yield broker
        case choice.Kind.DOCKER:
            with container_broker() as broker:
                yield broker
        case choice.Kind.EXTERNAL:
            yield Broker(os.environ["COBRELAY_KAFKA_BOOTSTRAP_SERVERS"])
