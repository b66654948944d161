"""Remembers which claims of ours were built and sent: an answer to one that never was is
evidence of crossover."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification.causes import SUBMISSION_CHECK
from cob_verification.domain.determination import BillNext
from cob_verification.storage import claims, determinations
from cob_verification.storage.claims import SubmissionRow
from cob_verification.storage.determinations import Headline
from cobrelay.contracts.claims import v1 as contracts
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import CancelTimer, Effect
from cobrelay.messaging.service import Decided

Sent = submissions.ClaimSubmitted | submissions.SubmissionUncertain
Told = contracts.SecondaryClaimBuilt | Sent


@dataclass(frozen=True, slots=True)
class Known:
    """What was heard of these submissions before, and what was determined of their claims."""

    submissions: dict[str, SubmissionRow]
    headlines: Sequence[Headline]


@dataclass(frozen=True, slots=True)
class Heard:
    """What this adds, and the determinations whose claim has gone out: no check is needed."""

    row: SubmissionRow
    gone_out: tuple[str, ...] = ()


async def load(causes: Sequence[Cause[Told]], tx: AsyncConnection) -> Known:
    ids = {cause.body.claim_id for cause in causes}
    rows = {row.submission_id: row for row in await claims.submissions_of(tx, ids)}
    return Known(rows, await determinations.headlines(tx, ids))


def built(cause: Cause[contracts.SecondaryClaimBuilt], known: Known) -> Heard:
    event = cause.body
    return _heard(
        SubmissionRow(event.submission_id, event.claim_id, event.coverage.coverage_id), known
    )


def sent(cause: Cause[Sent], known: Known) -> Heard:
    """What may have been sent counts as sent: a second claim would be a duplicate."""
    return _heard(SubmissionRow(cause.body.submission_id, cause.body.claim_id, is_sent=True), known)


def _heard(row: SubmissionRow, known: Known) -> Heard:
    """Built and sent are heard in either order: only both together say what has gone to whom."""
    before = known.submissions.get(row.submission_id, row)
    whole = replace(
        row,
        coverage_id=row.coverage_id or before.coverage_id,
        is_sent=row.is_sent or before.is_sent,
    )
    if not (whole.is_sent and whole.coverage_id):
        return Heard(row)
    gone_out = (
        each.determination_id
        for each in known.headlines
        if each.claim_id == whole.claim_id
        and each.outcome == BillNext.__name__
        and each.next_coverage_id == whole.coverage_id
    )
    return Heard(row, tuple(gone_out))


async def save(decided: Sequence[Decided[Told, Heard]], tx: AsyncConnection) -> list[Effect]:
    await claims.keep_submissions(tx, [heard.row for _, heard in decided])
    return [CancelTimer(SUBMISSION_CHECK, each) for _, heard in decided for each in heard.gone_out]
