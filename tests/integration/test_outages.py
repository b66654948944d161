"""Broker and database killed and started again under load: nothing lost, caught up unaided."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from durable import DurableServer
from installation import Installation, adjudications, in_order, until

pytestmark = pytest.mark.broker

WANTED = adjudications(keys=20, each=60)
HALF = len(WANTED) // 2
FILED = [(f"filed-{number}", 0) for number in range(10)]


async def test_the_broker_is_killed_under_load(installation: Installation) -> None:
    member = installation.start("1")
    await installation.publish(WANTED[:HALF])
    await installation.count_reaches(HALF // 4)

    installation.broker.kill()
    installation.drop(FILED)  # something to say while nobody listens
    # One that lived through it would be stuck for half a minute, and the outbox with it.
    await until(member.said("producer is rebuilt"), "the relay gives its producer up")
    await asyncio.to_thread(installation.broker.start_again)
    await installation.publish(WANTED[HALF:], start=HALF)
    await installation.settled()

    await _everything_happened_once(installation, FILED)
    assert member.child.exit_code is None


async def test_the_database_is_killed_under_load(
    installation: Installation, durable_postgres: DurableServer
) -> None:
    member = installation.start("1")
    await installation.publish(WANTED[:HALF])
    await installation.count_reaches(HALF // 4)

    durable_postgres.kill()
    await asyncio.to_thread(durable_postgres.start_again)
    await installation.engine.dispose()
    await installation.publish(WANTED[HALF:], start=HALF)

    await installation.settled()
    await _everything_happened_once(installation)
    assert member.child.exit_code is None


async def test_both_are_killed_at_once_and_the_service_with_them(
    installation: Installation, durable_postgres: DurableServer
) -> None:
    member = installation.start("1")
    await installation.publish(WANTED)
    await installation.count_reaches(HALF // 4)

    installation.broker.kill()
    durable_postgres.kill()
    member.child.kill()
    installation.start("1")  # before there is anything to talk to
    await asyncio.to_thread(durable_postgres.start_again)
    await asyncio.to_thread(installation.broker.start_again)
    await installation.engine.dispose()

    await installation.settled()
    await _everything_happened_once(installation)


async def _everything_happened_once(
    installation: Installation, more: Sequence[tuple[str, int]] = ()
) -> None:
    wanted = {*((key, number) for key, number, _, _ in WANTED), *more}
    counted = await installation.counted()
    assert len(counted) == len(wanted)
    assert in_order(counted)

    async def is_all_there() -> bool:
        return len(set(await installation.announced_ids())) == len(wanted)

    await until(is_all_there, "everything is published")
    assert set(await installation.announced()) == {
        (key, f"{key}/{number}") for key, number in wanted
    }
