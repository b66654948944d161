"""The work queue: one row per matter that a person must look at."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from status_tracker.domain.worklist import Closing, Status
from status_tracker.storage.tables import settled, work_items

_OPEN = work_items.c.status != Status.CLOSED


async def open_matters(
    tx: AsyncConnection, closings: Collection[Closing]
) -> dict[str, sa.RowMapping]:
    """The open work items that closings may concern, by matter."""
    exact = [each.about for each in closings if not each.is_prefix]
    prefixes = [_pattern(each.about) for each in closings if each.is_prefix]
    if not closings:
        return {}
    query = (
        sa.select(work_items)
        .where(_OPEN)
        .where(
            sa.or_(
                work_items.c.about.in_(exact),
                work_items.c.about.like(sa.any_(sa.cast(prefixes, sa.ARRAY(sa.Text)))),
            )
        )
        .order_by(work_items.c.work_item_id)
        .with_for_update()
    )
    return {row["about"]: row for row in (await tx.execute(query)).mappings()}


def _pattern(prefix: str) -> str:
    return prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


async def settled_of(tx: AsyncConnection, abouts: Collection[str]) -> set[str]:
    """The matters that were settled before they were opened."""
    query = sa.select(settled.c.about).where(settled.c.about.in_(abouts))
    return set(await tx.scalars(query))


async def settle(tx: AsyncConnection, abouts: Collection[str]) -> None:
    if abouts:
        rows = [{"about": each} for each in sorted(set(abouts))]
        await tx.execute(insert(settled).on_conflict_do_nothing(), rows)


async def open_items(tx: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Opens what is not open already; the ids of what was opened."""
    if not rows:
        return set()
    statement = (
        insert(work_items)
        .values(list(rows))
        .on_conflict_do_nothing()
        .returning(work_items.c.work_item_id)
    )
    return set(await tx.scalars(statement))


async def change(tx: AsyncConnection, ids: Collection[str], **values: Any) -> None:
    if ids:
        await tx.execute(
            sa.update(work_items).where(work_items.c.work_item_id.in_(ids)).values(**values)
        )


async def by_ids(tx: AsyncConnection, ids: Collection[str]) -> dict[str, sa.RowMapping]:
    """The items, locked."""
    query = (
        sa.select(work_items)
        .where(work_items.c.work_item_id.in_(ids))
        .order_by(work_items.c.work_item_id)
        .with_for_update()
    )
    return {row["work_item_id"]: row for row in (await tx.execute(query)).mappings()}


async def queue(
    tx: AsyncConnection, today: date, *, status: str, reason_code: str, limit: int, offset: int
) -> Sequence[sa.RowMapping]:
    """Most urgent first: the same order as `worklist.priority`."""
    days = sa.func.greatest(sa.func.coalesce(work_items.c.due_on - today, 30), 1)
    query = sa.select(work_items).order_by(
        (work_items.c.money_at_risk_cents / days).desc(),
        work_items.c.opened_at,
        work_items.c.work_item_id,
    )
    if status != "all":
        query = query.where(sa.cast(work_items.c.status, sa.Text) == (status or "open"))
    if reason_code:
        query = query.where(work_items.c.reason_code == reason_code)
    return (await tx.execute(query.limit(limit).offset(offset))).mappings().all()


async def of_claim(tx: AsyncConnection, claim_id: str) -> Sequence[sa.RowMapping]:
    query = sa.select(work_items).where(work_items.c.claim_id == claim_id)
    return (await tx.execute(query.order_by(work_items.c.opened_at))).mappings().all()
