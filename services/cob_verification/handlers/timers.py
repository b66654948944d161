"""What time tells: a wait is over, or a coverage has changed and its claims are looked at again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification.domain.determination import AwaitCrossover, BillNext
from cob_verification.domain.dossier import Notice, NoticeKind
from cob_verification.domain.liability import carrier_has_answered
from cob_verification.domain.standing import Standing, Withdrawal
from cob_verification.handlers.dossiers import Dossiers, Opened, open_dossiers
from cob_verification.handlers.reconsidering import Reconsidered, reconsider, save_changes
from cob_verification.settings import configuration
from cob_verification.storage import claims
from cobrelay.messaging.causes import Cause, TimerFired
from cobrelay.messaging.effects import Effect
from cobrelay.messaging.service import Decided

Fired = Cause[TimerFired]


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the timer tells, if it still matters, and what that changes."""

    notice: Notice | None
    found: Reconsidered | None

    @property
    def reason_code(self) -> str:
        return self.found.reason_code if self.found else ""


async def load(causes: Sequence[Fired], tx: AsyncConnection) -> Dossiers:
    return await open_dossiers(tx, {cause.body.payload["claim_id"] for cause in causes})


def look_again(cause: Fired, dossiers: Dossiers) -> Noticed:
    """A coverage has come or was corrected: what was determined may be decided differently."""
    opened = dossiers[cause.body.payload["claim_id"]]
    found = reconsider(opened, opened.dossier, cause.at.date(), Withdrawal.COVERAGE)
    return Noticed(None, found)


def crossover_over(cause: Fired, dossiers: Dossiers) -> Noticed:
    """The forwarded claim was awaited to the last day."""
    return _noticed(cause, dossiers, NoticeKind.CROSSOVER_TIMED_OUT, _is_awaited)


def earlier_answer_overdue(cause: Fired, dossiers: Dossiers) -> Noticed:
    """An earlier payer's answer has been missing for too long."""
    return _noticed(cause, dossiers, NoticeKind.EARLIER_ANSWER_OVERDUE, lambda *_: True)


def correction_overdue(cause: Fired, dossiers: Dossiers) -> Noticed:
    """An answer was taken back, and no corrected one came."""
    return _noticed(cause, dossiers, NoticeKind.CORRECTION_OVERDUE, lambda *_: True)


def submission_missing(cause: Fired, dossiers: Dossiers) -> Noticed:
    """The next payer answered, and what we were to send it has not gone out since."""
    return _noticed(cause, dossiers, NoticeKind.NEVER_SENT, _is_unsent)


async def save(
    decided: Sequence[Decided[TimerFired, Noticed]], tx: AsyncConnection
) -> list[Effect]:
    for cause, noticed in decided:
        if noticed.notice is not None:
            claim_id = cause.body.payload["claim_id"]
            await claims.keep_notice(tx, claim_id, noticed.notice, cause.at)
    changes = [(cause, noticed.found) for cause, noticed in decided if noticed.found is not None]
    return await save_changes(changes, tx)


def _noticed(
    cause: Fired,
    dossiers: Dossiers,
    kind: NoticeKind,
    still_matters: Callable[[Opened, str], bool],
) -> Noticed:
    opened = dossiers[cause.body.payload["claim_id"]]
    adjudication_id = cause.body.payload["adjudication_id"]
    if not still_matters(opened, adjudication_id):
        return Noticed(None, None)
    notice = Notice(adjudication_id, kind)
    return Noticed(notice, with_notice(opened, notice, cause))


def with_notice(opened: Opened, notice: Notice, cause: Cause[object]) -> Reconsidered:
    """The claim looked at with one notice more."""
    dossier = replace(opened.dossier, notices=opened.dossier.notices | {notice})
    return reconsider(opened, dossier, cause.at.date(), Withdrawal.REVIEW)


def _standing(opened: Opened, adjudication_id: str) -> Standing | None:
    found = (each for each in opened.given.standing if each.adjudication_id == adjudication_id)
    return next(found, None)


def _is_awaited(opened: Opened, adjudication_id: str) -> bool:
    standing = _standing(opened, adjudication_id)
    if standing is None or standing.outcome != AwaitCrossover.__name__:
        return False
    return not carrier_has_answered(opened.dossier, adjudication_id, configuration().payers)


def _is_unsent(opened: Opened, adjudication_id: str) -> bool:
    standing = _standing(opened, adjudication_id)
    if standing is None or standing.outcome != BillNext.__name__:
        return False
    return standing.next_coverage_id not in opened.dossier.sent
