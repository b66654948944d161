"""The original claim, as far as it matters for who pays next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cob_verification.domain.coverage import Coverage


@dataclass(frozen=True, slots=True)
class Claim:
    """The latest version of an original claim; its own coverages in the order of their SBR01."""

    claim_id: str
    charge_cents: int
    service_from: date
    service_to: date
    coverages: tuple[Coverage, ...] = ()
    version: int = 1
    is_void: bool = False
    patient_account: str = ""
