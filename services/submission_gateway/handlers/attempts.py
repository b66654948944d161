"""What an attempt came to, or a look at the other side's folder, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect
from cobrelay.messaging.service import Decided
from submission_gateway.domain import journal, reasons
from submission_gateway.domain.causes import (
    LeaseRanOut,
    Listing,
    Outcome,
    RecordAttempt,
    RecordListing,
)
from submission_gateway.domain.journal import Happening, State
from submission_gateway.domain.submission import Submission
from submission_gateway.handlers import settling
from submission_gateway.handlers.settling import Settlement
from submission_gateway.settings import configuration
from submission_gateway.storage import interchanges, submissions
from submission_gateway.storage.interchanges import Sending


@dataclass(frozen=True, slots=True)
class Sendings:
    """Interchanges and their claims, locked."""

    sendings: dict[str, Sending]
    members: dict[str, list[Submission]]


Record = RecordAttempt | LeaseRanOut | RecordListing


async def load_sendings(causes: Sequence[Cause[Record]], tx: AsyncConnection) -> Sendings:
    ids = {cause.body.interchange_id for cause in causes}
    return Sendings(await interchanges.by_ids(tx, ids), await submissions.of_interchanges(tx, ids))


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to an interchange, and its state after it."""

    settlement: Settlement
    happening: Happening
    state: State
    reason: str = ""


_OUTCOMES = {
    Outcome.DELIVERED: Happening.DELIVERED,
    Outcome.NOT_TAKEN: Happening.NOT_TAKEN,
    Outcome.NOT_OFFERED: Happening.NOT_OFFERED,
    Outcome.BROKE_OFF: Happening.BROKE_OFF,
}


def record_attempt(cause: Cause[RecordAttempt], facts: Sendings) -> Step | None:
    """None when it was settled meanwhile, by an acknowledgment or a later attempt."""
    happening = _OUTCOMES[cause.body.outcome]
    reason = {
        Outcome.DELIVERED: "",
        Outcome.NOT_TAKEN: reasons.REFUSED,
        Outcome.NOT_OFFERED: reasons.NOT_OFFERED,
        Outcome.BROKE_OFF: reasons.UNKNOWN_OUTCOME,
    }[cause.body.outcome]
    return _step(cause, facts, happening, attempt=cause.body.attempt, reason=reason)


def record_lost_lease(cause: Cause[LeaseRanOut], facts: Sendings) -> Step | None:
    """Whoever held the lease stopped between the call and its record."""
    return _step(
        cause,
        facts,
        Happening.LEASE_RAN_OUT,
        attempt=cause.body.attempt,
        reason=reasons.INTERRUPTED,
    )


def _step(
    cause: Cause[RecordAttempt] | Cause[LeaseRanOut],
    facts: Sendings,
    happening: Happening,
    *,
    attempt: int,
    reason: str,
) -> Step | None:
    sending = facts.sendings.get(cause.body.interchange_id)
    if sending is None or sending.attempt != attempt or not journal.may(sending.state, happening):
        return None
    settlement = Settlement(cause, sending, facts.members[sending.interchange_id])
    return Step(settlement, happening, journal.advance(sending.state, happening), reason)


def record_listing(cause: Cause[RecordListing], facts: Sendings) -> Step | None:
    """What a look at the other side's folder says about an uncertain interchange."""
    sending = facts.sendings.get(cause.body.interchange_id)
    if sending is None or sending.looks != cause.body.look:
        return None
    settlement = Settlement(cause, sending, facts.members[sending.interchange_id])
    if sending.state is State.UNKNOWN:
        state = journal.advance(State.UNKNOWN, Happening.LOOKED_UP)
        settlement = replace(settlement, sending=replace(sending, state=state))
    if cause.body.listing is Listing.UNCLEAR:
        return Step(settlement, Happening.LOOKED_UP, settlement.sending.state)
    if cause.body.listing is Listing.WHOLE:
        return _next(settlement, Happening.SEEN)
    if settlement.sending.state is State.QUIET:
        return _after_quiet(settlement)
    return _next(settlement, Happening.NOT_SEEN)


def _after_quiet(settlement: Settlement) -> Step | None:
    """Nothing was seen and nothing answered: the same bytes again, unless a person must look."""
    sending = settlement.sending
    if sending.quiet_until is None or settlement.cause.at < sending.quiet_until:
        return None
    if any(member.is_withdrawn for member in settlement.members):
        return _next(settlement, Happening.GIVEN_UP, reasons.NOT_RESENT_WITHDRAWN)
    if sending.resends >= configuration().resends_max:
        return _next(settlement, Happening.GIVEN_UP, reasons.RESENT_TOO_OFTEN)
    return _next(settlement, Happening.QUIET_ENDED)


def _next(settlement: Settlement, happening: Happening, reason: str = "") -> Step | None:
    state = settlement.sending.state
    if not journal.may(state, happening):
        return None
    return Step(settlement, happening, journal.advance(state, happening), reason)


async def save_step(
    decided: Sequence[Decided[Record, Step | None]], tx: AsyncConnection
) -> list[Effect]:
    effects: list[Effect] = []
    for cause, step in decided:
        if step is None:
            continue
        if isinstance(cause.body, RecordListing):
            looks = step.settlement.sending.looks + 1
            await interchanges.change(tx, step.settlement.sending.interchange_id, looks=looks)
        effects += await _carry_out(tx, step)
    return effects


async def _carry_out(tx: AsyncConnection, step: Step) -> list[Effect]:
    settled, sending = step.settlement, step.settlement.sending
    match step.state:
        case State.SENT:
            evidence = "listing" if step.happening is Happening.SEEN else "sent"
            return await settling.as_sent(tx, settled, evidence)
        case State.REFUSED:
            return await settling.as_refused(tx, settled, step.reason)
        case State.UNKNOWN:
            return await settling.as_uncertain(tx, settled, step.reason)
        case State.HELD:
            return await settling.as_held(tx, settled, step.reason)
        case State.QUIET:
            not_offered = step.happening is Happening.NOT_OFFERED
            await interchanges.change(
                tx,
                sending.interchange_id,
                state=State.QUIET,
                quiet_until=settled.cause.at + configuration().quiet_time,
                resends=sending.resends - not_offered,
            )
        case State.RESEND:
            await interchanges.change(
                tx,
                sending.interchange_id,
                state=State.RESEND,
                attempt=sending.attempt + 1,
                resends=sending.resends + 1,
                lease_until=settled.cause.body.lease_until,
            )
        case State.RECONCILING | State.INTENT:
            await interchanges.change(tx, sending.interchange_id, state=step.state)
    await submissions.write_journal(tx, settled.entries(step.state.value, step.reason))
    return []
