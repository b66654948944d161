"""What the next coverage owes: one obligation per claim and coverage (domain 5).

Like a submission, an obligation has the state of its strongest fact; facts that rest on a
withdrawn determination do not count (evidence.standing).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from status_tracker.domain.evidence import Evidence, Kind
from status_tracker.domain.submissions import Submission, SubmissionState, superseded


class ObligationState(Enum):
    """From determined to disposed."""

    AWAIT_CROSSOVER = "await_crossover"
    BUILD = "build"
    HELD = "held"
    VALIDATED = "validated"
    NOT_SENT = "not_sent"
    SENT = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ADJUDICATED = "adjudicated"
    DISPOSED = "disposed"


# Weakest first.
ORDER: tuple[ObligationState, ...] = tuple(ObligationState)

OF_SUBMISSION: Mapping[SubmissionState, ObligationState] = {
    SubmissionState.BUILT: ObligationState.VALIDATED,
    SubmissionState.HELD: ObligationState.NOT_SENT,
    SubmissionState.UNCERTAIN: ObligationState.NOT_SENT,
    SubmissionState.CANCELLED: ObligationState.BUILD,
    SubmissionState.SENT: ObligationState.SENT,
    SubmissionState.TA1_OK: ObligationState.SENT,
    SubmissionState.ACK999: ObligationState.SENT,
    SubmissionState.CH_ACCEPTED: ObligationState.SENT,
    SubmissionState.PAYER_PENDING: ObligationState.SENT,
    SubmissionState.PAYER_ACCEPTED: ObligationState.ACCEPTED,
    SubmissionState.REJECTED: ObligationState.REJECTED,
    SubmissionState.ANSWERED: ObligationState.ADJUDICATED,
}
OF_FACT: Mapping[Kind, ObligationState] = {
    Kind.CROSSOVER: ObligationState.AWAIT_CROSSOVER,
    Kind.NEXT_PAYER: ObligationState.BUILD,
    Kind.BUILD_HELD: ObligationState.HELD,
}


@dataclass(frozen=True, slots=True)
class Obligation:
    """What is expected of a coverage, and until when it must have the claim."""

    coverage_id: str
    payer_name: str
    sequence: int
    state: ObligationState
    amount_cents: int
    file_by: date | None
    reason_code: str
    determination_id: str


def fold(
    evidence: Collection[Evidence], submissions: Collection[Submission]
) -> tuple[Obligation, ...]:
    """Every obligation of a claim, in payer order. `evidence` holds only what still stands."""
    answered = {each.answered_by: each.determination_id for each in evidence if each.answered_by}
    resolved = {each.determination_id for each in evidence if each.kind is Kind.RESOLVED}
    proved: dict[str, list[tuple[ObligationState, Evidence]]] = {}
    for each in evidence:
        if each.kind in OF_FACT and each.coverage_id:
            proved.setdefault(each.coverage_id, []).append((OF_FACT[each.kind], each))
    gone = superseded(submissions)
    for submission in submissions:
        if submission.coverage_id in proved and submission.submission_id not in gone:
            state = OF_SUBMISSION[submission.state]
            proved[submission.coverage_id].append((state, submission.strongest))
    folded = [_folded(named, states) for named, states in proved.items()]
    settled = [_settled(each, answered, resolved) for each in folded]
    return tuple(sorted(settled, key=lambda each: (each.sequence, each.coverage_id)))


def _settled(
    obligation: Obligation, answered: Mapping[str, str], resolved: Collection[str]
) -> Obligation:
    determination = answered.get(obligation.coverage_id)
    if determination is None:
        return obligation
    disposed = determination in resolved
    state = ObligationState.DISPOSED if disposed else ObligationState.ADJUDICATED
    return replace(obligation, state=state)


def _folded(coverage_id: str, states: list[tuple[ObligationState, Evidence]]) -> Obligation:
    state, strongest = max(states, key=lambda each: (ORDER.index(each[0]), each[1].at))
    known = sorted(
        (fact for _, fact in states if fact.kind in OF_FACT), key=lambda fact: fact.at, reverse=True
    )
    determined = known[0]
    limits = [fact.due_on for _, fact in states if fact.kind is Kind.NEXT_PAYER and fact.due_on]
    return Obligation(
        coverage_id=coverage_id,
        # What holds a claim knows the coverage, and not whose it is.
        payer_name=next((fact.payer_name for fact in known if fact.payer_name), ""),
        sequence=next((fact.next_sequence for fact in known if fact.next_sequence), 0),
        state=state,
        amount_cents=determined.amount_cents,
        file_by=max(limits, default=None),
        reason_code=strongest.reason_code,
        determination_id=determined.determination_id,
    )
