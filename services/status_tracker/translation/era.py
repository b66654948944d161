"""What remittances tell of claims, and which of them need a person."""

from collections.abc import Mapping
from typing import Any

from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.causes import Cause
from status_tracker.domain.evidence import Kind
from status_tracker.domain.telling import Told
from status_tracker.domain.worklist import Closing, Opening
from status_tracker.translation.words import dollars, evidence

REVERSAL = "22"
PREDETERMINATION = "25"


def accepted(cause: Cause[era.RemittanceAccepted]) -> Told:
    event = cause.body
    count = f"{event.claim_count} claim{'s' * (event.claim_count != 1)}"
    sentence = f"A remittance of {dollars(event.payment_cents)} with {count} was accepted."
    return Told("", sentence, amount_cents=event.payment_cents)


def provider_adjusted(cause: Cause[era.ProviderAdjusted]) -> Told:
    event = cause.body
    sentence = f"The payment is adjusted by {dollars(-event.amount_cents)} ({event.reason_code})."
    return Told("", sentence, event.reason_code, event.amount_cents)


def duplicated(cause: Cause[era.RemittanceDuplicated]) -> Told:
    same = "byte for byte" if cause.body.sameness == "bytes" else "in content"
    return Told("", f"A remittance came again, the same {same}: no effect.")


def quarantined(cause: Cause[era.RemittanceQuarantined]) -> Told:
    event = cause.body
    where = f"set {event.set_ordinal} of a file" if event.set_ordinal else "a whole file"
    first = f" {event.findings[0].message}" if event.findings else ""
    return Told(
        "",
        f"Nothing of {where} was used.{first}",
        event.reason_code,
        event.payment_cents,
        openings=(
            Opening(
                about=f"remittance:{event.remittance_id}",
                reason_code=event.reason_code,
                next_action="Ask the sender for a corrected remittance, or discard it",
                money_at_risk_cents=max(event.payment_cents, 0),
                subject_kind="remittance",
                subject_id=event.remittance_id,
            ),
        ),
    )


def adjudicated(cause: Cause[era.ClaimAdjudicated]) -> Told:
    event, answer = cause.body, cause.body.answer
    paid = dollars(answer.paid_cents)
    if answer.status_code == REVERSAL:
        sentence = f"{answer.payer.name} took its answer back ({paid})."
    elif answer.status_code == PREDETERMINATION:
        sentence = f"{answer.payer.name} answered a predetermination."
    else:
        charge = dollars(answer.charge_cents)
        sentence = f"{answer.payer.name} answered: {paid} paid of {charge}."
    counts = answer.status_code != PREDETERMINATION
    return Told(
        event.claim_id,
        sentence,
        amount_cents=answer.paid_cents,
        evidence=evidence(
            cause,
            Kind.ANSWERED,
            adjudication_id=event.adjudication_id,
            payer_name=answer.payer.name,
            amount_cents=answer.paid_cents,
        )
        if counts
        else None,
        closings=(
            Closing(f"unmatched:{event.adjudication_id}"),
            Closing(f"quarantined:{event.adjudication_id}"),
        ),
    )


def unmatched(cause: Cause[era.AdjudicationUnmatched]) -> Told:
    event, answer = cause.body, cause.body.answer
    return Told(
        "",
        f"A claim payment of {dollars(answer.paid_cents)} fits no claim of ours.",
        event.reason_code,
        answer.paid_cents,
        openings=(
            Opening(
                about=f"unmatched:{event.adjudication_id}",
                reason_code=event.reason_code,
                next_action="Find the claim and link the payment, or refund it",
                money_at_risk_cents=abs(answer.paid_cents),
                subject_kind="remittance",
                subject_id=f"{answer.remittance_id}/{answer.ordinal}",
            ),
        ),
    )


def claim_quarantined(cause: Cause[era.ClaimQuarantined]) -> Told:
    event = cause.body
    first = f" {event.findings[0].message}" if event.findings else ""
    return Told(
        event.claim_id,
        f"A claim payment of {dollars(event.paid_cents)} cannot be used.{first}",
        event.reason_code,
        event.paid_cents,
        openings=(
            Opening(
                about=f"quarantined:{event.adjudication_id}",
                reason_code=event.reason_code,
                next_action="Ask the payer for a corrected remittance of this claim",
                money_at_risk_cents=abs(event.paid_cents),
                subject_kind="remittance",
                subject_id=f"{event.remittance_id}/{event.ordinal}",
            ),
        ),
    )


def quarantine_closed(cause: Cause[era.QuarantineClosed]) -> Told:
    event = cause.body
    about = "quarantined" if event.scope == "claim" else "remittance"
    how = "discarded" if event.outcome == "discarded" else "replaced by a repaired file"
    # Cash in unapplied stays somebody's work, until it is a claim's or a person closes the matter.
    is_over = not event.unapplied_cents
    return Told(
        "",
        f"A {event.scope} that was not used is {how}.",
        closings=(Closing(f"{about}:{event.item_id}"),) if is_over else (),
    )


TELLS: Mapping[Any, Any] = {
    era.RemittanceAccepted: accepted,
    era.ProviderAdjusted: provider_adjusted,
    era.RemittanceDuplicated: duplicated,
    era.RemittanceQuarantined: quarantined,
    era.ClaimAdjudicated: adjudicated,
    era.AdjudicationUnmatched: unmatched,
    era.ClaimQuarantined: claim_quarantined,
    era.QuarantineClosed: quarantine_closed,
}
