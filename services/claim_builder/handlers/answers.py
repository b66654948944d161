"""Keeps what payers answered and what no longer holds, until a claim is built upon it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from claim_builder.domain.lifecycle import OVER, RECEIVED
from claim_builder.domain.underway import EarlierClaim
from claim_builder.handlers.originals import payer_number_key
from claim_builder.storage import answers, built
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish, Record
from cobrelay.messaging.service import Decided


@dataclass(frozen=True, slots=True)
class Keep:
    """It is put on record as it came."""


async def nothing(causes: Sequence[Cause[object]], tx: AsyncConnection) -> None:
    """Keeping needs no facts."""


def keep_answer(cause: Cause[era.ClaimAdjudicated], facts: None) -> Keep:  # noqa: ARG001
    return Keep()


def keep_crossover_failure(cause: Cause[cob.CrossoverFailed], facts: None) -> Keep:  # noqa: ARG001
    return Keep()


def answer_lock_keys(body: era.ClaimAdjudicated) -> Iterator[str]:
    """A replacement that names this answer's claim number must see it, or wait for it."""
    if number := body.answer.payer_claim_control_number:
        yield payer_number_key(number)


async def save_answers(
    decided: Sequence[Decided[era.ClaimAdjudicated, Keep]], tx: AsyncConnection
) -> Sequence[Effect]:
    rows = [
        {
            "adjudication_id": cause.body.adjudication_id,
            "claim_id": cause.body.claim_id,
            "payer_claim_control_number": cause.body.answer.payer_claim_control_number,
            "reverses_adjudication_id": cause.body.reverses_adjudication_id,
            "event": cause.body.SerializeToString(deterministic=True),
            "received_at": cause.at,
        }
        for cause, _ in decided
    ]
    await answers.keep_adjudications(tx, rows)
    return [Record(f"adjudication:{cause.body.adjudication_id}") for cause, _ in decided]


async def save_crossover_failures(
    decided: Sequence[Decided[cob.CrossoverFailed, Keep]], tx: AsyncConnection
) -> Sequence[Effect]:
    rows = [
        {
            "claim_id": cause.body.claim_id,
            "coverage_id": cause.body.coverage_id,
            "failed_at": cause.at,
        }
        for cause, _ in decided
    ]
    await answers.keep_crossover_failures(tx, rows)
    return []


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The determination no longer holds; these claims of it are not to be sent."""

    submission_ids: tuple[str, ...]


BuiltUpon = dict[str, tuple[EarlierClaim, ...]]


async def load_built_upon(
    causes: Sequence[Cause[cob.DeterminationWithdrawn]], tx: AsyncConnection
) -> BuiltUpon:
    ids = {cause.body.determination_id for cause in causes}
    return await built.of_determinations(tx, ids)


def withdraw(cause: Cause[cob.DeterminationWithdrawn], upon: BuiltUpon) -> Withdraw:
    """Recalls what may still be stopped; what the payer has is left to a later replacement."""
    live = [
        claim.submission_id
        for claim in upon.get(cause.body.determination_id, ())
        if claim.state not in RECEIVED and not _is_over(claim)
    ]
    return Withdraw(tuple(live))


def _is_over(claim: EarlierClaim) -> bool:
    return claim.is_withdrawn or claim.state in OVER


async def save_withdrawn(
    decided: Sequence[Decided[cob.DeterminationWithdrawn, Withdraw]], tx: AsyncConnection
) -> Sequence[Effect]:
    rows = [
        {
            "determination_id": cause.body.determination_id,
            "claim_id": cause.body.claim_id,
            "reason_code": cause.body.reason_code,
            "withdrawn_at": cause.at,
        }
        for cause, _ in decided
    ]
    await answers.withdraw(tx, rows)
    await built.withdraw(tx, [each for _, decision in decided for each in decision.submission_ids])
    effects: list[Effect] = [
        Publish(cause, _withdrawn(cause.body, submission_id))
        for cause, decision in decided
        for submission_id in decision.submission_ids
    ]
    return effects + [Record(f"withdrawn:{cause.body.determination_id}") for cause, _ in decided]


def _withdrawn(
    body: cob.DeterminationWithdrawn, submission_id: str
) -> claims.SecondaryClaimWithdrawn:
    return claims.SecondaryClaimWithdrawn(
        submission_id=submission_id,
        claim_id=body.claim_id,
        determination_id=body.determination_id,
        reason_code="CLB-401",
    )
