"""Workers join and leave while events flow: effects once, order kept per key."""

from __future__ import annotations

import asyncio

import pytest

from installation import Installation, adjudications, in_order

pytestmark = pytest.mark.broker

WANTED = adjudications(keys=40, each=60)
FIRST_PART = len(WANTED) // 4
LONG_SESSION_MS = 5 * 60 * 1000  # the longest there is; no test is that patient


async def test_members_come_and_go_under_load(installation: Installation) -> None:
    flow = asyncio.create_task(_publish_in_parts(installation))
    first = installation.start()
    await installation.count_reaches(FIRST_PART // 2)

    second = installation.start()
    await installation.count_reaches(FIRST_PART)
    assert await first.terminate() == 0

    third = installation.start()
    await installation.count_reaches(FIRST_PART * 2)
    second.child.kill()

    await flow
    await installation.settled()
    counted = await installation.counted()
    assert len(counted) == len(WANTED)
    assert in_order(counted)
    assert third.child.exit_code is None


async def test_the_order_of_each_key_holds_on_the_topic_too(installation: Installation) -> None:
    await installation.publish(WANTED)
    for _ in range(2):
        installation.start()
    await installation.settled()

    announced = await installation.announced()

    assert in_order([(key, int(item.partition("/")[2])) for key, item in announced])
    assert len(announced) == len(WANTED)  # two relays at once would have published twice


async def test_a_member_that_is_told_to_end_does_so_in_good_order(
    installation: Installation,
) -> None:
    await installation.publish(WANTED)
    member = installation.start()
    await installation.count_reaches(1)

    assert await member.terminate() == 0

    assert await installation.is_deserted()  # it left, nobody has to wait for its session
    assert await installation.lag() == len(WANTED) - len(await installation.counted())
    installation.start()
    await installation.settled()
    assert len(await installation.counted()) == len(WANTED)


async def test_a_restarted_copy_takes_over_before_its_session_would_end(
    installation: Installation,
) -> None:
    await installation.publish(adjudications(keys=4, each=1))
    member = installation.start("1", session_ms=LONG_SESSION_MS)
    await installation.count_reaches(4)
    member.child.kill()

    installation.start("1", session_ms=LONG_SESSION_MS)
    await installation.publish(adjudications(keys=8, each=1)[4:], start=4)
    await installation.count_reaches(8)


async def _publish_in_parts(installation: Installation) -> None:
    """An even flow: the next part goes out when half of the one before has taken effect."""
    size = 120
    for start in range(0, len(WANTED), size):
        await installation.publish(WANTED[start : start + size], start=start)
        await installation.count_reaches(start + size // 2)
