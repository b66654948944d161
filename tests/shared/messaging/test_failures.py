"""A failure of the world is tried again; a failure of the message is not."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from cobrelay.errors import Broken, Refused, Transient
from cobrelay.messaging.failures import is_transient, persistently, reason_of
from counting.service import counting_service
from service_databases import MakeDatabase

GOOD_FOR_NOTHING = "postgresql+asyncpg://nobody@127.0.0.1:1/nothing"


@pytest.fixture
async def engine(service_database: MakeDatabase) -> AsyncEngine:
    service = counting_service()
    return (await service_database(service)).engine(service)


async def failure_of(engine: AsyncEngine, statement: str, **values: object) -> BaseException:
    try:
        async with engine.begin() as tx:
            await tx.execute(sa.text(statement), values)
    except Exception as failure:
        return failure
    pytest.fail("it succeeds")


@pytest.mark.parametrize(
    ("statement", "values"),
    [
        pytest.param("SELECT CAST(:n AS integer)", {"n": 2**40}, id="a number too large"),
        pytest.param("SELECT CAST(:n AS integer)", {"n": "x"}, id="a text for a number"),
        pytest.param("SELECT CAST(:n AS text)", {"n": "a\0b"}, id="a text with a NUL"),
        pytest.param("SELECT 1 / 0", {}, id="a division by zero"),
        pytest.param("SELECT * FROM counting.nothing", {}, id="a table that is not there"),
        pytest.param("INSERT INTO counting.originals VALUES (NULL)", {}, id="a broken constraint"),
    ],
)
async def test_what_the_database_refuses_is_the_message_s_fault(
    engine: AsyncEngine, statement: str, values: dict[str, object]
) -> None:
    assert not is_transient(await failure_of(engine, statement, **values))


@pytest.mark.parametrize("sqlstate", ["40001", "40P01", "53100", "55P03", "57P01", "08006"])
async def test_what_the_database_cannot_do_now_is_tried_again(
    engine: AsyncEngine, sqlstate: str
) -> None:
    statement = f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{sqlstate}'; END $$"

    assert is_transient(await failure_of(engine, statement))


async def test_a_database_that_is_not_there_is_tried_again() -> None:
    engine = create_async_engine(GOOD_FOR_NOTHING)

    assert is_transient(await failure_of(engine, "SELECT 1"))


async def test_a_connection_that_is_cut_is_tried_again(service_database: MakeDatabase) -> None:
    engine = create_async_engine((await service_database(counting_service())).url)

    failure = await failure_of(engine, "SELECT pg_terminate_backend(pg_backend_pid())")

    assert is_transient(failure)
    await engine.dispose()


async def test_a_connection_that_broke_in_a_savepoint_is_tried_again(
    service_database: MakeDatabase,
) -> None:
    engine = create_async_engine((await service_database(counting_service())).url)
    async with engine.connect() as connection:
        await connection.begin()
        with pytest.raises(sa.exc.DBAPIError):
            await connection.execute(sa.text("SELECT pg_terminate_backend(pg_backend_pid())"))
        with pytest.raises(sa.exc.PendingRollbackError) as later:
            await connection.execute(sa.text("SELECT 1"))

    assert is_transient(later.value)
    await engine.dispose()


@pytest.mark.parametrize("failure", [Refused("NO"), Broken(), KeyError(), ValueError()])
def test_our_own_failures_are_not_transient(failure: Exception) -> None:
    assert not is_transient(failure)


async def test_an_attempt_is_repeated_until_it_succeeds() -> None:
    answers = iter([Transient(), ConnectionResetError(), None])

    async def attempt() -> str:
        failure = next(answers)
        if failure is not None:
            raise failure
        return "done"

    assert await persistently(attempt, limit_seconds=5, what="test") == "done"


async def test_an_attempt_is_not_repeated_beyond_its_limit_nor_while_stopping() -> None:
    async def attempt() -> None:
        raise Transient

    stopping = asyncio.Event()
    stopping.set()
    with pytest.raises(Transient):
        await persistently(attempt, limit_seconds=0.1, what="test")
    with pytest.raises(Transient):
        await persistently(attempt, limit_seconds=60, what="test", stopping=stopping)


def test_the_same_failure_at_the_same_place_has_one_hash() -> None:
    def reason(text: str) -> str:
        try:
            raise KeyError(text)
        except KeyError as failure:
            return reason_of(failure).traceback_hash

    assert reason("Jane") == reason("Joe")


def test_who_reads_a_file_apart_carries_no_database() -> None:
    script = (
        "import sys, cobrelay.messaging.first_pass as first_pass;"
        "assert not {'sqlalchemy', 'asyncpg'} & set(sys.modules);"
        "assert not first_pass.counts(ConnectionResetError())"
    )

    subprocess.run([sys.executable, "-c", script], check=True)
