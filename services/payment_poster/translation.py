"""Between protobuf and the ledger's own words, in both directions."""

from __future__ import annotations

from collections.abc import Iterable

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.downstream import v1 as downstream
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.payments import v1 as payments
from cobrelay.money import Cents
from payment_poster.domain.claim_book import Resolution
from payment_poster.domain.facts import (
    Answer,
    Charge,
    Determination,
    Outcome,
    Payment,
    ProviderAdjustment,
    Remittance,
    Shares,
    Standing,
)
from payment_poster.domain.meaning import Disposition
from payment_poster.domain.payers import Payers
from payment_poster.domain.reconciliation import Proof

Determining = (
    cob.NextPayerDetermined
    | cob.CrossoverAwaited
    | cob.PatientResponsibilityDetermined
    | cob.NothingLeftDetermined
    | cob.DenialDetermined
)
Unplaced = era.AdjudicationUnmatched | era.ClaimQuarantined


def charge(event: claims.OriginalClaimRegistered) -> Charge:
    return Charge(
        event.claim_id,
        max(1, event.version),
        Cents(event.charge_cents),
        Cents(event.patient_paid_cents),
        is_void=event.is_void,
    )


def payment(identity: common.PaymentIdentity) -> Payment:
    return Payment(
        identity.payment_id,
        identity.payer_identifier,
        identity.trace_number,
        identity.paid_on,
        identity.payee_id,
    )


def payment_identity(known: Payment) -> common.PaymentIdentity:
    return common.PaymentIdentity(
        payment_id=known.payment_id,
        payer_identifier=known.payer_identifier,
        trace_number=known.trace_number,
        paid_on=known.paid_on,
        payee_id=known.payee_id,
    )


def matched(event: era.ClaimAdjudicated) -> Answer:
    answer = event.answer
    return Answer(
        remittance_id=answer.remittance_id,
        ordinal=answer.ordinal,
        adjudication_id=event.adjudication_id,
        payment=payment(answer.payment),
        paid=Cents(answer.paid_cents),
        standing=Standing.MATCHED,
        status_code=answer.status_code,
        claim_id=event.claim_id,
        reverses_adjudication_id=event.reverses_adjudication_id,
    )


def unplaced(event: Unplaced) -> Answer:
    """A claim payment that lies on no claim."""
    if isinstance(event, era.ClaimQuarantined):
        return Answer(
            remittance_id=event.remittance_id,
            ordinal=event.ordinal,
            adjudication_id=event.adjudication_id,
            payment=payment(event.payment),
            paid=Cents(event.paid_cents),
            standing=Standing.QUARANTINED,
        )
    answer = event.answer
    return Answer(
        remittance_id=answer.remittance_id,
        ordinal=answer.ordinal,
        adjudication_id=event.adjudication_id,
        payment=payment(answer.payment),
        paid=Cents(answer.paid_cents),
        standing=Standing.UNMATCHED,
        status_code=answer.status_code,
    )


def remittance(event: era.RemittanceAccepted) -> Remittance:
    return Remittance(
        event.remittance_id,
        payment(event.payment),
        Cents(event.payment_cents),
        event.claim_count - event.duplicate_claim_count,
        event.provider_adjustment_count,
    )


def provider_adjustment(event: era.ProviderAdjusted, payers: Payers) -> ProviderAdjustment:
    payer = event.payer
    names = (payer.id, *payer.other_ids, event.payment.payer_identifier, payer.name)
    return ProviderAdjustment(
        event.remittance_id,
        event.ordinal,
        payment(event.payment),
        payers.key_of(names),
        event.reason_code,
        " ".join(event.reference.upper().split()),
        Cents(event.amount_cents),
    )


def determination(event: Determining) -> Determination:
    said = event.determination
    return Determination(
        determination_id=said.determination_id,
        claim_id=said.claim_id,
        adjudication_id=said.adjudication_id,
        sequence=said.sequence,
        attempt=said.attempt,
        outcome=_outcome(event),
        shares=_shares(said, event),
        reason_code=said.reason_code,
    )


