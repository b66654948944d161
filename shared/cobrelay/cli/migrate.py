"""`cobrelay migrate`: brings the schemas of all services up to date, in one process."""

import asyncio
from importlib.metadata import entry_points

import typer

from cobrelay.cli.run import SERVICES
from cobrelay.database.migrate import Migrations, migrations_of
from cobrelay.database.migrate import migrate as migrate_all
from cobrelay.platform.roles import passwords
from cobrelay.settings import Platform, from_environment


def migrate() -> None:
    """Bring all schemas up to date; COBRELAY_DATABASE_URL is the migrator's."""
    services = all_migrations()
    platform = from_environment(Platform)
    asyncio.run(migrate_all(platform.database_url, services, passwords()))
    typer.echo(f"{len(services)} schemas are up to date.")


def all_migrations() -> list[Migrations]:
    """The migrations of every installed service; its schema is called like its package."""
    packages = sorted(point.module.split(".")[0] for point in entry_points(group=SERVICES))
    return [migrations_of(package, package) for package in packages]
