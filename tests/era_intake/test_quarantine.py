"""What could not be used is shown, discarded, or replaced by a repaired file, once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import grpc
import grpc.aio
import pytest
import sqlalchemy as sa

from cobrelay.api.remittances import v1 as api
from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.grpc_server import HonestStatuses
from era_files import Claim, Remittance
from era_files import era as file_of
from era_intake.api import register
from era_intake.service import service
from era_intake.storage.measuring import quarantined

Make = Callable[..., Any]
World = Any

TWO = [Claim("ACCT1", icn="I1"), Claim("ACCT2", icn="I2", last="ROE", day="20260106")]
BAD = replace(TWO[0], contractual=2001, paid=7000)  # a cent too many
HALF_BAD = file_of(Remittance([BAD, TWO[1]]))
REPAIRED = file_of(Remittance(TWO), control="000000002")


@pytest.fixture
async def stub(world: World) -> AsyncIterator[Any]:
    server = grpc.aio.server(interceptors=[HonestStatuses()])
    register(server, world.relay.runtime(service.name))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield api.RemittancesServiceStub(channel)
    await server.stop(None)


async def items(stub: Any, *, include_closed: bool = False) -> list[api.QuarantinedItem]:
    request = api.ListQuarantinedRequest(include_closed=include_closed)
    return list((await stub.ListQuarantined(request)).items)


async def discard(stub: Any, item_id: str, key: str = "k1", actor: str = "rosa") -> Any:
    return await stub.DiscardQuarantined(
        api.DiscardQuarantinedRequest(
            idempotency_key=key, item_id=item_id, actor=actor, reason="the payer mends it"
        )
    )


async def hand_in(
    world: World, stub: Any, item_id: str, content: bytes, key: str = "k1"
) -> api.QuarantinedItem:
    head = api.ReplaceQuarantinedRequest(
        idempotency_key=key,
        item_id=item_id,
        file_name="../../mended\n.835",
        actor="rosa",
        reason="the payer sent it anew",
        content=content[:100],
    )
    rest = api.ReplaceQuarantinedRequest(content=content[100:])
    answer = await stub.ReplaceQuarantined(iter([head, rest]))
    await world.relay.settle()
    return answer.item  # type: ignore[no-any-return]


async def acts(world: World) -> list[tuple[str, ...]]:
    async with world.database.engine(service).connect() as reader:
        rows = await reader.execute(sa.text("SELECT actor, act, reason FROM era_intake.acts"))
        return [tuple(row) for row in rows]


def closed(world: World) -> list[tuple[str, str]]:
    return [(each.scope, each.outcome) for each in world.relay.events(era.QuarantineClosed)]


async def test_files_that_nobody_has_closed_are_measured(world: World, stub: Any) -> None:
    async def measured() -> int:
        async with world.database.engine(service).connect() as reader:
            return await quarantined(reader)

    await world.receive(file_of(Remittance(trace="T2", method="NON")), b"no X12")
    listed = await items(stub)
    assert await measured() == len(listed) > 0

    await discard(stub, listed[0].item_id)

    assert await measured() == len(listed) - 1


async def test_an_item_says_where_it_is_wrong_and_what_hangs_on_it(world: World, stub: Any) -> None:
    await world.receive(HALF_BAD, file_of(Remittance(trace="T2", method="NON")), b"no X12")

    for listed in await items(stub):
        request = api.GetQuarantinedRequest(item_id=listed.item_id)
        shown = (await stub.GetQuarantined(request)).item

        assert shown == listed
        assert (shown.state, bool(shown.findings)) == ("open", True)
        kept = world.relay.store.root / shown.kept_at
        assert kept.read_bytes()
    found = {each.scope: (each.claim_count, each.paid_cents) for each in await items(stub)}
    assert found == {"file": (0, 0), "set": (1, 7000), "claim": (1, 7000)}


async def test_a_discard_closes_it_with_actor_and_reason_and_books_nothing(
    world: World, stub: Any
) -> None:
    await world.receive(HALF_BAD)
    (item,) = await items(stub)
    before = len(world.relay.log)

    first = await discard(stub, item.item_id)
    await discard(stub, item.item_id)  # the same request, repeated
    await discard(stub, item.item_id, key="k2")  # said twice, it is done once
    await world.relay.settle()

    assert await items(stub) == []
    (kept,) = await items(stub, include_closed=True)
    assert kept == first.item
    assert (kept.state, kept.closed_by) == ("discarded", "rosa")
    assert await acts(world) == [("rosa", "discard quarantined", "the payer mends it")]
    assert [each.type for each in world.relay.log[before:]] == [
        era.QuarantineClosed.DESCRIPTOR.full_name
    ]


async def test_a_repaired_file_is_linked_both_ways_and_only_what_is_new_is_used(
    world: World, stub: Any, original: Make
) -> None:
    await world.register(original())
    await world.receive(HALF_BAD)
    (quarantined,) = world.quarantined

    replaced = await hand_in(world, stub, quarantined.adjudication_id, REPAIRED)

    (answer,) = world.adjudicated  # under the place where its cash lies
    assert answer.adjudication_id == quarantined.adjudication_id
    assert (answer.answer.remittance_id, answer.answer.ordinal) == (quarantined.remittance_id, 1)
    assert [each.claims_paid_cents for each in world.accepted] == [14000, 0]
    assert world.unmatched == ["ERA-301"]  # the neighbour, once
    assert (replaced.state, closed(world)) == ("replaced", [("claim", "replaced")])
    assert replaced.replaced_by_file_hash == world.accepted[1].file_hash
    assert await items(stub) == []  # it is somebody's now


async def test_what_replaces_an_item_and_is_bad_itself_says_what_it_replaces(
    world: World, stub: Any
) -> None:
    await world.receive(b"no X12")
    (first,) = await items(stub)

    replaced = await hand_in(world, stub, first.item_id, b"no X12 either")

    (second,) = await items(stub)
    assert second.file_hash == replaced.replaced_by_file_hash
    assert list(second.replaces_item_ids) == [first.item_id]
    assert second.file_name == "../../mended\\n.835"


async def test_a_repaired_set_comes_in_place_of_the_set_beside_those_that_were_used(
    world: World, stub: Any
) -> None:
    good = Remittance(TWO[:1])
    await world.receive(file_of(good, Remittance(TWO[1:], trace="T2", paid=1)))
    (item,) = await items(stub)

    await hand_in(world, stub, item.item_id, file_of(good, Remittance(TWO[1:], trace="T2")))

    assert [each.payment.trace_number for each in world.accepted] == ["TRACE1", "T2"]
    assert world.duplicated == ["content"]
    assert len(world.unmatched) == 2
    assert closed(world) == [("set", "replaced")]


async def test_a_repair_that_pays_more_than_there_is_is_quarantined_and_not_booked_twice(
    world: World, stub: Any
) -> None:
    """Its cash lies in unapplied already: a claim of another amount cannot stand for it."""
    await world.receive(HALF_BAD)
    (item,) = await items(stub)
    other = [replace(TWO[0], charge=10001, paid=None), TWO[1]]

    await hand_in(world, stub, item.item_id, file_of(Remittance(other, paid=14000)))

    assert world.refused == [(1, "ERA-113")]
    assert len(world.accepted) == 1


async def test_a_claim_that_was_discarded_is_still_known_when_it_comes_repaired(
    world: World, stub: Any
) -> None:
    await world.receive(HALF_BAD)
    (item,) = await items(stub)
    await discard(stub, item.item_id)

    await world.receive(REPAIRED, HALF_BAD.replace(b"000000001", b"000000003"))

    assert [each.claims_paid_cents for each in world.accepted] == [14000, 0]
    assert world.duplicated == ["content"]
    assert len(world.unmatched) == 2


@pytest.mark.parametrize(
    ("act", "code", "said"),
    [
        ("discard nothing", grpc.StatusCode.FAILED_PRECONDITION, "ERA-411"),
        ("replace nothing", grpc.StatusCode.NOT_FOUND, "no such file"),
        ("replace by itself", grpc.StatusCode.FAILED_PRECONDITION, "ERA-413"),
        ("replace by an empty file", grpc.StatusCode.INVALID_ARGUMENT, "empty"),
        ("discard what is replaced", grpc.StatusCode.FAILED_PRECONDITION, "ERA-412"),
        ("discard by nobody", grpc.StatusCode.INVALID_ARGUMENT, "actor"),
        ("replace by a NUL", grpc.StatusCode.INVALID_ARGUMENT, "text"),
        ("send nothing", grpc.StatusCode.INVALID_ARGUMENT, "no file"),
    ],
)
async def test_what_cannot_be_closed_is_refused(
    world: World, stub: Any, act: str, code: Any, said: str
) -> None:
    await world.receive(HALF_BAD)
    (item,) = await items(stub)
    doing: dict[str, Callable[[], Any]] = {
        "discard nothing": lambda: discard(stub, "nothing"),
        "replace nothing": lambda: hand_in(world, stub, "nothing", REPAIRED),
        "replace by itself": lambda: hand_in(world, stub, item.item_id, HALF_BAD),
        "replace by an empty file": lambda: hand_in(world, stub, item.item_id, b""),
        "discard what is replaced": lambda: discard(stub, item.item_id, key="k9"),
        "discard by nobody": lambda: discard(stub, item.item_id, actor=""),
        "replace by a NUL": lambda: hand_in(world, stub, item.item_id, REPAIRED, key="\0"),
        "send nothing": lambda: stub.ReplaceQuarantined(iter([])),
    }
    if act == "discard what is replaced":
        await hand_in(world, stub, item.item_id, b"no X12")

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await doing[act]()

    assert refused.value.code() is code
    assert said in str(refused.value.details())
    assert len(await items(stub, include_closed=True)) == (2 if "is replaced" in act else 1)
