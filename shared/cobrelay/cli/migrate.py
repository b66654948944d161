"""`cobrelay migrate`: brings the schemas of all services up to date, in one process."""

import asyncio

import typer

from cobrelay.cli.run import services
from cobrelay.database.migrate import migrate as migrate_all
from cobrelay.database.migrate import migrations_of
from cobrelay.platform import roles
from cobrelay.settings import Platform, from_environment


def migrate() -> None:
    """Bring all schemas up to date; COBRELAY_DATABASE_URL is the migrator's.

    The password in a service's own <SERVICE>_DATABASE_URL becomes that of its role."""
    found = [migrations_of(roles.schema(name), roles.schema(name)) for name in services()]
    owner = from_environment(Platform).database_url
    asyncio.run(migrate_all(owner, found, roles.passwords(roles.named(services()))))
    typer.echo(f"{len(found)} schemas are up to date.")
