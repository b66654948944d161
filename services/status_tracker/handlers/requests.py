"""A person takes a work item, or closes it with an outcome: who, when and why is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.status import v1 as status
from cobrelay.errors import Refused
from cobrelay.messaging.acts import Act, record
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from cobrelay.messaging.service import Decided
from status_tracker.domain.worklist import Status
from status_tracker.storage import work
from status_tracker.storage.tables import SCHEMA

TAKEN = "to look after it"


@dataclass(frozen=True, slots=True)
class Take:
    """A person will look after it."""

    work_item_id: str
    claim_key: str
    actor: str


@dataclass(frozen=True, slots=True)
class Close:
    """A person is done with it."""

    work_item_id: str
    claim_key: str
    outcome: str
    actor: str
    reason: str


def key_of(body: Take | Close) -> str:
    return body.claim_key


async def load(
    causes: Sequence[Cause[Take | Close]], tx: AsyncConnection
) -> dict[str, sa.RowMapping]:
    return await work.by_ids(tx, {cause.body.work_item_id for cause in causes})


def _open(work_item_id: str, facts: dict[str, sa.RowMapping]) -> sa.RowMapping:
    row = facts.get(work_item_id)
    if row is None:
        raise Refused("STS-301", "no such work item")
    if row["status"] is Status.CLOSED:
        raise Refused("STS-302", "it is closed")
    return row


def take(cause: Cause[Take], facts: dict[str, sa.RowMapping]) -> str:
    row = _open(cause.body.work_item_id, facts)
    if row["status"] is Status.TAKEN and row["actor"] != cause.body.actor:
        raise Refused("STS-303", "somebody else has taken it")
    return cause.body.work_item_id


async def save_taken(decided: Sequence[Decided[Take, str]], tx: AsyncConnection) -> list[Effect]:
    for cause, item_id in decided:
        actor = cause.body.actor
        await work.change(tx, [item_id], status=Status.TAKEN, actor=actor)
        await record(tx, SCHEMA, cause.at, Act(actor, "take", item_id, TAKEN))
    return []


def close(cause: Cause[Close], facts: dict[str, sa.RowMapping]) -> str:
    """The same closing again is no refusal: whoever asks twice gets the same answer."""
    body = cause.body
    row = facts.get(body.work_item_id)
    stated = (body.actor, body.outcome, body.reason)
    if row is not None and (row["actor"], row["outcome"], row["closing_reason"]) == stated:
        return str(row["claim_id"])
    return str(_open(body.work_item_id, facts)["claim_id"])


async def save_closed(decided: Sequence[Decided[Close, str]], tx: AsyncConnection) -> list[Effect]:
    effects: list[Effect] = []
    for cause, claim_id in decided:
        body = cause.body
        await work.change(
            tx,
            [body.work_item_id],
            status=Status.CLOSED,
            actor=body.actor,
            outcome=body.outcome,
            closing_reason=body.reason,
            closed_at=cause.at,
        )
        act = Act(body.actor, f"close as {body.outcome}", body.work_item_id, body.reason)
        await record(tx, SCHEMA, cause.at, act)
        event = status.WorkItemClosed(
            work_item_id=body.work_item_id,
            claim_id=claim_id,
            outcome=body.outcome,
            actor=body.actor,
            reason=body.reason,
        )
        effects.append(Publish(cause, event, correlation_id=claim_id))
    return effects
