"""Who pays next: every answer of a claim with what is decided of it. Start reading here."""

from __future__ import annotations

from collections.abc import Sequence

from cob_verification.domain import remainder
from cob_verification.domain.coverage import Coverage
from cob_verification.domain.crossover import (
    Forwarded,
    Kept,
    UnknownCarrier,
    answered_unasked,
    carrier_of,
    evidence_of,
    forwarding,
    is_medicaid,
    wait_until,
)
from cob_verification.domain.determination import (
    AwaitCrossover,
    BillNext,
    Denied,
    Determined,
    Hold,
    NothingLeft,
    Outcome,
    PatientOwes,
    Prior,
)
from cob_verification.domain.dossier import Dossier, NoticeKind
from cob_verification.domain.filing import filing_deadline
from cob_verification.domain.holding import held, in_order, without_a_place
from cob_verification.domain.payers import PayerDirectory
from cob_verification.domain.primacy import PayerOrder, payer_order
from cob_verification.domain.reasons import Rule, rule
from cob_verification.domain.remainder import Owner, Share
from cob_verification.domain.seating import Seat, Seating, seat
from cob_verification.domain.stage import Stage

LATER_STATUSES = frozenset({"2", "3", "20", "21"})


def determine(dossier: Dossier, payers: PayerDirectory) -> tuple[Determined, ...]:
    """What is to be said of each answer, as far as it can be said by now; the order of arrival
    of claim, coverages and answers leaves no trace in it."""
    if dossier.claim.is_void:
        return ()
    order = payer_order(dossier.claim, dossier.known, payers)
    seating = seat(dossier, order, payers)
    if order.is_ambiguous:
        return _held_for_its_order(order, seating, dossier)
    stages = [Stage(each, seating, order, dossier, payers) for each in seating.decidable()]
    return (
        *(_decided(stage) for stage in stages),
        *(_undecided(each, order, seating, dossier, payers) for each in seating.undecided),
        *without_a_place(seating, dossier),
    )


def _held_for_its_order(
    order: PayerOrder, seating: Seating, dossier: Dossier
) -> tuple[Determined, ...]:
    """No answer is passed over in silence; each is held once, for the first reason there is."""
    seats = (*seating.by_place.values(), *seating.undecided)
    by_order = [held(each.answer, each.coverage, rule("COB-308"), order.trace) for each in seats]
    told = {each.adjudication_id for each in by_order}
    others = without_a_place(seating, dossier)
    return (*by_order, *(each for each in others if each.adjudication_id not in told))


def carrier_has_answered(dossier: Dossier, adjudication_id: str, payers: PayerDirectory) -> bool:
    """The payer that this answer was forwarded to has answered, too: there is nothing to wait for
    any more. Where it cannot be told who that is, any later payer's answer will do."""
    order = payer_order(dossier.claim, dossier.known, payers)
    seating = seat(dossier, order, payers)
    for each in seating.undecided:
        if each.answer.adjudication_id == adjudication_id:
            awaited = {coverage.coverage_id for coverage in _takers(each, order, seating)}
            return bool(awaited & seating.answered)
    for place, each in seating.by_place.items():
        if each.answer.adjudication_id == adjudication_id:
            later = seating.coverages[place:]
            moved = forwarding(each.answer, later, payers)
            carrier = moved.carrier if isinstance(moved, Forwarded) else next(iter(later), None)
            awaited = {coverage.coverage_id for coverage in ((carrier,) if carrier else later)}
            return bool(awaited & seating.answered)
    return False


def _takers(each: Seat, order: PayerOrder, seating: Seating) -> list[Coverage]:
    """Who may decide instead of a payer that did not: none that had answered before it."""
    earlier = {one.coverage_id for one in order.coverages if one.rank < each.place}
    ruled_out = earlier & seating.answered | {each.coverage.coverage_id}
    return [one for one in seating.coverages if one.coverage_id not in ruled_out]


def _decided(stage: Stage) -> Determined:
    """Wrong order first, then crossover, then what is left."""
    objection = _objection(stage)
    if objection is not None:
        return _stopped(stage, objection)
    moved = _forwarding(stage)
    match moved:
        case Forwarded():
            return _awaited(stage, moved)
        case UnknownCarrier(reason):
            return _stopped(stage, reason)
        case Kept(trace):
            return _billed_or_closed(stage, trace)


