"""One claim on its way to one payer, and what a withdrawal means for it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class Standing(Enum):
    """Where a submission stands; what its interchange goes through is told by the journal."""

    READY = "ready"
    BATCHED = "batched"
    SENT = "sent"
    CANCELLED = "cancelled"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Submission:
    """A built claim as the gateway keeps it. Amounts in cents, times in UTC."""

    submission_id: str
    claim_id: str
    claim_key: str
    sequence: int
    payer_id: str
    payer_name: str
    receiver: str
    control_number: str
    charge_cents: int
    file_by: date | None
    body: bytes
    standing: Standing = Standing.READY
    is_withdrawn: bool = False
    not_before: datetime | None = None
    attempts: int = 0
    interchange_id: str | None = None
    set_number: str | None = None
    batch_reference: str | None = None


class Withdrawal(Enum):
    """What can still be done about a claim that is not to be sent any more."""

    CANCEL = "cancel"
    # The interchange's outcome decides: refused means cancelled, sent stays sent.
    MARK = "mark"
    TOO_LATE = "too_late"


def withdrawal_of(submission: Submission) -> Withdrawal:
    """From INTENT on, only the outcome of the interchange can say whether it was sent."""
    match submission.standing:
        case Standing.READY | Standing.HELD if submission.interchange_id is None:
            return Withdrawal.CANCEL
        case Standing.READY | Standing.HELD | Standing.BATCHED:
            return Withdrawal.MARK
        case Standing.SENT | Standing.CANCELLED:
            return Withdrawal.TOO_LATE


def is_late(submission: Submission, today: date) -> bool:
    """The payer's filing limit has passed (the last day itself is still in time)."""
    return submission.file_by is not None and today > submission.file_by
