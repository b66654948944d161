"""The truth of a generated world as rows of JSON: what each claim and payment must come to."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sandbox.claims import Answer
from sandbox.generating.scripts import Scripted, Step, Treatment
from sandbox.generating.stories import Story
from sandbox.payers.remittances import Payment

RECOVERY_CODES = ("WO", "72")

Json = dict[str, Any]


def claim_row(story: Story, told: Scripted) -> Json:
    """What must become of a claim; amounts in cents, payers by key, submissions by payer id."""
    claim, expected = told.claim, told.expected
    return {
        "kind": "claim",
        "story": story.name,
        "control_number": claim.control_number,
        "billing_provider_npi": claim.provider.npi,
        "is_known": told.original is not Step.NEVER,
        "charge_cents": expected.charge,
        "determinations": list(expected.determinations),
        "submissions": list(expected.submissions),
        "paid_cents": expected.paid,
        "written_off_cents": expected.written_off,
        "patient_cents": expected.patient,
        "patient_paid_cents": expected.patient_paid,
        "payer_cents": expected.payer,
        "denied_cents": expected.denied,
        "unapplied_cents": expected.unapplied,
        "work": list(expected.work),
    }


def payment_row(payment: Payment, stories: list[str], told: list[Scripted]) -> Json:
    """What must become of a primary payer's payment."""
    treatment = told[0].lot.treatment
    is_refused = treatment is Treatment.MALFORMED
    unapplied = sum(one.expected.unapplied for one in told)
    return {
        "kind": "payment",
        "stories": sorted(set(stories)),
        "payer_trace_id": payment.payer.trace_id,  # TRN03
        "trace_number": payment.trace,  # TRN02
        "paid_on": payment.on.isoformat(),  # BPR16
        "payee_npi": payment.payee.npi,
        "payer": payment.payer.key,
        "payment_cents": payment.amount,  # BPR02
        "claims": [named.control_number for named, _ in payment.answers],
        "provider_adjustments": [
            {"code": one.code, "reference": one.reference, "cents": one.amount}
            for one in payment.adjustments
        ],
        "is_refused": is_refused,
        "repeated": {
            Treatment.AGAIN_SAME_BYTES: "bytes",
            Treatment.AGAIN_SAME_CONTENT: "content",
        }.get(treatment, ""),
        "posted_cents": 0 if is_refused else payment.claims_paid - unapplied,
        "unapplied_cents": 0 if is_refused else unapplied,
        "work": ["recovery"] if _unpaired(payment) else [],
    }


def _unpaired(payment: Payment) -> bool:
    recovered: dict[str, int] = defaultdict(int)
    for adjustment in payment.adjustments:
        if adjustment.code in RECOVERY_CODES:
            recovered[adjustment.reference] += adjustment.amount
    return any(recovered.values())


def forwarded_row(told: Scripted, answer: Answer, forwarded_on: str) -> Json:
    """A claim that the primary payer passes on: what the next payer needs to answer it."""
    claim = told.claim
    coverage = next(one for one in claim.coverages if one.payer == answer.payer)
    return {
        "payer": answer.payer.id,
        "forwarded_on": forwarded_on,
        "control_number": claim.control_number,
        "payee": [claim.provider.name, claim.provider.npi, claim.provider.tax_id],
        "patient": [claim.patient.last, claim.patient.first, coverage.member_id],
        "number": answer.number,
        "sequence": claim.coverages.index(coverage) + 1,
        "lines": [
            {
                "control": line.control,
                "procedure": line.procedure,
                "charge": line.charge,
                "units": line.units,
                "on": line.on.isoformat() if line.on else "",
                "paid_before": line.paid,
                "shares": [
                    [one.reason, one.amount] for one in line.adjustments if one.group == "PR"
                ],
            }
            for line in told.answer.lines
        ],
    }
