"""The rows of the sandbox's journals: what was delivered, what was paid, what was forwarded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sandbox.clearinghouse.acknowledging import ClaimVerdict
from sandbox.clearinghouse.receiving import DUPLICATE_CLAIM, Delivery
from sandbox.journals import Json
from sandbox.payers.paying import Pending
from sandbox.payers.remittances import Payment


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as received: its number, whose it is and where its bytes are kept."""

    number: int
    user: str
    path: Path

    @classmethod
    def of(cls, path: Path) -> Upload:
        number, user, _ = path.name.split("-", 2)
        return cls(int(number), user, path)

    @property
    def name(self) -> str:
        """As the submitter called it."""
        return self.path.name.split("-", 2)[2]


def forwarded_rows(world: Path | None) -> Iterator[Json]:
    path = world / "forwarded.jsonl" if world else None
    if path and path.exists():
        with path.open() as rows:
            for line in rows:
                yield json.loads(line)


def delivery_row(upload: Upload, delivery: Delivery) -> Json:
    return {
        "number": delivery.number,
        "file": upload.name,
        "kept": upload.path.name,
        "user": upload.user,
        "received_at": delivery.received_at.isoformat(),
        "sha256": hashlib.sha256(upload.path.read_bytes()).hexdigest(),
        "interchange": delivery.interchange,
        "verdict": delivery.verdict,
        "faults": list(delivery.faults),
        "sets": [
            {
                "control": outcome.verdict.control_number,
                "code": outcome.verdict.code,
                "claims": [_claim(one) for one in outcome.claims],
            }
            for outcome in delivery.sets
        ],
    }


def _claim(verdict: ClaimVerdict) -> Json:
    claim = verdict.claim
    return {
        "control_number": claim.control_number,
        "payer": claim.payer_id,
        "charge_cents": claim.charge,
        "frequency": claim.frequency,
        "provider_npi": claim.payee.npi,
        "number": verdict.number,
        "is_accepted": verdict.is_accepted,
        "is_duplicate": DUPLICATE_CLAIM in verdict.statuses,
        "findings": [] if verdict.is_accepted else list(verdict.statuses),
    }


def payment_row(payment: Payment, claims: Sequence[Pending], file: str) -> Json:
    return {
        "payer": payment.payer.key,
        "payer_trace_id": payment.payer.trace_id,
        "trace_number": payment.trace,
        "paid_on": payment.on.isoformat(),
        "payee_npi": payment.payee.npi,
        "payment_cents": payment.amount,
        "file": file,
        "claims": [
            {
                "key": one.key,
                "control_number": one.named.control_number,
                "paid_cents": one.answer.paid,
                "patient_cents": one.answer.patient_share,
                "written_off_cents": one.answer.total("CO"),
            }
            for one in claims
        ],
    }
