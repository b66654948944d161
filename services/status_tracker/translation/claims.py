"""What claims as documents tell: originals, and what was built or could not be built."""

from collections.abc import Mapping
from typing import Any

from cobrelay.contracts.claims import v1 as claims
from cobrelay.dates import day
from cobrelay.messaging.causes import Cause
from status_tracker.domain.evidence import Kind
from status_tracker.domain.telling import Registration, Told
from status_tracker.domain.worklist import Closing, Opening
from status_tracker.translation.words import dollars, evidence, payer_of, sentence


def registered(cause: Cause[claims.OriginalClaimRegistered]) -> Told:
    event = cause.body
    kind = Kind.VOIDED if event.is_void else Kind.REGISTERED
    what = "was voided" if event.is_void else "is on record"
    version = f", version {event.version}," if event.version > 1 else ""
    return Told(
        event.claim_id,
        f"The original claim{version} over {dollars(event.charge_cents)} {what}.",
        amount_cents=event.charge_cents,
        evidence=evidence(cause, kind, amount_cents=event.charge_cents),
        registration=Registration(
            event.patient_control_number, event.billing_provider_npi, event.charge_cents
        ),
    )


def original_held(cause: Cause[claims.OriginalClaimHeld]) -> Told:
    event = cause.body
    place = f"{event.file_hash}:{event.provenance.segment_index}"
    return Told(
        event.claim_id,
        f"An original claim cannot be registered as it stands. {sentence(event.detail)}",
        event.reason_code,
        event.charge_cents,
        openings=(
            Opening(
                about=f"original:{place}",
                reason_code=event.reason_code,
                next_action="Correct the claim in its system and send it again",
                money_at_risk_cents=event.charge_cents,
                subject_kind="file",
                subject_id=place,
            ),
        ),
    )


def file_quarantined(cause: Cause[claims.OriginalFileQuarantined]) -> Told:
    event = cause.body
    place = f"{event.file_hash}:{event.set_ordinal}"
    first = f" {event.findings[0].message}" if event.findings else ""
    return Told(
        "",
        f"Nothing of a file with claims was used.{first}",
        event.reason_code,
        openings=(
            Opening(
                about=f"original-file:{place}",
                reason_code=event.reason_code,
                next_action="Correct the file and send it again",
                subject_kind="file",
                subject_id=place,
            ),
        ),
    )


def built(cause: Cause[claims.SecondaryClaimBuilt]) -> Told:
    event = cause.body
    return Told(
        event.claim_id,
        f"The claim to {event.coverage.payer.name} ({payer_of(event.sequence)}) is built "
        "and adds up.",
        amount_cents=event.billable_cents,
        evidence=evidence(
            cause,
            Kind.BUILT,
            submission_id=event.submission_id,
            determination_id=event.determination_id,
            coverage_id=event.coverage.coverage_id,
            payer_name=event.coverage.payer.name,
            sequence=event.sequence,
            amount_cents=event.billable_cents,
            due_on=day(event.file_by),
        ),
        # As a prefix: what is built again later, after a rejection, may be held after all.
        closings=(Closing(f"build:{event.determination_id}", is_prefix=True),),
    )


def build_held(cause: Cause[claims.SecondaryClaimHeld]) -> Told:
    event = cause.body
    return Told(
        event.claim_id,
        f"The next claim cannot be built. {sentence(event.detail)}",
        event.reason_code,
        event.money_at_risk_cents,
        evidence=evidence(
            cause,
            Kind.BUILD_HELD,
            determination_id=event.determination_id,
            coverage_id=event.coverage_id,
            next_sequence=event.sequence,
            amount_cents=event.money_at_risk_cents,
            reason_code=event.reason_code,
        ),
        openings=(
            Opening(
                about=f"build:{event.determination_id}",
                reason_code=event.reason_code,
                next_action=f"Settle what holds the next claim: {event.detail}",
                money_at_risk_cents=event.money_at_risk_cents,
                due_on=day(event.file_by),
                subject_kind="claim",
                subject_id=event.claim_id,
            ),
        ),
    )


def withdrawn(cause: Cause[claims.SecondaryClaimWithdrawn]) -> Told:
    event = cause.body
    return Told(event.claim_id, "The built claim is not to be sent any more.", event.reason_code)


TELLS: Mapping[Any, Any] = {
    claims.OriginalClaimRegistered: registered,
    claims.OriginalClaimHeld: original_held,
    claims.OriginalFileQuarantined: file_quarantined,
    claims.SecondaryClaimBuilt: built,
    claims.SecondaryClaimHeld: build_held,
    claims.SecondaryClaimWithdrawn: withdrawn,
}
