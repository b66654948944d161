"""An answer waits for its claim: it is tried again in time, or a person says whose it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.errors import Refused
from cobrelay.messaging.acts import Act, record
from cobrelay.messaging.causes import Cause, TimerFired
from cobrelay.messaging.effects import Effect
from cobrelay.messaging.service import Decided
from era_intake.causes import LinkRequested, locks_of
from era_intake.domain import reasons
from era_intake.domain.matching import KnownClaim
from era_intake.domain.settling import Adjudicated
from era_intake.handlers import settlement
from era_intake.handlers.settlement import (
    RETRY_DAYS_MAX,
    Settlement,
    Surroundings,
    of_number,
    retry,
)
from era_intake.storage import answers, claims
from era_intake.storage.answers import Kept, Recorded
from era_intake.storage.tables import SCHEMA


@dataclass(frozen=True, slots=True)
class Facts:
    """The answers in question, the claims that a person named, and what surrounds them."""

    recorded: dict[str, Recorded]
    named: dict[str, list[KnownClaim]]
    surroundings: Surroundings


@dataclass(frozen=True, slots=True)
class TriedAgain:
    """Somebody's now; or still nobody's, and to be tried again in so many days."""

    settlement: Settlement
    waits_on: Kept | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Linked:
    """A person linked the answer; `adjudication_id` is what the person is told."""

    adjudication_id: str
    settlement: Settlement


def retry_locks(fired: TimerFired) -> Iterator[str]:
    yield from fired.payload["locks"]


def link_locks(link: LinkRequested) -> Iterator[str]:
    yield from locks_of(link.answer)


async def load_retry(causes: Sequence[Cause[TimerFired]], tx: AsyncConnection) -> Facts:
    return await _load(tx, [cause.body.key for cause in causes])


async def load_link(causes: Sequence[Cause[LinkRequested]], tx: AsyncConnection) -> Facts:
    ids = [cause.body.adjudication_id for cause in causes]
    return await _load(tx, ids, [cause.body.claim_id for cause in causes])


async def _load(
    tx: AsyncConnection, adjudication_ids: Sequence[str], claim_ids: Sequence[str] = ()
) -> Facts:
    recorded = await answers.by_id(tx, adjudication_ids)
    numbers = {each.kept.answer.number for each in recorded.values()}
    on_record = await answers.on_record(tx, numbers)
    sought = [each.answer for each in on_record.waiting]
    sought += [each.kept.answer for each in recorded.values()]
    named: dict[str, list[KnownClaim]] = {}
    for version in await claims.versions_of(tx, claim_ids) if claim_ids else ():
        named.setdefault(version.claim_id, []).append(version)
    return Facts(recorded, named, Surroundings(await claims.index_for(tx, sought), on_record))


def try_again(cause: Cause[TimerFired], facts: Facts) -> TriedAgain:
    recorded = facts.recorded.get(cause.body.key)
    if recorded is None or recorded.state != "unmatched":
        return TriedAgain(Settlement())
    kept = recorded.kept
    wanted = of_number(facts.surroundings, kept.answer.number)
    outcomes = facts.surroundings.settle(wanted)
    freed = tuple(facts.surroundings.freed_by(wanted, outcomes))
    if any(each.kept.adjudication_id == kept.adjudication_id for each in freed):
        return TriedAgain(Settlement(freed))
    days = min(2 * int(cause.body.payload["days"]), RETRY_DAYS_MAX)
    return TriedAgain(Settlement(freed), kept, days)


async def save_retry(
    decided: Sequence[Decided[TimerFired, TriedAgain]], tx: AsyncConnection
) -> Sequence[Effect]:
    settlements = [Decided(cause, tried.settlement) for cause, tried in decided]
    effects = list(await settlement.save(settlements, tx))
    effects += [
        retry(cause, tried.waits_on, tried.days) for cause, tried in decided if tried.waits_on
    ]
    return effects


def link(cause: Cause[LinkRequested], facts: Facts) -> Linked:
    """What a person says goes before what the facts say; said twice, it is done once."""
    wanted = cause.body
    recorded = facts.recorded.get(wanted.adjudication_id)
    if recorded is None:
        raise Refused(reasons.LINK_NO_SUCH_ANSWER, _sentence(reasons.LINK_NO_SUCH_ANSWER))
    if recorded.state == "matched" and recorded.claim_id == wanted.claim_id:
        return Linked(wanted.adjudication_id, Settlement())
    if recorded.state != "unmatched":
        raise Refused(reasons.LINK_NOT_OPEN, _sentence(reasons.LINK_NOT_OPEN))
    versions = facts.named.get(wanted.claim_id)
    if not versions:
        raise Refused(reasons.LINK_NO_SUCH_CLAIM, _sentence(reasons.LINK_NO_SUCH_CLAIM))
    return Linked(wanted.adjudication_id, _linked(recorded.kept, versions, facts.surroundings))


def _linked(kept: Kept, versions: Sequence[KnownClaim], surroundings: Surroundings) -> Settlement:
    own = replace(kept.pending, linked_to=_version(kept, versions))
    others = [
        each
        for each in of_number(surroundings, kept.answer.number)
        if each.adjudication_id != kept.adjudication_id
    ]
    outcomes = surroundings.settle([own, *others])
    outcome = outcomes[kept.adjudication_id]
    assert isinstance(outcome, Adjudicated)  # a link always settles
    first = answers.Settled(kept, outcome)
    return Settlement((first, *surroundings.freed_by(others, outcomes)))


def _version(kept: Kept, versions: Sequence[KnownClaim]) -> KnownClaim:
    charged = [each for each in versions if each.charge == abs(kept.answer.charge)]
    return (charged or list(versions))[-1]


def _sentence(code: str) -> str:
    return reasons.SENTENCES[code]


async def save_link(
    decided: Sequence[Decided[LinkRequested, Linked]], tx: AsyncConnection
) -> Sequence[Effect]:
    for cause, linked in decided:
        if linked.settlement.settled:
            body = cause.body
            subject = f"{linked.adjudication_id} to {body.claim_id}"
            act = Act(body.actor, "link", subject, body.reason)
            await record(tx, SCHEMA, cause.at, act)
    settlements = [Decided(cause, linked.settlement) for cause, linked in decided]
    return await settlement.save(settlements, tx)
