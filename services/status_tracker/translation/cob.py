"""What determinations tell: who pays next, who must decide, what does not hold any more."""

from collections.abc import Mapping
from typing import Any

from cobrelay.contracts.cob import v1 as cob
from cobrelay.dates import day
from cobrelay.messaging.causes import Cause
from status_tracker.domain.evidence import Evidence, Kind
from status_tracker.domain.telling import Told
from status_tracker.domain.worklist import Closing, Opening
from status_tracker.translation.words import dollars, evidence, payer_of, sentence


def _base(
    cause: Cause[Any], kind: Kind, determination: cob.Determination, **facts: Any
) -> Evidence:
    return evidence(
        cause,
        kind,
        adjudication_id=determination.adjudication_id,
        determination_id=determination.determination_id,
        answered_by=determination.coverage_id,
        reason_code=determination.reason_code,
        **{"sequence": determination.sequence, **facts},
    )


def _earlier(determination: cob.Determination) -> tuple[Closing, ...]:
    """A determination settles what an earlier one on the same answer left to a person."""
    return (Closing(f"determination:{determination.adjudication_id}:", is_prefix=True),)


def _opening(
    determination: cob.Determination, next_action: str, money_cents: int, due: str = ""
) -> Opening:
    return Opening(
        about=f"determination:{determination.adjudication_id}:{determination.determination_id}",
        reason_code=determination.reason_code,
        next_action=next_action,
        money_at_risk_cents=money_cents,
        due_on=day(due),
        subject_kind="claim",
        subject_id=determination.claim_id,
    )


def next_payer(cause: Cause[cob.NextPayerDetermined]) -> Told:
    event, determination = cause.body, cause.body.determination
    rank = event.next.rank or determination.sequence + 1
    return Told(
        determination.claim_id,
        f"{event.next.payer.name} pays next ({payer_of(rank)}): "
        f"{dollars(event.billable_cents)} are billable, to be filed by {event.file_by}.",
        determination.reason_code,
        event.billable_cents,
        evidence=_base(
            cause,
            Kind.NEXT_PAYER,
            determination,
            coverage_id=event.next.coverage_id,
            payer_name=event.next.payer.name,
            next_sequence=rank,
            amount_cents=event.billable_cents,
            due_on=day(event.file_by),
        ),
        openings=_work_first(determination),
        closings=_earlier(determination),
    )


ANSWERED_UNASKED = "ANSWER"  # the evidence that somebody had forwarded the claim


def crossover(cause: Cause[cob.CrossoverAwaited]) -> Told:
    event, determination = cause.body, cause.body.determination
    name = event.next.payer.name or "another payer"
    told = f"The claim was forwarded to {name}: nothing is sent before {event.wait_until}."
    if ANSWERED_UNASKED in event.evidence:
        told = f"{name} has answered a claim that we never sent: nothing is sent to it."
    return Told(
        determination.claim_id,
        told,
        determination.reason_code,
        event.billable_cents,
        evidence=_base(
            cause,
            Kind.CROSSOVER,
            determination,
            coverage_id=event.next.coverage_id,
            payer_name=name,
            next_sequence=event.next.rank,
            amount_cents=event.billable_cents,
            due_on=day(event.wait_until),
        ),
        openings=_work_first(determination),
        closings=_earlier(determination),
    )


def _work_first(determination: cob.Determination) -> tuple[Opening, ...]:
    """What can be put right on a forwarded claim is worked while we wait, and goes on being worked
    when we have to file it ourselves; also where what was denied and given back cancel out."""
    cents = determination.remainder.work_first_cents
    if not cents and all(each.owner != cob.OWNER_PERSON for each in determination.adjustments):
        return ()
    action = "Work the denied lines with the payer that answered"
    return (_opening(determination, action, max(cents, 0)),)


def crossover_failed(cause: Cause[cob.CrossoverFailed]) -> Told:
    event = cause.body
    return Told(
        event.claim_id,
        f"We file the forwarded claim ourselves. {event.detail}".rstrip(),
        event.reason_code,
    )


def patient(cause: Cause[cob.PatientResponsibilityDetermined]) -> Told:
    event, determination = cause.body, cause.body.determination
    return Told(
        determination.claim_id,
        f"No payer is left: {dollars(event.patient_cents)} are the patient's.",
        determination.reason_code,
        event.patient_cents,
        evidence=_base(cause, Kind.PATIENT, determination, amount_cents=event.patient_cents),
        closings=_earlier(determination),
    )


def nothing_left(cause: Cause[cob.NothingLeftDetermined]) -> Told:
    determination = cause.body.determination
    return Told(
        determination.claim_id,
        "Nobody owes anything more.",
        determination.reason_code,
        evidence=_base(cause, Kind.NOTHING_LEFT, determination),
        closings=_earlier(determination),
    )


def denied(cause: Cause[cob.DenialDetermined]) -> Told:
    event, determination = cause.body, cause.body.determination
    return Told(
        determination.claim_id,
        f"{dollars(event.denied_cents)} were denied for a reason that can be put right.",
        determination.reason_code,
        event.denied_cents,
        evidence=_base(cause, Kind.DENIED, determination, amount_cents=event.denied_cents),
        openings=(
            _opening(
                determination, "Correct the claim with its payer, or appeal", event.denied_cents
            ),
        ),
        closings=_earlier(determination),
    )


def held(cause: Cause[cob.DeterminationHeld]) -> Told:
    event, determination = cause.body, cause.body.determination
    name, action = event.next.payer.name, event.next_action or event.detail
    following = f" {name} would pay next ({payer_of(event.next.rank)})." if name else ""
    return Told(
        determination.claim_id,
        f"It goes no further without a person. {event.detail}{following}",
        determination.reason_code,
        event.money_at_risk_cents,
        evidence=_base(
            cause,
            Kind.DETERMINATION_HELD,
            determination,
            amount_cents=event.money_at_risk_cents,
            due_on=day(event.file_by),
        ),
        openings=(_opening(determination, action, event.money_at_risk_cents, event.file_by),),
        closings=_earlier(determination),
    )


def withdrawn(cause: Cause[cob.DeterminationWithdrawn]) -> Told:
    event = cause.body
    return Told(
        event.claim_id,
        f"The determination does not hold any more. {event.detail}".rstrip(),
        event.reason_code,
        evidence=evidence(
            cause,
            Kind.DETERMINATION_WITHDRAWN,
            determination_id=event.determination_id,
            reason_code=event.reason_code,
        ),
        closings=(
            Closing(f"determination:{event.adjudication_id}:{event.determination_id}"),
            Closing(f"build:{event.determination_id}"),
        ),
    )


def row_refused(cause: Cause[cob.CoverageRowRefused]) -> Told:
    event = cause.body
    place = f"{event.file_hash}:{event.line_number}"
    return Told(
        "",
        f"Line {event.line_number} of a coverage feed is refused. {sentence(event.detail)}",
        event.reason_code,
        openings=(
            Opening(
                about=f"coverage-row:{place}",
                reason_code=event.reason_code,
                next_action="Correct the row and send it again",
                subject_kind="file",
                subject_id=place,
            ),
        ),
    )


TELLS: Mapping[Any, Any] = {
    cob.NextPayerDetermined: next_payer,
    cob.CrossoverAwaited: crossover,
    cob.CrossoverFailed: crossover_failed,
    cob.PatientResponsibilityDetermined: patient,
    cob.NothingLeftDetermined: nothing_left,
    cob.DenialDetermined: denied,
    cob.DeterminationHeld: held,
    cob.DeterminationWithdrawn: withdrawn,
    cob.CoverageRowRefused: row_refused,
}
