"""The claim that we are going to send: what it rests on, and its loops put together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from claim_builder.domain import professional
from claim_builder.domain.answer import Answer, Source
from claim_builder.domain.coverage import Coverage, responsibility
from claim_builder.domain.destination import subscriber_loop
from claim_builder.domain.line_matching import BilledLine, Matches, match_lines
from claim_builder.domain.numbering import line_control_numbers
from claim_builder.domain.prior_payment import (
    PriorPayment,
    ReleaseOfBenefits,
    adjustments_that_do_not_fit,
    grouped,
    line_adjudication_loops,
    other_subscriber_loop,
    unanswered_subscriber_loop,
)
from claim_builder.domain.reasons import Hold
from cobrelay.money import ZERO, Cents
from cobrelay.x12.segment import Segment
from cobrelay.x12.tree import LoopNode
from cobrelay.x12.views.claim import Claim837


@dataclass(frozen=True, slots=True)
class Prior:
    """A payer that has answered, and its answer."""

    coverage: Coverage
    answer: Answer


@dataclass(frozen=True, slots=True)
class Order:
    """What a determination asks for: the claim to this payer, after these, before those."""

    claim_id: str
    original: Claim837
    next: Coverage
    priors: tuple[Prior, ...]
    others: tuple[Coverage, ...] = ()
    control_number: str = field(default="", repr=False)  # CLM01 as sent to this payer
    billable: Cents = ZERO

    @property
    def sequence(self) -> int:
        """2 for the secondary claim, 3 for the tertiary."""
        return len(self.priors) + 1

    @property
    def service_days(self) -> tuple[date, ...]:
        days = (day for line in self.original.lines for day in (line.service_from, line.service_to))
        return tuple(sorted({day for day in days if day}))


@dataclass(frozen=True, slots=True)
class SourcedNumber:
    """An amount of the built claim and the segment of the remittance that it came from."""

    place: str  # 2320[1]/AMT*D, 2400[2]/2430[1]/SVD02
    amount: Cents
    source: Source


@dataclass(frozen=True, slots=True)
class Draft:
    """The next claim as a tree, not yet written, weighed or checked."""

    tree: LoopNode
    line_numbers: tuple[str, ...]
    numbers: tuple[SourcedNumber, ...]


def draft(order: Order) -> Draft | Hold:
    """Derives the next claim from the original and the answers (domain 3.2 to 3.4)."""
    line_numbers = line_control_numbers([line.control_number for line in order.original.lines])
    priors = matched_priors(order, line_numbers)
    if isinstance(priors, Hold):
        return priors
    for prior in priors:
        if hold := adjustments_that_do_not_fit(prior):
            return hold
    claim = professional.claim_loop(order.original, order.control_number, line_numbers)
    claim = _with_payers(claim, order, priors)
    top = professional.billing_provider_level(order.original)
    sbr01 = responsibility(order.sequence)
    tree = top.adding(subscriber_loop(order.original, order.next, sbr01, claim))
    return Draft(tree, line_numbers, tuple(sourced_numbers(priors)))


def matched_priors(order: Order, line_numbers: tuple[str, ...]) -> tuple[PriorPayment, ...] | Hold:
    """Every prior payer with its lines found in the claim; the first that cannot be is held."""
    billed = billed_lines(order.original, line_numbers)
    priors = []
    for prior in order.priors:
        matches = _matches(billed, prior.answer)
        if isinstance(matches, Hold):
            return matches
        priors.append(
            PriorPayment(
                prior.coverage,
                prior.answer,
                matches,
                release_of(order.original, prior.coverage),
                _numbers_issued_by(prior.coverage, order.original),
            )
        )
    return tuple(priors)


def _matches(billed: tuple[BilledLine, ...], answer: Answer) -> Matches | Hold:
    return match_lines(billed, answer) if answer.is_at_line_level else {}


def billed_lines(original: Claim837, line_numbers: tuple[str, ...]) -> tuple[BilledLine, ...]:
    """The original's lines by their place, with the control numbers that we send."""
    return tuple(
        BilledLine(at, line.procedure, line.charge, number, line.service_from)
        for at, (line, number) in enumerate(zip(original.lines, line_numbers, strict=True), start=1)
    )