def _objection(stage: Stage) -> Rule | None:
    """The payer itself says that the order is another one (domain 4.5): never silently flipped."""
    if stage.answer.priority_payer.is_named:
        return rule("COB-305")
    says_later = stage.answer.status in LATER_STATUSES and stage.seat.place == 1
    # Some Medicaid programmes always answer as the third payer.
    if says_later and not stage.seating.passed_over:
        return None if is_medicaid(stage.seat.coverage, stage.payers) else rule("COB-306")
    return None


def _forwarding(stage: Stage) -> Forwarded | UnknownCarrier | Kept:
    """What the payer announced; else the next payer's answer to a claim that we never sent."""
    announced = forwarding(stage.answer, stage.later, stage.payers)
    if isinstance(announced, Forwarded) and not stage.crossover_failed:
        return announced
    unasked = stage.seating.answer_of_next(stage.seat.place)
    if unasked is not None and not _was_ours(unasked, stage):
        return answered_unasked(unasked.coverage)
    if (taken_back := _taken_back_unasked(stage)) is not None:
        return answered_unasked(taken_back)
    if isinstance(announced, Forwarded):
        return Kept((*announced.trace, _failure(stage)))
    return announced


def _taken_back_unasked(stage: Stage) -> Coverage | None:
    """The next payer has taken back its answer to a claim that we never sent: it still has the
    claim, and will answer anew."""
    following = stage.following
    if following is None:
        return None
    for reversal, coverage in stage.seating.taken_back:
        if coverage is not None and coverage.coverage_id == following.coverage_id:
            return None if _was_ours(Seat(reversal, following, ()), stage) else following
    return None


def _was_ours(answered: Seat, stage: Stage) -> bool:
    """We sent (or may have sent) the claim that this payer answers. Whether what we determined
    to send has gone out is heard on another topic: until it is clear, it counts as sent."""
    dossier, coverage_id = stage.dossier, answered.coverage.coverage_id
    if answered.answer.submission_id in dossier.submissions or coverage_id in dossier.sent:
        return True
    never_sent = dossier.has(stage.answer.adjudication_id, NoticeKind.NEVER_SENT)
    return coverage_id in dossier.asked and not never_sent


def _failure(stage: Stage) -> Rule:
    refused = stage.dossier.has(stage.answer.adjudication_id, NoticeKind.CROSSOVER_REFUSED)
    return rule("COB-209" if refused else "COB-208")


def _awaited(stage: Stage, moved: Forwarded) -> Determined:
    profile = stage.profile_of(moved.carrier or stage.following) or stage.payers.defaults
    found = remainder.sort(stage.classified(stage.seat), profile)
    outcome = AwaitCrossover(
        carrier=moved.carrier,
        evidence=moved.evidence,
        wait_until=wait_until(stage.answer, profile.crossover_wait_days),
        billable_cents=found.total(Share.BILLABLE),
    )
    return _said(stage, outcome, moved.trace[0], Owner.PAYER, found, moved.trace)


def _billed_or_closed(stage: Stage, trace: tuple[Rule, ...]) -> Determined:
    """Domain 6.3. A claim whose crossover failed is built whatever has to be worked first."""
    found = remainder.sort(stage.classified(stage.seat), stage.profile_of(stage.following))
    billable_cents = found.total(Share.BILLABLE)
    is_asked = billable_cents > 0 and stage.following is not None and stage.crossover_failed
    if found.has_work_first and not is_asked:
        return _denied(stage, found, trace)
    if billable_cents <= 0 and not (stage.following is None and stage.patient_cents):
        return _said(stage, NothingLeft(), rule("COB-504"), Owner.NOBODY, found, trace)
    if stage.following is None:
        return _patient_or_nobody(stage, found, trace)
    if not stage.following.payer.is_stated:
        hold = Hold(billable_cents, following=stage.following)
        return _said(stage, hold, rule("COB-307"), Owner.PAYER, found, trace)
    return _next(stage, stage.following, found, trace)


def _next(
    stage: Stage, following: Coverage, found: remainder.Sorted, trace: tuple[Rule, ...]
) -> Determined:
    profile = stage.profile_of(following) or stage.payers.defaults
    serviced_on = stage.dossier.claim.service_to
    deadline = filing_deadline(
        profile.filing_limits, serviced_on, stage.answer.paid_on or serviced_on
    )
    outcome = BillNext(
        following=following,
        priors=tuple(Prior(each.answer.adjudication_id, each.coverage) for each in stage.earlier),
        others=stage.later[1:],
        billable_cents=found.total(Share.BILLABLE),
        deadline=deadline,
    )
    spoken = (*trace, deadline.reason)
    return _said(stage, outcome, rule("COB-503"), Owner.PAYER, found, spoken)


