"""What is known of a claim: facts that add up to the same state in whatever order they come."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class Kind(Enum):
    """What a fact says of a claim, a submission or an obligation."""

    REGISTERED = "registered"
    VOIDED = "voided"
    ANSWERED = "answered"
    NEXT_PAYER = "next_payer"
    CROSSOVER = "crossover"
    CROSSOVER_FAILED = "crossover_failed"
    PATIENT = "patient"
    NOTHING_LEFT = "nothing_left"
    DENIED = "denied"
    DETERMINATION_HELD = "determination_held"
    DETERMINATION_WITHDRAWN = "determination_withdrawn"
    BUILT = "built"
    BUILD_HELD = "build_held"
    SUBMISSION_HELD = "submission_held"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"
    SUBMITTED = "submitted"
    ACKNOWLEDGED = "acknowledged"
    REJECTED = "rejected"
    RESOLVED = "resolved"
    RELEASED = "released"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact. What does not apply is empty; amounts in cents, `at` in UTC."""

    event_id: str
    kind: Kind
    at: datetime
    adjudication_id: str = ""
    determination_id: str = ""
    submission_id: str = ""
    # The coverage that is to pay.
    coverage_id: str = ""
    # The coverage whose answer a determination is about.
    answered_by: str = ""
    payer_name: str = ""
    # The place of the coverage that a determination is about, or that a claim was built for.
    sequence: int = 0
    # The place of the coverage that is to pay, where a determination or a hold names one.
    next_sequence: int = 0
    # 1 TA1, 2 999, 3 clearinghouse 277CA, 4 payer 277CA.
    layer: int = 0
    is_pending: bool = False
    amount_cents: int = 0
    due_on: date | None = None
    reason_code: str = ""
    # What the ledger made of the balance: settled, statement, denial_work, refund, review, …
    disposition: str = ""


DETERMINATIONS = frozenset(
    {
        Kind.NEXT_PAYER,
        Kind.CROSSOVER,
        Kind.PATIENT,
        Kind.NOTHING_LEFT,
        Kind.DENIED,
        Kind.DETERMINATION_HELD,
    }
)


def standing(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The facts that still hold: not those that rest on a withdrawn determination."""
    withdrawn = {
        each.determination_id for each in evidence if each.kind is Kind.DETERMINATION_WITHDRAWN
    }
    return tuple(
        each
        for each in evidence
        if each.kind is not Kind.DETERMINATION_WITHDRAWN
        and (not each.determination_id or each.determination_id not in withdrawn)
    )
