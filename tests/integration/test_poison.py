"""What cannot be handled parks its key and no other; release plays it in order; garbage is dead."""

from __future__ import annotations

import asyncio
import json
from urllib.error import HTTPError
from urllib.request import urlopen

import grpc.aio
import pytest

from cobrelay.api.operations import v1 as operations
from cobrelay.messaging.cloudevents import attributes_of
from cobrelay.messaging.run import BROKEN_EXIT
from cobrelay.messaging.topics import dead_topic
from counting.service import NAME
from installation import IN_TOPICS, Installation, Member, until

pytestmark = pytest.mark.broker

POISONED = [
    ("good", 0, "1", ""),
    ("bad", 0, "POISON", ""),
    ("bad", 1, "1", ""),
    ("good", 1, "1", ""),
    ("unbalanced", 0, "UNBALANCED", ""),
    ("bad", 2, "1", ""),
    ("good", 2, "1", ""),
]


async def _parked(member: Member, key: str = "") -> list[operations.ParkedMessage]:
    answer = await member.operations().ListParked(operations.ListParkedRequest(key=key))
    return list(answer.messages)


async def test_poison_parks_its_key_and_no_other_and_release_plays_in_order(
    installation: Installation,
) -> None:
    member = installation.start()
    await installation.publish(POISONED[:3])
    await installation.settled()
    await installation.publish(POISONED[3:], start=3)
    await installation.settled()
    assert await installation.counted() == [("good", 0), ("good", 1), ("good", 2)]
    assert [each.is_first_cause for each in await _parked(member, "bad")] == [True, False, False]

    await installation.remedy("bad")
    request = operations.ReleaseParkedRequest(key="bad", actor="biller", reason="put right")
    released = await member.operations().ReleaseParked(request)
    await installation.settled()

    assert (released.played, released.still_parked) == (3, 0)
    counted = await installation.counted()
    assert [number for key, number in counted if key == "bad"] == [0, 1, 2]
    announced = [item for key, item in await installation.announced() if key == "bad"]
    assert announced == ["bad/0", "bad/1", "bad/2"]


async def test_a_failed_deferred_constraint_costs_one_message(installation: Installation) -> None:
    member = installation.start()
    await installation.publish(POISONED)
    await installation.settled()

    (parked,) = await _parked(member, "unbalanced")

    assert parked.reason_code == "IntegrityError"
    assert len(await installation.counted()) == 3


async def test_a_record_without_key_or_type_is_dead_and_harms_nobody(
    installation: Installation,
) -> None:
    await installation.publish_raw(IN_TOPICS[0], b"\xff\x00", None)
    await installation.publish_raw(IN_TOPICS[0], b"", b"\xff")
    await installation.publish(POISONED[:1])
    installation.start()
    await installation.settled()

    async def are_buried() -> bool:
        return len(await installation.records(dead_topic(NAME))) == 2

    await until(are_buried, "both are on the dead topic")
    origins = [attributes_of(each.headers) for each in await installation.records(dead_topic(NAME))]
    assert {origin["original_topic"] for origin in origins} == {IN_TOPICS[0]}
    assert await installation.counted() == [("good", 0)]


async def test_a_flood_of_poison_blows_the_fuse_and_parks_nothing(
    installation: Installation,
) -> None:
    await installation.publish([(f"key {number}", 0, "POISON", "") for number in range(40)])
    member = installation.start()

    async def fuse_is_blown() -> bool:
        return (await asyncio.to_thread(_ready, member)).get("fuse") is False

    async def is_not_serving() -> bool:
        return not await member.is_serving()

    await until(fuse_is_blown, "the fuse is blown")
    await until(is_not_serving, "the standard health service says so too")
    assert await _parked(member) == []


async def test_a_service_is_ready_measures_itself_and_answers_in_standard_statuses(
    installation: Installation,
) -> None:
    await installation.publish(POISONED)
    member = installation.start()
    await installation.settled()

    async def is_ready() -> bool:
        return all((await asyncio.to_thread(_ready, member)).values())

    await until(is_ready, "it is ready")
    await until(member.is_serving, "the standard health service says so too")
    metrics = await asyncio.to_thread(_page, member, "metrics")
    assert f'cobrelay_causes_parked_total{{reason="POISON",service="{NAME}"}} 1.0' in metrics
    state = await member.operations().GetStatus(operations.GetStatusRequest())
    assert (state.lag, state.outbox, state.parked) == (0, 0, 4)
    gone = operations.DiscardParkedRequest(position=99, actor="biller", reason="a slip")
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await member.operations().DiscardParked(gone)
    assert refused.value.code() is grpc.StatusCode.FAILED_PRECONDITION


async def test_a_broken_invariant_ends_the_process_and_parks_nothing(
    installation: Installation,
) -> None:
    await installation.publish([("key", 0, "BROKEN", "")])
    member = installation.start("1")

    assert await member.ended() == BROKEN_EXIT

    await installation.remedy("key")
    installation.start("1")
    await installation.settled()
    assert await installation.counted() == [("key", 0)]


def _ready(member: Member) -> dict[str, bool]:
    try:
        found = json.loads(_page(member, "readyz"))
    except HTTPError as answer:
        found = json.loads(answer.read())
        answer.close()
    return dict(found)


def _page(member: Member, name: str) -> str:
    with urlopen(f"http://127.0.0.1:{member.http_port}/{name}", timeout=5) as answer:
        return str(answer.read().decode())
