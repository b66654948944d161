"""The claims' pages of the ledger: loaded for a batch at once, written with what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.money import Cents
from payment_poster.domain.claim_book import Change, ClaimBook, Released
from payment_poster.domain.facts import (
    Answer,
    Charge,
    Determination,
    Payment,
    Shares,
)
from payment_poster.domain.movements import Kind, Movement
from payment_poster.domain.posting import BookedAnswer
from payment_poster.storage.tables import (
    answers,
    claims,
    determinations,
    is_any,
    movements,
    payments,
    withdrawals,
)


@dataclass(frozen=True, slots=True)
class Pages:
    """What a batch needs of the ledger: its claims, and how its claim payments are booked."""

    books: dict[str, ClaimBook] = field(default_factory=dict)
    known: dict[tuple[str, int], BookedAnswer] = field(default_factory=dict)

    def of(self, claim_id: str) -> ClaimBook:
        return self.books.get(claim_id) or ClaimBook(claim_id)


async def load(
    tx: AsyncConnection,
    claim_ids: Collection[str],
    keys: Collection[tuple[str, int]] = (),
) -> Pages:
    """The pages of `claim_ids`, and the bookings under the (remittance, ordinal) in `keys`."""
    wanted = sorted(set(claim_ids))
    on_claims = answers.c.is_unapplied.is_(False) & is_any(answers.c.claim_id, wanted)
    by_claim: dict[str, list[BookedAnswer]] = defaultdict(list)
    for booked in await _booked(tx, on_claims):
        by_claim[booked.answer.claim_id].append(booked)
    determined = await _determinations(tx, wanted)
    withdrawn = await _withdrawn(tx, wanted)
    moved = await _movements(tx, wanted)
    charged = await tx.execute(sa.select(claims).where(is_any(claims.c.claim_id, wanted)))
    rows = {row.claim_id: row for row in charged}
    books = {
        claim_id: ClaimBook(
            claim_id,
            _charge(rows.get(claim_id)),
            tuple(by_claim[claim_id]),
            tuple(determined[claim_id]),
            frozenset(withdrawn[claim_id]),
            moved[claim_id],
            _released(rows.get(claim_id)),
        )
        for claim_id in wanted
    }
    return Pages(books, await _known(tx, keys))


async def _known(
    tx: AsyncConnection, keys: Collection[tuple[str, int]]
) -> dict[tuple[str, int], BookedAnswer]:
    if not keys:
        return {}
    remittances = sorted({remittance_id for remittance_id, _ in keys})
    ordinals = sorted({ordinal for _, ordinal in keys})
    is_wanted = is_any(answers.c.remittance_id, remittances) & (
        answers.c.ordinal == sa.any_(sa.literal(ordinals, sa.ARRAY(sa.Integer)))
    )
    found = await _booked(tx, is_wanted)
    return {booked.answer.natural_key: booked for booked in found}


async def _booked(tx: AsyncConnection, wanted: sa.ColumnElement[bool]) -> list[BookedAnswer]:
    query = (
        sa.select(answers, payments)
        .join(payments, payments.c.payment_id == answers.c.payment_id)
        .where(wanted)
        .order_by(answers.c.remittance_id, answers.c.ordinal)
    )
    return [_booked_answer(row) for row in await tx.execute(query)]


def _booked_answer(row: Any) -> BookedAnswer:
    return BookedAnswer(
        Answer(
            remittance_id=row.remittance_id,
            ordinal=row.ordinal,
            adjudication_id=row.adjudication_id,
            payment=payment_of(row),
            paid=Cents(row.paid_cents),
            standing=row.standing,
            status_code=row.status_code,
            claim_id=row.claim_id,
            reverses_adjudication_id=row.reverses_adjudication_id,
        ),
        is_unapplied=row.is_unapplied,
        entry_id=row.entry_id,
        reason_code=row.reason_code,
    )


def payment_of(row: Any) -> Payment:
    return Payment(
        row.payment_id, row.payer_identifier, row.trace_number, row.paid_on, row.payee_id
    )


async def _determinations(
    tx: AsyncConnection, claim_ids: Sequence[str]
) -> dict[str, list[Determination]]:
    query = (
        sa.select(determinations)
        .where(is_any(determinations.c.claim_id, claim_ids))
        .order_by(determinations.c.position)
    )
    found: dict[str, list[Determination]] = defaultdict(list)
    for row in await tx.execute(query):
        shares = Shares(
            Cents(row.nobody_cents),
            Cents(row.bonus_cents),
            Cents(row.technical_cents),
            Cents(row.person_cents),
            Cents(row.unsettled_cents),
            Cents(row.patient_cents),
        )
        determination = Determination(
            row.determination_id,
            row.claim_id,
            row.adjudication_id,
            row.sequence,
            row.attempt,
            row.outcome,
            shares,
            row.reason_code,
        )
        found[row.claim_id].append(determination)
    return found


async def _withdrawn(tx: AsyncConnection, claim_ids: Sequence[str]) -> dict[str, set[str]]:
    query = sa.select(withdrawals).where(is_any(withdrawals.c.claim_id, claim_ids))
    found: dict[str, set[str]] = defaultdict(set)
    for row in await tx.execute(query):
        found[row.claim_id].add(row.determination_id)
    return found


async def _movements(
    tx: AsyncConnection, claim_ids: Sequence[str]
) -> dict[str, dict[tuple[str, Kind], Movement]]:
    query = sa.select(movements).where(is_any(movements.c.claim_id, claim_ids))
    found: dict[str, dict[tuple[str, Kind], Movement]] = defaultdict(dict)
    for row in await tx.execute(query):
        movement = Movement(row.adjudication_id, row.kind, Cents(row.amount_cents), row.revision)
        found[row.claim_id][movement.key] = movement
    return found


def _charge(row: Any) -> Charge | None:
    if row is None:
        return None
    charged, paid = Cents(row.charge_cents), Cents(row.patient_paid_cents)
    return Charge(row.claim_id, row.version, charged, paid, is_void=row.is_void)


def _released(row: Any) -> Released | None:
    if row is None or not row.released_determination_id:
        return None
    return Released(row.released_determination_id, Cents(row.released_cents))


async def write(tx: AsyncConnection, changes: Sequence[Change]) -> None:
    """Writes what changed on the claims' pages; entries are the ledger's."""
    await _write_answers(tx, changes)
    await _upsert(tx, claims, [_claim_row(each.book) for each in changes if _is_claim(each)])
    if rows := [_determination_row(d) for each in changes if (d := each.determination)]:
        await tx.execute(sa.insert(determinations), rows)
    if rows := [
        {"determination_id": each.withdrawn, "claim_id": each.book.claim_id}
        for each in changes
        if each.withdrawn
    ]:
        await tx.execute(sa.insert(withdrawals), rows)
    moved = [_movement_row(each.book.claim_id, m) for each in changes for m in each.movements]
    await _upsert(tx, movements, moved)


async def _write_answers(tx: AsyncConnection, changes: Sequence[Change]) -> None:
    booked = [each.booking.booked for each in changes if each.booking]
    # What is on its claim stays there: who comes too late with "unmatched" collides, is played
    # again and finds it. What is matched takes the place of what was unapplied.
    if shelved := [_answer_row(each) for each in booked if each.is_unapplied]:
        await tx.execute(sa.insert(answers), shelved)
    await _upsert(tx, answers, [_answer_row(each) for each in booked if each.is_on_claim])


async def _upsert(tx: AsyncConnection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    upsert = insert(table)
    changed = {name: upsert.excluded[name] for name in rows[0] if name not in keys}
    await tx.execute(upsert.on_conflict_do_update(index_elements=keys, set_=changed), rows)


def _is_claim(change: Change) -> bool:
    return bool(change.charge or change.recalled or change.released)


def _claim_row(book: ClaimBook) -> dict[str, Any]:
    charge, released = book.charge, book.released
    assert charge is not None, "nothing is released before the charge"
    return {
        "claim_id": book.claim_id,
        "version": charge.version,
        "charge_cents": charge.amount,
        "patient_paid_cents": charge.patient_paid,
        "is_void": charge.is_void,
        "released_determination_id": released.determination_id if released else "",
        "released_cents": released.amount if released else 0,
    }


def _answer_row(booked: BookedAnswer) -> dict[str, Any]:
    answer = booked.answer
    return {
        "remittance_id": answer.remittance_id,
        "ordinal": answer.ordinal,
        "adjudication_id": answer.adjudication_id,
        "payment_id": answer.payment.payment_id,
        "claim_id": answer.claim_id,
        "paid_cents": answer.paid,
        "standing": answer.standing,
        "status_code": answer.status_code,
        "reverses_adjudication_id": answer.reverses_adjudication_id,
        "is_unapplied": booked.is_unapplied,
        "entry_id": booked.entry_id,
        "reason_code": booked.reason_code,
    }


def _determination_row(determination: Determination) -> dict[str, Any]:
    shares = determination.shares
    return {
        "determination_id": determination.determination_id,
        "claim_id": determination.claim_id,
        "adjudication_id": determination.adjudication_id,
        "sequence": determination.sequence,
        "attempt": determination.attempt,
        "outcome": determination.outcome,
        "nobody_cents": shares.nobody,
        "bonus_cents": shares.bonus,
        "technical_cents": shares.technical,
        "person_cents": shares.person,
        "unsettled_cents": shares.unsettled,
        "patient_cents": shares.patient,
        "reason_code": determination.reason_code,
    }


def _movement_row(claim_id: str, movement: Movement) -> dict[str, Any]:
    return {
        "adjudication_id": movement.adjudication_id,
        "kind": movement.kind,
        "claim_id": claim_id,
        "amount_cents": movement.amount,
        "revision": movement.revision,
    }
