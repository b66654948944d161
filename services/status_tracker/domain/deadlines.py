"""What is late: filing limits that come near or pass, answers that fail to come.

Whether a claim may still be filed is decided in cob_verification (`file_by`); here it is watched.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType

from status_tracker.domain.lifecycle import UNSENT
from status_tracker.domain.obligations import Obligation
from status_tracker.domain.submissions import Submission, SubmissionState

# Days before the filing limit on which we warn (domain 8).
WARNINGS_DAYS = (30, 14, 7, 3)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must come next for a submission, and within which business time."""

    expected: str
    within: timedelta


# domain 10.5: LOST when a layer is late.
EXPECTATIONS: Mapping[SubmissionState, Expectation] = MappingProxyType(
    {
        SubmissionState.SENT: Expectation("999", timedelta(hours=24)),
        SubmissionState.TA1_OK: Expectation("999", timedelta(hours=24)),
        SubmissionState.ACK999: Expectation("clearinghouse_277ca", timedelta(hours=48)),
        SubmissionState.CH_ACCEPTED: Expectation("payer_277ca", timedelta(days=7)),
        SubmissionState.PAYER_PENDING: Expectation("payer_277ca", timedelta(days=7)),
        SubmissionState.PAYER_ACCEPTED: Expectation("remittance", timedelta(days=45)),
    }
)


def follow_up(submission: Submission) -> tuple[Expectation, datetime] | None:
    """What the submission waits for and until when (UTC); None when it waits for nobody."""
    expectation = EXPECTATIONS.get(submission.state)
    if expectation is None:
        return None
    return expectation, submission.strongest.at + expectation.within


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
