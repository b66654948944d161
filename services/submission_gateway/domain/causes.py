"""What the gateway itself brings about: attempts, their outcomes, and requests of people."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from submission_gateway.domain.acknowledgments import Acknowledgment


@dataclass(frozen=True, slots=True)
class FormInterchange:
    """Put these claims under control numbers: INTENT. `lease_until` is real time."""

    receiver: str
    submission_ids: tuple[str, ...]
    claim_keys: tuple[str, ...]
    lease_until: datetime


class Outcome(Enum):
    """What an attempt to deliver came to."""

    DELIVERED = "delivered"
    # The other side certainly does not have it.
    NOT_TAKEN = "not_taken"
    # Not even offered: too little was left of the lease for a whole call.
    NOT_OFFERED = "not_offered"
    # It may have it.
    BROKE_OFF = "broke_off"


@dataclass(frozen=True, slots=True)
class RecordAttempt:
    """The record of an outside call: what came of an interchange's nth attempt."""

    interchange_id: str
    attempt: int
    outcome: Outcome
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LeaseRanOut:
    """Whoever was sending it is gone; it may have arrived."""

    interchange_id: str
    attempt: int


class Listing(Enum):
    """What the other side's folder shows under the interchange's name."""

    WHOLE = "whole"
    ABSENT = "absent"
    # The folder cannot be read now, or shows another size.
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class RecordListing:
    """The record of a look-up on the other side. `lease_until` (real time) is for a resend."""

    interchange_id: str
    look: int
    listing: Listing
    lease_until: datetime


@dataclass(frozen=True, slots=True)
class AcknowledgmentRead:
    """One statement of an acknowledgment file."""

    file_hash: str
    acknowledgment: Acknowledgment


@dataclass(frozen=True, slots=True)
class SendAgain:
    """A person wants a held or refused claim sent."""

    submission_id: str
    claim_key: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resolve:
    """A person knows what became of an uncertain claim."""

    submission_id: str
    claim_key: str
    arrived: bool
    actor: str
    reason: str
