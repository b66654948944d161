"""What the gateway tells of the claims that it sent."""

from collections.abc import Mapping
from typing import Any

from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.dates import day
from cobrelay.messaging.causes import Cause
from status_tracker.domain.evidence import Evidence, Kind
from status_tracker.domain.telling import Told
from status_tracker.domain.worklist import Closing, Opening
from status_tracker.translation.words import evidence

# A code whose remedy is another than to correct the claim.
REMEDIES = {
    "TA1:025": "Find out whether the earlier interchange of this number was accepted; send "
    "nothing again before that is known",
}
# What to find out of an acknowledgment that changes nothing, by the gateway's reason.
QUESTIONS = {
    "SUB-402": "Ask the payer which of the two verdicts holds",
    "SUB-403": "Ask the sender whether the claim was accepted",
    "SUB-406": "Ask the sender which of its two verdicts came last",
    "SUB-407": "Ask the sender for a 999 that lists every set",
}
LAYERS = {
    submissions.ACKNOWLEDGMENT_LAYER_TA1: (1, "TA1"),
    submissions.ACKNOWLEDGMENT_LAYER_999: (2, "999"),
    submissions.ACKNOWLEDGMENT_LAYER_CLEARINGHOUSE_277CA: (3, "clearinghouse's 277CA"),
    submissions.ACKNOWLEDGMENT_LAYER_PAYER_277CA: (4, "payer's 277CA"),
}


def _of(cause: Cause[Any], kind: Kind, **facts: Any) -> Evidence:
    return evidence(cause, kind, submission_id=cause.body.submission_id, **facts)


def submitted(cause: Cause[submissions.ClaimSubmitted]) -> Told:
    event = cause.body
    how = "" if event.evidence == "sent" else f" (known by {event.evidence})"
    return Told(
        event.claim_id,
        f"The claim was sent in {event.file_name}{how}.",
        evidence=_of(cause, Kind.SUBMITTED),
        closings=(Closing(f"submission:{event.submission_id}"),),
    )


def uncertain(cause: Cause[submissions.SubmissionUncertain]) -> Told:
    """No work item: the gateway finds out by itself, or holds it."""
    event = cause.body
    return Told(
        event.claim_id,
        "Whether the claim arrived is not known; it is not sent again while that is so.",
        event.reason_code,
        evidence=_of(cause, Kind.UNCERTAIN, reason_code=event.reason_code),
    )


def cancelled(cause: Cause[submissions.SubmissionCancelled]) -> Told:
    event = cause.body
    return Told(
        event.claim_id,
        "The claim was not sent: it had been withdrawn.",
        event.reason_code,
        evidence=_of(cause, Kind.CANCELLED, reason_code=event.reason_code),
        closings=(Closing(f"submission:{event.submission_id}"),),
    )


def held(cause: Cause[submissions.SubmissionHeld]) -> Told:
    event = cause.body
    return Told(
        event.claim_id,
        f"The claim is not sent. {event.detail}",
        event.reason_code,
        event.money_at_risk_cents,
        evidence=_of(cause, Kind.SUBMISSION_HELD, reason_code=event.reason_code),
        openings=(
            Opening(
                about=f"submission:{event.submission_id}",
                reason_code=event.reason_code,
                next_action=event.next_action or event.detail,
                money_at_risk_cents=event.money_at_risk_cents,
                due_on=day(event.file_by),
                subject_kind="submission",
                subject_id=event.submission_id,
            ),
        ),
    )


def acknowledged(cause: Cause[submissions.ClaimAcknowledged]) -> Told:
    event = cause.body
    layer, name = LAYERS[event.layer]
    what = "says that the claim was received" if event.is_pending else "accepts the claim"
    return Told(
        event.claim_id,
        f"The {name} {what}.",
        evidence=_of(cause, Kind.ACKNOWLEDGED, layer=layer, is_pending=event.is_pending),
        closings=(
            Closing(f"follow-up:{event.submission_id}:", is_prefix=True),
            *_overruled(event.submission_id, layer),
        ),
    )


def _overruled(submission_id: str, layer: int) -> tuple[Closing, ...]:
    """A higher layer has the claim: what a lower one rejected is settled."""
    return tuple(
        Closing(f"rejected:{submission_id}:{lower}", is_prefix=True) for lower in range(1, layer)
    )


def rejected(cause: Cause[submissions.ClaimRejected]) -> Told:
    event = cause.body
    layer, name = LAYERS[event.layer]
    why = " ".join(f"{code.code} {code.meaning}" for code in event.codes[:3])
    code = event.codes[0].code if event.codes else ""
    return Told(
        event.claim_id,
        f"The {name} rejects the claim: {why}",
        code,
        event.money_at_risk_cents,
        evidence=_of(cause, Kind.REJECTED, layer=layer, reason_code=code),
        openings=(
            Opening(
                about=f"rejected:{event.submission_id}:{layer}",
                reason_code=code,
                next_action=REMEDIES.get(code, "Correct what was rejected and build it again"),
                money_at_risk_cents=event.money_at_risk_cents,
                due_on=day(event.file_by),
                subject_kind="submission",
                subject_id=event.submission_id,
            ),
        ),
        closings=(Closing(f"follow-up:{event.submission_id}:", is_prefix=True),),
    )


def unmatched(cause: Cause[submissions.AcknowledgmentUnmatched]) -> Told:
    event = cause.body
    place = f"{event.file_hash}:{event.provenance.segment_index}"
    code = event.codes[0].code if event.codes else ""
    why = event.codes[0].meaning if event.codes else "The acknowledgment names nothing of ours."
    return Told(
        event.claim_id,
        f"{why} ({event.reference})" if event.reference else why,
        code,
        openings=(
            Opening(
                about=f"acknowledgment:{place}",
                reason_code=code,
                next_action=QUESTIONS.get(code, "Find out what the acknowledgment is about"),
                subject_kind="acknowledgment",
                subject_id=place,
            ),
        ),
    )


def quarantined(cause: Cause[submissions.AcknowledgmentQuarantined]) -> Told:
    event = cause.body
    return Told(
        "",
        "A file of acknowledgments cannot be read.",
        event.reason_code,
        openings=(
            Opening(
                about=f"acknowledgment-file:{event.file_hash}",
                reason_code=event.reason_code,
                next_action="Ask the sender for a readable file",
                subject_kind="file",
                subject_id=event.file_hash,
            ),
        ),
    )


TELLS: Mapping[Any, Any] = {
    submissions.ClaimSubmitted: submitted,
    submissions.SubmissionUncertain: uncertain,
    submissions.SubmissionCancelled: cancelled,
    submissions.SubmissionHeld: held,
    submissions.ClaimAcknowledged: acknowledged,
    submissions.ClaimRejected: rejected,
    submissions.AcknowledgmentUnmatched: unmatched,
    submissions.AcknowledgmentQuarantined: quarantined,
}
