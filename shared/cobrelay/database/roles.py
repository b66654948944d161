"""One schema and one role per service: it reads and writes its own tables, and no one else's."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

# Roles are shared by all databases of a server, so two installations may create one at once.
_CREATE_ROLE = """
DO $create$ BEGIN
    CREATE ROLE {role} LOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $create$"""

_GRANTS = (
    "CREATE SCHEMA IF NOT EXISTS {schema}",
    "REVOKE ALL ON SCHEMA {schema} FROM PUBLIC",
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema}"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT USAGE, SELECT ON SEQUENCES TO {role}",
)


@dataclass(frozen=True, slots=True)
class Owner:
    """A service's schema and the role that it connects as; both have one name."""

    schema: str
    password: str | None = None

    @property
    def role(self) -> str:
        return self.schema


async def prepare(tx: AsyncConnection, owner: Owner) -> None:
    """Creates schema, role and grants; harmless when they are there."""
    await tx.execute(sa.text(_CREATE_ROLE.format(role=owner.role)))
    for statement in _GRANTS:
        await tx.execute(sa.text(statement.format(schema=owner.schema, role=owner.role)))
    if owner.password is not None:
        await _set_password(tx, owner.role, owner.password)


async def _set_password(tx: AsyncConnection, role: str, password: str) -> None:
    quoted = await tx.scalar(sa.select(sa.func.quote_literal(password)))
    await tx.exec_driver_sql(f"ALTER ROLE {role} PASSWORD {quoted}")
