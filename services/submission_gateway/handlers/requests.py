"""What people may do about a claim that is held or uncertain. Who, when and why is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.errors import Refused
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect
from cobrelay.messaging.service import Decided
from submission_gateway.domain.causes import Resolve, SendAgain
from submission_gateway.domain.journal import is_uncertain
from submission_gateway.domain.submission import Standing, Submission, is_late
from submission_gateway.handlers import settling
from submission_gateway.handlers.settling import Settlement
from submission_gateway.storage import interchanges, submissions
from submission_gateway.storage.interchanges import Sending


@dataclass(frozen=True, slots=True)
class Facts:
    """The claim, its interchange, and the claims that stand in it with it."""

    submissions: dict[str, Submission]
    sendings: dict[str, Sending]
    members: dict[str, list[Submission]]

    def settlement(self, cause: Cause[Resolve], submission: Submission) -> Settlement | None:
        sending = self.sendings.get(submission.interchange_id or "")
        if sending is None or not is_uncertain(sending.state):
            return None
        return Settlement(cause, sending, self.members[sending.interchange_id])


async def load(causes: Sequence[Cause[SendAgain | Resolve]], tx: AsyncConnection) -> Facts:
    found = await submissions.by_ids(tx, {cause.body.submission_id for cause in causes})
    ids = {each.interchange_id for each in found.values() if each.interchange_id}
    sendings = await interchanges.by_ids(tx, ids)
    return Facts(found, sendings, await submissions.of_interchanges(tx, ids))


def _wanted(submission_id: str, facts: Facts) -> Submission:
    submission = facts.submissions.get(submission_id)
    if submission is None:
        raise Refused("SUB-501", "no such submission")
    return submission


def send_again(cause: Cause[SendAgain], facts: Facts) -> Submission:
    """Held without an interchange, or ready and backing off; never what is uncertain."""
    submission = _wanted(cause.body.submission_id, facts)
    if submission.interchange_id is not None:
        raise Refused("SUB-502", "it was offered to the other side already: resolve it first")
    if submission.is_withdrawn or submission.standing is Standing.CANCELLED:
        raise Refused("SUB-503", "it is withdrawn")
    return submission


async def save_sent_again(
    decided: Sequence[Decided[SendAgain, Submission]], tx: AsyncConnection
) -> list[Effect]:
    for cause, submission in decided:
        ids = [submission.submission_id]
        # Past its limit it would be held again: whoever sends it late answers for that.
        limit = {"file_by": None} if is_late(submission, cause.at.date()) else {}
        attempt = submission.attempts + 1  # another try to form an interchange, not the one before
        await submissions.stand(tx, ids, Standing.READY, not_before=None, attempts=attempt, **limit)
        entry = {
            "submission_id": submission.submission_id,
            "at": cause.at,
            "state": Standing.READY.value,
            "detail": cause.body.reason,
            "actor": cause.body.actor,
        }
        await submissions.write_journal(tx, [entry])
    return []


def resolve(cause: Cause[Resolve], facts: Facts) -> Settlement | None:
    """None when it is known already, and just as the person says."""
    submission = _wanted(cause.body.submission_id, facts)
    settlement = facts.settlement(cause, submission)
    if settlement is None and cause.body.arrived != (submission.standing is Standing.SENT):
        raise Refused("SUB-504", "it is not uncertain: there is nothing to resolve")
    return settlement


async def save_resolved(
    decided: Sequence[Decided[Resolve, Settlement | None]], tx: AsyncConnection
) -> list[Effect]:
    effects: list[Effect] = []
    for cause, settlement in decided:
        if settlement is None:
            continue
        entries = settlement.entries("resolved", cause.body.reason, cause.body.actor)
        await submissions.write_journal(tx, entries)
        if cause.body.arrived:
            effects += await settling.as_sent(tx, settlement, "person")
        else:
            effects += await settling.as_refused(tx, settlement, cause.body.reason)
    return effects
