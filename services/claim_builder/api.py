"""documents.v1: the originals, what was built from them, and building again by hand."""

from typing import Any

import grpc

from claim_builder.domain.lifecycle import BuiltState
from claim_builder.handlers.rebuilding import Rebuild
from claim_builder.storage import answers, built, originals
from cobrelay.api.documents import v1 as api
from cobrelay.contracts.claims import v1 as claims
from cobrelay.messaging.answering import SIGNATURE, Unknown, act, demand
from cobrelay.messaging.runtime import Runtime

WITHDRAWN = "withdrawn"


def register(server: grpc.aio.Server, runtime: Runtime) -> None:
    api.add_DocumentsServiceServicer_to_server(Documents(runtime), server)


class Documents(api.DocumentsServiceServicer):
    """Reads go to the database; a rebuild goes through the engine like every other cause."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def GetOriginal(
        self, request: api.GetOriginalRequest, context: Any
    ) -> api.GetOriginalResponse:
        async with self._runtime.engine.connect() as connection:
            versions = await originals.of_claims(connection, [request.claim_id])
        for stored in reversed(versions):
            if request.version in (0, stored.version):
                event = claims.OriginalClaimRegistered.FromString(stored.event)
                return api.GetOriginalResponse(original=event, body=stored.body)
        raise Unknown("there is no such original claim")

    async def ListBuilt(self, request: api.ListBuiltRequest, context: Any) -> api.ListBuiltResponse:
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

    async def Rebuild(self, request: api.RebuildRequest, context: Any) -> api.RebuildResponse:
        demand(request, "determination_id", *SIGNATURE)
        async with self._runtime.engine.connect() as connection:
            found = await answers.determination(connection, request.determination_id)
        if found is None:
            raise Unknown("there is no such determination")
        body = Rebuild(request.determination_id, found[1], request.actor, request.reason)
        result = await act(self._runtime, request, body, correlation_id=found[0])
        return api.RebuildResponse(
            submission_id=result.submission_id, held_reason_code=result.held_reason_code
        )


def _state(state: BuiltState, *, is_withdrawn: bool) -> str:
    """What people are told: a withdrawn claim is that until the gateway says how it ended."""
    undecided = state in (BuiltState.BUILT, BuiltState.HELD, BuiltState.UNCERTAIN)
    return WITHDRAWN if is_withdrawn and undecided else state.value
