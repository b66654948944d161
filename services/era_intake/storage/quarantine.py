"""What could not be used: files, sets and claims, and what a person has done about them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from era_intake.storage.tables import answers, quarantine_closings, remittances

ROWS_MAX = 1000
Rows = Sequence[Any]

_used = remittances.alias("used")
_SETS = sa.select(
    sa.case((remittances.c.set_ordinal == 0, "file"), else_="set").label("scope"),
    remittances.c.remittance_id.label("item_id"),
    remittances.c.position,
    remittances.c.remittance_id,
    remittances.c.file_hash,
    remittances.c.file_name,
    remittances.c.set_ordinal,
    sa.literal(0).label("claim_ordinal"),
    remittances.c.reason_code,
    remittances.c.findings,
    remittances.c.payment_cents.label("paid_cents"),
    remittances.c.claim_count,
    remittances.c.received_at,
).where(remittances.c.state == "quarantined")
_CLAIMS = (
    sa.select(
        sa.literal("claim").label("scope"),
        answers.c.adjudication_id.label("item_id"),
        answers.c.position,
        answers.c.remittance_id,
        _used.c.file_hash,
        _used.c.file_name,
        _used.c.set_ordinal,
        answers.c.ordinal.label("claim_ordinal"),
        answers.c.reason_code,
        answers.c.findings,
        answers.c.paid_cents,
        sa.literal(1).label("claim_count"),
        answers.c.received_at,
    )
    .join(
        _used,
        sa.and_(_used.c.remittance_id == answers.c.remittance_id, _used.c.state == "accepted"),
    )
    .where(answers.c.state == "quarantined")
)


async def listed(reader: AsyncConnection, *, include_closed: bool) -> Rows:
    """Files and sets, then claims, the newest of each first."""
    found: list[Any] = []
    for source in (_SETS, _CLAIMS):
        wanted = _with_closing(source, newest_first=True).limit(ROWS_MAX)
        if not include_closed:
            wanted = wanted.where(quarantine_closings.c.item_id.is_(None))
        found += (await reader.execute(wanted)).all()
    return found


async def of_ids(reader: AsyncConnection, item_ids: Collection[str]) -> dict[str, Any]:
    """Items by id; of a file that came more than once, the last arrival."""
    found: dict[str, Any] = {}
    for source in (_SETS, _CLAIMS):
        column = source.selected_columns.item_id
        wanted = _with_closing(source.where(column.in_(item_ids)), newest_first=False)
        for row in await reader.execute(wanted):
            found[row.item_id] = row
    return found


async def replaced_by(
    reader: AsyncConnection, file_hashes: Collection[str]
) -> dict[str, list[str]]:
    """The items that these files replace, by the file's hash."""
    wanted = sa.select(quarantine_closings.c.replacement, quarantine_closings.c.item_id).where(
        quarantine_closings.c.replacement.in_(set(file_hashes) - {""})
    )
    found: dict[str, list[str]] = {}
    for row in await reader.execute(wanted.order_by(quarantine_closings.c.closed_at)):
        found.setdefault(row.replacement, []).append(row.item_id)
    return found


async def close(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    """Keeps who closed what, when and why."""
    if rows:
        await tx.execute(insert(quarantine_closings).on_conflict_do_nothing(), list(rows))


def _with_closing(source: sa.Select[Any], *, newest_first: bool) -> sa.Select[Any]:
    items = source.subquery("items")
    closings = quarantine_closings.c
    position = items.c.position
    found = sa.select(
        items,
        closings.outcome,
        closings.replacement,
        closings.actor,
        closings.reason,
        closings.closed_at,
    ).join_from(
        items,
        quarantine_closings,
        sa.and_(closings.item_id == items.c.item_id, closings.position == items.c.position),
        isouter=True,
    )
    return found.order_by(position.desc() if newest_first else position)
