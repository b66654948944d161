"""Between what was read, what is decided, and the events that say so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cobrelay import x12
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.dates import day, iso
from cobrelay.findings import told
from cobrelay.ids import minted
from era_intake.domain import questions
from era_intake.domain.matching import Answer, KnownClaim, Name, SentClaim
from era_intake.domain.remittance import Payer, Payment, PaymentIdentity

REMARK_QUALIFIER = "HE"  # LQ01: a remark code (RARC), no NCPDP code


def adjudication_id(remittance_id: str, ordinal: int) -> str:
    """The same claim payment has the same id whenever and however it is matched."""
    return minted("adjudication", remittance_id, str(ordinal))


def quarantined_id(file_hash: str, set_ordinal: int) -> str:
    """The remittance id of what could not be used: derived from file and set."""
    return minted("quarantined-remittance", file_hash, str(set_ordinal))


def identity_message(identity: PaymentIdentity) -> common.PaymentIdentity:
    return common.PaymentIdentity(
        payment_id=identity.payment_id,
        payer_identifier=identity.payer_identifier,
        trace_number=identity.trace_number,
        paid_on=iso(identity.paid_on),
        payee_id=identity.payee_id,
    )


def payer_message(payer: Payer) -> common.PayerName:
    return common.PayerName(
        name=payer.name,
        id=payer.id,
        id_qualifier=payer.id_qualifier,
        other_ids=payer.other_ids,
        address=common.Address(
            street=payer.street,
            street_2=payer.street_2,
            city=payer.city,
            state=payer.state,
            postal_code=payer.postal_code,
            country=payer.country,
        ),
    )


def unmatched_message(
    adjudication_id: str, payment: era.ClaimPayment, reason: str, disagreements: Iterable[str]
) -> era.AdjudicationUnmatched:
    """An answer that is nobody's yet, with the question that it leaves to a person."""
    at = payment.provenance
    place = x12.Place("CLP", at.segment_index, at.position, at.byte_offset)
    question = questions.of_unmatched(reason, place)
    return era.AdjudicationUnmatched(
        adjudication_id=adjudication_id,
        answer=payment,
        reason_code=reason,
        disagreements=disagreements,
        findings=[told(question)],
    )


def claim_payment_message(
    claim: x12.ClaimPayment, payment: Payment, file_hash: str
) -> era.ClaimPayment:
    """Loop 2100 as the event carries it; the remittance id follows when the set is known."""
    message = era.ClaimPayment(
        ordinal=claim.ordinal,
        payment=identity_message(payment.identity),
        payer=payer_message(payment.payer),
        patient_control_number=claim.patient_control_number,
        status_code=claim.status,
        charge_cents=claim.charge,
        paid_cents=claim.paid,
        claim_filing_indicator=claim.filing_indicator,
        payer_claim_control_number=claim.payer_control_number,
        facility_type_code=claim.facility_type,
        frequency_code=claim.frequency,
        adjustments=[adjustment_message(each) for each in claim.adjustments],
        remark_codes=claim.remarks,
        inpatient_adjudication=claim.inpatient.elements if claim.inpatient else (),
        outpatient_adjudication=claim.outpatient.elements if claim.outpatient else (),
        statement_from_on=iso(claim.statement_from),
        statement_to_on=iso(claim.statement_to),
        coverage_expired_on=iso(_date(claim.dates, "036")),
        received_on=iso(_date(claim.dates, "050")),
        lines=[line_message(line, file_hash) for line in claim.lines],
        provenance=provenance_message(claim.place, file_hash),
        paid_on=iso(payment.identity.paid_on),
    )
    if claim.patient_responsibility is not None:
        message.patient_responsibility_cents = claim.patient_responsibility
    _add_parties(message, claim)
    for amount in claim.amounts:
        message.amounts_cents.setdefault(amount.qualifier, amount.amount)
    for reference in claim.references:
        message.references.setdefault(reference.qualifier, reference.value)
    return message


def _add_parties(message: era.ClaimPayment, claim: x12.ClaimPayment) -> None:
    parties = {
        "patient": claim.patient,
        "insured": claim.insured,
        "corrected_insured": claim.corrected_insured,
        "crossover_carrier": claim.crossover_payer,
        "corrected_priority_payer": claim.corrected_priority_payer,
        "other_subscriber": claim.other_subscriber,
        "rendering_provider": claim.rendering,
    }
    for name, party in parties.items():
        if party is not None:
            getattr(message, name).CopyFrom(party_message(party))


