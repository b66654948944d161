"""The state of a claim, derived from what its payers, submissions and obligations tell.

`STATES` is the table: each state, what must be done next and by whom. `docs/lifecycle.md` is
generated from it and from the tables of submissions and obligations.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

from status_tracker.domain import obligations, submissions
from status_tracker.domain.evidence import DETERMINATIONS, Evidence, Kind, standing
from status_tracker.domain.obligations import Obligation, ObligationState
from status_tracker.domain.submissions import Submission


class ClaimState(Enum):
    """Where a claim is, in one word."""

    UNKNOWN = "unknown"
    AWAITING_PRIMARY = "awaiting_primary"
    AWAITING_DETERMINATION = "awaiting_determination"
    AWAITING_CROSSOVER = "awaiting_crossover"
    TO_BE_BUILT = "to_be_built"
    TO_BE_SENT = "to_be_sent"
    SENT = "sent"
    ACCEPTED = "accepted"
    HELD = "held"
    REJECTED = "rejected"
    DENIED = "denied"
    CREDIT = "credit"
    PATIENT = "patient"
    SETTLED = "settled"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a state means for whoever asks what happens next."""

    next_action: str
    # Business days until the action is due, where no deadline of the claim says so.
    days: int
    is_closed: bool = False
    needs_person: bool = False


STATES: Mapping[ClaimState, Meaning] = MappingProxyType(
    {
        ClaimState.UNKNOWN: Meaning("Wait for the original claim", 5),
        ClaimState.AWAITING_PRIMARY: Meaning("Wait for the primary payer's remittance", 45),
        ClaimState.AWAITING_DETERMINATION: Meaning("Determine who pays next", 1),
        ClaimState.AWAITING_CROSSOVER: Meaning("Wait for the payer that it was forwarded to", 30),
        ClaimState.TO_BE_BUILT: Meaning("Build the next payer's claim", 1),
        ClaimState.TO_BE_SENT: Meaning("Send the claim", 1),
        ClaimState.SENT: Meaning("Wait for the acknowledgments", 5),
        ClaimState.ACCEPTED: Meaning("Wait for the payer's remittance", 45),
        ClaimState.HELD: Meaning("Decide what holds the claim", 3, needs_person=True),
        ClaimState.REJECTED: Meaning("Correct what was rejected", 3, needs_person=True),
        ClaimState.DENIED: Meaning("Work the denial with its payer", 10, needs_person=True),
        ClaimState.CREDIT: Meaning("Refund what was paid too much", 30, needs_person=True),
        ClaimState.PATIENT: Meaning("The patient's statement", 0, is_closed=True),
        ClaimState.SETTLED: Meaning("Nothing is left", 0, is_closed=True),
        ClaimState.VOID: Meaning("The claim was voided", 0, is_closed=True),
    }
)
OF_OBLIGATION: Mapping[ObligationState, ClaimState] = MappingProxyType(
    {
        ObligationState.AWAIT_CROSSOVER: ClaimState.AWAITING_CROSSOVER,
        ObligationState.BUILD: ClaimState.TO_BE_BUILT,
        ObligationState.HELD: ClaimState.HELD,
        ObligationState.VALIDATED: ClaimState.TO_BE_SENT,
        ObligationState.NOT_SENT: ClaimState.HELD,
        ObligationState.SENT: ClaimState.SENT,
        ObligationState.ACCEPTED: ClaimState.ACCEPTED,
        ObligationState.REJECTED: ClaimState.REJECTED,
        # Its answer is there; the determination on it will name another state.
        ObligationState.ADJUDICATED: ClaimState.AWAITING_DETERMINATION,
        ObligationState.DISPOSED: ClaimState.AWAITING_DETERMINATION,
    }
)
OF_DETERMINATION: Mapping[Kind, ClaimState] = MappingProxyType(
    {
        Kind.PATIENT: ClaimState.PATIENT,
        Kind.NOTHING_LEFT: ClaimState.SETTLED,
        Kind.DENIED: ClaimState.DENIED,
        Kind.DETERMINATION_HELD: ClaimState.HELD,
    }
)

# What only the ledger can say of a claim that seems to be done.
OF_DISPOSITION: Mapping[str, ClaimState] = MappingProxyType(
    {
        "denial_work": ClaimState.DENIED,
        "refund": ClaimState.CREDIT,
        "review": ClaimState.HELD,
    }
)


@dataclass(frozen=True, slots=True)
class Life:
    """Everything that is derived of one claim. Money in cents."""

    state: ClaimState
    next_action: str
    next_action_on: date | None
    money_at_risk_cents: int
    file_by: date | None
    reason_code: str
    sequence: int
    """The place of the payer that the state is about: 1 primary, 2 secondary, …; 0: no payer."""
    submissions: tuple[Submission, ...]
    obligations: tuple[Obligation, ...]

    @property
    def is_closed(self) -> bool:
        return STATES[self.state].is_closed


