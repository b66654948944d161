"""What cannot be decided: held whole with its reason, until a person or a later fact decides."""

from __future__ import annotations

from collections.abc import Sequence

from cob_verification.domain.answers import Answer
from cob_verification.domain.coverage import Coverage
from cob_verification.domain.determination import Determined, Hold
from cob_verification.domain.dossier import Dossier, NoticeKind
from cob_verification.domain.reasons import Rule, rule
from cob_verification.domain.seating import Seating


def without_a_place(seating: Seating, dossier: Dossier) -> list[Determined]:
    """What a person or a later fact has to settle."""
    unclear = [held(answer, None, reason) for answer, reason in seating.unclear]
    second = [held(each.answer, each.coverage, rule("COB-108")) for each in seating.second]
    overdue = [
        held(each.answer, each.coverage, rule("COB-109"), each.trace)
        for each in seating.waiting()
        if dossier.has(each.answer.adjudication_id, NoticeKind.EARLIER_ANSWER_OVERDUE)
    ]
    taken_back = [
        held(reversal, coverage, _reversal_reason(reversal, coverage, dossier))
        for reversal, coverage in seating.taken_back
    ]
    return [*unclear, *second, *overdue, *taken_back]


def _reversal_reason(reversal: Answer, coverage: Coverage | None, dossier: Dossier) -> Rule:
    if coverage is None:
        return rule("COB-111")
    is_overdue = dossier.has(reversal.adjudication_id, NoticeKind.CORRECTION_OVERDUE)
    return rule("COB-112" if is_overdue else "COB-110")


def held(
    answer: Answer, coverage: Coverage | None, reason: Rule, trace: Sequence[Rule] = ()
) -> Determined:
    """Held whole: nothing is said of its adjustments."""
    return Determined(
        adjudication_id=answer.adjudication_id,
        claim_version=answer.claim_version,
        coverage=coverage,
        sequence=coverage.rank if coverage else 0,
        outcome=Hold(_at_risk(answer)),
        reason=reason,
        trace=in_order((*trace, reason)),
    )


def _at_risk(answer: Answer) -> int:
    """What the payer has not paid, in cents; of what it took back, everything."""
    paid_cents = 0 if answer.is_reversal else answer.paid_cents
    return abs(answer.charge_cents - paid_cents)


def in_order(trace: Sequence[Rule]) -> tuple[Rule, ...]:
    """Each rule once, where it spoke first."""
    return tuple(dict.fromkeys(trace))
