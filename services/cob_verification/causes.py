"""What makes this service act besides events: rows of a feed, timers, and what people ask."""

from __future__ import annotations

from dataclasses import dataclass

from cob_verification.domain.coverage import Coverage
from cob_verification.domain.coverage_feed import RefusedRow, StatedRow
from cob_verification.domain.patient import PatientIdentity

LOOK_AGAIN = "look-again"
CROSSOVER_WAIT = "crossover-wait"
EARLIER_ANSWER = "earlier-answer"
CORRECTION_WAIT = "correction-wait"
SUBMISSION_CHECK = "submission-check"


@dataclass(frozen=True, slots=True)
class CoverageRows:
    """All rows of one patient in a feed: they take effect together."""

    file_hash: str
    patient_key: str
    rows: tuple[StatedRow, ...]


@dataclass(frozen=True, slots=True)
class CoverageRowUnusable:
    """A row of a feed that is refused alone."""

    file_hash: str
    row: RefusedRow


@dataclass(frozen=True, slots=True)
class PutCoverage:
    """A person or system states one coverage."""

    request_id: str
    patient_key: str
    patient: PatientIdentity
    coverage: Coverage
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportCrossoverFailure:
    """A notice says that the forwarded claim was not accepted."""

    claim_key: str
    claim_id: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class DetermineAgain:
    """Decides a claim again, for instance after a payer's profile was corrected."""

    claim_key: str
    claim_id: str
    adjudication_id: str
    actor: str
    reason: str
