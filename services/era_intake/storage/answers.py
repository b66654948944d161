"""Claim payments as they were received: whose they are, or why they are nobody's yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query
from era_intake.domain.matching import Answer, Facts, Name
from era_intake.domain.reversals import EarlierAnswer, Place
from era_intake.domain.settling import Adjudicated, Outcome, Pending, Unmatched
from era_intake.storage.tables import SCHEMA, answers


@dataclass(frozen=True, slots=True)
class Kept:
    """A claim payment with everything that it takes to settle it and to say so."""

    adjudication_id: str
    remittance_id: str
    ordinal: int
    key: str  # claim key of CLP01
    answer: Answer
    payment: bytes  # ClaimPayment
    received_at: datetime

    @property
    def pending(self) -> Pending:
        """As what is still to be settled."""
        place = Place(self.remittance_id, self.ordinal)
        return Pending(self.adjudication_id, self.answer, place)


@dataclass(frozen=True, slots=True)
class Unusable:
    """The claim cannot be used; `claim_id` where it could be matched all the same."""

    reason: str
    findings: tuple[bytes, ...]  # DocumentFinding
    claim_id: str = ""
    claim_key: str = ""


State = Outcome | Unusable


class Settled(NamedTuple):
    """A claim payment and what became of it."""

    kept: Kept
    state: State


_OF_NUMBERS = (
    sa.select(answers)
    .where(answers.c.number == sa.func.any(sa.bindparam("numbers")))
    .order_by(answers.c.position)
)
_COLUMNS = tuple(column.name for column in answers.columns)
_NUMBERS_OF_FACTS = query(
    SCHEMA,
    "SELECT DISTINCT number FROM {schema}.answers"
    " WHERE facts = ANY(:facts) AND state = 'unmatched' AND number <> ''",
)


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The answers of some numbers: those that wait, and those that are somebody's."""

    waiting: tuple[Kept, ...] = ()
    earlier: tuple[EarlierAnswer, ...] = ()


async def on_record(tx: AsyncConnection, numbers: Collection[str]) -> OnRecord:
    """In order of arrival. Of `0`, the number of nobody, nothing is on record."""
    wanted = sorted(set(numbers) - {""})
    if not wanted:
        return OnRecord()
    rows = list(await tx.execute(_OF_NUMBERS, {"numbers": wanted}))
    matched = [row for row in rows if row.state == "matched"]
    is_reversed = {row.reverses for row in matched}
    is_corrected = {row.corrects for row in matched}
    return OnRecord(
        waiting=tuple(_kept(row) for row in rows if row.state == "unmatched"),
        earlier=tuple(
            EarlierAnswer(
                row.adjudication_id,
                row.claim_id,
                _answer(row),
                Place(row.remittance_id, row.ordinal),
                is_reversed=row.adjudication_id in is_reversed,
                is_corrected=row.adjudication_id in is_corrected,
            )
            for row in matched
        ),
    )


async def numbers_waiting(tx: AsyncConnection, facts: Iterable[Facts]) -> set[str]:
    """The numbers under which answers with these facts wait."""
    wanted = sorted({each.digest for each in facts} - {""})
    return set(await tx.scalars(_NUMBERS_OF_FACTS, {"facts": wanted})) if wanted else set()


class Recorded(NamedTuple):
    """A claim payment that is on record; state is matched, unmatched or quarantined."""

    kept: Kept
    state: str
    claim_id: str


async def by_id(tx: AsyncConnection, adjudication_ids: Collection[str]) -> dict[str, Recorded]:
    """Claim payments that are on record, by adjudication id."""
    wanted = sa.select(answers).where(answers.c.adjudication_id.in_(adjudication_ids))
    rows = await tx.execute(wanted)
    return {row.adjudication_id: Recorded(_kept(row), row.state, row.claim_id) for row in rows}


async def record(tx: AsyncConnection, settled: Sequence[Settled]) -> None:
    """Keeps claim payments with what became of them; one that is on record takes its new state."""
    if not settled:
        return
    statement = insert(answers)
    changing = {
        name: statement.excluded[name]
        for name in _COLUMNS
        if name not in {"adjudication_id", "position", "remittance_id", "ordinal", "received_at"}
    }
    await tx.execute(
        statement.on_conflict_do_update(index_elements=["adjudication_id"], set_=changing),
        [_row(each) for each in settled],
    )


def _row(settled: Settled) -> dict[str, Any]:
    kept, answer = settled.kept, settled.kept.answer
    return {
        "adjudication_id": kept.adjudication_id,
        "remittance_id": kept.remittance_id,
        "ordinal": kept.ordinal,
        "key": kept.key,
        "number": answer.number,
        "facts": answer.facts.digest,
        "status_code": answer.status,
        "charge_cents": answer.charge,
        "paid_cents": answer.paid,
        "payer_control_number": answer.payer_control_number,
        "payer_identifier": answer.payer_identifier,
        "npis": sorted(answer.npis),
        "tax_ids": sorted(answer.tax_ids),
        "service_from": answer.service_from,
        "service_to": answer.service_to,
        "last_name": answer.patient.last,
        "first_name": answer.patient.first,
        "payment": kept.payment,
        "received_at": kept.received_at,
        **_state_columns(settled.state),
    }


def _state_columns(state: State) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "state": "matched",
        "reason_code": "",
        "disagreements": [],
        "findings": [],
        "claim_id": "",
        "claim_version": 0,
        "matched_by": "",
        "submission_id": "",
        "reverses": "",
        "corrects": "",
    }
    match state:
        case Adjudicated():
            columns |= {
                "claim_id": state.claim.claim_id,
                "claim_version": state.claim.version,
                "matched_by": state.matched_by,
                "submission_id": state.submission_id,
                "reverses": state.reverses,
                "corrects": state.corrects,
            }
        case Unmatched():
            columns |= {
                "state": "unmatched",
                "reason_code": state.reason,
                "disagreements": list(state.disagreements),
            }
        case Unusable():
            columns |= {
                "state": "quarantined",
                "reason_code": state.reason,
                "findings": list(state.findings),
                "claim_id": state.claim_id,
            }
    return columns


def _kept(row: Any) -> Kept:
    return Kept(
        adjudication_id=row.adjudication_id,
        remittance_id=row.remittance_id,
        ordinal=row.ordinal,
        key=row.key,
        answer=_answer(row),
        payment=bytes(row.payment),
        received_at=row.received_at,
    )


def _answer(row: Any) -> Answer:
    return Answer(
        control_number=row.number,
        status=row.status_code,
        charge=row.charge_cents,
        paid=row.paid_cents,
        payer_control_number=row.payer_control_number,
        payer_identifier=row.payer_identifier,
        npis=frozenset(row.npis),
        tax_ids=frozenset(row.tax_ids),
        service_from=row.service_from,
        service_to=row.service_to,
        patient=Name(row.last_name, row.first_name),
    )
