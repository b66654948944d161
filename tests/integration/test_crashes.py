"""SIGKILL at every named point of the engine: effects once, in order, and nothing lost."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from installation import Installation, adjudications, in_order

pytestmark = pytest.mark.broker

POINTS = [
    "before_database_commit",
    "after_database_commit",
    "after_offset_commit",
    "before_publish",
    "after_publish",
    "after_outbox_delete",
]
WANTED = adjudications(keys=10, each=20)


@pytest.mark.parametrize("point", POINTS)
async def test_a_crash_costs_nothing_and_doubles_nothing(
    installation: Installation, point: str
) -> None:
    await installation.publish(WANTED)
    assert await installation.start("1", crash_at=point).ended() == 137

    installation.start("1")
    await installation.settled()

    counted = await installation.counted()
    assert len(counted) == len(WANTED)
    assert in_order(counted)
    announced = set(await installation.announced())
    assert announced == {(key, f"{key}/{number}") for key, number, _, _ in WANTED}
    assert len(set(await installation.announced_ids())) == len(WANTED)


async def test_what_was_published_before_the_crash_is_published_again_under_the_same_ids(
    installation: Installation,
) -> None:
    await installation.publish(WANTED)
    await installation.start("1", crash_at="after_publish").ended()

    installation.start("1")
    await installation.settled()

    ids = await installation.announced_ids()
    assert len(ids) > len(WANTED)
    assert len(set(ids)) == len(WANTED)


@pytest.mark.parametrize("point", ["after_store", "after_receipt"])
async def test_a_crash_while_a_file_arrives_makes_it_arrive_once(
    installation: Installation, point: str
) -> None:
    lines = [(f"key-{number % 5}", number) for number in range(300)]
    installation.drop(lines)
    assert await installation.start("1", crash_at=point).ended() == 137

    installation.start("1")
    await installation.count_reaches(len(lines))
    await installation.settled()

    assert sorted(await installation.counted()) == sorted(lines)
    async with installation.engine.connect() as reader:
        states = await reader.scalars(sa.text("SELECT state FROM counting.files"))
        assert list(states) == ["done"]
    assert list((installation.folder / "inbox").iterdir()) == []
