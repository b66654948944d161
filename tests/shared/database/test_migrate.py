"""Schemas come up to date once, and each role has the rights it needs and no more."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import ProgrammingError

from cobrelay.database.engine import create_engine
from cobrelay.database.mechanism import TABLES
from cobrelay.database.migrate import migrate, migrations_of, pending
from counting.service import counting_service
from databases import Server
from service_databases import MakeDatabase

COUNTING = migrations_of("counting", "counting")


async def test_migrating_twice_and_at_once_is_migrating(postgres: Server) -> None:
    await postgres.drop_database("migrated")
    url = await postgres.create_database("migrated")
    engine = create_engine(url)
    async with engine.connect() as reader:
        assert await pending(reader, COUNTING)

    await asyncio.gather(*(migrate(url, [COUNTING]) for _ in range(3)))

    async with engine.connect() as reader:
        assert not await pending(reader, COUNTING)
    await engine.dispose()
    await postgres.drop_database("migrated")


async def test_the_role_reads_every_table_of_the_engine(service_database: MakeDatabase) -> None:
    service = counting_service()
    engine = (await service_database(service)).engine(service)

    async with engine.connect() as reader:
        for table in TABLES:
            assert await reader.scalar(sa.text(f"SELECT count(*) FROM counting.{table}")) == 0


FORBIDDEN = (
    "UPDATE counting.acts SET reason = ''",
    "DELETE FROM counting.acts",
    "CREATE TABLE counting.more (id int)",
    "DROP TABLE counting.inbox",
    "CREATE SCHEMA another",
)


async def test_the_role_changes_no_act_and_no_schema(service_database: MakeDatabase) -> None:
    service = counting_service()
    engine = (await service_database(service)).engine(service)

    for statement in FORBIDDEN:
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"):
            async with engine.begin() as tx:
                await tx.execute(sa.text(statement))


async def test_a_service_logs_in_with_the_password_it_was_given(postgres: Server) -> None:
    await postgres.drop_database("with_password")
    url = await postgres.create_database("with_password")
    await migrate(url, [COUNTING], passwords={"counting": "it's: a %secret"})
    own = sa.make_url(url).set(username="counting", password="it's: a %secret")

    engine = create_engine(own.render_as_string(hide_password=False))
    async with engine.connect() as reader:
        assert await reader.scalar(sa.text("SELECT current_user")) == "counting"
    await engine.dispose()
    await postgres.drop_database("with_password")


async def test_a_failed_statement_quotes_no_value(service_database: MakeDatabase) -> None:
    url = (await service_database(counting_service())).url
    engine = create_engine(url)

    with pytest.raises(sa.exc.DBAPIError) as failure:
        async with engine.begin() as tx:
            await tx.execute(sa.text("SELECT 1 / length(:name) - 0 / 0"), {"name": "Jane Doe"})

    assert "Jane" not in str(failure.value)
    await engine.dispose()
