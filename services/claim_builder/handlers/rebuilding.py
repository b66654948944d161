"""Builds again when a person asks for it, for instance after a payer's profile was corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from claim_builder.handlers import building
from claim_builder.handlers.building import Build, HoldClaim, Known, Stands
from claim_builder.storage import answers, built
from claim_builder.storage.tables import SCHEMA
from cobrelay.contracts.cob import v1 as cob
from cobrelay.errors import Refused
from cobrelay.messaging.acts import Act, record
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from cobrelay.messaging.service import Await, Decided

# A person who insists knows better than the remittance whether the claim was forwarded.
WAIVED_BY_HAND = frozenset({"CLB-103"})


@dataclass(frozen=True, slots=True)
class Rebuild:
    """A person asks for a claim to be built anew upon a determination."""

    determination_id: str
    claim_key: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it; `outcome` is None when the same request was carried out before."""

    submission_id: str
    held_reason_code: str
    outcome: Build | HoldClaim | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One request with what is on record for it."""

    determined: cob.NextPayerDetermined | None
    known: Known
    earlier_result: tuple[str, str] | None


async def load(causes: Sequence[Cause[Rebuild]], tx: AsyncConnection) -> dict[str, Request]:
    requests = {}
    for cause in causes:
        found = await answers.determination(tx, cause.body.determination_id)
        determined = cob.NextPayerDetermined.FromString(found[2]) if found else None
        known = await building.load_known([determined] if determined else [], tx)
        earlier = await built.rebuild(tx, cause.id)
        requests[str(cause.id)] = Request(determined, known, earlier)
    return requests


def rebuild(cause: Cause[Rebuild], requests: dict[str, Request]) -> Rebuilt:
    """Raises Refused where there is nothing to build upon, or a claim is under way."""
    request = requests[str(cause.id)]
    if request.earlier_result is not None:
        return Rebuilt(*request.earlier_result)
    if request.determined is None:
        raise Refused("CLB-403", "there is no such determination")
    match building.attempt(request.determined, request.known, waived=WAIVED_BY_HAND):
        case Build(event) as outcome:
            return Rebuilt(event.submission_id, "", outcome)
        case HoldClaim(event) as outcome:
            if event.reason_code in ("CLB-108", "CLB-402"):
                raise Refused(event.reason_code, event.detail)
            return Rebuilt("", event.reason_code, outcome)
        case Stands(reason):
            raise Refused(reason, "the determination was withdrawn")
        case Await():
            raise Refused("CLB-404", "a fact or the gateway's answer is still awaited")


async def save(
    decided: Sequence[Decided[Rebuild, Rebuilt]], tx: AsyncConnection
) -> Sequence[Effect]:
    effects: list[Effect] = []
    for cause, decision in decided:
        effects += await _save_outcome(cause, decision, tx)
        body = cause.body
        act = Act(body.actor, "rebuild", body.determination_id, body.reason)
        await record(tx, SCHEMA, cause.at, act)
        await built.keep_rebuild(
            tx,
            {
                "request_id": cause.id,
                "determination_id": body.determination_id,
                "submission_id": decision.submission_id,
                "held_reason_code": decision.held_reason_code,
                "requested_at": cause.at,
            },
        )
    return effects


async def _save_outcome(
    cause: Cause[Rebuild], decision: Rebuilt, tx: AsyncConnection
) -> list[Effect]:
    match decision.outcome:
        case Build() as outcome:
            await built.keep(tx, [building.built_row(cause, outcome)])
            claim_id = outcome.event.claim_id
            return [Publish(cause, outcome.event, correlation_id=claim_id)]
        case HoldClaim(event):
            await built.hold(tx, [building.held_row(cause, event)])
            return [Publish(cause, event, correlation_id=event.claim_id)]
        case None:
            return []
