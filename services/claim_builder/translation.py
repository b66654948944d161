"""Between the contracts and the builder's own values."""

from collections.abc import Iterable, Sequence

from claim_builder.domain.answer import Answer, AnsweredLine, Source
from claim_builder.domain.assembly import Built
from claim_builder.domain.coverage import Coverage, PayerPolicy
from claim_builder.domain.numbering import line_control_numbers
from claim_builder.domain.reasons import Hold
from claim_builder.domain.secondary_claim import SourcedNumber
from cobrelay import x12
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.dates import day, iso
from cobrelay.findings import told
from cobrelay.money import Cents
from cobrelay.x12.views.facts import reference_of

FINDINGS_MAX = 20  # a person reads the first few; the file itself is kept


def coverage(message: common.Coverage, policy: PayerPolicy) -> Coverage:
    """A coverage of the determination's snapshot, with what is configured of its payer."""
    return Coverage(
        coverage_id=message.coverage_id,
        payer=_payer(message.payer),
        subscriber=_person(message.subscriber),
        member_id=message.member_id,
        relationship=message.relationship,
        rank=message.rank,
        filing_indicator=message.claim_filing_indicator,
        insurance_type=message.insurance_type,
        group_number=message.group_number,
        group_name=message.group_name,
        effective_on=day(message.effective_on),
        terminated_on=day(message.terminated_on),
        policy=policy,
    )


def _payer(message: common.PayerName) -> x12.Party:
    return x12.Party(
        "PR",
        last_name=message.name,
        id_qualifier=message.id_qualifier,
        id=message.id,
        address=_address(message.address) if message.HasField("address") else None,
    )


def _person(message: common.Party) -> x12.Party:
    return x12.Party(
        "IL",
        is_person=not message.is_organisation,
        last_name=message.last_name,
        first_name=message.first_name,
        middle_name=message.middle_name,
        suffix=message.suffix,
        id_qualifier=message.id_qualifier,
        id=message.id,
        address=_address(message.address) if message.HasField("address") else None,
        birth_date=day(message.birth_date),
        sex=message.sex,
    )


def _address(message: common.Address) -> x12.Address:
    return x12.Address(
        message.street,
        message.street_2,
        message.city,
        message.state,
        message.postal_code,
        message.country,
    )


def answer(event: era.ClaimAdjudicated, *, is_reversed: bool) -> Answer:
    """A payer's answer as the next claim rests on it."""
    said = event.answer
    return Answer(
        adjudication_id=event.adjudication_id,
        claim_id=event.claim_id,
        status=said.status_code,
        charge=Cents(said.charge_cents),
        paid=Cents(said.paid_cents),
        paid_on=day(said.paid_on or said.payment.paid_on),
        adjustments=_adjustments(said.adjustments),
        lines=tuple(_line(line) for line in said.lines),
        payer_claim_control_number=said.payer_claim_control_number,
        outpatient=tuple(said.outpatient_adjudication),
        remarks=tuple(said.remark_codes),
        names_crossover_carrier=said.HasField("crossover_carrier"),
        is_reversed=is_reversed,
        is_correction=bool(event.corrects_adjudication_id),
        source=_source(said.provenance),
    )


def _line(message: era.ServiceLinePayment) -> AnsweredLine:
    submitted = _procedure(message.submitted) if message.submitted.code else None
    return AnsweredLine(
        ordinal=message.ordinal,
        procedure=_procedure(message.adjudicated),
        charge=Cents(message.charge_cents),
        paid=Cents(message.paid_cents),
        adjustments=_adjustments(message.adjustments),
        submitted=submitted,
        control_number=message.line_item_control_number,
        paid_units=message.paid_units,
        service_from=day(message.service_from_on),
        source=_source(message.provenance),
    )


def _procedure(message: common.Procedure) -> x12.Procedure:
    return x12.Procedure(message.qualifier, message.code, tuple(message.modifiers))


def _adjustments(messages: Iterable[common.Adjustment]) -> tuple[x12.Adjustment, ...]:
    return tuple(
        x12.Adjustment(m.group_code, m.reason_code, Cents(m.amount_cents), m.quantity)
        for m in messages
    )


def _source(message: common.Provenance) -> Source:
    return Source(message.file_hash, message.segment_index, message.byte_offset)


def findings(found: Iterable[x12.Finding]) -> list[common.DocumentFinding]:
    return [told(each) for each in list(found)[:FINDINGS_MAX]]


def provenance(file_hash: str, place: x12.Place) -> common.Provenance:
    return common.Provenance(
        file_hash=file_hash,
        segment_index=place.segment_index,
        byte_offset=place.byte_offset,
        position=place.position,
    )


def registration(
    claim: x12.Claim837, file_hash: str, warnings: Sequence[x12.Finding]
) -> claims.OriginalClaimRegistered:
    """What an original says; claim id and version are given to it when it is registered."""
    return claims.OriginalClaimRegistered(
        billing_provider_npi=claim.billing_npi,
        billing_provider_tax_id=claim.billing_tax_id,
        patient_control_number=claim.patient_control_number,
        frequency_code=claim.frequency,
        payer_claim_control_number=claim.payer_claim_control_number,
        charge_cents=claim.charge,
        patient_paid_cents=claim.patient_paid or 0,
        patient=party(claim.patient),
        coverages=_stated_coverages(claim),
        lines=_service_lines(claim),
        service_from_on=iso(claim.service_from),
        service_to_on=iso(claim.service_to),
        facility_code=claim.place_of_service,
        related_causes=_related_causes(claim),
        patient_account=reference_of(claim.references, "EA"),
        file_hash=file_hash,
        provenance=provenance(file_hash, claim.place),
        warnings=findings(warnings),
    )