def live(evidence: tuple[Evidence, ...]) -> Life:
    """The life of a claim from all its facts, in whatever order they came."""
    holds = tuple(sorted(standing(evidence), key=lambda each: (each.at, each.event_id)))
    sent = submissions.fold(holds)
    owed = obligations.fold(holds, sent.values())
    decided = _latest(holds)
    state, owing = _state(holds, decided, owed)
    state = _disposed(holds, state)
    risk = owing.amount_cents if owing else decided.amount_cents if decided else 0
    file_by = owing.file_by if owing else decided.due_on if decided else None
    meaning = STATES[state]
    return Life(
        state=state,
        next_action=meaning.next_action,
        next_action_on=None if meaning.is_closed else _due(meaning, holds, owing),
        money_at_risk_cents=0 if meaning.is_closed else risk,
        file_by=file_by,
        reason_code=_reason(state, decided, owing),
        sequence=_place(state, decided, owing),
        submissions=tuple(sorted(sent.values(), key=lambda each: each.sequence)),
        obligations=owed,
    )


def _latest(holds: tuple[Evidence, ...]) -> Evidence | None:
    """The newest determination on the answer of the furthest payer in order; a payer that
    forwarded without deciding stands before the one that decided in its place."""
    determined = [each for each in holds if each.kind in DETERMINATIONS]
    newest = {each.adjudication_id or each.determination_id: each for each in determined}
    return max(
        newest.values(),
        key=lambda each: (each.sequence, each.kind is not Kind.CROSSOVER, each.at),
        default=None,
    )


def _state(
    holds: tuple[Evidence, ...], decided: Evidence | None, owed: tuple[Obligation, ...]
) -> tuple[ClaimState, Obligation | None]:
    if any(each.kind is Kind.VOIDED for each in holds):
        return ClaimState.VOID, None
    if decided is None:
        if any(each.kind is Kind.ANSWERED for each in holds):
            return ClaimState.AWAITING_DETERMINATION, None
        known = any(each.kind is Kind.REGISTERED for each in holds)
        return (ClaimState.AWAITING_PRIMARY if known else ClaimState.UNKNOWN), None
    if decided.kind in OF_DETERMINATION:
        return OF_DETERMINATION[decided.kind], None
    owing = next((each for each in owed if each.coverage_id == decided.coverage_id), None)
    if owing is None:
        crossover = decided.kind is Kind.CROSSOVER
        return (ClaimState.AWAITING_CROSSOVER if crossover else ClaimState.TO_BE_BUILT), None
    return OF_OBLIGATION[owing.state], owing


def _disposed(holds: tuple[Evidence, ...], state: ClaimState) -> ClaimState:
    """A claim is closed only when the ledger has nothing left for a person either.

    Of two words of the ledger at one moment, the one that needs a person counts.
    """
    if not STATES[state].is_closed:
        return state
    words = [each for each in holds if each.kind is Kind.RESOLVED]
    last = max(words, key=lambda each: (each.at, each.disposition in OF_DISPOSITION), default=None)
    return OF_DISPOSITION.get(last.disposition, state) if last else state


def _due(meaning: Meaning, holds: tuple[Evidence, ...], owing: Obligation | None) -> date | None:
    """The day of the next action: what the last fact says, and never after the filing limit."""
    if not holds:
        return None
    last = holds[-1]
    due = last.at.date() + timedelta(days=meaning.days)
    if owing is not None and owing.state is ObligationState.AWAIT_CROSSOVER:
        waits = [each.due_on for each in holds if each.kind is Kind.CROSSOVER and each.due_on]
        return max(waits, default=due)
    unsent = owing is not None and owing.state in UNSENT
    if unsent and owing is not None and owing.file_by is not None:
        return min(due, owing.file_by)
    return due


# The filing limit still runs: nothing has been taken by the payer (domain 8).
UNSENT = frozenset(
    {
        ObligationState.BUILD,
        ObligationState.HELD,
        ObligationState.VALIDATED,
        ObligationState.NOT_SENT,
        ObligationState.REJECTED,
    }
)


def _place(state: ClaimState, decided: Evidence | None, owing: Obligation | None) -> int:
    if owing is not None:
        return owing.sequence
    if decided is None or STATES[state].is_closed:
        return 0
    return decided.next_sequence if decided.kind is Kind.CROSSOVER else decided.sequence


def _reason(state: ClaimState, decided: Evidence | None, owing: Obligation | None) -> str:
    if owing is not None and state in (ClaimState.HELD, ClaimState.REJECTED):
        return owing.reason_code
    return decided.reason_code if decided else ""
