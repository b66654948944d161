"""One idempotency key stands for one request: used for another one, it is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cobrelay.api.claims import v1 as api
from cobrelay.errors import Refused
from cobrelay.messaging import requests
from cobrelay.messaging.answering import act
from cobrelay.messaging.runtime import Runtime
from counting.handlers import Counted, Line
from counting.world import World

TAKE = api.TakeWorkRequest(idempotency_key="k1", work_item_id="W1", actor="rosa")


@pytest.fixture
def runtime(world: World) -> Runtime:
    return world.relay.runtime("status-tracker")


async def test_the_same_request_again_has_the_same_answer(world: World, runtime: Runtime) -> None:
    answers = [await act(runtime, TAKE, Line(4), key="a") for _ in range(2)]

    assert answers == [Counted(4)] * 2
    assert await world.counted() == [("a", 4)]


@pytest.mark.parametrize(
    "other",
    [
        api.TakeWorkRequest(idempotency_key="k1", work_item_id="W2", actor="rosa"),
        api.TakeWorkRequest(idempotency_key="k1", work_item_id="W1", actor="ben"),
        api.CloseWorkRequest(idempotency_key="k1", work_item_id="W1", actor="rosa"),
    ],
    ids=["of another thing", "of another person", "of another kind"],
)
async def test_a_used_key_is_refused_to_another_request(
    world: World, runtime: Runtime, other: api.TakeWorkRequest | api.CloseWorkRequest
) -> None:
    await act(runtime, TAKE, Line(4), key="a")

    with pytest.raises(Refused, match="used for another request"):
        await act(runtime, other, Line(5), key="b")

    assert await world.counted() == [("a", 4)]


async def test_a_key_whose_request_was_refused_is_free(world: World, runtime: Runtime) -> None:
    other = api.TakeWorkRequest(idempotency_key="k1", work_item_id="W2", actor="rosa")
    with pytest.raises(Refused, match="POISON"):
        await act(runtime, TAKE, Line(4, "POISON"), key="a")

    await act(runtime, other, Line(5), key="a")

    assert await world.counted() == [("a", 5)]


async def test_what_was_asked_is_forgotten_with_the_inbox(world: World, runtime: Runtime) -> None:
    await act(runtime, TAKE, Line(4), key="a")
    schema = runtime.service.schema

    async with world.engine.begin() as tx:
        kept = await requests.prune(tx, schema, datetime.now(UTC) - timedelta(days=1))
        gone = await requests.prune(tx, schema, datetime.now(UTC) + timedelta(days=1))

    assert (kept, gone) == (0, 1)