def party_message(party: x12.Party) -> common.Party:
    return common.Party(
        is_organisation=not party.is_person,
        last_name=party.last_name,
        first_name=party.first_name,
        middle_name=party.middle_name,
        suffix=party.suffix,
        birth_date=iso(party.birth_date),
        sex=party.sex,
        id_qualifier=party.id_qualifier,
        id=party.id,
    )


def adjustment_message(adjustment: x12.Adjustment) -> common.Adjustment:
    return common.Adjustment(
        group_code=adjustment.group,
        reason_code=adjustment.reason,
        amount_cents=adjustment.amount,
        quantity=adjustment.quantity,
    )


def line_message(line: x12.ServiceLine, file_hash: str) -> era.ServiceLinePayment:
    """Loop 2110."""
    message = era.ServiceLinePayment(
        ordinal=line.ordinal,
        line_item_control_number=line.control_number,
        adjudicated=procedure_message(line.procedure),
        charge_cents=line.charge,
        paid_cents=line.paid,
        revenue_code=line.revenue_code,
        paid_units=line.units_paid,
        submitted_units=line.submitted_units,
        service_from_on=iso(line.service_from),
        service_to_on=iso(line.service_to),
        adjustments=[adjustment_message(each) for each in line.adjustments],
        remark_codes=[each.code for each in line.remarks if each.qualifier == REMARK_QUALIFIER],
        provenance=provenance_message(line.place, file_hash),
    )
    if line.submitted_procedure is not None:
        message.submitted.CopyFrom(procedure_message(line.submitted_procedure))
    if line.allowed is not None:
        message.allowed_cents = line.allowed
    return message


def procedure_message(procedure: x12.Procedure) -> common.Procedure:
    return common.Procedure(
        qualifier=procedure.qualifier,
        code=procedure.code,
        modifiers=procedure.modifiers,
        description=procedure.description,
    )


def provider_adjusted(
    adjustment: x12.ProviderAdjustment, payment: Payment, file_hash: str
) -> era.ProviderAdjusted:
    """One amount of a PLB; the remittance id follows when the set is known."""
    return era.ProviderAdjusted(
        payment=identity_message(payment.identity),
        payer=payer_message(payment.payer),
        ordinal=adjustment.ordinal,
        provider_id=adjustment.provider_id,
        fiscal_year_end_on=iso(adjustment.fiscal_year_end),
        reason_code=adjustment.code,
        reference=adjustment.reference,
        amount_cents=adjustment.amount,
        provenance=provenance_message(adjustment.place, file_hash),
    )


def provenance_message(place: x12.Place, file_hash: str) -> common.Provenance:
    return common.Provenance(
        file_hash=file_hash,
        segment_index=place.segment_index,
        byte_offset=place.byte_offset,
        position=place.position,
    )


def answer_of(claim: x12.ClaimPayment, payment: Payment) -> Answer:
    """What a claim payment says about whose claim it is."""
    rendering, payee = claim.rendering, payment.payee
    return Answer(
        control_number=claim.patient_control_number,
        status=claim.status,
        charge=claim.charge,
        paid=claim.paid,
        payer_control_number=claim.payer_control_number,
        payer_identifier=payment.identity.payer_identifier,
        npis=_stated(payee.npi, rendering.npi if rendering else ""),
        tax_ids=_stated(payee.tax_id),
        service_from=claim.service_from,
        service_to=_last_day(claim),
        patient=Name(claim.patient.last_name, claim.patient.first_name)
        if claim.patient
        else Name(),
    )


def known_claim(event: claims.OriginalClaimRegistered, key: str) -> KnownClaim:
    """A version of an original as the index keeps it."""
    return KnownClaim(
        claim_id=event.claim_id,
        version=event.version,
        key=key,
        control_number=event.patient_control_number,
        npi=event.billing_provider_npi,
        tax_id=event.billing_provider_tax_id,
        charge=event.charge_cents,
        service_from=day(event.service_from_on),
        service_to=day(event.service_to_on),
        patient=Name(event.patient.last_name, event.patient.first_name),
        is_void=event.is_void,
    )


def sent_claim(event: claims.SecondaryClaimBuilt) -> SentClaim:
    """A number that we send as the index keeps it."""
    return SentClaim(event.submission_id, event.claim_id, event.patient_control_number)


def _last_day(claim: x12.ClaimPayment) -> date | None:
    days = [line.service_to for line in claim.lines if line.service_to]
    return max(days) if days else claim.statement_to or claim.service_from


def _stated(*ids: str) -> frozenset[str]:
    return frozenset(each for each in ids if each)


def _date(dates: Iterable[x12.DateReference], qualifier: str) -> date | None:
    return next((each.start for each in dates if each.qualifier == qualifier), None)
