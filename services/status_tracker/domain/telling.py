"""What one event tells: evidence for the state, a sentence for people, work that begins or ends."""

from dataclasses import dataclass

from status_tracker.domain.evidence import Evidence
from status_tracker.domain.worklist import Closing, Opening


@dataclass(frozen=True, slots=True)
class Registration:
    """What the list of claims shows of the original."""

    patient_control_number: str
    billing_provider_npi: str
    charge_cents: int


@dataclass(frozen=True, slots=True)
class Told:
    """One event in the tracker's words. `claim_id` is empty for a matter of a payment or a file."""

    claim_id: str
    sentence: str
    reason_code: str = ""
    amount_cents: int = 0
    evidence: Evidence | None = None
    openings: tuple[Opening, ...] = ()
    closings: tuple[Closing, ...] = ()
    registration: Registration | None = None
