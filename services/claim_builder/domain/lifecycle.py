"""What became of a built claim: a table of states and of what the gateway reports."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class BuiltState(Enum):
    """Where a built claim is, as far as the builder has to know."""

    BUILT = "built"
    HELD = "held"  # the gateway does not try again without a person
    UNCERTAIN = "uncertain"
    SENT = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class Report(Enum):
    """What the gateway says."""

    SUBMITTED = "ClaimSubmitted"
    UNCERTAIN = "SubmissionUncertain"
    CANCELLED = "SubmissionCancelled"
    HELD = "SubmissionHeld"
    ACKNOWLEDGED = "ClaimAcknowledged"
    REJECTED = "ClaimRejected"


# A claim only ever gets further: late and repeated reports leave it where it is.
TRANSITIONS: Mapping[tuple[BuiltState, Report], BuiltState] = MappingProxyType(
    {
        (BuiltState.BUILT, Report.SUBMITTED): BuiltState.SENT,
        (BuiltState.BUILT, Report.UNCERTAIN): BuiltState.UNCERTAIN,
        (BuiltState.BUILT, Report.CANCELLED): BuiltState.CANCELLED,
        (BuiltState.BUILT, Report.HELD): BuiltState.HELD,
        (BuiltState.BUILT, Report.ACKNOWLEDGED): BuiltState.ACCEPTED,
        (BuiltState.BUILT, Report.REJECTED): BuiltState.REJECTED,
        (BuiltState.HELD, Report.SUBMITTED): BuiltState.SENT,
        (BuiltState.HELD, Report.UNCERTAIN): BuiltState.UNCERTAIN,
        (BuiltState.HELD, Report.CANCELLED): BuiltState.CANCELLED,
        (BuiltState.HELD, Report.ACKNOWLEDGED): BuiltState.ACCEPTED,
        (BuiltState.HELD, Report.REJECTED): BuiltState.REJECTED,
        (BuiltState.UNCERTAIN, Report.SUBMITTED): BuiltState.SENT,
        (BuiltState.UNCERTAIN, Report.CANCELLED): BuiltState.CANCELLED,
        (BuiltState.UNCERTAIN, Report.HELD): BuiltState.HELD,
        (BuiltState.UNCERTAIN, Report.ACKNOWLEDGED): BuiltState.ACCEPTED,
        (BuiltState.UNCERTAIN, Report.REJECTED): BuiltState.REJECTED,
        (BuiltState.SENT, Report.ACKNOWLEDGED): BuiltState.ACCEPTED,
        (BuiltState.SENT, Report.REJECTED): BuiltState.REJECTED,
        (BuiltState.ACCEPTED, Report.REJECTED): BuiltState.REJECTED,
    }
)
OVER = frozenset({BuiltState.CANCELLED, BuiltState.REJECTED})
MAY_HAVE_LEFT = frozenset(
    {BuiltState.UNCERTAIN, BuiltState.SENT, BuiltState.ACCEPTED, BuiltState.REJECTED}
)
RECEIVED = frozenset({BuiltState.SENT, BuiltState.ACCEPTED})


def advance(state: BuiltState, report: Report) -> BuiltState:
    """The state after a report; the same where the report says nothing new."""
    return TRANSITIONS.get((state, report), state)


def is_settled(state: BuiltState) -> bool:
    """The gateway has said what became of it: sent, or never to be sent."""
    return state in OVER or state in RECEIVED
