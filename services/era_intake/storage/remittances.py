"""Remittances as they were received: used, repeated or quarantined, and what a payment holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query
from era_intake.domain.remittance import NO_ITEMS, Items, SetFacts
from era_intake.domain.screening import OpenQuarantine, PaymentOnRecord, Retaken, Taken
from era_intake.storage.received import Received
from era_intake.storage.tables import (
    SCHEMA,
    provider_adjustments,
    quarantined_claims,
    remittance_items,
    remittances,
)


class SetPlace(NamedTuple):
    """One transaction set of one file."""

    file_hash: str
    set_ordinal: int


@dataclass(frozen=True, slots=True)
class UsedSet:
    """A set whose claims are taken, but for those that are left out."""

    remittance_id: str
    left_out: frozenset[int] = frozenset()
    adjustments_left_out: frozenset[int] = frozenset()
    retaken: Mapping[int, tuple[str, int]] = field(default_factory=dict)

    def place_of(self, ordinal: int) -> tuple[str, int] | None:
        """Under which remittance and ordinal a claim is booked; None when it is left out."""
        if ordinal in self.left_out:
            return None
        return self.retaken.get(ordinal, (self.remittance_id, ordinal))


_USED_SETS = query(
    SCHEMA,
    "SELECT file_hash, set_ordinal, remittance_id, left_out, adjustments_left_out, retaken"
    " FROM {schema}.remittances"
    " JOIN unnest(CAST(:hashes AS text[]), CAST(:ordinals AS integer[])) AS w (hash, ordinal)"
    " ON file_hash = w.hash AND set_ordinal = w.ordinal WHERE state = 'accepted'",
)


_ITEMS = query(
    SCHEMA,
    "SELECT payment_id, items FROM {schema}.remittance_items"
    " JOIN {schema}.remittances USING (arrival, set_ordinal)"
    " WHERE payment_id = ANY(:payment_ids) AND state = 'accepted'"
    " ORDER BY position, piece",
)


async def used_before(tx: AsyncConnection, file_hashes: Collection[str]) -> set[str]:
    """The files of which something was used, or was known already."""
    used = sa.select(remittances.c.file_hash).where(
        remittances.c.file_hash.in_(file_hashes), remittances.c.state != "quarantined"
    )
    return set(await tx.scalars(used))


async def payments_on_record(
    tx: AsyncConnection, arriving: Mapping[str, Collection[str]]
) -> dict[str, PaymentOnRecord]:
    """What earlier files brought of these payments; `arriving` are the remittance ids of each.

    The claims of a payment are brought only where one of these remittances is new.
    """
    payment_ids = list(arriving)
    accepted = (
        sa.select(remittances)
        .where(remittances.c.payment_id.in_(payment_ids), remittances.c.state == "accepted")
        .order_by(remittances.c.position)
    )
    by_payment: dict[str, list[Any]] = defaultdict(list)
    for row in await tx.execute(accepted):
        by_payment[row.payment_id].append(row)
    quarantined = await _quarantined(tx, by_payment)
    unlike = [
        payment_id
        for payment_id, rows in by_payment.items()
        if set(arriving[payment_id]) - {row.remittance_id for row in rows}
    ]
    claims = await _claims(tx, unlike)
    return {
        payment_id: PaymentOnRecord(
            amount=rows[0].payment_cents,
            claims=claims.get(payment_id, NO_ITEMS),
            adjustments=Items(b"".join(row.adjustments for row in rows)),
            quarantined=tuple(quarantined[payment_id]),
            remittance_ids=tuple(row.remittance_id for row in rows),
        )
        for payment_id, rows in by_payment.items()
    }


async def _claims(tx: AsyncConnection, payment_ids: Collection[str]) -> dict[str, Items]:
    """The claims that were taken of these payments."""
    pieces: dict[str, list[bytes]] = defaultdict(list)
    if payment_ids:
        for row in await tx.execute(_ITEMS, {"payment_ids": payment_ids}):
            pieces[row.payment_id].append(row.items)
    return {payment_id: Items(b"".join(found)) for payment_id, found in pieces.items()}


async def _quarantined(
    tx: AsyncConnection, payment_ids: Collection[str]
) -> dict[str, list[OpenQuarantine]]:
    found: dict[str, list[OpenQuarantine]] = defaultdict(list)
    if not payment_ids:
        return found
    still_open = (
        sa.select(quarantined_claims)
        .where(quarantined_claims.c.payment_id.in_(payment_ids))
        .order_by(quarantined_claims.c.remittance_id, quarantined_claims.c.ordinal)
    )
    for row in await tx.execute(still_open):
        (item,) = Items(bytes(row.item))
        found[row.payment_id].append(OpenQuarantine(row.remittance_id, row.ordinal, item))
    return found


async def used_sets(tx: AsyncConnection, places: Iterable[SetPlace]) -> dict[SetPlace, UsedSet]:
    """The sets among these that are used."""
    wanted = sorted(set(places))
    parameters = {
        "hashes": [place.file_hash for place in wanted],
        "ordinals": [place.set_ordinal for place in wanted],
    }
    return {
        SetPlace(row.file_hash, row.set_ordinal): UsedSet(
            remittance_id=row.remittance_id,
            left_out=frozenset(row.left_out),
            adjustments_left_out=frozenset(row.adjustments_left_out),
            retaken={int(n): (place[0], place[1]) for n, place in row.retaken.items()},
        )
        for row in await tx.execute(_USED_SETS, parameters)
    }


async def enter(tx: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Enters sets with what became of them; columns as in the table."""
    if rows:
        await tx.execute(insert(remittances).on_conflict_do_nothing(), list(rows))


async def enter_items(
    tx: AsyncConnection, received: Received, facts: SetFacts, taken: Taken
) -> None:
    """Keeps what a set adds to its payment, piece by piece: no value is larger than a mebibyte."""
    for number, piece in enumerate(taken.claims.blocks()):
        row = {
            "arrival": received.arrival,
            "set_ordinal": facts.ordinal,
            "piece": number,
            "items": bytes(piece),
        }
        await tx.execute(insert(remittance_items).on_conflict_do_nothing(), row)


async def enter_quarantined(tx: AsyncConnection, payment_id: str, taken: Taken) -> None:
    """Keeps what could not be used, and forgets what is taken again."""
    for each in taken.retaken:
        await tx.execute(sa.delete(quarantined_claims).where(_is(each)))
    rows = [
        {
            "remittance_id": each.remittance_id,
            "ordinal": each.ordinal,
            "payment_id": payment_id,
            "item": Items.of([each.item]).packed,
        }
        for each in taken.quarantined
    ]
    if rows:
        await tx.execute(insert(quarantined_claims).on_conflict_do_nothing(), rows)


async def enter_adjustments(
    tx: AsyncConnection, rows: Sequence[Mapping[str, Any]]
) -> set[tuple[str, int]]:
    """Enters provider adjustments; returns those that were not there."""
    if not rows:
        return set()
    statement = (
        insert(provider_adjustments)
        .values(list(rows))
        .on_conflict_do_nothing()
        .returning(provider_adjustments.c.remittance_id, provider_adjustments.c.ordinal)
    )
    return {(row.remittance_id, row.ordinal) for row in await tx.execute(statement)}


def _is(retaken: Retaken) -> sa.ColumnElement[bool]:
    return sa.and_(
        quarantined_claims.c.remittance_id == retaken.remittance_id,
        quarantined_claims.c.ordinal == retaken.original_ordinal,
    )
