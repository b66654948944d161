"""What falls due: an acknowledgment or answer that did not come, a filing limit that comes near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.status import v1 as status
from cobrelay.dates import iso
from cobrelay.messaging.causes import Cause, TimerFired
from cobrelay.messaging.effects import Effect, Publish, SetTimer
from cobrelay.messaging.service import Decided
from status_tracker.domain import deadlines
from status_tracker.domain.deadlines import Answer, FollowUp
from status_tracker.domain.evidence import Evidence
from status_tracker.domain.lifecycle import UNSENT, live
from status_tracker.domain.obligations import Obligation
from status_tracker.domain.submissions import Submission
from status_tracker.domain.worklist import Opening
from status_tracker.handlers import working
from status_tracker.handlers.facts import FILING, FOLLOW_UP
from status_tracker.handlers.working import Matters
from status_tracker.settings import windows
from status_tracker.storage import claims

IN_WORDS = {
    Answer.FUNCTIONAL: "the 999",
    Answer.CLEARINGHOUSE: "the clearinghouse's 277CA",
    Answer.PAYER: "the payer's 277CA",
    Answer.REMITTANCE: "the payer's remittance",
}


async def load(
    causes: Sequence[Cause[TimerFired]], tx: AsyncConnection
) -> dict[str, tuple[Evidence, ...]]:
    return await claims.evidence_of(tx, {cause.body.payload["claim_id"] for cause in causes})


@dataclass(frozen=True, slots=True)
class Overdue:
    """The submission still waits for what is due."""

    submission: Submission
    follow_up: FollowUp


@dataclass(frozen=True, slots=True)
class NotYet:
    """What is waited for has changed: another moment, or none."""

    look_again_at: datetime | None


def follow_up(cause: Cause[TimerFired], facts: dict[str, tuple[Evidence, ...]]) -> Overdue | NotYet:
    life = live(facts[cause.body.payload["claim_id"]])
    for submission in life.submissions:
        due = deadlines.follow_up(submission, windows())
        if submission.submission_id == cause.body.key and due is not None:
            return NotYet(due.due_at) if due.due_at > cause.at else Overdue(submission, due)
    return NotYet(None)


async def save_follow_up(
    decided: Sequence[Decided[TimerFired, Overdue | NotYet]], tx: AsyncConnection
) -> list[Effect]:
    effects: list[Effect] = []
    matters: list[Matters] = []
    for cause, decision in decided:
        claim_id = cause.body.payload["claim_id"]
        match decision:
            case NotYet(None):
                continue
            case NotYet(again) if again is not None:
                effects.append(_again(cause, FOLLOW_UP, again))
            case Overdue():
                matters.append(_overdue(cause, claim_id, decision))
                effects.append(_fell_due(cause, claim_id, decision))
    return effects + await working.carry_out(tx, matters)


def _again(cause: Cause[TimerFired], kind: str, moment: datetime) -> SetTimer:
    return SetTimer(
        kind,
        cause.body.key,
        moment,
        lock_key=cause.key,
        payload=cause.body.payload,
        correlation_id=cause.correlation_id,
    )


def _overdue(cause: Cause[Any], claim_id: str, overdue: Overdue) -> Matters:
    submission, due = overdue.submission, overdue.follow_up
    opening = Opening(
        about=f"follow-up:{submission.submission_id}:{due.answer.value}",
        reason_code="STS-101",
        next_action=f"Ask where {IN_WORDS[due.answer]} is",
        money_at_risk_cents=submission.charge_cents,
        due_on=due.due_at.date(),
        subject_kind="submission",
        subject_id=submission.submission_id,
    )
    return Matters(cause, claim_id, (), (opening,))


def _fell_due(cause: Cause[Any], claim_id: str, overdue: Overdue) -> Publish:
    event = status.FollowUpFellDue(
        claim_id=claim_id,
        submission_id=overdue.submission.submission_id,
        expected=overdue.follow_up.answer.value,
        due_on=iso(overdue.follow_up.due_at.date()),
    )
    return Publish(cause, event, correlation_id=claim_id)


@dataclass(frozen=True, slots=True)
class Limit:
    """An obligation whose filing limit still runs, and when to look at it again."""

    obligation: Obligation
    days_left: int
    look_again_at: datetime | None


def filing(cause: Cause[TimerFired], facts: dict[str, tuple[Evidence, ...]]) -> Limit | None:
    payload = cause.body.payload
    for obligation in live(facts[payload["claim_id"]]).obligations:
        if obligation.coverage_id == payload["coverage_id"] and obligation.state in UNSENT:
            left = deadlines.days_left(obligation, cause.at.date())
            return Limit(obligation, left, deadlines.filing_check(obligation, cause.at))
    return None


async def save_filing(
    decided: Sequence[Decided[TimerFired, Limit | None]], tx: AsyncConnection
) -> list[Effect]:
    effects: list[Effect] = []
    matters: list[Matters] = []
    for cause, limit in decided:
        if limit is None:
            continue
        claim_id = cause.body.payload["claim_id"]
        effects.append(_warning(cause, claim_id, limit))
        if limit.look_again_at is not None:
            effects.append(_again(cause, FILING, limit.look_again_at))
        if limit.days_left < 0:
            matters.append(_missed(cause, claim_id, limit.obligation))
    return effects + await working.carry_out(tx, matters)


def _warning(cause: Cause[Any], claim_id: str, limit: Limit) -> Publish:
    owed = limit.obligation
    if limit.days_left < 0:
        missed = status.DeadlineMissed(
            claim_id=claim_id,
            deadline="filing",
            due_on=iso(owed.file_by),
            money_at_risk_cents=owed.amount_cents,
        )
        return Publish(cause, missed, correlation_id=claim_id)
    approaching = status.DeadlineApproaching(
        claim_id=claim_id,
        deadline="filing",
        due_on=iso(owed.file_by),
        days_left=limit.days_left,
        money_at_risk_cents=owed.amount_cents,
    )
    return Publish(cause, approaching, correlation_id=claim_id)


def _missed(cause: Cause[Any], claim_id: str, owed: Obligation) -> Matters:
    opening = Opening(
        about=f"filing:{claim_id}:{owed.coverage_id}",
        reason_code="STS-201",
        next_action="Ask the payer for an exception with the proof of the earlier answer",
        money_at_risk_cents=owed.amount_cents,
        due_on=owed.file_by,
        subject_kind="claim",
        subject_id=claim_id,
    )
    return Matters(cause, claim_id, (), (opening,))
