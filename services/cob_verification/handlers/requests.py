"""What people ask for: a crossover that failed by notice, and a claim decided again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification.causes import DetermineAgain, ReportCrossoverFailure
from cob_verification.domain.determination import AwaitCrossover
from cob_verification.domain.dossier import Notice, NoticeKind
from cob_verification.domain.standing import Withdrawal
from cob_verification.handlers.dossiers import Dossiers, Opened, open_dossiers
from cob_verification.handlers.reconsidering import Reconsidered, reconsider, save_changes
from cob_verification.storage import claims
from cob_verification.storage.tables import SCHEMA
from cobrelay.errors import Refused
from cobrelay.messaging.acts import Act, record
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect
from cobrelay.messaging.service import Decided

Asked = ReportCrossoverFailure | DetermineAgain


@dataclass(frozen=True, slots=True)
class Carried:
    """What was asked, as far as it changes anything, and what it changes."""

    notices: tuple[Notice, ...]
    found: Reconsidered
    act: Act

    @property
    def reason_code(self) -> str:
        return self.found.reason_code


async def load(causes: Sequence[Cause[Asked]], tx: AsyncConnection) -> Dossiers:
    return await open_dossiers(tx, {cause.body.claim_id for cause in causes})


def report_crossover_failure(cause: Cause[ReportCrossoverFailure], dossiers: Dossiers) -> Carried:
    """Raises Refused when the claim awaits nothing; a repeated report changes nothing."""
    opened = _opened(cause.body.claim_id, dossiers)
    awaited = [
        Notice(each.adjudication_id, NoticeKind.CROSSOVER_REFUSED)
        for each in opened.given.standing
        if each.outcome == AwaitCrossover.__name__
    ]
    known = [each for each in opened.dossier.notices if each.kind is NoticeKind.CROSSOVER_REFUSED]
    if not awaited and not known:
        raise Refused("COB-201", "the claim awaits no crossover")
    dossier = replace(opened.dossier, notices=opened.dossier.notices | set(awaited))
    found = reconsider(opened, dossier, cause.at.date(), Withdrawal.REVIEW)
    body = cause.body
    act = Act(body.actor, "report crossover failure", body.claim_id, body.reason)
    return Carried(tuple(awaited), found, act)


def determine_again(cause: Cause[DetermineAgain], dossiers: Dossiers) -> Carried:
    """Under the rules and profiles of today; what comes out alike is not said again."""
    opened = _opened(cause.body.claim_id, dossiers)
    found = reconsider(opened, opened.dossier, cause.at.date(), Withdrawal.REVIEW)
    body = cause.body
    act = Act(body.actor, "determine again", body.adjudication_id, body.reason)
    return Carried((), found, act)


async def save(decided: Sequence[Decided[Asked, Carried]], tx: AsyncConnection) -> list[Effect]:
    for cause, carried in decided:
        for notice in carried.notices:
            await claims.keep_notice(tx, cause.body.claim_id, notice, cause.at)
        await record(tx, SCHEMA, cause.at, carried.act)
    return await save_changes([(cause, carried.found) for cause, carried in decided], tx)


def _opened(claim_id: str, dossiers: Dossiers) -> Opened:
    opened = dossiers.get(claim_id)
    if opened is None:
        raise Refused("COB-001", "no such claim")
    return opened
