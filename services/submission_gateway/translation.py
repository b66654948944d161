"""Between the contracts and the gateway's own values."""

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.dates import day, iso
from submission_gateway.domain import reasons
from submission_gateway.domain.acknowledgments import Acknowledgment, Code, Layer
from submission_gateway.domain.submission import Submission

_LAYERS = {
    Layer.TA1: submissions.ACKNOWLEDGMENT_LAYER_TA1,
    Layer.IMPLEMENTATION_999: submissions.ACKNOWLEDGMENT_LAYER_999,
    Layer.CLEARINGHOUSE_277CA: submissions.ACKNOWLEDGMENT_LAYER_CLEARINGHOUSE_277CA,
    Layer.PAYER_277CA: submissions.ACKNOWLEDGMENT_LAYER_PAYER_277CA,
}


def submission_of(event: claims.SecondaryClaimBuilt, key: str, receiver: str) -> Submission:
    """A built claim as it is to be sent."""
    return Submission(
        submission_id=event.submission_id,
        claim_id=event.claim_id,
        claim_key=key,
        sequence=event.sequence,
        payer_id=event.coverage.payer.id,
        payer_name=event.coverage.payer.name,
        receiver=receiver,
        control_number=event.patient_control_number,
        charge_cents=event.charge_cents,
        file_by=day(event.file_by),
        body=event.body,
    )


def control_numbers(interchange: int, set_number: str, batch: str) -> submissions.ControlNumbers:
    return submissions.ControlNumbers(
        interchange=f"{interchange:09d}",
        group=str(interchange),
        transaction_set=set_number,
        batch=batch,
    )


def held(submission: Submission, reason: str) -> submissions.SubmissionHeld:
    return submissions.SubmissionHeld(
        submission_id=submission.submission_id,
        claim_id=submission.claim_id,
        reason_code=reason,
        detail=reasons.SENTENCES[reason],
        next_action=reasons.REMEDIES[reason],
        money_at_risk_cents=submission.charge_cents,
        file_by=iso(submission.file_by),
    )


def cancelled(submission: Submission, reason: str) -> submissions.SubmissionCancelled:
    return submissions.SubmissionCancelled(
        submission_id=submission.submission_id, claim_id=submission.claim_id, reason_code=reason
    )


def acknowledged(
    submission: Submission, said: Acknowledgment, file_hash: str, *, is_pending: bool
) -> submissions.ClaimAcknowledged:
    return submissions.ClaimAcknowledged(
        submission_id=submission.submission_id,
        claim_id=submission.claim_id,
        layer=_LAYERS[said.layer],
        is_pending=is_pending,
        payer_claim_control_number=said.payer_claim_control_number,
        codes=codes(said.codes),
        file_hash=file_hash,
        acknowledged_on=iso(said.acknowledged_on),
    )


def rejected(
    submission: Submission, said: Acknowledgment, file_hash: str
) -> submissions.ClaimRejected:
    return submissions.ClaimRejected(
        submission_id=submission.submission_id,
        claim_id=submission.claim_id,
        layer=_LAYERS[said.layer],
        codes=codes(said.codes),
        file_hash=file_hash,
        money_at_risk_cents=submission.charge_cents,
        file_by=iso(submission.file_by),
    )


def unmatched(
    said: Acknowledgment, file_hash: str, reason: str, about: Submission | None = None
) -> submissions.AcknowledgmentUnmatched:
    why = [Code(reason, reasons.SENTENCES[reason])]
    if found := reasons.FINDINGS.get(reason):
        why.append(Code(found, reasons.SENTENCES[reason]))
    return submissions.AcknowledgmentUnmatched(
        file_hash=file_hash,
        layer=_LAYERS[said.layer],
        reference=said.about.reference,
        codes=codes((*why, *said.codes)),
        provenance=common.Provenance(
            file_hash=file_hash,
            segment_index=said.place.segment_index,
            byte_offset=said.place.byte_offset,
            position=said.place.position,
        ),
        submission_id=about.submission_id if about else "",
        claim_id=about.claim_id if about else "",
    )


def codes(said: tuple[Code, ...]) -> list[submissions.AcknowledgmentCode]:
    return [
        submissions.AcknowledgmentCode(code=each.code, meaning=each.meaning, place=each.place)
        for each in said
    ]
