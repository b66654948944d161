"""Counts adjudications: a claim's status code says what is to go wrong with it.

POISON    refused until its key is remedied          BUG        raises what nobody foresaw
AWAITS    waits for the original of its claim        UNBALANCED fails at the commit
TIMER     counted when its timer fires, a day later
ASKED     counted a day later if no ANSWER comes for its key
BROKEN    an invariant of our own does not hold: the process must stop
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.status import v1 as status
from cobrelay.errors import Broken, Refused
from cobrelay.files import FileRefused, FileVerified
from cobrelay.messaging.causes import Cause, TimerFired
from cobrelay.messaging.effects import CancelTimer, Effect, Publish, Record, SetTimer
from cobrelay.messaging.service import Await, Decided
from counting import storage


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record about the claims and keys of a batch."""

    originals: frozenset[str]
    remedied: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """This number is counted under the key; `imbalance` must be zero."""

    number: int
    imbalance: int = 0
    later: str = ""
    """The kind of a timer, whose firing counts it."""
    answers: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file, or a request: a number to count."""

    number: int
    status: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """How many lines the first pass found."""

    count: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a file is read."""

    proceed: bool
    reason: str = ""


def original_of(claim_id: str) -> str:
    return f"original:{claim_id}"


def locks_of(event: era.ClaimAdjudicated | claims.OriginalClaimRegistered) -> list[str]:
    """The fact is named by the claim, so it is sought and recorded under the claim's lock."""
    return [f"claim:{event.claim_id}"] if event.claim_id else []


async def load(causes: Sequence[Cause[era.ClaimAdjudicated]], tx: AsyncConnection) -> Facts:
    claim_ids = {cause.body.claim_id for cause in causes}
    return Facts(
        frozenset(await storage.registered(tx, claim_ids)),
        frozenset(await storage.remedied(tx, {cause.key for cause in causes})),
    )


def decide(cause: Cause[era.ClaimAdjudicated], facts: Facts) -> Counted | Await:
    number = cause.body.answer.ordinal
    match cause.body.answer.status_code:
        case "POISON" if cause.key not in facts.remedied:
            raise Refused("POISON")
        case "BUG" if cause.key not in facts.remedied:
            raise KeyError(cause.key)
        case "BROKEN" if cause.key not in facts.remedied:
            raise Broken("an invariant of ours")
        case "AWAITS" if cause.body.claim_id not in facts.originals:
            return Await((original_of(cause.body.claim_id),), "AWAITS_ORIGINAL")
        case "UNBALANCED" if cause.key not in facts.remedied:
            return Counted(number, imbalance=1)
        case "TIMER":
            return Counted(number, later="count")
        case "ASKED":
            return Counted(number, later="missing")
        case "ANSWER":
            return Counted(number, answers=True)
    return Counted(number)


async def save(
    decided: Sequence[Decided[era.ClaimAdjudicated, Counted]], tx: AsyncConnection
) -> list[Effect]:
    now = [(cause, counted) for cause, counted in decided if not counted.later]
    await _count(tx, [(cause.key, counted.number, cause.id) for cause, counted in now])
    await storage.book(tx, [(cause.id, counted.imbalance) for cause, counted in decided])
    effects: list[Effect] = []
    for cause, counted in decided:
        name = f"{cause.key}/{counted.number}"
        if counted.answers:
            effects.append(CancelTimer("missing", cause.key))
        if counted.later:
            due_at = cause.at + timedelta(days=1)
            payload = {"number": counted.number}
            timer_key = cause.key if counted.later == "missing" else name
            effects.append(
                SetTimer(counted.later, timer_key, due_at, lock_key=cause.key, payload=payload)
            )
        else:
            effects.append(Publish(cause, status.WorkItemOpened(work_item_id=name)))
    return effects


async def load_nothing(causes: Sequence[Cause[object]], tx: AsyncConnection) -> None:
    del causes, tx


def decide_original(cause: Cause[claims.OriginalClaimRegistered], facts: None) -> str:
    del facts
    return cause.body.claim_id


async def save_originals(
    decided: Sequence[Decided[claims.OriginalClaimRegistered, str]], tx: AsyncConnection
) -> list[Effect]:
    await storage.register(tx, [claim_id for _, claim_id in decided])
    return [Record(original_of(claim_id)) for _, claim_id in decided]


def decide_timer(cause: Cause[TimerFired], facts: None) -> Counted:
    del facts
    return Counted(cause.body.payload["number"])


async def save_timers(
    decided: Sequence[Decided[TimerFired, Counted]], tx: AsyncConnection
) -> list[Effect]:
    await _count(tx, [(cause.key, counted.number, cause.id) for cause, counted in decided])
    return [
        Publish(cause, status.WorkItemOpened(work_item_id=cause.body.key)) for cause, _ in decided
    ]


async def load_lines(causes: Sequence[Cause[Line]], tx: AsyncConnection) -> Facts:
    keys = {cause.key for cause in causes}
    return Facts(frozenset(), frozenset(await storage.remedied(tx, keys)))


def decide_line(cause: Cause[Line], facts: Facts) -> Counted:
    if cause.body.status == "POISON" and cause.key not in facts.remedied:
        raise Refused("POISON")
    return Counted(cause.body.number)


async def save_lines(
    decided: Sequence[Decided[Line, Counted]], tx: AsyncConnection
) -> list[Effect]:
    await _count(tx, [(cause.key, counted.number, cause.id) for cause, counted in decided])
    return [
        Publish(cause, status.WorkItemOpened(work_item_id=f"{cause.key}/{counted.number}"))
        for cause, counted in decided
    ]


def decide_file(cause: Cause[FileVerified[Lines]], facts: None) -> Verdict:
    del facts
    match cause.body.result:
        case FileRefused(reason):
            return Verdict(proceed=False, reason=reason)
        case Lines(count):
            return Verdict(proceed=count > 0, reason="" if count else "EMPTY")


async def save_file(
    decided: Sequence[Decided[FileVerified[Lines], Verdict]], tx: AsyncConnection
) -> list[Effect]:
    del decided, tx
    return []


async def _count(tx: AsyncConnection, rows: Sequence[tuple[str, int, UUID]]) -> None:
    if rows:
        await storage.count(tx, rows)
