"""Looks at all that is known of a claim again, and says what differs from what stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from google.protobuf.message import Message
from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification import announcing
from cob_verification.causes import (
    CORRECTION_WAIT,
    CROSSOVER_WAIT,
    EARLIER_ANSWER,
    SUBMISSION_CHECK,
)
from cob_verification.domain.determination import AwaitCrossover, BillNext, Hold
from cob_verification.domain.dossier import Dossier
from cob_verification.domain.liability import carrier_has_answered, determine
from cob_verification.domain.standing import Changes, Made, Standing, Withdrawal, compare
from cob_verification.handlers.dossiers import Opened
from cob_verification.settings import configuration
from cob_verification.storage import determinations
from cob_verification.storage.determinations import DeterminationRow
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import CancelTimer, Effect, Publish, SetTimer

AWAITING_CORRECTION = "COB-110"
DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Reconsidered:
    """What has changed of a claim, and what stands afterwards."""

    opened: Opened
    dossier: Dossier
    changes: Changes

    @property
    def standing(self) -> tuple[Standing, ...]:
        return self.opened.given.after(self.changes)

    @property
    def reason_code(self) -> str:
        """For the count of decisions by reason code; empty when nothing new is said."""
        made = self.changes.made
        return made[-1].determined.reason.code if made else ""


def reconsider(opened: Opened, dossier: Dossier, today: date, why: Withdrawal) -> Reconsidered:
    """`dossier` is the opened one with what the cause adds."""
    wanted = determine(dossier, configuration().payers)
    return Reconsidered(opened, dossier, compare(opened.given, wanted, dossier, today, why))


Change = tuple[Cause[Any], Reconsidered]


async def save_changes(changes: Sequence[Change], tx: AsyncConnection) -> list[Effect]:
    """Ends what is over, keeps what is new, and says both; timers follow what stands."""
    await _end(changes, tx)
    rows: list[DeterminationRow] = []
    effects: list[Effect] = []
    for cause, found in changes:
        made = [(each, _announced(found, each)) for each in found.changes.made]
        rows += [_row(cause, found, each, event) for each, event in made]
        effects += _published(cause, found, [event for _, event in made])
        effects += _timers(cause, found)
    await determinations.record(tx, rows)
    return effects


async def _end(changes: Sequence[Change], tx: AsyncConnection) -> None:
    """What ends is ended before its successor is given: an answer has one determination."""
    ended: dict[tuple[str, datetime], list[str]] = defaultdict(list)
    for cause, found in changes:
        for withdrawn in found.changes.withdrawn:
            ended[withdrawn.reason.value, cause.at].append(withdrawn.standing.determination_id)
        for failed in found.changes.failed:
            ended[failed.reason.code, cause.at].append(failed.standing.determination_id)
        for superseded in found.changes.superseded:
            ended[DECIDED, cause.at].append(superseded.determination_id)
    for (reason, at), ids in ended.items():
        await determinations.end(tx, ids, reason, at)


def _published(cause: Cause[Any], found: Reconsidered, made: Sequence[Message]) -> Iterable[Effect]:
    claim_id, key = found.opened.claim_id, found.opened.claim_key
    events = [
        *(announcing.failed(each, claim_id) for each in found.changes.failed),
        *(announcing.withdrawn(each, claim_id) for each in found.changes.withdrawn),
        *made,
    ]
    return [Publish(cause, event, key=key, correlation_id=claim_id) for event in events]


def _announced(found: Reconsidered, made: Made) -> Message:
    return announcing.announced(made, found.opened.claim_id, configuration().payers.version)


def _row(cause: Cause[Any], found: Reconsidered, made: Made, event: Message) -> DeterminationRow:
    standing = made.standing
    return DeterminationRow(
        determination_id=made.determination_id,
        adjudication_id=standing.adjudication_id,
        claim_id=found.opened.claim_id,
        attempt=made.attempt,
        sequence=standing.sequence,
        coverage_id=standing.coverage_id,
        next_coverage_id=standing.next_coverage_id,
        outcome=standing.outcome,
        reason_code=made.determined.reason.code,
        fingerprint=made.fingerprint,
        configuration_hash=configuration().payers.version,
        event_type=event.DESCRIPTOR.name,
        event=event.SerializeToString(deterministic=True),
        decided_at=cause.at,
    )


def _timers(cause: Cause[Any], found: Reconsidered) -> Iterable[Effect]:
    over = [each.standing for each in found.changes.withdrawn]
    over += [each.standing for each in found.changes.failed]
    for standing in over:
        if standing.outcome == AwaitCrossover.__name__:
            yield CancelTimer(CROSSOVER_WAIT, standing.determination_id)
        if standing.outcome == BillNext.__name__:
            yield CancelTimer(SUBMISSION_CHECK, standing.determination_id)
    for held in _ended_holds(found.changes):
        yield CancelTimer(CORRECTION_WAIT, held.adjudication_id)
    for made in found.changes.made:
        yield from _timers_of(cause, found, made)
    yield from _answered(found)
    yield from _to_check(cause, found)


def _ended_holds(changes: Changes) -> Sequence[Standing]:
    withdrawn = (each.standing for each in changes.withdrawn)
    return [each for each in (*withdrawn, *changes.superseded) if each.outcome == Hold.__name__]


def _timers_of(cause: Cause[Any], found: Reconsidered, made: Made) -> Iterable[Effect]:
    determined = made.determined
    if determined.sequence > 1:
        yield CancelTimer(EARLIER_ANSWER, determined.adjudication_id)
    if isinstance(determined.outcome, AwaitCrossover) and determined.outcome.wait_until:
        # The last day of the wait is waited out.
        due_at = datetime.combine(determined.outcome.wait_until, time(), UTC) + timedelta(days=1)
        yield timer(found, CROSSOVER_WAIT, made.determination_id, due_at, made.standing)
    if determined.reason.code == AWAITING_CORRECTION:
        due_at = cause.at + timedelta(days=configuration().settings.correction_days)
        yield timer(found, CORRECTION_WAIT, determined.adjudication_id, due_at, made.standing)


def _answered(found: Reconsidered) -> Iterable[Effect]:
    """The carrier's own answer ends the wait, whenever it came."""
    payers = configuration().payers
    for each in found.standing:
        if each.outcome == AwaitCrossover.__name__ and carrier_has_answered(
            found.dossier, each.adjudication_id, payers
        ):
            yield CancelTimer(CROSSOVER_WAIT, each.determination_id)


def _to_check(cause: Cause[Any], found: Reconsidered) -> Iterable[Effect]:
    """The payer that we were to bill has answered, and we have not heard that our claim went."""
    answered = {each.coverage_id for each in found.standing}
    grace = timedelta(hours=configuration().settings.unsent_grace_hours)
    for each in found.standing:
        was_sent = each.next_coverage_id in found.dossier.sent
        is_bill = each.outcome == BillNext.__name__
        if is_bill and each.next_coverage_id in answered and not was_sent:
            yield timer(found, SUBMISSION_CHECK, each.determination_id, cause.at + grace, each)


def timer(found: Reconsidered, kind: str, key: str, due_at: datetime, about: Standing) -> SetTimer:
    """A timer of this claim; its payload says which answer it is about."""
    return SetTimer(
        kind,
        key,
        due_at,
        lock_key=found.opened.claim_key,
        payload={
            "claim_id": found.opened.claim_id,
            "adjudication_id": about.adjudication_id,
        },
        correlation_id=found.opened.claim_id,
    )