def _with_payers(claim: LoopNode, order: Order, priors: tuple[PriorPayment, ...]) -> LoopNode:
    """The claim with 2320 of every payer but the destination, and 2430 of those that answered."""
    for place, prior in enumerate(priors, start=1):
        loop = other_subscriber_loop(prior, responsibility(place), order.next.policy)
        claim = claim.adding(loop)
    for place, coverage in enumerate(order.others, start=order.sequence + 1):
        release = release_of(order.original, coverage)
        claim = claim.adding(unanswered_subscriber_loop(coverage, responsibility(place), release))
    return _with_adjudications(claim, priors)


def _with_adjudications(claim: LoopNode, priors: tuple[PriorPayment, ...]) -> LoopNode:
    number = 0

    def change(item: Segment | LoopNode) -> Segment | LoopNode:
        nonlocal number
        if isinstance(item, Segment) or item.id != "2400":
            return item
        number += 1
        return item.adding(*(a for p in priors for a in line_adjudication_loops(p, number)))

    return claim.mapping(change)


def release_of(original: Claim837, coverage: Coverage) -> ReleaseOfBenefits:
    """What the original states towards this payer (its OI), else what it states of itself (CLM)."""
    for other in original.other_subscribers:
        stated_payer = other.payer_id and other.payer_id == coverage.payer.id
        stated_member = other.subscriber and other.subscriber.id == coverage.member_id
        if (stated_payer or stated_member) and other.benefits_assigned:
            return ReleaseOfBenefits(
                other.benefits_assigned, other.signature_source, other.release_of_information
            )
    claim = original.tree.find("2300")
    clm = claim.segment("CLM") if claim else None
    signature = clm[10] if clm else ""
    return ReleaseOfBenefits(
        original.benefits_assigned or "Y", signature, original.release_of_information or "Y"
    )


def _numbers_issued_by(coverage: Coverage, original: Claim837) -> tuple[Segment, ...]:
    """Authorisation and referral of 2300 belong to the payer that the original was sent to."""
    is_first_destination = original.payer.id == coverage.payer.id
    return professional.claim_numbers_of_payer(original) if is_first_destination else ()


def sourced_numbers(priors: Iterable[PriorPayment]) -> Iterable[SourcedNumber]:
    """Every amount that stands in a coordination-of-benefits segment, with where it was read."""
    at_line: dict[int, int] = {}
    for place, prior in enumerate(priors, start=1):
        answer, loop = prior.answer, f"2320[{place}]"
        yield SourcedNumber(f"{loop}/AMT*D", answer.paid, answer.source)
        if prior.claim_liability > 0:
            yield SourcedNumber(f"{loop}/AMT*EAF", prior.claim_liability, answer.source)
        for adjustment in (a for group in grouped(answer.adjustments) for a in group):
            where = f"{loop}/CAS*{adjustment.group}*{adjustment.reason}"
            yield SourcedNumber(where, adjustment.amount, answer.source)
        yield from _line_numbers(prior, at_line)


def _line_numbers(prior: PriorPayment, at_line: dict[int, int]) -> Iterable[SourcedNumber]:
    for number, answers in prior.matches.items():
        for at, line in enumerate(answers):
            at_line[number] = at_line.get(number, 0) + 1
            loop = f"2400[{number}]/2430[{at_line[number]}]"
            yield SourcedNumber(f"{loop}/SVD02", line.paid, line.source)
            for adjustment in (a for group in grouped(line.adjustments) for a in group):
                where = f"{loop}/CAS*{adjustment.group}*{adjustment.reason}"
                yield SourcedNumber(where, adjustment.amount, line.source)
            if at == 0 and (liability := prior.line_liability(number)) > 0:
                yield SourcedNumber(f"{loop}/AMT*EAF", liability, line.source)
