"""Brings the schemas of all services up to date, in one process and one transaction each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.engine import create_engine
from cobrelay.database.roles import Owner, prepare

MIGRATION_LOCK = 0x636F6272  # one migrator at a time: "cobr"
VERSION_TABLE = "schema_version"


@dataclass(frozen=True, slots=True)
class Migrations:
    """A service's schema and the folder that holds its `versions/`."""

    schema: str
    folder: Path


def migrations_of(package: str, schema: str, root: Path | None = None) -> Migrations:
    """The migrations of an importable service package."""
    if root is None:
        import importlib.util  # noqa: PLC0415 - only here

        spec = importlib.util.find_spec(package)
        if spec is None or spec.submodule_search_locations is None:
            raise FileNotFoundError(f"{package} is no package")
        root = Path(next(iter(spec.submodule_search_locations)))
    return Migrations(schema, root / "migrations")


async def migrate(
    url: str, all_migrations: Iterable[Migrations], passwords: Mapping[str, str] | None = None
) -> None:
    """Creates roles, schemas and grants, and runs every migration that has not run yet.

    `url` is the migrator's; `passwords` (by schema) are set where the server asks for them.
    """
    engine = create_engine(url, pool_size=1, name="migrate")
    try:
        for migrations in all_migrations:
            password = (passwords or {}).get(migrations.schema)
            async with engine.begin() as tx:
                await tx.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
                await prepare(tx, Owner(migrations.schema, password))
                await upgrade(tx, migrations)
    finally:
        await engine.dispose()


async def upgrade(tx: AsyncConnection, migrations: Migrations) -> None:
    """Runs one service's migrations up to its head inside `tx`."""
    await tx.run_sync(_upgrade, migrations)


async def pending(tx: AsyncConnection, migrations: Migrations) -> bool:
    """Whether the schema is older (or other) than the code expects."""
    return await tx.run_sync(_is_pending, migrations)


def _upgrade(connection: sa.Connection, migrations: Migrations) -> None:
    script = _script(migrations)

    def steps(revision: Any, _context: MigrationContext) -> list[RevisionStep]:
        return list(script._upgrade_revs("head", revision))  # noqa: SLF001 - as env.py's upgrade does

    context = _context(connection, migrations, steps)
    with Operations.context(context):
        context.run_migrations()


def _is_pending(connection: sa.Connection, migrations: Migrations) -> bool:
    current = _context(connection, migrations).get_current_heads()
    return set(current) != set(_script(migrations).get_heads())


def _script(migrations: Migrations) -> ScriptDirectory:
    return ScriptDirectory(
        str(migrations.folder), version_locations=[str(migrations.folder / "versions")]
    )


def _context(
    connection: sa.Connection, migrations: Migrations, steps: Any = None
) -> MigrationContext:
    options = {"version_table": VERSION_TABLE, "version_table_schema": migrations.schema}
    if steps is not None:
        options["fn"] = steps
    return MigrationContext.configure(connection, opts=options)
