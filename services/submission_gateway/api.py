"""submissions.v1: the journal, and what people may do about it."""

from typing import Any

import grpc
import sqlalchemy as sa

from cobrelay.api.submissions import v1 as api
from cobrelay.dates import iso, stamp
from cobrelay.messaging.answering import (
    SIGNATURE,
    Misstated,
    Unknown,
    act,
    demand,
    page_size,
)
from cobrelay.messaging.runtime import Runtime
from submission_gateway import translation
from submission_gateway.domain import causes
from submission_gateway.domain.journal import State
from submission_gateway.domain.submission import Standing
from submission_gateway.storage import submissions

_OUTCOMES = {"sent": True, "refused": False}
# BATCHED is not told: the state of its interchange is. Empty: any.
STATES = frozenset(
    {"", submissions.UNCERTAIN}
    | {each.value for each in Standing if each is not Standing.BATCHED}
    | {each.value for each in State}
)


def register(server: grpc.aio.Server, runtime: Runtime) -> None:
    api.add_SubmissionsServiceServicer_to_server(Submissions(runtime), server)


class Submissions(api.SubmissionsServiceServicer):
    """Reads go to the database; acts go through the engine like every other cause."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def ListSubmissions(
        self, request: api.ListSubmissionsRequest, context: Any
    ) -> api.ListSubmissionsResponse:
        size = page_size(request)
        async with self._runtime.engine.connect() as connection:
            rows = await submissions.listing(
                connection, request.claim_id, _state(request.state), size, request.page_token
            )
        token = rows[-1]["submission_id"] if len(rows) == size else ""
        return api.ListSubmissionsResponse(
            submissions=[_submission(row) for row in rows], next_page_token=token
        )

    async def GetJournal(
        self, request: api.GetJournalRequest, context: Any
    ) -> api.GetJournalResponse:
        row = await self._wanted(request.submission_id)
        async with self._runtime.engine.connect() as connection:
            entries = await submissions.entries(connection, request.submission_id)
        return api.GetJournalResponse(
            submission=_submission(row),
            entries=[
                api.JournalEntry(
                    at=stamp(entry["at"]),
                    state=entry["state"],
                    reason_code=entry["reason_code"],
                    detail=entry["detail"],
                    actor=entry["actor"],
                )
                for entry in entries
            ],
        )

    async def SendAgain(self, request: api.SendAgainRequest, context: Any) -> api.SendAgainResponse:
        demand(request, "submission_id", *SIGNATURE)
        row = await self._wanted(request.submission_id)
        body = causes.SendAgain(
            request.submission_id, row["claim_key"], request.actor, request.reason
        )
        await act(self._runtime, request, body)
        return api.SendAgainResponse(state=Standing.READY.value)

    async def Resolve(self, request: api.ResolveRequest, context: Any) -> api.ResolveResponse:
        demand(request, "submission_id", *SIGNATURE)
        row = await self._wanted(request.submission_id)
        if request.outcome not in _OUTCOMES:
            raise Misstated("outcome must be sent or refused")
        body = causes.Resolve(
            request.submission_id,
            row["claim_key"],
            _OUTCOMES[request.outcome],
            request.actor,
            request.reason,
        )
        await act(self._runtime, request, body)
        return api.ResolveResponse(state=request.outcome)

    async def _wanted(self, submission_id: str) -> sa.RowMapping:
        async with self._runtime.engine.connect() as connection:
            row = await submissions.one(connection, submission_id)
        if row is None:
            raise Unknown("there is no such submission")
        return row


def _state(asked: str) -> str:
    if asked not in STATES:
        raise Misstated(f"state must be one of {', '.join(sorted(STATES - {''}))}")
    return asked


def _submission(row: sa.RowMapping) -> api.Submission:
    numbers = None
    if row["interchange_number"] is not None:
        numbers = translation.control_numbers(
            row["interchange_number"], row["set_number"] or "", row["batch_reference"] or ""
        )
    standing: Standing = row["standing"]
    state = row["state"].value if standing is Standing.BATCHED else standing.value
    return api.Submission(
        submission_id=row["submission_id"],
        claim_id=row["claim_id"],
        state=state,
        payer_name=row["payer_name"],
        route=row["receiver"],
        control_numbers=numbers,
        file_name=row["file_name"] or "",
        submitted_at=stamp(row["submitted_at"]) if row["submitted_at"] else "",
        file_by=iso(row["file_by"]),
        charge_cents=row["charge_cents"],
        sequence=row["sequence"],
    )
