"""Every event of the relay, in the same way: told, folded into its claim, written down."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.downstream import v1 as downstream
from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import CancelTimer, Effect, Publish, SetTimer
from cobrelay.messaging.service import Decided
from status_tracker import translation
from status_tracker.domain import deadlines
from status_tracker.domain.evidence import Evidence
from status_tracker.domain.lifecycle import ClaimState, Life, live
from status_tracker.domain.obligations import ObligationState
from status_tracker.domain.submissions import SubmissionState, superseded
from status_tracker.domain.telling import Told
from status_tracker.domain.worklist import Closing, Opening
from status_tracker.handlers import working
from status_tracker.handlers.working import Matters
from status_tracker.settings import windows
from status_tracker.storage import claims

FOLLOW_UP = "follow-up"
FILING = "filing"
ANSWERED = frozenset({ObligationState.ADJUDICATED, ObligationState.DISPOSED})


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record of the claims that a batch is about."""

    evidence: dict[str, tuple[Evidence, ...]]
    states: dict[str, ClaimState]


@dataclass(frozen=True, slots=True)
class Step:
    """What was told, and the claim's life before and after it; None for what is no claim's."""

    told: Told
    before: Life | None
    after: Life | None
    previous_state: ClaimState | None


def lock_keys(body: Any) -> Iterable[str]:
    """An answer may be matched under another key than the one it came under."""
    answered = era.ClaimAdjudicated | era.AdjudicationUnmatched | era.ClaimQuarantined
    return (f"adjudication:{body.adjudication_id}",) if isinstance(body, answered) else ()


async def load(causes: Sequence[Cause[Any]], tx: AsyncConnection) -> Known:
    ids = {translation.told(cause).claim_id for cause in causes} - {""}
    return Known(await claims.evidence_of(tx, ids), await claims.states_of(tx, ids))


def decide(cause: Cause[Any], known: Known) -> Step:
    told = translation.told(cause)
    if not told.claim_id:
        return Step(told, None, None, None)
    facts = known.evidence[told.claim_id]
    more = facts if told.evidence is None else (*facts, told.evidence)
    return Step(told, live(facts), live(more), known.states.get(told.claim_id))


async def save(decided: Sequence[Decided[Any, Step]], tx: AsyncConnection) -> list[Effect]:
    new = await claims.add_timeline(tx, [_timeline(*each) for each in decided])
    # The inbox forgets in time what was read, the timeline never: nothing is told twice.
    decided = [each for each in decided if str(each.cause.id) in new]
    told = [each.decision.told for each in decided]
    await claims.add_evidence(
        tx, [(each.claim_id, each.evidence) for each in told if each.evidence]
    )
    await claims.keep(tx, [row for each in decided for row in _rows(each)])
    await claims.register(
        tx, {each.claim_id: each.registration for each in told if each.registration}
    )
    effects = [effect for each in decided for effect in _consequences(each)]
    matters = [_matters(each) for each in decided]
    wanted = [each for each in matters if each.closings or each.openings]
    return effects + await working.carry_out(tx, wanted)


def _matters(decided: Decided[Any, Step]) -> Matters:
    cause, step = decided
    told = step.told
    if step.before is None or step.after is None:
        return Matters(cause, told.claim_id, told.closings, told.openings)
    closings = (
        *told.closings,
        *settled_by_answer(told.claim_id, step.before, step.after),
        *settled_by_building(step.before, step.after),
    )
    return Matters(cause, told.claim_id, closings, _still_open(told.openings, step.after))


def _rejections(submission_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"rejected:{each}:" for each in submission_ids)


def _still_open(openings: tuple[Opening, ...], life: Life) -> tuple[Opening, ...]:
    """A rejection that is told after the claim was built again is nobody's work any more."""
    settled = _rejections(superseded(life.submissions))
    return tuple(each for each in openings if not each.about.startswith(settled))


def settled_by_building(before: Life, after: Life) -> Iterator[Closing]:
    """What was rejected is put right once the claim is built again."""
    news = superseded(after.submissions) - superseded(before.submissions)
    for about in _rejections(sorted(news)):
        yield Closing(about, is_prefix=True)


def settled_by_answer(claim_id: str, before: Life, after: Life) -> Iterator[Closing]:
    """Once a payer has answered, nobody looks for what was missing of the claim to it."""
    for submission in after.submissions:
        if submission.state is SubmissionState.ANSWERED and submission not in before.submissions:
            yield Closing(f"follow-up:{submission.submission_id}:", is_prefix=True)
            yield Closing(f"rejected:{submission.submission_id}:", is_prefix=True)
    for owed in after.obligations:
        if owed.state in ANSWERED and owed not in before.obligations:
            yield Closing(f"filing:{claim_id}:{owed.coverage_id}", is_prefix=True)


def _timeline(cause: Cause[Any], step: Step) -> dict[str, Any]:
    told = step.told
    return {
        "claim_id": told.claim_id,
        "event_id": str(cause.id),
        "event": type(cause.body).DESCRIPTOR.name,
        "at": cause.at,
        "sentence": told.sentence,
        "reason_code": told.reason_code,
        "amount_cents": told.amount_cents,
        "causation_id": cause.causation_id,
    }


def _rows(decided: Decided[Any, Step]) -> Iterator[dict[str, Any]]:
    cause, step = decided
    if step.after is None:
        return
    yield {
        "claim_id": step.told.claim_id,
        "claim_key": cause.key,
        "state": step.after.state,
        "next_action": step.after.next_action,
        "next_action_on": step.after.next_action_on,
        "money_at_risk_cents": step.after.money_at_risk_cents,
        "file_by": step.after.file_by,
        "is_closed": step.after.is_closed,
        "changed_at": cause.at,
    }


def _consequences(decided: Decided[Any, Step]) -> Iterator[Effect]:
    cause, step = decided
    if step.after is None or step.before is None:
        return
    if step.previous_state is not step.after.state:
        yield changed(cause, step.told.claim_id, step.previous_state, step.after)
    yield from _timers(cause, step.told.claim_id, step.before, step.after)


def changed(cause: Cause[Any], claim_id: str, previous: ClaimState | None, after: Life) -> Publish:
    """The public event: states and codes, nothing that names anybody."""
    event = downstream.ClaimStateChanged(
        claim_id=claim_id,
        previous_state=previous.value if previous else "",
        state=after.state.value,
        reason_code=after.reason_code,
        payer_sequence=after.sequence,
    )
    return Publish(cause, event, key=claim_id, correlation_id=claim_id)


def _timers(cause: Cause[Any], claim_id: str, before: Life, after: Life) -> Iterator[Effect]:
    """Only what changed is set anew: most facts move one submission or none."""
    known = {each.submission_id: each for each in before.submissions}
    for submission in after.submissions:
        if known.get(submission.submission_id) == submission:
            continue
        due = deadlines.follow_up(submission, windows())
        if due is None:
            yield CancelTimer(FOLLOW_UP, submission.submission_id)
        else:
            yield SetTimer(
                FOLLOW_UP,
                submission.submission_id,
                due.due_at,
                lock_key=cause.key,
                payload={"claim_id": claim_id},
                correlation_id=claim_id,
            )
    for obligation in after.obligations:
        if obligation in before.obligations:
            continue
        check = deadlines.filing_check(obligation, cause.at)
        key = f"{claim_id}:{obligation.coverage_id}"
        if check is None:
            yield CancelTimer(FILING, key)
        else:
            yield SetTimer(
                FILING,
                key,
                check,
                lock_key=cause.key,
                payload={"claim_id": claim_id, "coverage_id": obligation.coverage_id},
                correlation_id=claim_id,
            )
