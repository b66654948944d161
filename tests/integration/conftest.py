"""A broker and a database that may be killed, and fresh topics for every test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from brokers import Broker
from cobrelay.platform.ports import Ports
from counting.service import counting_service
from durable import DurableServer, durable_server
from installation import Installation, fresh_topics
from service_databases import Templates, engine_as

_numbers = count(1)


@pytest.fixture(scope="session")
def durable_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DurableServer]:
    """A server of this run that keeps its word."""
    with durable_server(tmp_path_factory.mktemp("durable")) as server:
        yield server


@pytest.fixture(scope="session")
def durable_templates(durable_postgres: DurableServer) -> Templates:
    """The migrated databases on it."""
    return Templates(durable_postgres.server)


@pytest.fixture
async def installation(
    kafka: Broker, durable_templates: Templates, tmp_path: Path
) -> AsyncIterator[Installation]:
    """Fresh topics and a fresh database; whatever a test starts is ended after it."""
    service = counting_service()
    server = durable_templates.server
    template = await durable_templates.of((service,))
    name = f"integration_{next(_numbers)}"
    url = await server.create_database(name, template=template)
    engine = engine_as(url, service.schema)
    await fresh_topics(kafka.bootstrap_servers)
    with Ports() as ports:
        installed = Installation(kafka, url, engine, tmp_path, ports)
        try:
            yield installed
        finally:
            await installed.end()
            await engine.dispose()
            await server.drop_database(name)
