"""What is late: filing limits that come near or pass, answers that fail to come.

Whether a claim may still be filed is decided in cob_verification (`file_by`); here it is watched.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from types import MappingProxyType

from status_tracker.domain.lifecycle import UNSENT
from status_tracker.domain.obligations import Obligation
from status_tracker.domain.submissions import Submission, SubmissionState

# Days before the filing limit on which we warn (domain 8).
WARNINGS_DAYS = (30, 14, 7, 3)


class Answer(Enum):
    """What must come next for a submission."""

    FUNCTIONAL = "999"
    CLEARINGHOUSE = "clearinghouse_277ca"
    PAYER = "payer_277ca"
    REMITTANCE = "remittance"


# Within which business time each must come. An installation decides it (settings.py).
Windows = Mapping[Answer, timedelta]

# domain 10.5: LOST when a layer is late.
AWAITED: Mapping[SubmissionState, Answer] = MappingProxyType(
    {
        SubmissionState.SENT: Answer.FUNCTIONAL,
        SubmissionState.TA1_OK: Answer.FUNCTIONAL,
        SubmissionState.ACK999: Answer.CLEARINGHOUSE,
        SubmissionState.CH_ACCEPTED: Answer.PAYER,
        SubmissionState.PAYER_PENDING: Answer.PAYER,
        SubmissionState.PAYER_ACCEPTED: Answer.REMITTANCE,
    }
)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is waited for, and the moment (UTC) after which somebody must ask for it."""

    answer: Answer
    due_at: datetime


def follow_up(submission: Submission, windows: Windows) -> FollowUp | None:
    """What the submission waits for and until when; None when it waits for nobody."""
    answer = AWAITED.get(submission.state)
    if answer is None:
        return None
    return FollowUp(answer, submission.strongest.at + windows[answer])


def filing_check(obligation: Obligation, now: datetime) -> datetime | None:
    """When to look at the filing limit next (UTC); None when it does not run any more."""
    if obligation.file_by is None or obligation.state not in UNSENT:
        return None
    moments = [start_of(obligation.file_by - timedelta(days=days)) for days in WARNINGS_DAYS] + [
        start_of(obligation.file_by + timedelta(days=1))
    ]
    return next((moment for moment in sorted(moments) if moment > now), None)


def days_left(obligation: Obligation, today: date) -> int:
    """Negative when the limit has passed; the last day itself is day 0."""
    return (obligation.file_by - today).days if obligation.file_by else 0


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
