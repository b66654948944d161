"""From events to what the rules know, and from determinations to events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from cob_verification.domain.answers import Adjustment, Answer, AnsweredLine, Carrier
from cob_verification.domain.claim import Claim
from cob_verification.domain.coverage import (
    Address,
    Coverage,
    Evidence,
    PayerName,
    Person,
    rank_of,
)
from cob_verification.domain.coverage_history import coverage_id
from cob_verification.domain.patient import PatientIdentity
from cob_verification.domain.payers import PayerDirectory
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.dates import day, iso
from cobrelay.errors import Refused


def claim(event: claims.OriginalClaimRegistered, patient: str, payers: PayerDirectory) -> Claim:
    """The claim; raises Refused (COB-002) when it states no date of service."""
    first = day(event.service_from_on)
    if first is None:
        raise Refused("COB-002")
    return Claim(
        claim_id=event.claim_id,
        charge_cents=event.charge_cents,
        service_from=first,
        service_to=day(event.service_to_on) or first,
        coverages=tuple(_stated(each, patient, payers) for each in event.coverages),
        version=event.version,
        is_void=event.is_void,
        patient_account=event.patient_account,
    )


def patient(party: common.Party) -> PatientIdentity:
    return PatientIdentity(party.last_name, party.first_name, party.birth_date, party.sex)


def _stated(stated: claims.StatedCoverage, patient_key: str, payers: PayerDirectory) -> Coverage:
    found = Coverage(
        coverage_id="",
        rank=rank_of(stated.responsibility),
        payer=payer_name(stated.payer),
        member_id=stated.member_id,
        claim_filing_indicator=stated.claim_filing_indicator,
        insurance_type=stated.insurance_type,
        group_number=stated.group_number,
        group_name=stated.group_name,
        relationship=stated.relationship,
        subscriber=person(stated.subscriber),
    )
    return identified(found, patient_key, payers)


def identified(found: Coverage, patient_key: str, payers: PayerDirectory) -> Coverage:
    """With the id that the same payer, member and group of this patient always has."""
    return replace(found, coverage_id=coverage_id(patient_key, found, payers))


def coverage(stated: common.Coverage) -> Coverage:
    """A coverage as an event, a request or a row of ours states it."""
    return Coverage(
        coverage_id=stated.coverage_id,
        rank=stated.rank,
        payer=payer_name(stated.payer),
        member_id=stated.member_id,
        claim_filing_indicator=stated.claim_filing_indicator,
        insurance_type=stated.insurance_type,
        group_number=stated.group_number,
        group_name=stated.group_name,
        relationship=stated.relationship,
        subscriber=person(stated.subscriber),
        effective_on=day(stated.effective_on),
        terminated_on=day(stated.terminated_on),
        evidence=Evidence(stated.evidence or Evidence.CLAIM.value),
        payer_profile=stated.payer_profile,
    )


def coverage_event(found: Coverage) -> common.Coverage:
    return common.Coverage(
        coverage_id=found.coverage_id,
        rank=found.rank,
        payer=_payer_event(found.payer),
        member_id=found.member_id,
        claim_filing_indicator=found.claim_filing_indicator,
        insurance_type=found.insurance_type,
        group_number=found.group_number,
        group_name=found.group_name,
        relationship=found.relationship,
        subscriber=_party(found.subscriber),
        effective_on=iso(found.effective_on),
        terminated_on=iso(found.terminated_on),
        evidence=found.evidence.value,
        payer_profile=found.payer_profile,
    )


def answer(event: era.ClaimAdjudicated, received_on: date) -> Answer:
    said = event.answer
    return Answer(
        adjudication_id=event.adjudication_id,
        status=said.status_code,
        payer=payer_name(said.payer),
        charge_cents=said.charge_cents,
        paid_cents=said.paid_cents,
        paid_on=day(said.paid_on) or day(said.payment.paid_on),
        received_on=received_on,
        payer_identifier=said.payment.payer_identifier,
        member_ids=_member_ids(said),
        adjustments=tuple(_adjustments(said)),
        lines=tuple(map(_line, said.lines)),
        remark_codes=_remark_codes(said),
        carrier=_carrier(said.crossover_carrier),
        priority_payer=_carrier(said.corrected_priority_payer),
        submission_id=event.submission_id,
        reverses=event.reverses_adjudication_id,
        claim_version=event.claim_version,
    )


def _member_ids(said: era.ClaimPayment) -> tuple[str, ...]:
    """NM1*IL where the insured is another than the patient, and a corrected id (NM1*74)."""
    insured = said.insured.id or said.patient.id
    return tuple(each for each in (insured, said.corrected_insured.id) if each)


def _adjustments(said: era.ClaimPayment) -> Iterable[Adjustment]:
    """The line level first, then the claim level (domain 6.3)."""
    for line in said.lines:
        for each in line.adjustments:
            yield _adjustment(each, line.ordinal)
    for each in said.adjustments:
        yield _adjustment(each, 0)


def _line(said: era.ServiceLinePayment) -> AnsweredLine:
    procedure = said.submitted if said.submitted.code else said.adjudicated
    return AnsweredLine(
        ordinal=said.ordinal,
        control_number=said.line_item_control_number.strip().upper().lstrip("0"),
        # Some payers glue the modifiers to the code (domain 1.7); a HCPCS code has five characters.
        code=procedure.code.strip().upper()[:5],
        charge_cents=said.charge_cents,
        paid_cents=said.paid_cents,
    )


def _adjustment(stated: common.Adjustment, line: int) -> Adjustment:
    return Adjustment(
        stated.group_code, stated.reason_code, stated.amount_cents, line, stated.quantity
    )


def _remark_codes(said: era.ClaimPayment) -> tuple[str, ...]:
    """Of MIA and MOA, then of the lines (LQ*HE)."""
    of_lines = (code for line in said.lines for code in line.remark_codes)
    return tuple(dict.fromkeys((*said.remark_codes, *of_lines)))


def _carrier(party: common.Party) -> Carrier:
    return Carrier(name=party.last_name, id=party.id)


def payer_name(stated: common.PayerName) -> PayerName:
    return PayerName(
        name=stated.name,
        id=stated.id,
        id_qualifier=stated.id_qualifier,
        other_ids=tuple(stated.other_ids),
        address=_address(stated.address),
    )


def _payer_event(found: PayerName) -> common.PayerName:
    return common.PayerName(
        name=found.name,
        id=found.id,
        id_qualifier=found.id_qualifier,
        other_ids=found.other_ids,
        address=_address_event(found.address),
    )


_PERSON = ("last_name", "first_name", "middle_name", "suffix", "birth_date", "sex")
_ADDRESS = ("street", "street_2", "city", "state", "postal_code", "country")


def person(party: common.Party) -> Person:
    return Person(
        **{name: getattr(party, name) for name in _PERSON},
        is_organisation=party.is_organisation,
        address=_address(party.address),
    )


def _party(found: Person) -> common.Party:
    return common.Party(
        **{name: getattr(found, name) for name in _PERSON},
        is_organisation=found.is_organisation,
        address=_address_event(found.address),
    )


def _address(stated: common.Address) -> Address:
    return Address(**{name: getattr(stated, name) for name in _ADDRESS})


def _address_event(found: Address) -> common.Address | None:
    """Nothing where nothing is known of it."""
    if found == Address():
        return None
    return common.Address(**{name: getattr(found, name) for name in _ADDRESS})
