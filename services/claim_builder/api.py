"""documents.v1: the originals, what was built from them, and building again by hand."""

from typing import Any

import grpc

from claim_builder.domain.lifecycle import BuiltState
from claim_builder.handlers.rebuilding import Rebuild
from claim_builder.storage import answers, built, originals
from cobrelay.api.documents import v1 as api
from cobrelay.contracts.claims import v1 as claims
from cobrelay.errors import Refused
from cobrelay.messaging.runtime import Runtime

WITHDRAWN = "withdrawn"


def register(server: grpc.aio.Server, runtime: Runtime) -> None:
    api.add_DocumentsServiceServicer_to_server(Documents(runtime), server)


class Documents(api.DocumentsServiceServicer):
    """Reads go to the database; a rebuild goes through the engine like every other cause."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def GetOriginal(  # noqa: N802 - the contract's name
        self, request: api.GetOriginalRequest, context: Any
    ) -> api.GetOriginalResponse:
        async with self._runtime.engine.connect() as connection:
            versions = await originals.of_claims(connection, [request.claim_id])
        for stored in reversed(versions):
            if request.version in (0, stored.version):
                event = claims.OriginalClaimRegistered.FromString(stored.event)
                return api.GetOriginalResponse(original=event, body=stored.body)
        await context.abort(grpc.StatusCode.NOT_FOUND, "there is no such original claim")
        raise AssertionError  # abort has raised

    async def ListBuilt(  # noqa: N802
        self,
        request: api.ListBuiltRequest,
        context: Any,  # noqa: ARG002 - gRPC passes it
    ) -> api.ListBuiltResponse:
        async with self._runtime.engine.connect() as connection:
            built_claims, held = await built.listing(connection, request.claim_id)
        return api.ListBuiltResponse(
            built=[
                api.BuiltClaim(
                    claim=claims.SecondaryClaimBuilt.FromString(event),
                    state=_state(state, is_withdrawn=is_withdrawn),
                )
                for event, state, is_withdrawn in built_claims
            ],
            held=[claims.SecondaryClaimHeld.FromString(event) for event in held],
        )

    async def Rebuild(  # noqa: N802
        self, request: api.RebuildRequest, context: Any
    ) -> api.RebuildResponse:
        if not (request.idempotency_key and request.actor and request.reason):
            message = "idempotency_key, actor and reason are required"
            await context.abort(grpc.StatusCode.INVALID_ARGUMENT, message)
        async with self._runtime.engine.connect() as connection:
            found = await answers.determination(connection, request.determination_id)
        if found is None:
            await context.abort(grpc.StatusCode.NOT_FOUND, "there is no such determination")
            raise AssertionError  # abort has raised
        body = Rebuild(request.determination_id, found[1], request.actor, request.reason)
        event_id = self._runtime.ids.event_id(f"request:{request.idempotency_key}")
        try:
            result = await self._runtime.apply(body, id=event_id, correlation_id=found[0])
        except Refused as refusal:
            await context.abort(grpc.StatusCode.FAILED_PRECONDITION, str(refusal))
            raise
        return api.RebuildResponse(
            submission_id=result.submission_id, held_reason_code=result.held_reason_code
        )


def _state(state: BuiltState, *, is_withdrawn: bool) -> str:
    """What people are told: a withdrawn claim is that until the gateway says how it ended."""
    undecided = state in (BuiltState.BUILT, BuiltState.HELD, BuiltState.UNCERTAIN)
    return WITHDRAWN if is_withdrawn and undecided else state.value
