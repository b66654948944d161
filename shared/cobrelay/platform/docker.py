"""Kafka and PostgreSQL as containers, through testcontainers, where a Docker engine answers."""

import asyncio
from contextlib import ExitStack
from typing import TYPE_CHECKING

from cobrelay.platform.supervisor import Supervisor

if TYPE_CHECKING:
    from testcontainers.kafka import KafkaContainer
    from testcontainers.postgres import PostgresContainer

POSTGRES_IMAGE = "postgres:18.6"
KAFKA_IMAGE = "confluentinc/cp-kafka:8.1.1"  # Apache Kafka 4.1 in the form testcontainers starts


def answers() -> bool:
    """Whether there is an engine that we may use."""
    try:
        import docker  # noqa: PLC0415  (of the development packages; absent in the image)
        from docker.errors import DockerException  # noqa: PLC0415
    except ImportError:
        return False
    try:
        return bool(docker.from_env(timeout=3).ping())
    except DockerException:
        return False


def postgres_container() -> "PostgresContainer":
    """A PostgreSQL, not started yet; use it as a context manager."""
    from testcontainers.postgres import PostgresContainer  # noqa: PLC0415

    container = PostgresContainer(POSTGRES_IMAGE, username="cobrelay", dbname="cobrelay")
    return container.with_command("postgres -c log_error_verbosity=terse -c max_connections=200")


def kafka_container() -> "KafkaContainer":
    """A Kafka without ZooKeeper, not started yet; use it as a context manager."""
    from testcontainers.kafka import KafkaContainer  # noqa: PLC0415

    container = KafkaContainer(KAFKA_IMAGE).with_kraft()
    container.with_env("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
    container.with_env("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
    return container


def database_url(container: "PostgresContainer") -> str:
    """How SQLAlchemy reaches a started container as its owner."""
    return container.get_connection_url(driver="asyncpg")


class Docker:
    """Both containers; the engine's own reaper ends them if we can't."""

    def __init__(self) -> None:
        self._containers = ExitStack()

    async def start_database(self, supervisor: Supervisor) -> str:
        """Starts PostgreSQL and waits until it answers; the URL of its owner."""
        del supervisor  # the engine watches over its containers
        container = postgres_container()
        await asyncio.to_thread(self._containers.enter_context, container)
        return database_url(container)

    async def start_broker(self, supervisor: Supervisor) -> str:
        """Starts Kafka and waits until it answers; its bootstrap servers."""
        del supervisor
        container = kafka_container()
        await asyncio.to_thread(self._containers.enter_context, container)
        return str(container.get_bootstrap_server())

    async def stop(self) -> None:
        """Removes both containers."""
        await asyncio.to_thread(self._containers.close)
