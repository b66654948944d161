"""Which acknowledgments are on record, and whose claims an acknowledgment names."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from submission_gateway.domain.acknowledgments import About, Layer, meant
from submission_gateway.domain.evidence import Known
from submission_gateway.storage.tables import acknowledgments, interchanges, submissions

_Query = sa.Select[tuple[str, str]]


async def named(tx: AsyncConnection, about: About, senders: Collection[str]) -> list[str]:
    """The ids of the submissions that an acknowledgment names, in order.

    A 277CA names a claim by the number that we sent it under, and tells claims of one number apart
    by the batch (BHT03) where it repeats that. `senders` are the receivers whose id its sender has.
    """
    query = (
        sa.select(submissions.c.submission_id, interchanges.c.receiver)
        .join(interchanges, interchanges.c.interchange_id == submissions.c.interchange_id)
        .order_by(submissions.c.submission_id)
    )
    if about.claim or about.batch:
        return await _by_claim(tx, query, about, senders)
    number = about.interchange or about.group
    if not number.strip().isdecimal() or not number.strip().isascii():
        return []
    query = query.where(interchanges.c.control_number == int(number))
    if about.set:
        query = query.where(submissions.c.set_number == about.set)
    if about.unlisted:
        query = query.where(submissions.c.set_number.not_in(sorted(about.unlisted.listed)))
    return meant(await _pairs(tx, query), senders)


async def _by_claim(
    tx: AsyncConnection, query: _Query, about: About, senders: Collection[str]
) -> list[str]:
    if about.claim:
        query = query.where(submissions.c.control_number == about.claim)
    found = await _pairs(tx, query) if about.claim else []
    if about.batch and (len(found) > 1 or not about.claim):
        query = query.where(submissions.c.batch_reference == about.batch)
        return meant(await _pairs(tx, query), senders)
    return [each for each, _ in found]


async def _pairs(tx: AsyncConnection, query: _Query) -> list[tuple[str, str]]:
    return [(row.submission_id, row.receiver) for row in await tx.execute(query)]


async def known(tx: AsyncConnection, ids: Collection[str]) -> dict[str, set[Known]]:
    """What is on record for each submission."""
    found = await tx.execute(
        sa.select(
            acknowledgments.c.submission_id, acknowledgments.c.layer, acknowledgments.c.verdict
        ).where(acknowledgments.c.submission_id.in_(ids))
    )
    verdicts: dict[str, set[Known]] = {each: set() for each in ids}
    for row in found:
        verdicts[row.submission_id].add(Known(Layer(row.layer), row.verdict))
    return verdicts


async def record(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(insert(acknowledgments).on_conflict_do_nothing(), rows)
