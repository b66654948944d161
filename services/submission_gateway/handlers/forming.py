"""Ready claims are put into an interchange: INTENT."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay import x12
from cobrelay.ids import minted
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from cobrelay.messaging.service import Decided
from submission_gateway import translation
from submission_gateway.domain import reasons
from submission_gateway.domain.causes import FormInterchange
from submission_gateway.domain.control_numbers import Counter
from submission_gateway.domain.interchange import Interchange, compose
from submission_gateway.domain.journal import State
from submission_gateway.domain.submission import Standing, Submission, is_late
from submission_gateway.settings import configuration
from submission_gateway.storage import interchanges, submissions
from submission_gateway.storage.interchanges import Sending


def key_of(body: FormInterchange) -> str:
    """One interchange at a time takes a receiver's control number."""
    return f"receiver:{body.receiver}"


def lock_keys(body: FormInterchange) -> Sequence[str]:
    return body.claim_keys


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims that were asked for, locked, and each receiver's counter."""

    submissions: dict[str, Submission]
    counters: dict[str, Counter]


@dataclass(frozen=True, slots=True)
class Formed:
    """INTENT: the interchange is on record and may be offered to the other side."""

    sending: Sending
    interchange: Interchange
    counter: Counter
    late: tuple[Submission, ...]


@dataclass(frozen=True, slots=True)
class NotFormed:
    """Nothing to send: what was ready is late, or cannot be written."""

    held: tuple[Submission, ...]
    reason: str


async def load_claims(causes: Sequence[Cause[FormInterchange]], tx: AsyncConnection) -> Claims:
    ids = {each for cause in causes for each in cause.body.submission_ids}
    receivers = sorted({cause.body.receiver for cause in causes})
    counters = {each: await interchanges.counter(tx, each) for each in receivers}
    return Claims(await submissions.by_ids(tx, ids), counters)


def form(cause: Cause[FormInterchange], facts: Claims) -> Formed | NotFormed:
    """Fixes bytes and control numbers; what is late by now is held instead."""
    receiver, today = cause.body.receiver, cause.at.date()
    ready = [
        claim
        for each in cause.body.submission_ids
        if (claim := facts.submissions.get(each)) is not None
        and claim.standing is Standing.READY
        and not claim.is_withdrawn
    ]
    late = tuple(claim for claim in ready if is_late(claim, today))
    timely = [claim for claim in ready if not is_late(claim, today)]
    if not timely:
        return NotFormed(late, reasons.LATE)
    number, counter = facts.counters[receiver].taken()
    try:
        made = compose(configuration().partners[receiver], number, timely, cause.at)
    except x12.Unwritable:
        return NotFormed((*late, *timely), reasons.NOT_COMPOSED)
    sending = Sending(
        interchange_id=minted("interchange", receiver, str(number), str(cause.id)),
        receiver=receiver,
        control_number=number,
        state=State.INTENT,
        content=made.content,
        content_hash=made.content_hash,
        file_name=made.file_name,
        attempt=1,
        resends=0,
        looks=0,
        lease_until=cause.body.lease_until,
        quiet_until=None,
        formed_at=cause.at,
    )
    return Formed(sending, made, counter, late)


async def save_formed(
    decided: Sequence[Decided[FormInterchange, Formed | NotFormed]], tx: AsyncConnection
) -> list[Effect]:
    effects: list[Effect] = []
    for cause, decision in decided:
        match decision:
            case NotFormed(held, reason):
                effects += await _hold(tx, cause, held, reason)
            case Formed(sending, made, counter, late):
                effects += await _hold(tx, cause, late, reasons.LATE)
                await interchanges.keep_counter(tx, sending.receiver, counter)
                await interchanges.add(tx, sending)
                await submissions.batched(tx, sending.interchange_id, made.members)
                entries = [
                    {
                        "submission_id": member.submission_id,
                        "at": cause.at,
                        "state": State.INTENT.value,
                        "detail": sending.file_name,
                    }
                    for member in made.members
                ]
                await submissions.write_journal(tx, entries)
    return effects


async def _hold(
    tx: AsyncConnection, cause: Cause[FormInterchange], held: Sequence[Submission], reason: str
) -> list[Effect]:
    await submissions.stand(tx, [claim.submission_id for claim in held], Standing.HELD)
    await submissions.write_journal(
        tx,
        [
            {
                "submission_id": claim.submission_id,
                "at": cause.at,
                "state": State.HELD.value,
                "reason_code": reason,
                "detail": reasons.SENTENCES[reason],
            }
            for claim in held
        ],
    )
    return [
        Publish(
            cause,
            translation.held(claim, reason),
            key=claim.claim_key,
            correlation_id=claim.claim_id,
        )
        for claim in held
    ]
