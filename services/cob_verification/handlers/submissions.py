"""Remembers which claims of ours were built and sent: an answer to one that never was is
evidence of crossover."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification.storage import claims
from cob_verification.storage.claims import SubmissionRow
from cobrelay.contracts.claims import v1 as contracts
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect
from cobrelay.messaging.service import Decided

Sent = submissions.ClaimSubmitted | submissions.SubmissionUncertain


async def nothing(causes: Sequence[Cause[object]], tx: AsyncConnection) -> None:
    """Nothing has to be known for this."""


def built(cause: Cause[contracts.SecondaryClaimBuilt], facts: None) -> SubmissionRow:  # noqa: ARG001
    event = cause.body
    return SubmissionRow(event.submission_id, event.claim_id, event.coverage.coverage_id)


def sent(cause: Cause[Sent], facts: None) -> SubmissionRow:  # noqa: ARG001
    """What may have been sent counts as sent: a second claim would be a duplicate."""
    return SubmissionRow(cause.body.submission_id, cause.body.claim_id, is_sent=True)


async def save(
    decided: Sequence[Decided[object, SubmissionRow]], tx: AsyncConnection
) -> list[Effect]:
    await claims.keep_submissions(tx, [row for _, row in decided])
    return []