def _outcome(event: Determining) -> Outcome:
    match event:
        case cob.NextPayerDetermined():
            return Outcome.NEXT_PAYER
        case cob.CrossoverAwaited():
            return Outcome.CROSSOVER
        case cob.PatientResponsibilityDetermined():
            return Outcome.PATIENT
        case cob.NothingLeftDetermined():
            return Outcome.NOTHING_LEFT
        case cob.DenialDetermined():
            return Outcome.DENIAL
    raise TypeError("no determination")


def _shares(said: cob.Determination, event: Determining) -> Shares:
    """The adjustments by owner: the list decides, the sums only where there is no list."""
    patient = said.remainder.patient_cents
    if isinstance(event, cob.PatientResponsibilityDetermined):
        patient = event.patient_cents
    nobody = _amounts(said.adjustments, cob.OWNER_NOBODY)
    person = sum(_amounts(said.adjustments, cob.OWNER_PERSON))
    technical = sum(
        each.adjustment.amount_cents
        for each in said.adjustments
        if each.adjustment_class == cob.ADJUSTMENT_CLASS_TECHNICAL
    )
    return Shares(
        nobody=Cents(sum(amount for amount in nobody if amount > 0)),
        bonus=Cents(sum(amount for amount in nobody if amount < 0)),
        technical=Cents(technical),
        person=Cents(person),
        unsettled=Cents(said.unsettled_cents),
        patient=Cents(patient),
    )


def _amounts(adjustments: Iterable[cob.ClassifiedAdjustment], owner: cob.Owner) -> list[int]:
    return [
        each.adjustment.amount_cents
        for each in adjustments
        if each.owner == owner and each.adjustment_class != cob.ADJUSTMENT_CLASS_TECHNICAL
    ]


_DISPOSITIONS = {
    Disposition.NEXT_PAYER: payments.DISPOSITION_NEXT_PAYER,
    Disposition.DENIAL_WORK: payments.DISPOSITION_DENIAL_WORK,
    Disposition.STATEMENT: payments.DISPOSITION_STATEMENT,
    Disposition.SETTLED: payments.DISPOSITION_SETTLED,
    Disposition.WRITE_OFF: payments.DISPOSITION_WRITE_OFF,
    Disposition.REFUND: payments.DISPOSITION_REFUND,
    Disposition.REVIEW: payments.DISPOSITION_REVIEW,
    Disposition.SMALL_BALANCE: payments.DISPOSITION_SMALL_BALANCE,
}


def balance_resolved(resolution: Resolution) -> payments.BalanceResolved:
    return payments.BalanceResolved(
        claim_id=resolution.claim_id,
        determination_id=resolution.determination_id,
        disposition=_DISPOSITIONS[resolution.disposition],
        charge_cents=resolution.charge,
        paid_cents=resolution.paid,
        written_off_cents=resolution.written_off,
        patient_cents=resolution.patient,
        patient_paid_cents=resolution.patient_paid,
        payer_cents=resolution.payer,
        denied_cents=resolution.denied,
        credit_cents=resolution.credit,
        reason_code=resolution.reason_code,
    )


def claim_balance_changed(resolution: Resolution) -> downstream.ClaimBalanceChanged:
    return downstream.ClaimBalanceChanged(
        claim_id=resolution.claim_id,
        charge_cents=resolution.charge,
        paid_cents=resolution.paid,
        written_off_cents=resolution.written_off,
        patient_cents=resolution.patient,
        payer_cents=resolution.payer,
        denied_cents=resolution.denied,
        credit_cents=resolution.credit,
        disposition=resolution.disposition.value,
    )


def remittance_proved(proof: Proof) -> payments.RemittanceProved:
    return payments.RemittanceProved(
        payment=payment_identity(proof.payment),
        payment_cents=proof.payment_amount,
        posted_to_claims_cents=proof.on_claims,
        unapplied_cents=proof.unapplied,
        provider_adjustments_cents=proof.provider_adjustments,
        difference_cents=proof.difference,
        is_proved=proof.is_proved,
        open_reasons=proof.open_reasons,
    )


def payment_proved(proof: Proof) -> downstream.PaymentProved:
    return downstream.PaymentProved(
        payment_id=proof.payment.payment_id,
        payment_cents=proof.payment_amount,
        difference_cents=proof.difference,
        is_proved=proof.is_proved,
    )
