"""Opening and closing matters for people, as effects of whatever was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.status import v1 as status
from cobrelay.dates import iso
from cobrelay.ids import minted
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from status_tracker.domain.worklist import Closing, Opening, Outcome, Status
from status_tracker.storage import work

SUPERSEDED = "a later fact settled it"


@dataclass(frozen=True, slots=True)
class Matters:
    """What one cause closes and opens, and for which claim."""

    cause: Cause[Any]
    claim_id: str
    closings: tuple[Closing, ...]
    openings: tuple[Opening, ...]


async def carry_out(tx: AsyncConnection, matters: Sequence[Matters]) -> list[Effect]:
    """Closes first: a new determination on an answer settles what the last one left open."""
    effects = await _close(tx, matters)
    return effects + await _open(tx, matters)


async def _close(tx: AsyncConnection, matters: Sequence[Matters]) -> list[Effect]:
    closings = [closing for each in matters for closing in each.closings]
    found = await work.open_matters(tx, closings)
    effects: list[Effect] = []
    closed: list[str] = []
    never_opened: list[str] = []
    for each in matters:
        for closing in each.closings:
            concerned = [row for about, row in found.items() if _concerns(closing, about)]
            if not concerned and not closing.is_prefix:
                never_opened.append(closing.about)
            for row in concerned:
                found.pop(row["about"])
                closed.append(row["work_item_id"])
                effects.append(_closed(each.cause, row))
    if closed:
        at = matters[0].cause.at
        await work.change(
            tx,
            closed,
            status=Status.CLOSED,
            outcome=Outcome.SUPERSEDED.value,
            closing_reason=SUPERSEDED,
            closed_at=at,
        )
    await work.settle(tx, never_opened)
    return effects


def _concerns(closing: Closing, about: str) -> bool:
    if not closing.is_prefix:
        return about == closing.about
    return about.startswith(closing.about) and about not in closing.but


def _closed(cause: Cause[Any], row: sa.RowMapping) -> Publish:
    event = status.WorkItemClosed(
        work_item_id=row["work_item_id"],
        claim_id=row["claim_id"],
        outcome=Outcome.SUPERSEDED.value,
        reason=SUPERSEDED,
    )
    return Publish(cause, event, key=row["claim_key"], correlation_id=row["claim_id"])


async def _open(tx: AsyncConnection, matters: Sequence[Matters]) -> list[Effect]:
    wanted = [(each, opening) for each in matters for opening in each.openings]
    settled = await work.settled_of(tx, [opening.about for _, opening in wanted])
    rows = {
        _id(each, opening): (each, opening)
        for each, opening in wanted
        if opening.about not in settled
    }
    opened = await work.open_items(tx, [_row(item_id, *matter) for item_id, matter in rows.items()])
    return [
        _opened(item_id, each, opening)
        for item_id, (each, opening) in rows.items()
        if item_id in opened
    ]


def _id(matters: Matters, opening: Opening) -> str:
    return minted("work-item", opening.about, str(matters.cause.id))


def _row(item_id: str, matters: Matters, opening: Opening) -> dict[str, Any]:
    return {
        "work_item_id": item_id,
        "about": opening.about,
        "claim_id": matters.claim_id,
        "claim_key": matters.cause.key,
        "reason_code": opening.reason_code,
        "next_action": opening.next_action,
        "money_at_risk_cents": opening.money_at_risk_cents,
        "due_on": opening.due_on,
        "subject_kind": opening.subject_kind,
        "subject_id": opening.subject_id,
        "status": Status.OPEN,
        "actor": "",
        "outcome": "",
        "closing_reason": "",
        "opened_at": matters.cause.at,
    }


def _opened(item_id: str, matters: Matters, opening: Opening) -> Publish:
    event = status.WorkItemOpened(
        work_item_id=item_id,
        claim_id=matters.claim_id,
        reason_code=opening.reason_code,
        next_action=opening.next_action,
        money_at_risk_cents=opening.money_at_risk_cents,
        due_on=iso(opening.due_on),
        subject_kind=opening.subject_kind,
        subject_id=opening.subject_id,
    )
    return Publish(matters.cause, event, correlation_id=matters.claim_id)