def _stated_coverages(claim: x12.Claim837) -> list[claims.StatedCoverage]:
    destination = _stated(claim.subscription, claim.subscriber, claim.payer, claim.relationship)
    destination.is_destination = True
    others = [
        _stated(each.subscription, each.subscriber, each.payer, each.subscription.relationship)
        for each in claim.other_subscribers
    ]
    return [destination, *others]


def _stated(
    subscription: x12.Subscription,
    subscriber: x12.Party | None,
    payer: x12.Party | None,
    relationship: str,
) -> claims.StatedCoverage:
    return claims.StatedCoverage(
        responsibility=subscription.responsibility,
        relationship=relationship,
        group_number=subscription.group_number,
        group_name=subscription.group_name,
        insurance_type=subscription.insurance_type,
        claim_filing_indicator=subscription.filing_indicator,
        member_id=subscriber.id if subscriber else "",
        subscriber=party(subscriber) if subscriber else None,
        payer=payer_name(payer) if payer else None,
    )


def _service_lines(claim: x12.Claim837) -> list[claims.ServiceLine]:
    numbers = line_control_numbers([line.control_number for line in claim.lines])
    return [
        claims.ServiceLine(
            ordinal=at,
            line_item_control_number=number,
            procedure=common.Procedure(
                qualifier=line.procedure.qualifier,
                code=line.procedure.code,
                modifiers=line.procedure.modifiers,
                description=line.procedure.description,
            ),
            charge_cents=line.charge,
            units=line.units,
            service_from_on=iso(line.service_from),
            service_to_on=iso(line.service_to),
        )
        for at, (line, number) in enumerate(zip(claim.lines, numbers, strict=True), start=1)
    ]


def _related_causes(claim: x12.Claim837) -> list[str]:
    """CLM11-1 to 3: automobile, employment, other accident."""
    found = claim.tree.find("2300")
    clm = found.segment("CLM") if found else None
    causes = [clm.component(11, n) for n in (1, 2, 3)] if clm else []
    return [cause for cause in causes if cause]


def party(person: x12.Party) -> common.Party:
    return common.Party(
        is_organisation=not person.is_person,
        last_name=person.last_name,
        first_name=person.first_name,
        middle_name=person.middle_name,
        suffix=person.suffix,
        birth_date=iso(person.birth_date),
        sex=person.sex,
        address=_address_message(person.address),
        id_qualifier=person.id_qualifier,
        id=person.id,
    )


def payer_name(payer: x12.Party) -> common.PayerName:
    return common.PayerName(
        name=payer.last_name,
        id=payer.id,
        id_qualifier=payer.id_qualifier,
        other_ids=[each.value for each in payer.references if each.qualifier in {"2U", "FY", "NF"}],
        address=_address_message(payer.address),
    )


def _address_message(address: x12.Address | None) -> common.Address | None:
    if address is None:
        return None
    return common.Address(
        street=address.line,
        street_2=address.line2,
        city=address.city,
        state=address.state,
        postal_code=address.postal_code,
        country=address.country,
    )


def built_event(
    determined: cob.NextPayerDetermined, built: Built, submission_id: str
) -> claims.SecondaryClaimBuilt:
    """The built claim, without what only its original knows."""
    return claims.SecondaryClaimBuilt(
        submission_id=submission_id,
        claim_id=determined.determination.claim_id,
        determination_id=determined.determination.determination_id,
        sequence=len(determined.priors) + 1,
        coverage=determined.next,
        patient_control_number=built.control_number,
        frequency_code=built.frequency,
        charge_cents=built.charge,
        billable_cents=determined.billable_cents,
        file_by=determined.file_by,
        body=built.body,
        body_hash=built.body_hash,
        segment_count=built.segment_count,
        provenance=[_number(each) for each in built.numbers],
        adjudication_ids=[prior.adjudication_id for prior in determined.priors],
        line_item_control_numbers=built.line_numbers,
        implementation=built.implementation,
    )


def _number(number: SourcedNumber) -> claims.NumberProvenance:
    source = number.source
    return claims.NumberProvenance(
        place=number.place,
        amount_cents=number.amount,
        source=common.Provenance(
            file_hash=source.file_hash,
            segment_index=source.segment_index,
            byte_offset=source.byte_offset,
        ),
    )


def held_event(determined: cob.NextPayerDetermined, hold: Hold) -> claims.SecondaryClaimHeld:
    return claims.SecondaryClaimHeld(
        claim_id=determined.determination.claim_id,
        determination_id=determined.determination.determination_id,
        sequence=len(determined.priors) + 1,
        reason_code=hold.code,
        detail=hold.detail,
        missing_cents=hold.missing,
        place=hold.place,
        money_at_risk_cents=determined.billable_cents,
        file_by=determined.file_by,
        coverage_id=determined.next.coverage_id,
    )
