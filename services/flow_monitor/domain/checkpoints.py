"""The places of the pipeline that a claim passes, told by the type of an event alone."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class Checkpoint(Enum):
    """In the order in which a claim passes them."""

    REGISTERED = "registered"
    ADJUDICATED = "adjudicated"
    DETERMINED = "determined"
    BUILT = "built"
    SUBMITTED = "submitted"
    ACKNOWLEDGED = "acknowledged"
    POSTED = "posted"
    RESOLVED = "resolved"
    HELD = "held"


OF_EVENT: Mapping[str, Checkpoint] = MappingProxyType(
    {
        "OriginalClaimRegistered": Checkpoint.REGISTERED,
        "ClaimAdjudicated": Checkpoint.ADJUDICATED,
        "NextPayerDetermined": Checkpoint.DETERMINED,
        "CrossoverAwaited": Checkpoint.DETERMINED,
        "PatientResponsibilityDetermined": Checkpoint.DETERMINED,
        "NothingLeftDetermined": Checkpoint.DETERMINED,
        "DenialDetermined": Checkpoint.DETERMINED,
        "SecondaryClaimBuilt": Checkpoint.BUILT,
        "ClaimSubmitted": Checkpoint.SUBMITTED,
        "ClaimAcknowledged": Checkpoint.ACKNOWLEDGED,
        "PaymentPosted": Checkpoint.POSTED,
        "BalanceResolved": Checkpoint.RESOLVED,
        "DeterminationHeld": Checkpoint.HELD,
        "SecondaryClaimHeld": Checkpoint.HELD,
        "SubmissionHeld": Checkpoint.HELD,
        "ClaimRejected": Checkpoint.HELD,
    }
)

# The steps whose latency is told: from the one to the next, of the same claim.
STEPS: tuple[tuple[Checkpoint, Checkpoint], ...] = (
    (Checkpoint.ADJUDICATED, Checkpoint.DETERMINED),
    (Checkpoint.DETERMINED, Checkpoint.BUILT),
    (Checkpoint.BUILT, Checkpoint.SUBMITTED),
    (Checkpoint.ADJUDICATED, Checkpoint.SUBMITTED),
)


def checkpoint_of(event_type: str) -> Checkpoint | None:
    """The checkpoint of a full event name (`ce_type`); None for events between checkpoints."""
    return OF_EVENT.get(event_type.rpartition(".")[2])
