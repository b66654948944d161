"""Where one claim is on its way to one payer (domain 10.5), as a table.

The state is that of the strongest fact. Facts have one order of strength, so that it does not
matter in which order, or how often, they arrive: a late lower layer never takes back a higher
one, and a rejection overrides an acceptance by the same or a lower layer.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from status_tracker.domain.evidence import Evidence, Kind


class SubmissionState(Enum):
    """From built to answered."""

    BUILT = "built"
    HELD = "held"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"
    SENT = "sent"
    TA1_OK = "ta1_ok"
    ACK999 = "ack999"
    CH_ACCEPTED = "clearinghouse_accepted"
    PAYER_PENDING = "payer_pending"
    PAYER_ACCEPTED = "payer_accepted"
    REJECTED = "rejected"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Rule:
    """A fact, the layer it comes from (0: any), and the state it proves."""

    kind: Kind
    layer: int
    is_pending: bool
    state: SubmissionState


# Weakest first. "Pending" (A0, A1) of the clearinghouse counts as its acceptance: it has the claim.
STRENGTHS: tuple[Rule, ...] = (
    Rule(Kind.BUILT, 0, False, SubmissionState.BUILT),
    Rule(Kind.SUBMISSION_HELD, 0, False, SubmissionState.HELD),
    Rule(Kind.UNCERTAIN, 0, False, SubmissionState.UNCERTAIN),
    Rule(Kind.CANCELLED, 0, False, SubmissionState.CANCELLED),
    Rule(Kind.SUBMITTED, 0, False, SubmissionState.SENT),
    Rule(Kind.ACKNOWLEDGED, 1, False, SubmissionState.TA1_OK),
    Rule(Kind.REJECTED, 1, False, SubmissionState.REJECTED),
    Rule(Kind.ACKNOWLEDGED, 2, False, SubmissionState.ACK999),
    Rule(Kind.REJECTED, 2, False, SubmissionState.REJECTED),
    Rule(Kind.ACKNOWLEDGED, 3, True, SubmissionState.CH_ACCEPTED),
    Rule(Kind.ACKNOWLEDGED, 3, False, SubmissionState.CH_ACCEPTED),
    Rule(Kind.REJECTED, 3, False, SubmissionState.REJECTED),
    Rule(Kind.ACKNOWLEDGED, 4, True, SubmissionState.PAYER_PENDING),
    Rule(Kind.ACKNOWLEDGED, 4, False, SubmissionState.PAYER_ACCEPTED),
    Rule(Kind.REJECTED, 4, False, SubmissionState.REJECTED),
    Rule(Kind.ANSWERED, 0, False, SubmissionState.ANSWERED),
)
_STRENGTH = {(rule.kind, rule.layer, rule.is_pending): n for n, rule in enumerate(STRENGTHS)}


@dataclass(frozen=True, slots=True)
class Submission:
    """A submission as the facts tell it."""

    submission_id: str
    state: SubmissionState
    strongest: Evidence
    coverage_id: str
    determination_id: str
    payer_name: str
    sequence: int
    charge_cents: int
    built_at: datetime


def strength(evidence: Evidence) -> int:
    """How much a fact outweighs others; -1 when it says nothing of a submission."""
    return _STRENGTH.get((evidence.kind, evidence.layer, evidence.is_pending), -1)


# Nothing more comes of it: what is built for the same coverage later takes its place.
OVER = frozenset({SubmissionState.CANCELLED, SubmissionState.REJECTED})


def superseded(submissions: Collection[Submission]) -> frozenset[str]:
    """The ids of what was rejected or never sent, and has been built again since."""
    last: dict[str, Submission] = {}
    for each in sorted(submissions, key=lambda each: (each.built_at, each.submission_id)):
        last[each.coverage_id] = each
    return frozenset(
        each.submission_id
        for each in submissions
        if each.state in OVER and each.coverage_id and last[each.coverage_id] is not each
    )


def fold(evidence: Iterable[Evidence]) -> dict[str, Submission]:
    """The state of every submission that the facts name, by its id.

    A payer's answer counts for the submission to the coverage that answered.
    """
    grouped: dict[str, list[Evidence]] = {}
    answers: dict[str, Evidence] = {}
    for each in evidence:
        if each.submission_id:
            grouped.setdefault(each.submission_id, []).append(each)
        elif each.answered_by:
            # A determination names the coverage that answered; the answer itself does not.
            answers[each.answered_by] = each
    return {
        submission_id: _folded(submission_id, facts, answers)
        for submission_id, facts in grouped.items()
    }


def _folded(submission_id: str, facts: list[Evidence], answers: dict[str, Evidence]) -> Submission:
    built = next((each for each in facts if each.kind is Kind.BUILT), facts[0])
    strongest = max(facts, key=lambda each: (strength(each), each.at, each.event_id))
    state = STRENGTHS[max(strength(strongest), 0)].state
    answer = answers.get(built.coverage_id)
    if answer is not None and state is not SubmissionState.CANCELLED:
        strongest, state = answer, SubmissionState.ANSWERED
    return Submission(
        submission_id,
        state,
        strongest,
        built.coverage_id,
        built.determination_id,
        built.payer_name,
        built.sequence,
        built.amount_cents,
        built.at,
    )
