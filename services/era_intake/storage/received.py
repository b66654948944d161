"""A received set as a row of `remittances`: used, repeated or quarantined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cobrelay.findings import told
from cobrelay.x12 import Finding
from era_intake.domain.reasons import REPEATED_CONTENT
from era_intake.domain.remittance import SetFacts
from era_intake.domain.screening import Repeated, Screened, SetRefused, Taken
from era_intake.translation import (
    identity_message,
    payer_message,
    quarantined_id,
)


@dataclass(frozen=True, slots=True)
class Received:
    """One arrival of a file, or one set of it."""

    arrival: str
    file_hash: str
    file_name: str
    at: datetime


def row_of_file(
    received: Received, state: str, reason: str, findings: Sequence[Finding] = ()
) -> dict[str, Any]:
    """The whole file, of which nothing is used."""
    return {
        **_received(received, 0),
        **_NOTHING,
        "remittance_id": quarantined_id(received.file_hash, 0),
        "state": state,
        "reason_code": reason,
        "findings": _serialized(findings),
    }


def row_of_set(received: Received, facts: SetFacts, outcome: Screened) -> dict[str, Any]:
    """One set with its payment, as far as it could be read, and what became of it."""
    row = {**_received(received, facts.ordinal), **_NOTHING, **_payment(facts)}
    row["claims_paid_cents"] = facts.claims.total
    row["adjustments_cents"] = facts.adjustments.total
    match outcome:
        case Taken():
            return row | _taken(outcome)
        case Repeated(remittance_id=remittance_id):
            said = {"remittance_id": remittance_id, "reason_code": REPEATED_CONTENT}
            return row | said | {"state": "duplicate"}
        case SetRefused(reason=reason, findings=findings):
            own = quarantined_id(received.file_hash, facts.ordinal)
            said = {"remittance_id": own, "reason_code": reason, "state": "quarantined"}
            return row | said | {"findings": _serialized(findings)}


_NOTHING: Mapping[str, Any] = {
    "reason_code": "",
    "payment_id": "",
    "payment": b"",
    "payer": b"",
    "trace_number": "",
    "payment_cents": 0,
    "claims_paid_cents": 0,
    "adjustments_cents": 0,
    "claim_count": 0,
    "content_hash": "",
    "adjustments": b"",
    "left_out": [],
    "adjustments_left_out": [],
    "retaken": {},
    "findings": [],
}


def _received(received: Received, set_ordinal: int) -> dict[str, Any]:
    return {
        "arrival": received.arrival,
        "set_ordinal": set_ordinal,
        "file_hash": received.file_hash,
        "file_name": received.file_name,
        "received_at": received.at,
    }


def _payment(facts: SetFacts) -> dict[str, Any]:
    said: dict[str, Any] = {
        "claim_count": len(facts.claims),
        "content_hash": facts.content_hash,
        "findings": _serialized(facts.findings),
    }
    if facts.payment is None:
        return said
    identity = facts.payment.identity
    return said | {
        "payment_id": identity.payment_id,
        "payment": identity_message(identity).SerializeToString(deterministic=True),
        "payer": payer_message(facts.payment.payer).SerializeToString(deterministic=True),
        "trace_number": identity.trace_number,
        "payment_cents": facts.payment.amount,
    }


def _taken(taken: Taken) -> dict[str, Any]:
    return {
        "remittance_id": taken.remittance_id,
        "state": "accepted",
        "adjustments": taken.adjustments.packed,
        "left_out": sorted(taken.duplicate_claims),
        "adjustments_left_out": sorted(taken.duplicate_adjustments),
        "retaken": {
            str(each.ordinal): [each.remittance_id, each.original_ordinal] for each in taken.retaken
        },
    }


def _serialized(findings: Sequence[Finding]) -> list[bytes]:
    return [told(each).SerializeToString(deterministic=True) for each in findings]
