"""Provider adjustments were read: each is said once, and is booked by nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from cobrelay.messaging.service import Decided
from era_intake.causes import AdjustmentsRead
from era_intake.storage import remittances
from era_intake.storage.remittances import SetPlace, UsedSet

Sets = dict[SetPlace, UsedSet]


class Adjustments(NamedTuple):
    """The provider adjustments that are new."""

    events: tuple[era.ProviderAdjusted, ...]


async def load(causes: Sequence[Cause[AdjustmentsRead]], tx: AsyncConnection) -> Sets:
    return await remittances.used_sets(tx, [_place_of(cause.body) for cause in causes])


def take(cause: Cause[AdjustmentsRead], sets: Sets) -> Adjustments:
    used = sets.get(_place_of(cause.body))
    if used is None:
        return Adjustments(())
    return Adjustments(
        tuple(
            _of_remittance(each, used.remittance_id)
            for each in cause.body.adjustments
            if each.ordinal not in used.adjustments_left_out
        )
    )


async def save(
    decided: Sequence[Decided[AdjustmentsRead, Adjustments]], tx: AsyncConnection
) -> Sequence[Effect]:
    events = [(cause, event) for cause, decision in decided for event in decision.events]
    new = await remittances.enter_adjustments(tx, [_row(event) for _, event in events])
    return [
        Publish(cause, event, key=event.remittance_id)
        for cause, event in events
        if (event.remittance_id, event.ordinal) in new
    ]


def _of_remittance(event: era.ProviderAdjusted, remittance_id: str) -> era.ProviderAdjusted:
    named = era.ProviderAdjusted()
    named.CopyFrom(event)
    named.remittance_id = remittance_id
    return named


def _row(event: era.ProviderAdjusted) -> dict[str, object]:
    return {
        "remittance_id": event.remittance_id,
        "ordinal": event.ordinal,
        "event": event.SerializeToString(deterministic=True),
    }


def _place_of(read: AdjustmentsRead) -> SetPlace:
    return SetPlace(read.file_hash, read.set_ordinal)
