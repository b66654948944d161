"""An earlier payer's answer as loops 2320, 2330 and 2430: SBR, CAS, AMT, OI, SVD, DTP*573."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from claim_builder.domain import naming
from claim_builder.domain.answer import (
    PATIENT_RESPONSIBILITY,
    Answer,
    AnsweredLine,
    patient_responsibility,
    separated,
)
from claim_builder.domain.coverage import Coverage, PayerPolicy
from claim_builder.domain.destination import x12_date
from claim_builder.domain.line_matching import Matches
from claim_builder.domain.reasons import Hold
from cobrelay.money import ZERO, Cents, format_x12
from cobrelay.x12.segment import Element, Segment, segment
from cobrelay.x12.tree import LoopNode, loop
from cobrelay.x12.views.facts import Adjustment, total

REASONS_PER_GROUP = 6  # triplets of one CAS; the guide wants one CAS per group code
GROUPS_PER_LEVEL = 5  # CAS segments of one 2320 or 2430
BUNDLED_INTO = "97"  # CARC: the payment is included in another line's
ADJUSTED_UP = "94"  # CARC with OA: processed in excess of charges


@dataclass(frozen=True, slots=True)
class ReleaseOfBenefits:
    """OI: what the patient agreed to towards one payer."""

    assigned: str  # OI03: Y, N or W
    signature: str  # OI04: P or empty
    release: str  # OI06: Y or I


@dataclass(frozen=True, slots=True)
class PriorPayment:
    """A payer that has answered: its coverage, what it said, and which line is which."""

    coverage: Coverage
    answer: Answer
    matches: Matches
    release: ReleaseOfBenefits
    own_numbers: tuple[Segment, ...] = ()  # REF*G1 and 9F that this payer issued

    @property
    def reports_liability_at_claim_level(self) -> bool:
        """AMT*EAF stands in 2320 if any PR is there, else on the lines; never at both levels."""
        return any(a.group == PATIENT_RESPONSIBILITY for a in self.answer.adjustments)

    @property
    def claim_liability(self) -> Cents:
        """What 2320 says the patient still owes after this payer: all PR, of the lines too."""
        if not self.reports_liability_at_claim_level:
            return ZERO
        return patient_responsibility(self.answer.all_adjustments)

    def line_liability(self, number: int) -> Cents:
        """What this payer leaves to the patient on the line with this LX."""
        if self.reports_liability_at_claim_level:
            return ZERO
        answers = self.matches.get(number, ())
        return patient_responsibility(a for answer in answers for a in answer.adjustments)


def grouped(adjustments: Iterable[Adjustment]) -> tuple[tuple[Adjustment, ...], ...]:
    """Adjustments per group in order of first appearance; equal reasons summed, zeros dropped.

    A quantity is kept only where a reason stands once.
    """
    groups: dict[str, dict[str, list[Adjustment]]] = {}
    for adjustment in adjustments:
        reasons = groups.setdefault(adjustment.group, {})
        reasons.setdefault(adjustment.reason, []).append(adjustment)
    merged = (
        tuple(one for alike in reasons.values() if (one := _merged(alike)).amount)
        for reasons in groups.values()
    )
    return tuple(group for group in merged if group)


def _merged(alike: Sequence[Adjustment]) -> Adjustment:
    first = alike[0]
    if len(alike) == 1:
        return first
    return Adjustment(first.group, first.reason, total(alike))


def adjustments_that_do_not_fit(prior: PriorPayment) -> Hold | None:
    """More reasons or groups at one level than a claim can carry: merging them would be invention.

    Source: domain 2.3, 3.4.
    """
    levels = {"claim level": prior.answer.adjustments}
    for number, answers in prior.matches.items():
        levels |= {f"line {number}, answer {a.ordinal}": a.adjustments for a in answers}
    for place, adjustments in levels.items():
        groups = grouped(adjustments)
        if len(groups) > GROUPS_PER_LEVEL or any(len(g) > REASONS_PER_GROUP for g in groups):
            return Hold("CLB-319", place)
    return None


def other_subscriber_loop(
    prior: PriorPayment, responsibility: str, wanted: PayerPolicy
) -> LoopNode:
    """2320 of a payer that has answered; `wanted` is what the next payer wants to be told."""
    answer = prior.answer
    amounts = [segment("AMT", "D", format_x12(answer.paid))]
    if (liability := prior.claim_liability) > 0:
        amounts.append(segment("AMT", "EAF", format_x12(liability)))
    remarks = [segment("MOA", *answer.outpatient)] if any(answer.outpatient) else []
    return loop(
        "2320",
        naming.subscription(responsibility, prior.coverage, prior.coverage.patient_relationship),
        *adjustment_segments(answer.adjustments),
        *amounts,
        release_segment(prior.release),
        *remarks,
        subscriber_name_loop(prior.coverage),
        _payer_name_loop(prior, wanted),
    )


def unanswered_subscriber_loop(
    coverage: Coverage, responsibility: str, release: ReleaseOfBenefits
) -> LoopNode:
    """2320 of a payer that comes later: named, without any adjudication."""
    payer = (naming.payer_name(coverage), *naming.address_segments(coverage.payer.address))
    return loop(
        "2320",
        naming.subscription(responsibility, coverage, coverage.patient_relationship),
        release_segment(release),
        subscriber_name_loop(coverage),
        loop("2330B", *payer),
    )


def line_adjudication_loops(prior: PriorPayment, number: int) -> tuple[LoopNode, ...]:
    """2430 of one payer for one line: one per adjudicated code, also where nothing was paid."""
    return tuple(
        _line_adjudication_loop(
            prior, number, answer, prior.line_liability(number) if at == 0 else ZERO
        )
        for at, answer in enumerate(prior.matches.get(number, ()))
    )


def _line_adjudication_loop(
    prior: PriorPayment, number: int, line: AnsweredLine, liability: Cents
) -> LoopNode:
    remaining = [segment("AMT", "EAF", format_x12(liability))] if liability > 0 else []
    return loop(
        "2430",
        segment(
            "SVD",
            prior.coverage.payer_id,
            format_x12(line.paid),
            _procedure(line),
            "",
            line.paid_units or "1",
            _bundled_into(prior.matches, number, line),
        ),
        *adjustment_segments(line.adjustments),
        *_remittance_date(prior),
        *remaining,
    )


def _procedure(line: AnsweredLine) -> Element:
    known = separated(line.procedure)
    return (known.qualifier, known.code, *known.modifiers)


def _bundled_into(matches: Matches, number: int, line: AnsweredLine) -> str:
    """SVD06: LX of the line that this one was paid with; only for bundling (domain 1.7)."""
    absorbed = line.submitted is not None and not line.paid
    if not absorbed or not any(a.reason == BUNDLED_INTO for a in line.adjustments):
        return ""
    code = separated(line.procedure).code
    paying = [other for other in matches if other != number and _pays_for(matches, other, code)]
    return str(paying[0]) if len(paying) == 1 else ""


def _pays_for(matches: Mapping[int, Sequence[AnsweredLine]], number: int, code: str) -> bool:
    return any(
        separated(answer.procedure).code == code
        and any(_is_adjusted_up(adjustment) for adjustment in answer.adjustments)
        for answer in matches[number]
    )


def _is_adjusted_up(adjustment: Adjustment) -> bool:
    negative = adjustment.amount < 0
    return negative and (adjustment.group, adjustment.reason) == ("OA", ADJUSTED_UP)


def adjustment_segments(adjustments: Iterable[Adjustment]) -> tuple[Segment, ...]:
    """CAS, one per group code."""
    segments = []
    for group in grouped(adjustments):
        elements = [e for a in group for e in (a.reason, format_x12(a.amount), a.quantity)]
        segments.append(segment("CAS", group[0].group, *elements))
    return tuple(segments)


def release_segment(release: ReleaseOfBenefits) -> Segment:
    return segment("OI", "", "", release.assigned, release.signature, "", release.release)


def subscriber_name_loop(coverage: Coverage) -> LoopNode:
    """2330A: who holds that other policy, with the member id under that payer."""
    return loop(
        "2330A",
        naming.person_name("IL", coverage.subscriber, coverage.member_id),
        *naming.address_segments(coverage.subscriber.address),
    )


def _payer_name_loop(prior: PriorPayment, wanted: PayerPolicy) -> LoopNode:
    """2330B; the remittance date stands here only when no line carries it."""
    number = prior.answer.payer_claim_control_number
    claim_number = [segment("REF", "F8", number)] if wanted.wants_f8 and number else []
    return loop(
        "2330B",
        naming.payer_name(prior.coverage),
        *naming.address_segments(prior.coverage.payer.address),
        *(() if prior.answer.is_at_line_level else _remittance_date(prior)),
        *prior.own_numbers,
        *(adjudicated_anew(prior) if wanted.wants_t4 else ()),
        *claim_number,
    )


def adjudicated_anew(prior: PriorPayment) -> tuple[Segment, ...]:
    """CLB-501, REF*T4: the answer that the claim rests on corrects one that was reversed.

    The guide knows it between payers only, so it is sent where payers.toml says wants_t4.
    """
    return (segment("REF", "T4", "Y"),) if prior.answer.is_correction else ()


def _remittance_date(prior: PriorPayment) -> tuple[Segment, ...]:
    if prior.answer.paid_on is None:
        return ()
    return (segment("DTP", "573", "D8", x12_date(prior.answer.paid_on)),)
