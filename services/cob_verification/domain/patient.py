"""Who a patient is across claims and feeds: name, birth date and sex, without showing them."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from cob_verification.domain.payers import alias


@dataclass(frozen=True, slots=True)
class PatientIdentity:
    """What a claim and a feed both say of a patient; birth date as ISO text."""

    last_name: str
    first_name: str
    birth_date: str
    sex: str


def patient_key(secret: str, patient: PatientIdentity) -> str:
    """The key under which a patient's coverages are kept and locked; alike from claim and feed."""
    parts = (
        alias(patient.last_name),
        alias(patient.first_name),
        patient.birth_date,
        patient.sex.upper(),
    )
    digest = hmac.new(secret.encode(), "\x1f".join(parts).encode(), hashlib.sha256)
    return f"patient-{digest.hexdigest()[:32]}"
