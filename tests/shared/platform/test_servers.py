"""The two servers of the local platform, as tests and the demo use them."""

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from brokers import Broker
from databases import Server


async def value_of(url: str, query: str) -> object:
    engine = create_async_engine(url)
    try:
        async with engine.connect() as connection:
            return (await connection.execute(text(query))).scalar()
    finally:
        await engine.dispose()


async def test_a_copy_of_a_template_has_its_tables_and_keeps_to_itself(postgres: Server) -> None:
    template = await postgres.create_database("template_of_test")
    engine = create_async_engine(template)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE claims AS SELECT 1 AS number"))
    await engine.dispose()

    copy = await postgres.create_database("copy_of_test", template="template_of_test")

    assert await value_of(copy, "SELECT number FROM claims") == 1
    await postgres.drop_database("copy_of_test")
    await postgres.drop_database("template_of_test")


async def test_the_server_never_writes_a_statement_or_its_values_to_its_log(
    postgres: Server,
) -> None:
    url = postgres.url("postgres")

    assert await value_of(url, "SHOW log_error_verbosity") == "terse"
    assert await value_of(url, "SHOW log_min_error_statement") == "panic"
    assert await value_of(url, "SHOW log_parameter_max_length_on_error") == "0"


@pytest.mark.broker
async def test_a_topic_outlives_a_killed_broker(kafka: Broker) -> None:
    await create_topic(kafka, "outlives.test.v1")

    kafka.kill()
    kafka.start_again()

    assert "outlives.test.v1" in await topics(kafka)


async def create_topic(kafka: Broker, name: str) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka.bootstrap_servers)
    await admin.start()
    try:
        await admin.create_topics([NewTopic(name, num_partitions=2, replication_factor=1)])
    finally:
        await admin.close()


async def topics(kafka: Broker) -> list[str]:
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka.bootstrap_servers)
    await admin.start()
    try:
        return list(await admin.list_topics())
    finally:
        await admin.close()
