"""A claim payment was read from a used set: whose is it?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.findings import told
from cobrelay.messaging.causes import Cause
from era_intake.causes import ClaimRead, locks_of
from era_intake.domain.matching import Matched, match
from era_intake.domain.reading import Problem
from era_intake.handlers.settlement import Settlement, Surroundings, of_number, save
from era_intake.storage import answers, claims, remittances
from era_intake.storage.answers import Kept, Recorded, Settled, Unusable
from era_intake.storage.remittances import SetPlace, UsedSet
from era_intake.translation import adjudication_id

__all__ = ["Facts", "load", "lock_keys", "save", "settle"]


@dataclass(frozen=True, slots=True)
class Facts:
    """The sets that are used, their claim payments by cause, and what surrounds them."""

    sets: dict[SetPlace, UsedSet]
    kept: dict[UUID, Kept]
    recorded: dict[str, Recorded]
    surroundings: Surroundings


def lock_keys(read: ClaimRead) -> Iterator[str]:
    yield from locks_of(read.answer)


async def load(causes: Sequence[Cause[ClaimRead]], tx: AsyncConnection) -> Facts:
    sets = await remittances.used_sets(tx, [_place_of(cause.body) for cause in causes])
    kept = {cause.id: each for cause in causes if (each := _kept(cause, sets))}
    on_record = await answers.on_record(tx, {cause.body.answer.number for cause in causes})
    sought = [
        *(each.answer for each in kept.values()),
        *(each.answer for each in on_record.waiting),
    ]
    return Facts(
        sets=sets,
        kept=kept,
        recorded=await answers.by_id(tx, [each.adjudication_id for each in kept.values()]),
        surroundings=Surroundings(await claims.index_for(tx, sought), on_record),
    )


def settle(cause: Cause[ClaimRead], facts: Facts) -> Settlement:
    """What is left out or on record stays as it is; what was quarantined may be taken again."""
    kept = facts.kept.get(cause.id)
    if kept is None:
        return Settlement()
    recorded = facts.recorded.get(kept.adjudication_id)
    if recorded is not None and not (
        recorded.state == "quarantined" and _is_retaken(cause.body, facts)
    ):
        return Settlement()
    if cause.body.problem is not None:
        return Settlement((_unusable(kept, cause.body.problem, facts),))
    return _settled(kept, facts.surroundings)


def _settled(kept: Kept, surroundings: Surroundings) -> Settlement:
    """With it, what waits under its number: a reversal may have waited for this very answer."""
    waiting = of_number(surroundings, kept.answer.number)
    others = tuple(each for each in waiting if each.adjudication_id != kept.adjudication_id)
    outcomes = surroundings.settle([*others, kept.pending])
    freed = surroundings.freed_by(others, outcomes)
    settled = {each.kept.adjudication_id: each for each in freed}
    settled[kept.adjudication_id] = Settled(kept, outcomes[kept.adjudication_id])
    # In the order of settling: the answer goes before the reversal that waited for it.
    order = [each for each in outcomes if each in settled]
    return Settlement(tuple(settled[each] for each in order))


def _unusable(kept: Kept, problem: Problem, facts: Facts) -> Settled:
    found = match(kept.answer, facts.surroundings.index.candidates(kept.answer))
    findings = (told(each) for each in problem.findings)
    state = Unusable(
        problem.reason,
        tuple(each.SerializeToString(deterministic=True) for each in findings),
        claim_id=found.claim.claim_id if isinstance(found, Matched) else "",
        claim_key=found.claim.key if isinstance(found, Matched) else "",
    )
    return Settled(kept, state)


def _place_of(read: ClaimRead) -> SetPlace:
    return SetPlace(read.file_hash, read.set_ordinal)


def _is_retaken(read: ClaimRead, facts: Facts) -> bool:
    """It stands for a claim that was quarantined under another place, or set."""
    return read.payment.ordinal in facts.sets[_place_of(read)].retaken


def _kept(cause: Cause[ClaimRead], sets: dict[SetPlace, UsedSet]) -> Kept | None:
    """The claim payment under the remittance and ordinal at which it is booked."""
    used = sets.get(_place_of(cause.body))
    place = used.place_of(cause.body.payment.ordinal) if used else None
    if place is None:
        return None
    remittance_id, ordinal = place
    payment = type(cause.body.payment)()
    payment.CopyFrom(cause.body.payment)
    payment.remittance_id, payment.ordinal = remittance_id, ordinal
    return Kept(
        adjudication_id=adjudication_id(remittance_id, ordinal),
        remittance_id=remittance_id,
        ordinal=ordinal,
        key=cause.key,
        answer=cause.body.answer,
        payment=payment.SerializeToString(deterministic=True),
        received_at=cause.at,
    )
