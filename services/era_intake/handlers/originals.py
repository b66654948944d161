"""An original claim, or a claim that we built, is known now: what has waited for it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.claims import v1 as events
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect
from cobrelay.messaging.service import Decided
from era_intake.causes import facts_lock, number_lock
from era_intake.domain.matching import KnownClaim, SentClaim
from era_intake.domain.settling import concerned
from era_intake.handlers import settlement
from era_intake.handlers.settlement import Settlement, Surroundings
from era_intake.storage import answers, claims
from era_intake.translation import known_claim, sent_claim


@dataclass(frozen=True, slots=True)
class Entered:
    """A version of an original enters the index, and what it frees."""

    claim: KnownClaim
    settlement: Settlement


@dataclass(frozen=True, slots=True)
class EnteredSent:
    """A number that we send enters the index, and what it frees."""

    claim: SentClaim
    settlement: Settlement


def original_locks(event: events.OriginalClaimRegistered) -> Iterator[str]:
    claim = known_claim(event, "")
    yield number_lock(claim.number)
    yield facts_lock(claim.facts)


def sent_locks(event: events.SecondaryClaimBuilt) -> Iterator[str]:
    yield number_lock(sent_claim(event).number)


async def load_original(
    causes: Sequence[Cause[events.OriginalClaimRegistered]], tx: AsyncConnection
) -> Surroundings:
    arriving = [known_claim(cause.body, cause.key) for cause in causes]
    numbers = {claim.number for claim in arriving}
    numbers |= await answers.numbers_waiting(tx, [claim.facts for claim in arriving])
    on_record = await answers.on_record(tx, numbers)
    waiting = [each.answer for each in on_record.waiting]
    return Surroundings(await claims.index_for(tx, waiting, arriving), on_record)


async def load_sent(
    causes: Sequence[Cause[events.SecondaryClaimBuilt]], tx: AsyncConnection
) -> Surroundings:
    arriving = [sent_claim(cause.body) for cause in causes]
    on_record = await answers.on_record(tx, {claim.number for claim in arriving})
    waiting = [each.answer for each in on_record.waiting]
    index = await claims.index_for(tx, waiting, arriving_sent=arriving)
    return Surroundings(index, on_record)


def enter_original(
    cause: Cause[events.OriginalClaimRegistered], surroundings: Surroundings
) -> Entered:
    claim = known_claim(cause.body, cause.key)
    wanted = concerned(surroundings.waiting(), claim.number, claim.facts)
    freed = surroundings.freed_by(wanted, surroundings.settle(wanted))
    return Entered(claim, Settlement(tuple(freed)))


def enter_sent(cause: Cause[events.SecondaryClaimBuilt], surroundings: Surroundings) -> EnteredSent:
    claim = sent_claim(cause.body)
    wanted = concerned(surroundings.waiting(), claim.number)
    freed = surroundings.freed_by(wanted, surroundings.settle(wanted))
    return EnteredSent(claim, Settlement(tuple(freed)))


async def save_original(
    decided: Sequence[Decided[events.OriginalClaimRegistered, Entered]], tx: AsyncConnection
) -> Sequence[Effect]:
    await claims.enter(tx, [entered.claim for _, entered in decided])
    settlements = [Decided(cause, entered.settlement) for cause, entered in decided]
    return await settlement.save(settlements, tx)


async def save_sent(
    decided: Sequence[Decided[events.SecondaryClaimBuilt, EnteredSent]], tx: AsyncConnection
) -> Sequence[Effect]:
    await claims.enter_sent(tx, [entered.claim for _, entered in decided])
    settlements = [Decided(cause, entered.settlement) for cause, entered in decided]
    return await settlement.save(settlements, tx)
