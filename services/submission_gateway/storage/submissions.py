"""Submissions: a claim to a payer, from READY to sent, cancelled or held."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from submission_gateway.domain.interchange import Member
from submission_gateway.domain.journal import State, is_uncertain
from submission_gateway.domain.submission import Standing, Submission
from submission_gateway.storage.tables import interchanges, journal, submissions

UNCERTAIN = "uncertain"
_IS_UNCERTAIN = interchanges.c.state.in_([each for each in State if is_uncertain(each)])
_FIELDS = tuple(Submission.__dataclass_fields__)
_COLUMNS = tuple(submissions.c[name] for name in _FIELDS)


def _submission(row: Any) -> Submission:
    return Submission(*(getattr(row, name) for name in _FIELDS))


async def add(tx: AsyncConnection, built: Submission, at: datetime) -> bool:
    """Whether it is new. A claim that is here already stays as it is: its id is its natural key."""
    row = {name: getattr(built, name) for name in _FIELDS}
    statement = insert(submissions).values(**row, built_at=at).on_conflict_do_nothing()
    return bool((await tx.execute(statement)).rowcount)


async def by_ids(tx: AsyncConnection, ids: Collection[str]) -> dict[str, Submission]:
    """The submissions, locked until the end of the transaction."""
    found = await tx.execute(
        sa.select(*_COLUMNS)
        .where(submissions.c.submission_id.in_(ids))
        .order_by(submissions.c.submission_id)
        .with_for_update()
    )
    return {row.submission_id: _submission(row) for row in found}


async def ready(tx: AsyncConnection, now: datetime, limit: int) -> list[Submission]:
    """What may be sent now, most urgent first."""
    found = await tx.execute(
        sa.select(*_COLUMNS)
        .where(submissions.c.standing == Standing.READY)
        .where(sa.or_(submissions.c.not_before.is_(None), submissions.c.not_before <= now))
        .order_by(submissions.c.file_by.asc().nulls_last(), submissions.c.submission_id)
        .limit(limit)
    )
    return [_submission(row) for row in found]


async def of_interchanges(
    tx: AsyncConnection, interchange_ids: Collection[str]
) -> dict[str, list[Submission]]:
    """The members of each interchange, in order, locked."""
    found = await tx.execute(
        sa.select(*_COLUMNS)
        .where(submissions.c.interchange_id.in_(interchange_ids))
        .order_by(submissions.c.submission_id)
        .with_for_update()
    )
    members: dict[str, list[Submission]] = {each: [] for each in interchange_ids}
    for row in found:
        members[row.interchange_id].append(_submission(row))
    return members


async def batched(tx: AsyncConnection, interchange_id: str, members: Iterable[Member]) -> None:
    """They stand in an interchange from now on."""
    await tx.execute(
        sa.update(submissions)
        .where(submissions.c.submission_id == sa.bindparam("of"))
        .values(
            standing=Standing.BATCHED,
            interchange_id=interchange_id,
            set_number=sa.bindparam("number"),
            batch_reference=sa.bindparam("reference"),
        ),
        [
            {
                "of": member.submission_id,
                "number": member.set_number,
                "reference": member.batch_reference,
            }
            for member in members
        ],
    )


async def stand(
    tx: AsyncConnection, ids: Collection[str], standing: Standing, **values: Any
) -> None:
    """Moves submissions to a standing, with what else changes."""
    if ids:
        await tx.execute(
            sa.update(submissions)
            .where(submissions.c.submission_id.in_(ids))
            .values(standing=standing, **values)
        )


async def release(tx: AsyncConnection, ids: Collection[str], not_before: datetime) -> None:
    """Out of an interchange that was not taken, to be sent with another."""
    await stand(
        tx,
        ids,
        Standing.READY,
        interchange_id=None,
        set_number=None,
        batch_reference=None,
        not_before=not_before,
        attempts=submissions.c.attempts + 1,
    )


async def mark_withdrawn(tx: AsyncConnection, ids: Collection[str]) -> None:
    if ids:
        await tx.execute(
            sa.update(submissions)
            .where(submissions.c.submission_id.in_(ids))
            .values(is_withdrawn=True)
        )


async def write_journal(tx: AsyncConnection, entries: Sequence[dict[str, Any]]) -> None:
    """Appends; each entry has submission_id, at, state and may have reason_code, detail, actor."""
    if entries:
        blank = {"reason_code": "", "detail": "", "actor": ""}
        await tx.execute(sa.insert(journal), [blank | entry for entry in entries])


async def listing(
    tx: AsyncConnection, claim_id: str, state: str, limit: int, after: str
) -> Sequence[sa.RowMapping]:
    """Submissions with their interchange, by id; of one claim or of all, in one state or in any."""
    query = (
        sa.select(submissions, interchanges.c.state, interchanges.c.file_name)
        .add_columns(interchanges.c.control_number.label("interchange_number"))
        .outerjoin(interchanges, interchanges.c.interchange_id == submissions.c.interchange_id)
        .where(submissions.c.submission_id > after)
        .order_by(submissions.c.submission_id)
        .limit(limit)
    )
    if claim_id:
        query = query.where(submissions.c.claim_id == claim_id)
    if state:
        query = query.where(_is_in(state))
    return (await tx.execute(query)).mappings().all()


def _is_in(state: str) -> sa.ColumnElement[bool]:
    """What is batched is told by its interchange; `uncertain` is every state that may mean so."""
    if state == UNCERTAIN:
        return _IS_UNCERTAIN
    is_batched = submissions.c.standing == Standing.BATCHED
    told = sa.case(
        (is_batched, sa.cast(interchanges.c.state, sa.Text)),
        else_=sa.cast(submissions.c.standing, sa.Text),
    )
    return told == state


async def uncertain_count(reader: AsyncConnection) -> int:
    """How many claims may have arrived or not."""
    query = (
        sa.select(sa.func.count())
        .select_from(submissions)
        .join(interchanges, interchanges.c.interchange_id == submissions.c.interchange_id)
        .where(_IS_UNCERTAIN)
    )
    return int((await reader.execute(query)).scalar_one())


async def one(tx: AsyncConnection, submission_id: str) -> sa.RowMapping | None:
    query = (
        sa.select(submissions, interchanges.c.state, interchanges.c.file_name)
        .add_columns(interchanges.c.control_number.label("interchange_number"))
        .outerjoin(interchanges, interchanges.c.interchange_id == submissions.c.interchange_id)
        .where(submissions.c.submission_id == submission_id)
    )
    return (await tx.execute(query)).mappings().one_or_none()


async def entries(tx: AsyncConnection, submission_id: str) -> Sequence[sa.RowMapping]:
    query = (
        sa.select(journal)
        .where(journal.c.submission_id == submission_id)
        .order_by(journal.c.position)
    )
    return (await tx.execute(query)).mappings().all()
