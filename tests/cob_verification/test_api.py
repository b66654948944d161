"""gRPC coverages.v1 and determinations.v1 over a real channel."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import grpc
import grpc.aio
import pytest
import sqlalchemy as sa

from cob_events import Desk, adjudicated, patient, registered
from cob_verification.api import register
from cob_verification.service import service
from cobrelay.api.coverages import v1 as coverages_api
from cobrelay.api.determinations import v1 as determinations_api
from cobrelay.contracts.common import v1 as common
from cobrelay.messaging.grpc_server import HonestStatuses


@dataclass(frozen=True, slots=True)
class Stubs:
    coverages: Any
    determinations: Any


@pytest.fixture
async def stubs(desk: Desk) -> AsyncIterator[Stubs]:
    server = grpc.aio.server(interceptors=[HonestStatuses()])
    register(server, desk.relay.runtime(service.name))
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    async with grpc.aio.insecure_channel(f"127.0.0.1:{port}") as channel:
        yield Stubs(
            coverages_api.CoveragesServiceStub(channel),
            determinations_api.DeterminationsServiceStub(channel),
        )
    await server.stop(None)


def signed(**changes: Any) -> dict[str, Any]:
    return {"idempotency_key": "request-1", "actor": "biller", "reason": "a call", **changes}


def put(
    rank: int = 2, payer: str = "C", relationship: str = "18", **changes: Any
) -> coverages_api.PutCoverageRequest:
    coverage = common.Coverage(
        rank=rank,
        payer=common.PayerName(name=payer, id=payer),
        member_id=f"M-{payer}",
        relationship=relationship,
        subscriber=patient(),
    )
    return coverages_api.PutCoverageRequest(
        **signed(**{"patient": patient(), "coverage": coverage, **changes})
    )


async def test_a_person_states_a_coverage_and_the_claim_is_determined_anew(
    desk: Desk, stubs: Stubs
) -> None:
    await desk.hear(registered("A"), adjudicated("A", "PR-2 20"))
    before = len(desk.relay.log)

    first = await stubs.coverages.PutCoverage(put())
    again = await stubs.coverages.PutCoverage(put())
    await desk.relay.settle()

    assert first.coverage_id == again.coverage_id != ""
    assert desk.said(before) == ["withdrawn by A: COB-703", "bill C 20.00 after by A"]
    listed = await stubs.coverages.ListCoverages(
        coverages_api.ListCoveragesRequest(claim_id="claim")
    )
    assert [(each.rank, each.payer.name, each.evidence) for each in listed.coverages] == [
        (1, "A", "claim"),
        (2, "C", "api"),
    ]
    assert listed.patient == patient()
    async with desk.relay.runtime(service.name).engine.connect() as reader:
        acts = await reader.execute(sa.text("SELECT actor, act FROM cob_verification.acts"))
    assert list(acts) == [("biller", "put coverage")]


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(put(actor=""), id="nobody asks"),
        pytest.param(put(rank=0), id="no rank"),
        pytest.param(put(payer=""), id="no payer"),
        pytest.param(put(relationship="XX"), id="no relationship of the list"),
        pytest.param(put(patient=common.Party(last_name="DOE")), id="half a patient"),
    ],
)
async def test_half_a_coverage_is_refused_in_a_sentence(
    stubs: Stubs, request_: coverages_api.PutCoverageRequest
) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stubs.coverages.PutCoverage(request_)

    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT


async def test_a_notice_ends_the_wait_for_a_crossover(desk: Desk, stubs: Stubs) -> None:
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20", status="19"))
    before = len(desk.relay.log)
    notice = determinations_api.ReportCrossoverFailureRequest(**signed(claim_id="claim"))

    first = await stubs.determinations.ReportCrossoverFailure(notice)
    again = await stubs.determinations.ReportCrossoverFailure(notice)
    await desk.relay.settle()

    assert desk.said(before) == ["crossover failed: COB-209", "bill B 20.00 after by A"]
    assert first.determination_id == again.determination_id
    assert await desk.wait(60) == []


async def test_a_claim_that_awaits_nothing_refuses_the_notice(desk: Desk, stubs: Stubs) -> None:
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stubs.determinations.ReportCrossoverFailure(
            determinations_api.ReportCrossoverFailureRequest(**signed(claim_id="claim"))
        )

    assert refused.value.code() is grpc.StatusCode.FAILED_PRECONDITION


async def test_every_determination_is_listed_with_its_trace(desk: Desk, stubs: Stubs) -> None:
    await desk.hear(registered("A"), adjudicated("A", "PR-2 20"))
    await stubs.coverages.PutCoverage(put())
    await desk.relay.settle()

    found = await stubs.determinations.ListDeterminations(
        determinations_api.ListDeterminationsRequest(claim_id="claim")
    )

    assert [(each.outcome, each.is_withdrawn) for each in found.determinations] == [
        ("PatientResponsibilityDetermined", True),
        ("NextPayerDetermined", False),
    ]
    assert found.determinations[1].determination.trace[0].code == "COB-302"
    assert found.determinations[1].decided_at == "2024-03-21T09:00:00Z"


async def test_deciding_again_says_nothing_new_when_nothing_is_new(
    desk: Desk, stubs: Stubs
) -> None:
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))
    before = len(desk.relay.log)

    answer = await stubs.determinations.DetermineAgain(
        determinations_api.DetermineAgainRequest(**signed(adjudication_id="by A"))
    )

    assert answer.outcome == "NextPayerDetermined"
    assert desk.said(before) == []


async def test_an_unknown_claim_is_not_found(stubs: Stubs) -> None:
    with pytest.raises(grpc.aio.AioRpcError) as missing:
        await stubs.coverages.ListCoverages(coverages_api.ListCoveragesRequest(claim_id="x"))

    assert missing.value.code() is grpc.StatusCode.NOT_FOUND
