"""An 835 as the events that era_intake makes of it, every claim matched to the claim `C1`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cobrelay import x12
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.dates import iso


def adjudications(source: Path | bytes, claim_id: str = "C1") -> Iterator[era.ClaimAdjudicated]:
    """One event per CLP, with ids that say which it is."""
    header: x12.RemittanceHeader | None = None
    for item in x12.read(source):
        match item:
            case x12.RemittanceHeader():
                header = item
            case x12.ClaimPayment():
                assert header is not None
                yield adjudicated(item, header, claim_id)


def adjudicated(
    payment: x12.ClaimPayment, header: x12.RemittanceHeader, claim_id: str
) -> era.ClaimAdjudicated:
    outpatient = payment.outpatient.elements if payment.outpatient else ()
    said = era.ClaimPayment(
        remittance_id=header.trace_number,
        ordinal=payment.ordinal,
        payer=common.PayerName(name=header.payer.last_name, id=header.payer.id),
        patient_control_number=payment.patient_control_number,
        status_code=payment.status,
        charge_cents=payment.charge,
        paid_cents=payment.paid,
        claim_filing_indicator=payment.filing_indicator,
        payer_claim_control_number=payment.payer_control_number,
        adjustments=[_adjustment(each) for each in payment.adjustments],
        remark_codes=payment.remarks,
        outpatient_adjudication=[str(each) for each in outpatient],
        lines=[_line(each) for each in payment.lines],
        provenance=_provenance(payment.place),
        paid_on=iso(header.payment_date),
    )
    if payment.crossover_payer:
        said.crossover_carrier.last_name = payment.crossover_payer.last_name
    return era.ClaimAdjudicated(
        adjudication_id=f"{header.trace_number}-{payment.ordinal}",
        claim_id=claim_id,
        claim_version=1,
        answer=said,
        matched_by="number",
    )


def _line(line: x12.ServiceLine) -> era.ServiceLinePayment:
    return era.ServiceLinePayment(
        ordinal=line.ordinal,
        line_item_control_number=line.control_number,
        adjudicated=_procedure(line.procedure),
        submitted=_procedure(line.submitted_procedure) if line.submitted_procedure else None,
        charge_cents=line.charge,
        paid_cents=line.paid,
        revenue_code=line.revenue_code,
        paid_units=line.units_paid,
        service_from_on=iso(line.service_from),
        adjustments=[_adjustment(each) for each in line.adjustments],
        provenance=_provenance(line.place),
    )


def _procedure(procedure: x12.Procedure) -> common.Procedure:
    return common.Procedure(
        qualifier=procedure.qualifier, code=procedure.code, modifiers=procedure.modifiers
    )


def _adjustment(adjustment: x12.Adjustment) -> common.Adjustment:
    return common.Adjustment(
        group_code=adjustment.group,
        reason_code=adjustment.reason,
        amount_cents=adjustment.amount,
        quantity=adjustment.quantity,
    )


def _provenance(place: x12.Place) -> common.Provenance:
    return common.Provenance(
        file_hash="remittance", segment_index=place.segment_index, byte_offset=place.byte_offset
    )
