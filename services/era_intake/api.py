"""gRPC remittances.v1: what was received, what is nobody's, and linking it by hand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import grpc
import grpc.aio

from cobrelay.api.remittances import v1 as api
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.dates import stamp
from cobrelay.errors import Refused
from cobrelay.messaging.answering import (
    SIGNATURE,
    Ambiguous,
    Unknown,
    act,
    demand,
    page_size,
    position_of,
)
from cobrelay.messaging.runtime import Runtime
from era_intake import quarantine_api
from era_intake.causes import LinkRequested
from era_intake.domain import reasons
from era_intake.storage import answers, listing
from era_intake.translation import adjudication_id, unmatched_message


def register(server: grpc.aio.Server, runtime: Runtime) -> None:
    """Adds the servicer."""
    api.add_RemittancesServiceServicer_to_server(Remittances(runtime), server)


class Remittances(api.RemittancesServiceServicer):
    """Answers from intake's own tables; a link goes the way of every cause."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def ListRemittances(
        self, request: api.ListRemittancesRequest, context: Any
    ) -> api.ListRemittancesResponse:
        count = page_size(request)
        before = position_of(request.page_token)
        async with self._runtime.engine.connect() as reader:
            rows = await listing.newest(reader, before=before, count=count)
        token = str(rows[-1].position) if len(rows) == count else ""
        return api.ListRemittancesResponse(
            remittances=[_summary(row) for row in rows], next_page_token=token
        )

    async def GetRemittance(
        self, request: api.GetRemittanceRequest, context: Any
    ) -> api.GetRemittanceResponse:
        async with self._runtime.engine.connect() as reader:
            rows = await listing.named(reader, request.remittance_id)
            if not rows:
                raise Unknown("there is no such remittance")
            if len({row.payment_id for row in rows}) > 1:
                raise Ambiguous("several payments have this trace number; give the remittance id")
            chosen = rows[0]
            claims = await listing.claims_of(reader, chosen.remittance_id)
            adjustments = await listing.adjustments_of(reader, chosen.remittance_id)
        known = [api.RemittanceClaim(ordinal=n, state="duplicate") for n in chosen.left_out]
        return api.GetRemittanceResponse(
            remittance=_summary(chosen),
            claims=[*(_claim(row) for row in claims), *known],
            provider_adjustments=[era.ProviderAdjusted.FromString(each) for each in adjustments],
        )

    async def ListAnswers(
        self, request: api.ListAnswersRequest, context: Any
    ) -> api.ListAnswersResponse:
        demand(request, "claim_id")
        async with self._runtime.engine.connect() as reader:
            found = await listing.answers_to(reader, request.claim_id)
        return api.ListAnswersResponse(
            answers=[era.ClaimPayment.FromString(each) for each in found]
        )

    async def ListUnmatched(
        self, request: api.ListUnmatchedRequest, context: Any
    ) -> api.ListUnmatchedResponse:
        async with self._runtime.engine.connect() as reader:
            rows = await listing.unmatched(reader)
        return api.ListUnmatchedResponse(unmatched=[_unmatched(row) for row in rows])

    async def ListQuarantined(
        self, request: api.ListQuarantinedRequest, context: Any
    ) -> api.ListQuarantinedResponse:
        wanted = request.include_closed
        items = await quarantine_api.listed(self._runtime, include_closed=wanted)
        return api.ListQuarantinedResponse(items=items)

    async def GetQuarantined(
        self, request: api.GetQuarantinedRequest, context: Any
    ) -> api.GetQuarantinedResponse:
        demand(request, "item_id")
        return api.GetQuarantinedResponse(
            item=await quarantine_api.get(self._runtime, request.item_id)
        )

    async def DiscardQuarantined(
        self, request: api.DiscardQuarantinedRequest, context: Any
    ) -> api.DiscardQuarantinedResponse:
        return api.DiscardQuarantinedResponse(
            item=await quarantine_api.discard(self._runtime, request)
        )

    async def ReplaceQuarantined(
        self, request_iterator: AsyncIterator[api.ReplaceQuarantinedRequest], context: Any
    ) -> api.ReplaceQuarantinedResponse:
        return api.ReplaceQuarantinedResponse(
            item=await quarantine_api.replace(self._runtime, request_iterator)
        )

    async def LinkByHand(
        self, request: api.LinkByHandRequest, context: Any
    ) -> api.LinkByHandResponse:
        demand(request, "remittance_id", "ordinal", "claim_id", *SIGNATURE)
        linked = await link_by_hand(self._runtime, request)
        return api.LinkByHandResponse(adjudication_id=linked)


async def link_by_hand(runtime: Runtime, request: api.LinkByHandRequest) -> str:
    """Whose answer it is, as a person says; returns the adjudication id, or raises Refused."""
    wanted = adjudication_id(request.remittance_id, request.ordinal)
    async with runtime.engine.connect() as reader:
        recorded = (await answers.by_id(reader, [wanted])).get(wanted)
        key = await listing.key_of_claim(reader, request.claim_id)
    for code, found in (
        (reasons.LINK_NO_SUCH_ANSWER, recorded),
        (reasons.LINK_NO_SUCH_CLAIM, key),
    ):
        if found is None:
            raise Refused(code, reasons.SENTENCES[code])
    assert recorded is not None
    assert key is not None
    link = LinkRequested(
        adjudication_id=wanted,
        claim_id=request.claim_id,
        answer=recorded.kept.answer,
        actor=request.actor,
        reason=request.reason,
    )
    linked = await act(runtime, request, link, key=key, correlation_id=request.claim_id)
    return str(linked.adjudication_id)


def _summary(row: Any) -> api.RemittanceSummary:
    return api.RemittanceSummary(
        remittance_id=row.remittance_id,
        payment=common.PaymentIdentity.FromString(row.payment),
        payer=common.PayerName.FromString(row.payer),
        payment_cents=row.payment_cents,
        claims_paid_cents=row.claims_paid_cents,
        provider_adjustments_cents=row.adjustments_cents,
        claim_count=row.claim_count,
        state=row.state,
        received_at=stamp(row.received_at),
        file_hash=row.file_hash,
        file_name=row.file_name,
    )


def _claim(row: Any) -> api.RemittanceClaim:
    return api.RemittanceClaim(
        ordinal=row.ordinal,
        claim_id=row.claim_id,
        adjudication_id=row.adjudication_id,
        status_code=row.status_code,
        charge_cents=row.charge_cents,
        paid_cents=row.paid_cents,
        state=row.state,
        reason_code=row.reason_code,
    )


def _unmatched(row: Any) -> era.AdjudicationUnmatched:
    payment = era.ClaimPayment.FromString(row.payment)
    return unmatched_message(row.adjudication_id, payment, row.reason_code, row.disagreements)
