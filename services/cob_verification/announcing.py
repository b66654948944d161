"""From determinations to the events that say them."""

from __future__ import annotations

from collections.abc import Iterable

from google.protobuf.message import Message

from cob_verification.domain.determination import (
    AwaitCrossover,
    BillNext,
    Denied,
    Determined,
    Hold,
    NothingLeft,
    PatientOwes,
    Prior,
)
from cob_verification.domain.reasons import Rule, remedy, told
from cob_verification.domain.remainder import Owned
from cob_verification.domain.standing import CrossoverFailure, Made, Withdrawn
from cob_verification.translation import coverage_event
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.dates import iso


def announced(made: Made, claim_id: str, configuration_hash: str) -> Message:
    """The event of a determination."""
    head = _head(made, claim_id, configuration_hash)
    outcome = made.determined.outcome
    match outcome:
        case BillNext():
            return _next_payer(head, outcome)
        case AwaitCrossover():
            return _crossover(head, outcome)
        case PatientOwes(patient_cents):
            return cob.PatientResponsibilityDetermined(
                determination=head, patient_cents=patient_cents
            )
        case NothingLeft():
            return cob.NothingLeftDetermined(determination=head)
        case Denied(denied_cents):
            return cob.DenialDetermined(determination=head, denied_cents=denied_cents)
        case Hold():
            return _held(head, made.determined, outcome)


def withdrawn(each: Withdrawn, claim_id: str) -> cob.DeterminationWithdrawn:
    return cob.DeterminationWithdrawn(
        determination_id=each.standing.determination_id,
        claim_id=claim_id,
        reason_code=each.reason.value,
        detail=told(each.reason.value),
        adjudication_id=each.standing.adjudication_id,
    )


def failed(each: CrossoverFailure, claim_id: str) -> cob.CrossoverFailed:
    return cob.CrossoverFailed(
        claim_id=claim_id,
        determination_id=each.standing.determination_id,
        coverage_id=each.standing.next_coverage_id,
        reason_code=each.reason.code,
        detail=told(each.reason.code),
    )


def _head(made: Made, claim_id: str, configuration_hash: str) -> cob.Determination:
    found = made.determined
    left = found.remainder
    return cob.Determination(
        determination_id=made.determination_id,
        claim_id=claim_id,
        claim_version=found.claim_version,
        adjudication_id=found.adjudication_id,
        coverage_id=found.coverage.coverage_id if found.coverage else "",
        sequence=found.sequence,
        adjustments=[_adjustment(each) for each in found.adjustments],
        remainder=cob.Remainder(
            billable_cents=left.billable_cents,
            write_off_cents=left.write_off_cents,
            work_first_cents=left.work_first_cents,
            patient_cents=left.patient_cents,
        ),
        trace=_trace(found.trace),
        configuration_hash=configuration_hash,
        reason_code=found.reason.code,
        is_patient_protected=found.is_patient_protected,
        attempt=made.attempt,
        unsettled_cents=found.unsettled_cents,
    )


def _adjustment(each: Owned) -> cob.ClassifiedAdjustment:
    stated = each.adjustment
    return cob.ClassifiedAdjustment(
        line_ordinal=stated.line,
        adjustment=common.Adjustment(
            group_code=stated.group,
            reason_code=stated.reason,
            amount_cents=stated.amount_cents,
            quantity=stated.quantity,
        ),
        adjustment_class=f"ADJUSTMENT_CLASS_{each.meaning.value}",
        owner=f"OWNER_{each.owner.value}",
        rule_code=each.rule_code,
    )


def _trace(trace: Iterable[Rule]) -> list[common.RuleTrace]:
    return [common.RuleTrace(code=each.code, sentence=each.sentence) for each in trace]


def _next_payer(head: cob.Determination, outcome: BillNext) -> cob.NextPayerDetermined:
    return cob.NextPayerDetermined(
        determination=head,
        next=coverage_event(outcome.following),
        priors=[_prior(each) for each in outcome.priors],
        others=[coverage_event(each) for each in outcome.others],
        billable_cents=outcome.billable_cents,
        file_by=iso(outcome.deadline.file_by),
        file_by_rule_code=outcome.deadline.reason.code,
    )


def _prior(each: Prior) -> cob.PriorPayer:
    return cob.PriorPayer(
        adjudication_id=each.adjudication_id, coverage=coverage_event(each.coverage)
    )


def _crossover(head: cob.Determination, outcome: AwaitCrossover) -> cob.CrossoverAwaited:
    return cob.CrossoverAwaited(
        determination=head,
        next=coverage_event(outcome.carrier) if outcome.carrier else None,
        evidence=outcome.evidence,
        wait_until=iso(outcome.wait_until),
        billable_cents=outcome.billable_cents,
    )


def _held(head: cob.Determination, found: Determined, outcome: Hold) -> cob.DeterminationHeld:
    return cob.DeterminationHeld(
        determination=head,
        detail=told(found.reason.code),
        next_action=remedy(found.reason.code),
        next=coverage_event(outcome.following) if outcome.following else None,
        money_at_risk_cents=outcome.money_at_risk_cents,
        file_by=iso(outcome.deadline.file_by) if outcome.deadline else "",
    )
