"""A built claim comes to be sent, is withdrawn, or is answered by its payer."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish, Record
from cobrelay.messaging.service import Await, Decided
from submission_gateway import translation
from submission_gateway.domain import reasons
from submission_gateway.domain.journal import is_uncertain
from submission_gateway.domain.submission import (
    Standing,
    Submission,
    Withdrawal,
    withdrawal_of,
)
from submission_gateway.handlers import settling
from submission_gateway.handlers.settling import Settlement
from submission_gateway.settings import configuration
from submission_gateway.storage import interchanges, submissions
from submission_gateway.storage.interchanges import Sending


async def nothing(causes: Sequence[Cause[object]], tx: AsyncConnection) -> None:
    """A built claim needs no further facts."""


def keep(cause: Cause[claims.SecondaryClaimBuilt], facts: None) -> Submission:  # noqa: ARG001
    receiver = configuration().receiver_of(cause.body.coverage.payer_profile)
    return translation.submission_of(cause.body, cause.key, receiver)


async def save_kept(
    decided: Sequence[Decided[claims.SecondaryClaimBuilt, Submission]], tx: AsyncConnection
) -> list[Effect]:
    new = [each for each in decided if await submissions.add(tx, each.decision, each.cause.at)]
    await submissions.write_journal(
        tx,
        [
            {
                "submission_id": each.decision.submission_id,
                "at": each.cause.at,
                "state": Standing.READY.value,
            }
            for each in new
        ],
    )
    return [Record(fact_of(each.decision.submission_id)) for each in decided]


def fact_of(submission_id: str) -> str:
    return f"submission:{submission_id}"


async def load_withdrawn(
    causes: Sequence[Cause[claims.SecondaryClaimWithdrawn]], tx: AsyncConnection
) -> dict[str, Submission]:
    return await submissions.by_ids(tx, {cause.body.submission_id for cause in causes})


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A submission that is not to be sent, and what can still be done about it."""

    submission: Submission
    withdrawal: Withdrawal


def withdraw(
    cause: Cause[claims.SecondaryClaimWithdrawn], facts: dict[str, Submission]
) -> Withdrawn | Await:
    submission = facts.get(cause.body.submission_id)
    if submission is None:
        return Await((fact_of(cause.body.submission_id),), "SUB-304")
    return Withdrawn(submission, withdrawal_of(submission))


async def save_withdrawn(
    decided: Sequence[Decided[claims.SecondaryClaimWithdrawn, Withdrawn]],
    tx: AsyncConnection,
) -> list[Effect]:
    effects: list[Effect] = []
    for cause, withdrawn in decided:
        submission, withdrawal = withdrawn.submission, withdrawn.withdrawal
        if submission.is_withdrawn:
            continue  # told again, after the inbox forgot it
        ids = [submission.submission_id]
        await submissions.mark_withdrawn(tx, ids)
        if withdrawal is Withdrawal.CANCEL:
            await submissions.stand(tx, ids, Standing.CANCELLED)
            event = translation.cancelled(submission, reasons.CANCELLED_UNSENT)
            effects.append(Publish(cause, event))
        await submissions.write_journal(
            tx,
            [
                {
                    "submission_id": submission.submission_id,
                    "at": cause.at,
                    "state": "withdrawn",
                    "detail": withdrawal.value,
                }
            ],
        )
    return effects


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Interchanges that a payer's answer can settle, with their claims."""

    of_submission: dict[str, Sending]
    members: dict[str, list[Submission]]


async def load_answered(
    causes: Sequence[Cause[era.ClaimAdjudicated]], tx: AsyncConnection
) -> Uncertain:
    wanted = {cause.body.submission_id for cause in causes} - {""}
    if not wanted:
        return Uncertain({}, {})
    found = await submissions.by_ids(tx, wanted)
    ids = {each.interchange_id for each in found.values() if each.interchange_id}
    sendings = await interchanges.by_ids(tx, ids)
    uncertain = {
        submission.submission_id: sendings[submission.interchange_id]
        for submission in found.values()
        if submission.interchange_id in sendings
        and is_uncertain(sendings[submission.interchange_id].state)
    }
    members = await submissions.of_interchanges(
        tx, {each.interchange_id for each in uncertain.values()}
    )
    return Uncertain(uncertain, members)


def settle(cause: Cause[era.ClaimAdjudicated], facts: Uncertain) -> Settlement | None:
    """A payer that answers by our control number has the claim."""
    sending = facts.of_submission.get(cause.body.submission_id)
    if sending is None:
        return None
    return Settlement(cause, sending, facts.members[sending.interchange_id])


async def save_settled(
    decided: Sequence[Decided[era.ClaimAdjudicated, Settlement | None]], tx: AsyncConnection
) -> list[Effect]:
    effects: list[Effect] = []
    settled: set[str] = set()
    for _, settlement in decided:
        if settlement is None or settlement.sending.interchange_id in settled:
            continue
        settled.add(settlement.sending.interchange_id)
        effects += await settling.as_sent(tx, settlement, "answer")
    return effects
