"""Databases for services: migrated once a run, copied for every test that asks."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from cobrelay.database.migrate import migrate, migrations_of
from cobrelay.messaging.service import Service
from databases import Server


@dataclass(slots=True)
class ServiceDatabase:
    """A database with the schemas of some services; `engines` act with each one's own role."""

    url: str
    engines: Mapping[str, AsyncEngine] = field(default_factory=dict)

    def engine(self, service: Service) -> AsyncEngine:
        return self.engines[service.name]

    async def dispose(self) -> None:
        for engine in self.engines.values():
            await engine.dispose()


def engine_as(url: str, role: str) -> AsyncEngine:
    """An engine whose rights are those of `role`, without its password."""
    settings = {"role": role, "timezone": "UTC", "jit": "off"}
    return create_async_engine(
        sa.make_url(url).set(drivername="postgresql+asyncpg"),
        hide_parameters=True,
        connect_args={"server_settings": settings},
    )


@dataclass(slots=True)
class Templates:
    """Migrated databases by the set of their schemas."""

    server: Server
    made: dict[tuple[str, ...], str] = field(default_factory=dict)

    async def of(self, services: tuple[Service, ...]) -> str:
        schemas = tuple(sorted(service.schema for service in services))
        if schemas not in self.made:
            digest = hashlib.sha256("/".join(schemas).encode()).hexdigest()[:12]
            name = f"template_{digest}"
            url = await self.server.create_database(name)
            await migrate(url, [migrations_of(schema, schema) for schema in schemas])
            self.made[schemas] = name
        return self.made[schemas]


@pytest.fixture(scope="session")
def database_templates(postgres: Server) -> Templates:
    """The migrated databases of this run."""
    return Templates(postgres)


MakeDatabase = Callable[..., Awaitable[ServiceDatabase]]


@pytest.fixture
async def service_database(database_templates: Templates) -> AsyncIterator[MakeDatabase]:
    """`await service_database(service, …)` is a fresh database with their schemas and roles. It
    is there until the next test needs its place, which saves that many connections."""
    server = database_templates.server
    made: list[ServiceDatabase] = []

    async def make(*services: Service) -> ServiceDatabase:
        template = await database_templates.of(services)
        url = await server.create_database(f"test_{len(made)}", template=template)
        engines = {service.name: engine_as(url, service.schema) for service in services}
        made.append(ServiceDatabase(url, engines))
        return made[-1]

    yield make
    for database in made:
        await database.dispose()
