"""Claims, the answers to them, what we sent, and what time or a person told us."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification.domain.dossier import Notice
from cob_verification.storage.tables import answers, claims, notices, submissions


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """The latest version of a claim, as its event said it."""

    claim_id: str
    claim_key: str
    patient_key: str
    patient_account: str
    version: int
    event: bytes


@dataclass(frozen=True, slots=True)
class AnswerRow:
    adjudication_id: str
    claim_id: str
    event: bytes
    received_on: date


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    submission_id: str
    claim_id: str
    coverage_id: str = ""
    is_sent: bool = False


_CLAIM = tuple(claims.c[name] for name in ClaimRow.__dataclass_fields__)
_ANSWER = tuple(answers.c[name] for name in AnswerRow.__dataclass_fields__)
_SUBMISSION = tuple(submissions.c[name] for name in SubmissionRow.__dataclass_fields__)


async def by_ids(tx: AsyncConnection, ids: Collection[str]) -> list[ClaimRow]:
    found = await tx.execute(sa.select(*_CLAIM).where(claims.c.claim_id.in_(ids)))
    return [ClaimRow(*row) for row in found]


async def of_patients(tx: AsyncConnection, patient_keys: Collection[str]) -> list[ClaimRow]:
    found = await tx.execute(
        sa.select(*_CLAIM).where(claims.c.patient_key.in_(patient_keys)).order_by(claims.c.claim_id)
    )
    return [ClaimRow(*row) for row in found]


async def keep(tx: AsyncConnection, rows: Sequence[tuple[ClaimRow, datetime]]) -> None:
    """An older version never replaces a newer one."""
    if not rows:
        return
    statement = insert(claims)
    upsert = statement.on_conflict_do_update(
        index_elements=[claims.c.claim_id],
        set_={name: statement.excluded[name] for name in ClaimRow.__dataclass_fields__},
        where=claims.c.version < statement.excluded.version,
    )
    fields = ClaimRow.__dataclass_fields__
    await tx.execute(
        upsert,
        [{name: getattr(row, name) for name in fields} | {"registered_at": at} for row, at in rows],
    )


async def answers_of(tx: AsyncConnection, claim_ids: Collection[str]) -> list[AnswerRow]:
    """In order of arrival."""
    found = await tx.execute(
        sa.select(*_ANSWER).where(answers.c.claim_id.in_(claim_ids)).order_by(answers.c.position)
    )
    return [AnswerRow(*row) for row in found]


async def keep_answers(tx: AsyncConnection, rows: Sequence[AnswerRow]) -> None:
    """An answer that is here already stays as it is."""
    if rows:
        values = [
            {name: getattr(row, name) for name in AnswerRow.__dataclass_fields__} for row in rows
        ]
        await tx.execute(insert(answers).on_conflict_do_nothing(), values)


async def submissions_of(tx: AsyncConnection, claim_ids: Collection[str]) -> list[SubmissionRow]:
    found = await tx.execute(sa.select(*_SUBMISSION).where(submissions.c.claim_id.in_(claim_ids)))
    return [SubmissionRow(*row) for row in found]


async def keep_submissions(tx: AsyncConnection, rows: Sequence[SubmissionRow]) -> None:
    """Built and sent are heard on two topics, in either order: each adds what it knows."""
    if not rows:
        return
    statement = insert(submissions)
    coverage_id = sa.func.coalesce(
        sa.func.nullif(statement.excluded.coverage_id, ""), submissions.c.coverage_id
    )
    upsert = statement.on_conflict_do_update(
        index_elements=[submissions.c.submission_id],
        set_={
            "coverage_id": coverage_id,
            "is_sent": sa.or_(submissions.c.is_sent, statement.excluded.is_sent),
        },
    )
    fields = SubmissionRow.__dataclass_fields__
    await tx.execute(upsert, [{name: getattr(row, name) for name in fields} for row in rows])


async def notices_of(tx: AsyncConnection, claim_ids: Collection[str]) -> list[tuple[str, Notice]]:
    """By claim id."""
    found = await tx.execute(
        sa.select(notices.c.claim_id, notices.c.adjudication_id, notices.c.kind).where(
            notices.c.claim_id.in_(claim_ids)
        )
    )
    return [(row.claim_id, Notice(row.adjudication_id, row.kind)) for row in found]


async def keep_notice(tx: AsyncConnection, claim_id: str, notice: Notice, at: datetime) -> None:
    values = {
        "claim_id": claim_id,
        "adjudication_id": notice.adjudication_id,
        "kind": notice.kind,
        "at": at,
    }
    await tx.execute(insert(notices).values(**values).on_conflict_do_nothing())
