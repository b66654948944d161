"""The counting service on an in-memory relay and a real PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import pytest

from clock import clock_at
from cobrelay.messaging.in_memory import Relay
from counting.service import Settings, counting_service
from counting.world import World
from service_databases import MakeDatabase


@pytest.fixture
async def world(service_database: MakeDatabase, tmp_path: Path) -> World:
    service = counting_service()
    database = await service_database(service)
    engine = database.engine(service)
    settings = {service.name: Settings(tmp_path / "inbox")}
    relay = Relay([service], engine, clock_at(), store=tmp_path / "store", settings=settings)
    return World(relay, engine, tmp_path / "inbox")
