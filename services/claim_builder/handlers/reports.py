"""Follows what the gateway says of the built claims, and lets go on what waited for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import Message
from sqlalchemy.ext.asyncio import AsyncConnection

from claim_builder.domain.lifecycle import BuiltState, Report, advance, is_settled
from claim_builder.storage import built
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Record
from cobrelay.messaging.service import Decided

REPORTS: Mapping[type[Message], Report] = {
    submissions.ClaimSubmitted: Report.SUBMITTED,
    submissions.SubmissionUncertain: Report.UNCERTAIN,
    submissions.SubmissionCancelled: Report.CANCELLED,
    submissions.SubmissionHeld: Report.HELD,
    submissions.ClaimAcknowledged: Report.ACKNOWLEDGED,
    submissions.ClaimRejected: Report.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Move:
    """The claim's new state; None where it is not one of ours."""

    state: BuiltState | None


async def load_states(causes: Sequence[Cause[Any]], tx: AsyncConnection) -> dict[str, BuiltState]:
    return await built.states(tx, {cause.body.submission_id for cause in causes})


def follow(cause: Cause[Any], states: dict[str, BuiltState]) -> Move:
    state = states.get(cause.body.submission_id)
    return Move(None if state is None else advance(state, REPORTS[type(cause.body)]))


async def save_followed(
    decided: Sequence[Decided[Any, Move]], tx: AsyncConnection
) -> Sequence[Effect]:
    effects: list[Effect] = []
    for cause, decision in decided:
        if decision.state is None:
            continue
        await built.move(tx, cause.body.submission_id, decision.state)
        if is_settled(decision.state):
            effects.append(Record(f"settled:{cause.body.submission_id}"))
    return effects
