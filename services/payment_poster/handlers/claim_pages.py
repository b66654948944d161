"""Books charges, claim payments and their meaning on the pages of claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect
from cobrelay.messaging.service import Await, Decided
from cobrelay.money import Cents
from payment_poster import translation
from payment_poster.domain import claim_book, reasons
from payment_poster.domain.claim_book import Change, ClaimBook
from payment_poster.domain.facts import Answer
from payment_poster.domain.posting import book_cash
from payment_poster.handlers.announcing import announced
from payment_poster.handlers.proofs import payment_key, prove_soon
from payment_poster.settings import policy
from payment_poster.storage import ledger, pages, payments
from payment_poster.storage.ledger import Booked
from payment_poster.storage.pages import Pages
from payment_poster.translation import Determining, Unplaced


@dataclass(frozen=True, slots=True)
class Facts:
    """What a batch needs: the pages, and what this installation writes off as too small."""

    pages: Pages
    small_balance: Cents


async def load_charged(
    causes: Sequence[Cause[claims.OriginalClaimRegistered]], tx: AsyncConnection
) -> Facts:
    return await _facts(tx, [cause.body.claim_id for cause in causes])


async def load_paid(causes: Sequence[Cause[era.ClaimAdjudicated]], tx: AsyncConnection) -> Facts:
    answers = [cause.body.answer for cause in causes]
    keys = [(answer.remittance_id, answer.ordinal) for answer in answers]
    return await _facts(tx, [cause.body.claim_id for cause in causes], keys)


async def load_unplaced(causes: Sequence[Cause[Any]], tx: AsyncConnection) -> Facts:
    answers = [translation.unplaced(cause.body) for cause in causes]
    return await _facts(tx, (), [answer.natural_key for answer in answers])


async def load_determined(causes: Sequence[Cause[Any]], tx: AsyncConnection) -> Facts:
    return await _facts(tx, [cause.body.determination.claim_id for cause in causes])


async def load_withdrawn(
    causes: Sequence[Cause[cob.DeterminationWithdrawn]], tx: AsyncConnection
) -> Facts:
    return await _facts(tx, [cause.body.claim_id for cause in causes])


async def _facts(
    tx: AsyncConnection, claim_ids: Sequence[str], keys: Sequence[tuple[str, int]] = ()
) -> Facts:
    return Facts(await pages.load(tx, claim_ids, keys), policy().small_balance)


def book_charge(cause: Cause[claims.OriginalClaimRegistered], facts: Facts) -> Change:
    """Charge and what the patient paid; a new version takes the old one's place."""
    book = facts.pages.of(cause.body.claim_id)
    return claim_book.register(book, translation.charge(cause.body), facts.small_balance)


def book_payment(cause: Cause[era.ClaimAdjudicated], facts: Facts) -> Change:
    """Cash at once, on its claim; what it means comes with the determination."""
    answer = translation.matched(cause.body)
    known = facts.pages.known.get(answer.natural_key)
    return claim_book.post(facts.pages.of(answer.claim_id), answer, known, facts.small_balance)


def book_unapplied(cause: Cause[Any], facts: Facts) -> Change:
    """Cash at once, in unapplied, until its claim is known or it can be read."""
    answer = translation.unplaced(cause.body)
    booking = book_cash(answer, facts.pages.known.get(answer.natural_key))
    nowhere = ClaimBook("")
    if booking is None:
        return Change(nowhere)
    return Change(nowhere, (booking.entry,) if booking.entry else (), booking=booking)


def book_meaning(cause: Cause[Any], facts: Facts) -> Change | Await:
    """Who owns each cent; waits until there is a charge and the answer's cash to speak of."""
    event: Determining = cause.body
    determination = translation.determination(event)
    book = facts.pages.of(determination.claim_id)
    is_withdrawn = determination.determination_id in book.withdrawn
    if (missing := claim_book.missing(book, determination)) and not is_withdrawn:
        code = reasons.AWAITS_CHARGE if book.charge is None else reasons.AWAITS_CASH
        return Await(missing, code)
    return claim_book.determine(book, determination, facts.small_balance)


def take_back_meaning(cause: Cause[cob.DeterminationWithdrawn], facts: Facts) -> Change:
    """What rested on the determination is reversed, a released patient balance recalled."""
    book = facts.pages.of(cause.body.claim_id)
    return claim_book.withdraw(book, cause.body.determination_id, facts.small_balance)


def lock_payment(body: Unplaced) -> list[str]:
    """Entries without a claim are chained by payment, so one at a time may be added there."""
    return [payment_key(translation.unplaced(body).payment.payment_id)]


async def save(decided: Sequence[Decided[Any, Change]], tx: AsyncConnection) -> list[Effect]:
    """Writes pages and entries; tells what changed; has the payments proved."""
    changes = [each.decision for each in decided]
    await payments.introduce(tx, (answer.payment for answer in _answers(changes)))
    await pages.write(tx, changes)
    await ledger.append(tx, [booked for each in decided for booked in _booked(each)])
    effects: list[Effect] = []
    for cause, change in decided:
        effects.extend(announced(cause, change))
        effects.extend(
            prove_soon(cause, answer.payment.payment_id) for answer in _answers([change])
        )
    return effects


def _answers(changes: Sequence[Change]) -> list[Answer]:
    return [each.booking.booked.answer for each in changes if each.booking]


def _booked(decided: Decided[Any, Change]) -> list[Booked]:
    cause, change = decided
    return [Booked(entry, cause.at, str(cause.id)) for entry in change.entries]
