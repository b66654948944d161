"""A person closes what could not be used: it is discarded, or a repaired file replaces it.

Nothing is booked here and nothing taken back: the cash of a quarantined claim lies in unapplied
until a repaired copy of the claim comes, under whatever name, and a set that was not used has none.
A repaired file is taken in like every file: what was used of the first is known again, claim by
claim, and only the rest is used (`domain/screening.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.era import v1 as era
from cobrelay.errors import Refused
from cobrelay.files import jobs
from cobrelay.files.jobs import FileJob
from cobrelay.messaging.acts import Act, record
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from cobrelay.messaging.service import Decided
from era_intake.causes import QuarantineClosing
from era_intake.domain import reasons
from era_intake.storage import quarantine
from era_intake.storage.tables import SCHEMA

Items = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Closed:
    """The item, and whether there is anything left to do about it."""

    item: Any
    is_new: bool


async def load(causes: Sequence[Cause[QuarantineClosing]], tx: AsyncConnection) -> Items:
    return await quarantine.of_ids(tx, {cause.body.item_id for cause in causes})


def close(cause: Cause[QuarantineClosing], items: Items) -> Closed:
    """Closed twice in the same way, it is done once; in another way, it is refused."""
    closing = cause.body
    item = items.get(closing.item_id)
    if item is None:
        raise Refused(reasons.NOT_QUARANTINED, reasons.SENTENCES[reasons.NOT_QUARANTINED])
    replacement = closing.replacement.hash if closing.replacement else ""
    if replacement == item.file_hash:
        raise Refused(reasons.SAME_FILE, reasons.SENTENCES[reasons.SAME_FILE])
    if item.outcome is None:
        return Closed(item, is_new=True)
    if (item.outcome, item.replacement) != (closing.outcome, replacement):
        raise Refused(reasons.CLOSED_BEFORE, reasons.SENTENCES[reasons.CLOSED_BEFORE])
    return Closed(item, is_new=False)


async def save(
    decided: Sequence[Decided[QuarantineClosing, Closed]], tx: AsyncConnection
) -> Sequence[Effect]:
    new = [(cause, closed.item) for cause, closed in decided if closed.is_new]
    await quarantine.close(tx, [_row(cause, item) for cause, item in new])
    effects: list[Effect] = []
    for cause, item in new:
        closing = cause.body
        verb = "replace" if closing.replacement else "discard"
        act = Act(closing.actor, f"{verb} quarantined", closing.item_id, closing.reason)
        await record(tx, SCHEMA, cause.at, act)
        await _receive(cause, tx)
        effects.append(Publish(cause, _event(closing, item), key=item.remittance_id))
    return effects


async def _receive(cause: Cause[QuarantineClosing], tx: AsyncConnection) -> None:
    """The repaired file goes the way of every file."""
    if repaired := cause.body.replacement:
        job = FileJob(
            arrival=repaired.arrival,
            hash=repaired.hash,
            name=repaired.name,
            kind="835",
            size=repaired.size,
            received_at=cause.at,
        )
        await jobs.receive(tx, SCHEMA, job)


def _row(cause: Cause[QuarantineClosing], item: Any) -> dict[str, Any]:
    closing = cause.body
    return {
        "item_id": closing.item_id,
        "position": item.position,
        "outcome": closing.outcome,
        "replacement": closing.replacement.hash if closing.replacement else "",
        "actor": closing.actor,
        "reason": closing.reason,
        "closed_at": cause.at,
    }


def _event(closing: QuarantineClosing, item: Any) -> era.QuarantineClosed:
    return era.QuarantineClosed(
        item_id=closing.item_id,
        scope=item.scope,
        outcome=closing.outcome,
        file_hash=item.file_hash,
        unapplied_cents=item.paid_cents if item.scope == "claim" else 0,
        replaced_by_file_hash=closing.replacement.hash if closing.replacement else "",
    )