def _denied(stage: Stage, found: remainder.Sorted, trace: tuple[Rule, ...]) -> Determined:
    """Nobody is billed before a person has acted; nor is the patient, whose share may change."""
    by_plan = any(
        kind is Share.WORK_FIRST and each.meaning in remainder.DENIED_BY_PLAN
        for each, kind in found.shares
    )
    reason = rule("COB-508" if by_plan and stage.following else "COB-507")
    owner = Owner.PAYER if stage.following else Owner.PERSON
    if owner is Owner.PERSON and stage.is_protected:
        owner = Owner.NOBODY
    outcome = Denied(found.total(Share.WORK_FIRST))
    return _said(stage, outcome, reason, owner, found, trace)


def _patient_or_nobody(
    stage: Stage, found: remainder.Sorted, trace: tuple[Rule, ...]
) -> Determined:
    """No payer is left. Who is protected owes nothing; others owe the lower patient share."""
    no_payer = rule("COB-502" if stage.order.left_out else "COB-501")
    trace = (*trace, no_payer)
    if stage.is_beneficiary and not stage.has_medicaid:
        hold = Hold(found.total(Share.BILLABLE))
        return _said(stage, hold, rule("COB-310"), Owner.PERSON, found, trace)
    if stage.is_protected:
        return _said(stage, NothingLeft(), rule("COB-505"), Owner.NOBODY, found, trace)
    patient_cents = stage.patient_cents
    if patient_cents == 0:
        return _said(stage, NothingLeft(), rule("COB-506"), Owner.NOBODY, found, trace)
    reason = no_payer if stage.seat.place == 1 else rule("COB-509")
    return _said(stage, PatientOwes(patient_cents), reason, Owner.PATIENT, found, trace)


def _said(
    stage: Stage,
    outcome: Outcome,
    reason: Rule,
    billable_owner: Owner,
    found: remainder.Sorted,
    trace: Sequence[Rule],
) -> Determined:
    """A determination with every adjustment of the answer and its owner."""
    is_protected = stage.is_protected
    unsettled_cents = stage.unsettled_cents
    if unsettled_cents:
        trace = (*trace, rule("COB-510"))
    adjustments = remainder.owned(found, billable_owner)
    return Determined(
        adjudication_id=stage.answer.adjudication_id,
        claim_version=stage.answer.claim_version,
        coverage=stage.seat.coverage,
        sequence=stage.seat.place,
        outcome=outcome,
        reason=reason,
        adjustments=adjustments,
        remainder=remainder.summed(adjustments, 0 if is_protected else stage.patient_cents),
        is_patient_protected=is_protected,
        unsettled_cents=unsettled_cents,
        trace=in_order((*stage.trace, *trace, reason)),
    )


def _stopped(stage: Stage, reason: Rule) -> Determined:
    return held(stage.answer, stage.seat.coverage, reason, stage.trace)


def _undecided(
    each: Seat, order: PayerOrder, seating: Seating, dossier: Dossier, payers: PayerDirectory
) -> Determined:
    """CLP02 23: nobody has adjudicated; the payer that it was forwarded to will."""
    timed_out = dossier.has(
        each.answer.adjudication_id, NoticeKind.CROSSOVER_TIMED_OUT, NoticeKind.CROSSOVER_REFUSED
    )
    takers = _takers(each, order, seating)
    if timed_out and not any(taker.coverage_id in seating.answered for taker in takers):
        return held(each.answer, each.coverage, rule("COB-210"), each.trace)
    carrier = carrier_of(each.answer, seating.coverages, payers)
    if carrier is None and not each.answer.carrier.is_named:
        carrier = next(iter(takers), None)
    profile = payers.profile(carrier.payer.texts) if carrier else payers.defaults
    days = profile.crossover_wait_days
    reason = rule("COB-204")
    return Determined(
        adjudication_id=each.answer.adjudication_id,
        claim_version=each.answer.claim_version,
        coverage=each.coverage,
        sequence=each.place,
        outcome=AwaitCrossover(carrier, evidence_of(each.answer), wait_until(each.answer, days), 0),
        reason=reason,
        trace=in_order((*each.trace, rule("COB-309"), reason)),
    )
