"""Interchanges, their bytes as they went out, and the partners' control numbers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from submission_gateway.domain.control_numbers import Counter
from submission_gateway.domain.journal import State
from submission_gateway.storage.tables import control_numbers, interchanges


@dataclass(frozen=True, slots=True)
class Sending:
    """An interchange on its way. Times in UTC; the lease is real time, the rest business time.

    `resends` counts the attempts after the first, but for those in which it was not even offered.
    """

    interchange_id: str
    receiver: str
    control_number: int
    state: State
    content: bytes
    content_hash: str
    file_name: str
    attempt: int
    resends: int
    looks: int
    lease_until: datetime
    quiet_until: datetime | None
    formed_at: datetime


_FIELDS = tuple(Sending.__dataclass_fields__)
_COLUMNS = tuple(interchanges.c[name] for name in _FIELDS)


def _sending(row: Any) -> Sending:
    return Sending(*(getattr(row, name) for name in _FIELDS))


async def counter(tx: AsyncConnection, receiver: str) -> Counter:
    """The partner's counter, locked until the end of the transaction."""
    await tx.execute(
        insert(control_numbers)
        .values(receiver=receiver, following=1, returned=[])
        .on_conflict_do_nothing()
    )
    row = (
        await tx.execute(
            sa.select(control_numbers)
            .where(control_numbers.c.receiver == receiver)
            .with_for_update()
        )
    ).one()
    return Counter(row.following, tuple(row.returned))


async def keep_counter(tx: AsyncConnection, receiver: str, value: Counter) -> None:
    await tx.execute(
        sa.update(control_numbers)
        .where(control_numbers.c.receiver == receiver)
        .values(following=value.following, returned=list(value.returned))
    )


async def add(tx: AsyncConnection, sending: Sending) -> None:
    await tx.execute(
        sa.insert(interchanges).values({name: getattr(sending, name) for name in _FIELDS})
    )


async def by_ids(tx: AsyncConnection, ids: Collection[str]) -> dict[str, Sending]:
    """The interchanges, locked until the end of the transaction."""
    found = await tx.execute(
        sa.select(*_COLUMNS)
        .where(interchanges.c.interchange_id.in_(ids))
        .order_by(interchanges.c.interchange_id)
        .with_for_update()
    )
    return {row.interchange_id: _sending(row) for row in found}


async def change(tx: AsyncConnection, interchange_id: str, **values: Any) -> None:
    await tx.execute(
        sa.update(interchanges)
        .where(interchanges.c.interchange_id == interchange_id)
        .values(**values)
    )


async def unsettled(tx: AsyncConnection) -> list[Sending]:
    """Everything whose outcome is not known yet, oldest first."""
    open_states = [State.INTENT, State.UNKNOWN, State.RECONCILING, State.QUIET, State.RESEND]
    found = await tx.execute(
        sa.select(*_COLUMNS)
        .where(interchanges.c.state.in_(open_states))
        .order_by(interchanges.c.formed_at, interchanges.c.interchange_id)
    )
    return [_sending(row) for row in found]
