"""gRPC remittances.v1 over a real channel: lists, and linking by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import grpc
import grpc.aio
import pytest
import sqlalchemy as sa

from cobrelay.api.remittances import v1 as api
from cobrelay.messaging.grpc_server import HonestStatuses
from era_files import Claim, Plb, Remittance
from era_files import era as file_of
from era_intake.api import register
from era_intake.service import service

Make = Callable[..., Any]
World = Any


@pytest.fixture
async def stub(world: World) -> AsyncIterator[api.RemittancesServiceStub]:
    server = grpc.aio.server(interceptors=[HonestStatuses()])
    register(server, world.relay.runtime(service.name))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield api.RemittancesServiceStub(channel)
    await server.stop(None)


def link(world: World, **changes: Any) -> api.LinkByHandRequest:
    wanted = {
        "idempotency_key": "request-1",
        "remittance_id": world.accepted[0].remittance_id,
        "ordinal": 1,
        "claim_id": "claim-1",
        "actor": "biller",
        "reason": "the payer shortened the number",
    }
    return api.LinkByHandRequest(**(wanted | changes))


async def test_a_person_links_an_answer_and_it_goes_on(
    world: World, original: Make, stub: Any
) -> None:
    await world.register(original(charge=9000))
    await world.receive(file_of(Remittance()))
    assert world.unmatched == ["ERA-304"]

    first = await stub.LinkByHand(link(world))
    again = await stub.LinkByHand(link(world))
    other = await stub.LinkByHand(link(world, idempotency_key="request-2"))
    await world.relay.settle()

    (answer,) = world.adjudicated
    assert (answer.claim_id, answer.matched_by) == ("claim-1", "person")
    assert {first.adjudication_id, again.adjudication_id, other.adjudication_id} == {
        answer.adjudication_id
    }
    assert list((await stub.ListUnmatched(api.ListUnmatchedRequest())).unmatched) == []
    told = await stub.ListAnswers(api.ListAnswersRequest(claim_id="claim-1"))
    assert [each.paid_cents for each in told.answers] == [answer.answer.paid_cents]
    async with world.database.engine(service).connect() as reader:
        acts = await reader.execute(sa.text("SELECT actor, act, reason FROM era_intake.acts"))
        assert [tuple(each) for each in acts] == [
            ("biller", "link", "the payer shortened the number")
        ]


async def test_a_link_frees_the_reversal_that_waits_behind(
    world: World, original: Make, stub: Any
) -> None:
    await world.register(original(charge=9000))
    reversal = Remittance([Claim().reversal()], plbs=[Plb("FB", -7000)], trace="T2")
    await world.receive(file_of(Remittance()), file_of(reversal))

    await stub.LinkByHand(link(world))
    second = world.accepted[1].remittance_id
    await stub.LinkByHand(link(world, idempotency_key="2", remittance_id=second))
    await world.relay.settle()

    first, taken_back = world.adjudicated
    assert taken_back.reverses_adjudication_id == first.adjudication_id


async def test_an_answer_without_a_number_can_be_linked(
    world: World, original: Make, stub: Any
) -> None:
    await world.register(original())
    await world.receive(file_of(Remittance([Claim("0"), Claim("0", icn="I2")])))

    await stub.LinkByHand(link(world))
    await world.relay.settle()

    assert [(each.claim_id, each.answer.ordinal) for each in world.adjudicated] == [("claim-1", 1)]
    assert len((await stub.ListUnmatched(api.ListUnmatchedRequest())).unmatched) == 1


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"ordinal": 9}, grpc.StatusCode.FAILED_PRECONDITION, "ERA-401"),
        ({"claim_id": "unknown"}, grpc.StatusCode.FAILED_PRECONDITION, "ERA-402"),
        ({"ordinal": 2}, grpc.StatusCode.FAILED_PRECONDITION, "ERA-403"),
        ({"actor": "", "reason": ""}, grpc.StatusCode.INVALID_ARGUMENT, "actor, reason"),
    ],
    ids=["no such answer", "no such claim", "matched already", "nobody, for no reason"],
)
async def test_what_cannot_be_linked_is_refused(
    world: World, original: Make, stub: Any, changes: dict[str, Any], code: Any, said: str
) -> None:
    await world.register(original(charge=9000))
    await world.register(original(number="ACCT2", claim_id="claim-2"))
    await world.receive(file_of(Remittance([Claim(), Claim("ACCT2", icn="I2")])))

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub.LinkByHand(link(world, **changes))

    assert refused.value.code() is code
    assert said in str(refused.value.details())
    await world.relay.settle()
    assert [each.claim_id for each in world.adjudicated] == ["claim-2"]


async def test_a_remittance_is_shown_with_its_claims_and_adjustments(
    world: World, original: Make, stub: Any
) -> None:
    await world.register(original())
    read = [
        Claim(),
        Claim("A2", icn="I2"),
        replace(Claim("A3", icn="I3"), contractual=1, paid=7000),
    ]
    await world.receive(file_of(Remittance(read, plbs=[Plb("WO", 500)])))
    remittance_id = world.accepted[0].remittance_id

    shown = await stub.GetRemittance(api.GetRemittanceRequest(remittance_id="TRACE1"))

    assert shown.remittance.remittance_id == remittance_id
    assert (shown.remittance.state, shown.remittance.file_name) == ("accepted", "0001.835")
    assert shown.remittance.payer.name == "TEST PAYER"
    assert [(each.ordinal, each.state, each.reason_code) for each in shown.claims] == [
        (1, "matched", ""),
        (2, "unmatched", "ERA-301"),
        (3, "quarantined", "ERA-202"),
    ]
    assert [each.amount_cents for each in shown.provider_adjustments] == [500]


async def test_what_there_is_not_is_not_found(stub: Any) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub.GetRemittance(api.GetRemittanceRequest(remittance_id="nothing"))

    assert refused.value.code() is grpc.StatusCode.NOT_FOUND


async def test_remittances_are_listed_page_by_page_the_newest_first(
    world: World, stub: Any
) -> None:
    await world.receive(*(file_of(Remittance(trace=f"T{number}")) for number in range(3)))

    first = await stub.ListRemittances(api.ListRemittancesRequest(page_size=2))
    second = await stub.ListRemittances(
        api.ListRemittancesRequest(page_size=2, page_token=first.next_page_token)
    )

    traces = [each.payment.trace_number for page in (first, second) for each in page.remittances]
    assert traces == ["T2", "T1", "T0"]
    assert second.next_page_token == ""


async def test_all_that_was_not_used_is_listed_with_its_findings(world: World, stub: Any) -> None:
    bad = replace(Claim(), paid=6999)
    await world.receive(
        b"not X12 at all",
        file_of(Remittance([bad])),
        file_of(Remittance(trace="T2", method="NON")),
    )

    listed = (await stub.ListQuarantined(api.ListQuarantinedRequest())).items

    assert [(each.scope, each.reason_code, each.file_name) for each in listed] == [
        ("set", "ERA-112", "0003.835"),
        ("file", "ERA-101", "0001.835"),
        ("claim", "ERA-202", "0002.835"),
    ]
    assert all(each.findings for each in listed)
    assert listed[-1].paid_cents == 6999
