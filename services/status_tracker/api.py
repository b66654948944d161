"""claims.v1: where each claim is, what happened to it, who must act."""

from collections.abc import Sequence
from typing import Any

import grpc
import sqlalchemy as sa

from cobrelay.api.claims import v1 as api
from cobrelay.dates import iso, stamp
from cobrelay.messaging.answering import (
    SIGNATURE,
    Ambiguous,
    Misstated,
    Unknown,
    act,
    demand,
    page_size,
    position_of,
)
from cobrelay.messaging.runtime import Runtime
from status_tracker.domain.lifecycle import ClaimState, Life, live
from status_tracker.domain.worklist import Outcome, Status
from status_tracker.handlers import requests
from status_tracker.storage import claims, work

CLAIM_STATES = tuple(each.value for each in ClaimState)
WORK_STATES = (*(each.value for each in Status), "all")
STATED_OUTCOMES = (Outcome.RESOLVED, Outcome.NO_ACTION, Outcome.WRITTEN_OFF)


def register(server: grpc.aio.Server, runtime: Runtime) -> None:
    api.add_ClaimsServiceServicer_to_server(Claims(runtime), server)


class Claims(api.ClaimsServiceServicer):
    """Reads go to the database; acts go through the engine like every other cause."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def ListClaims(
        self, request: api.ListClaimsRequest, context: Any
    ) -> api.ListClaimsResponse:
        size = page_size(request)
        async with self._runtime.engine.connect() as connection:
            rows = await claims.listing(
                connection,
                state=_one_of(request.state, CLAIM_STATES),
                control_number=request.patient_control_number,
                limit=size,
                after=request.page_token,
            )
        token = rows[-1]["claim_id"] if len(rows) == size else ""
        return api.ListClaimsResponse(claims=map(_summary, rows), next_page_token=token)

    async def GetClaim(self, request: api.GetClaimRequest, context: Any) -> api.GetClaimResponse:
        async with self._runtime.engine.connect() as connection:
            found = await claims.named(connection, request.claim_id)
            if not found:
                raise Unknown("there is no such claim")
            if len(found) > 1:
                raise Ambiguous("several claims have that number; give the claim id")
            claim_id = found[0]["claim_id"]
            rows = await claims.timeline_of(connection, claim_id)
            life = live((await claims.evidence_of(connection, [claim_id]))[claim_id])
            items = await work.of_claim(connection, claim_id)
        return api.GetClaimResponse(
            claim=_summary(found[0]),
            timeline=map(_entry, rows),
            obligations=_obligations(life),
            submissions=_submissions(life),
            work=map(_work_item, items),
            reason_code=life.reason_code,
        )

    async def ListWork(self, request: api.ListWorkRequest, context: Any) -> api.ListWorkResponse:
        size = page_size(request)
        offset = position_of(request.page_token) or 0
        async with self._runtime.engine.connect() as connection:
            rows = await work.queue(
                connection,
                self._runtime.clock.now().date(),
                status=_one_of(request.state, WORK_STATES),
                reason_code=request.reason_code,
                limit=size,
                offset=offset,
            )
        token = str(offset + size) if len(rows) == size else ""
        return api.ListWorkResponse(work=map(_work_item, rows), next_page_token=token)

    async def TakeWork(self, request: api.TakeWorkRequest, context: Any) -> api.TakeWorkResponse:
        demand(request, "idempotency_key", "work_item_id", "actor")
        row = await self._wanted(request.work_item_id)
        body = requests.Take(request.work_item_id, row["claim_key"], request.actor)
        await act(self._runtime, request, body)
        return api.TakeWorkResponse(work_item=await self._item(request.work_item_id))

    async def CloseWork(self, request: api.CloseWorkRequest, context: Any) -> api.CloseWorkResponse:
        demand(request, "work_item_id", *SIGNATURE)
        row = await self._wanted(request.work_item_id)
        allowed = [each.value for each in STATED_OUTCOMES]
        if request.outcome not in allowed:
            raise Misstated(f"outcome must be one of {', '.join(allowed)}")
        body = requests.Close(
            request.work_item_id,
            row["claim_key"],
            request.outcome,
            request.actor,
            request.reason,
        )
        await act(self._runtime, request, body)
        return api.CloseWorkResponse(work_item=await self._item(request.work_item_id))

    async def _wanted(self, work_item_id: str) -> sa.RowMapping:
        async with self._runtime.engine.connect() as connection:
            found = await work.by_ids(connection, [work_item_id])
        if work_item_id not in found:
            raise Unknown("there is no such work item")
        return found[work_item_id]

    async def _item(self, work_item_id: str) -> api.WorkItem:
        return _work_item(await self._wanted(work_item_id))


def _one_of(state: str, known: Sequence[str]) -> str:
    """An empty list must not be the answer to a mistyped state. Empty: what is usual."""
    if state and state not in known:
        raise Misstated(f"state must be one of {', '.join(known)}")
    return state


def _summary(row: sa.RowMapping) -> api.ClaimSummary:
    return api.ClaimSummary(
        claim_id=row["claim_id"],
        state=row["state"].value,
        patient_control_number=row["patient_control_number"],
        billing_provider_npi=row["billing_provider_npi"],
        charge_cents=row["charge_cents"],
        next_action=row["next_action"],
        next_action_on=iso(row["next_action_on"]),
        money_at_risk_cents=row["money_at_risk_cents"],
        file_by=iso(row["file_by"]),
        is_closed=row["is_closed"],
    )


def _entry(row: sa.RowMapping) -> api.TimelineEntry:
    return api.TimelineEntry(
        at=stamp(row["at"]),
        event_id=row["event_id"],
        event=row["event"],
        sentence=row["sentence"],
        reason_code=row["reason_code"],
        amount_cents=row["amount_cents"],
        causation_id=row["causation_id"],
    )


def _obligations(life: Life) -> list[api.Obligation]:
    return [
        api.Obligation(
            coverage_id=each.coverage_id,
            payer_name=each.payer_name,
            sequence=each.sequence,
            state=each.state.value,
            reason_code=each.reason_code,
            file_by=iso(each.file_by),
            amount_cents=each.amount_cents,
        )
        for each in life.obligations
    ]


def _submissions(life: Life) -> list[api.SubmissionState]:
    return [
        api.SubmissionState(
            submission_id=each.submission_id,
            sequence=each.sequence,
            payer_name=each.payer_name,
            state=each.state.value,
        )
        for each in life.submissions
    ]


def _work_item(row: sa.RowMapping) -> api.WorkItem:
    status: Status = row["status"]
    return api.WorkItem(
        work_item_id=row["work_item_id"],
        claim_id=row["claim_id"],
        reason_code=row["reason_code"],
        next_action=row["next_action"],
        money_at_risk_cents=row["money_at_risk_cents"],
        due_on=iso(row["due_on"]),
        state=status.value,
        actor=row["actor"],
        opened_at=stamp(row["opened_at"]),
        subject_kind=row["subject_kind"],
        subject_id=row["subject_id"],
        outcome=row["outcome"],
        closing_reason=row["closing_reason"],
    )
