"""When a claim may be built at all (domain 3.1): each condition a function, each with its code."""

from collections.abc import Callable, Sequence

from claim_builder.domain.coverage import RESPONSIBILITIES, Coverage
from claim_builder.domain.reasons import Hold
from claim_builder.domain.secondary_claim import Order
from cobrelay.money import Cents

REVERSAL, PREDETERMINATION = "22", "25"
FORWARDED = frozenset({"19", "20", "21", "23"})  # CLP02
FORWARDING_REMARKS = frozenset({"MA18", "MA07", "N89"})  # intent only; domain 5
NOT_FORWARDED = "MA19"  # takes the intent back
PENDING = "133"  # CARC: the disposition is pending further review
RELATIONSHIPS = frozenset({"01", "18", "19", "20", "21", "39", "40", "53", "G8"})

Condition = Callable[[Order], Hold | None]


def payer_takes_electronic_claims(order: Order) -> Hold | None:
    """Paper claims are a later release; until then a person prints them."""
    return Hold("CLB-310") if order.next.policy.is_paper_only else None


def answers_are_of_this_claim(order: Order) -> Hold | None:
    """A determination that names another claim's answer would copy another patient's money."""
    claims = {prior.answer.claim_id for prior in order.priors}
    return None if claims == {order.claim_id} else Hold("CLB-113")


def answers_add_up(order: Order) -> Hold | None:
    """An answer out of balance would be copied, error and all, into the next claim."""
    for place, prior in enumerate(order.priors, start=1):
        for line in prior.answer.lines:
            if line.imbalance:
                where = f"answer {place}, line {line.ordinal}"
                return Hold("CLB-101", where, line.imbalance)
        if prior.answer.imbalance:
            return Hold("CLB-101", f"answer {place}", prior.answer.imbalance)
    return None


def answers_are_in_force(order: Order) -> Hold | None:
    """A reversal or a price estimate is no answer to bill on; nor is one taken back since."""
    for place, prior in enumerate(order.priors, start=1):
        answer = prior.answer
        if answer.is_reversed or answer.status in (REVERSAL, PREDETERMINATION):
            return Hold("CLB-102", f"answer {place}")
    return None


def payer_did_not_forward(order: Order) -> Hold | None:
    """The last payer forwarded the claim itself: ours would be billed as a duplicate.

    Not asked where cob_verification has said that the forwarding failed, or a person insists.
    """
    if not order.priors:
        return None
    answer = order.priors[-1].answer
    forwarded = answer.status in FORWARDED or answer.names_crossover_carrier
    meant_to = FORWARDING_REMARKS.intersection(answer.remarks)
    if forwarded or (meant_to and NOT_FORWARDED not in answer.remarks):
        return Hold("CLB-103", f"answer {len(order.priors)}")
    return None


def charges_agree(order: Order) -> Hold | None:
    """CLP03 is CLM02: every payer gets and answers the full charge."""
    for place, prior in enumerate(order.priors, start=1):
        if gap := order.original.charge - prior.answer.charge:
            return Hold("CLB-104", f"answer {place}", Cents(gap))
    return None


def coverage_is_in_force(order: Order) -> Hold | None:
    """The next plan has to cover every date of service."""
    if all(order.next.is_in_force(day) for day in order.service_days):
        return None
    return Hold("CLB-105")


def payer_has_not_answered(order: Order) -> Hold | None:
    """The next coverage is none of those that have answered."""
    answered = {prior.coverage.coverage_id for prior in order.priors}
    return Hold("CLB-106") if order.next.coverage_id in answered else None


def something_is_left(order: Order) -> Hold | None:
    """A claim about nothing is noise that the payer answers with a denial."""
    return None if order.billable > 0 else Hold("CLB-107")


def answers_are_final(order: Order) -> Hold | None:
    """A pended line will be reversed and corrected."""
    for place, prior in enumerate(order.priors, start=1):
        if any(a.reason == PENDING for a in prior.answer.all_adjustments):
            return Hold("CLB-109", f"answer {place}")
    return None


def coverages_are_complete(order: Order) -> Hold | None:
    """Ids, names and relationships that loops 2000B, 2010 and 2330 cannot do without."""
    places = ["next payer", *(f"answer {n}" for n in range(1, len(order.priors) + 1))]
    coverages = [order.next, *(prior.coverage for prior in order.priors)]
    places += [f"later payer {n}" for n in range(1, len(order.others) + 1)]
    for place, coverage in zip(places, [*coverages, *order.others], strict=True):
        if missing := missing_fact(coverage):
            return Hold("CLB-112", place, what=missing)
    return None


def missing_fact(coverage: Coverage) -> str:
    """The first fact that a coverage lacks, as people call it; empty when it is complete."""
    facts = {
        "payer id": coverage.payer_id,
        "payer name": coverage.payer.last_name,
        "member id": coverage.member_id,
        "subscriber name": coverage.subscriber.last_name,
        "relationship": coverage.patient_relationship in RELATIONSHIPS,
    }
    return next((fact for fact, value in facts.items() if not value), "")


def order_has_room(order: Order) -> Hold | None:
    """SBR01 knows eleven places."""
    payers = order.sequence + len(order.others)
    return Hold("CLB-320") if payers > len(RESPONSIBILITIES) else None


CONDITIONS: Sequence[Condition] = (
    payer_takes_electronic_claims,
    answers_are_of_this_claim,
    answers_are_in_force,
    answers_add_up,
    payer_did_not_forward,
    charges_agree,
    coverage_is_in_force,
    payer_has_not_answered,
    something_is_left,
    answers_are_final,
    coverages_are_complete,
    order_has_room,
)


def first_unmet(order: Order, *, waived: frozenset[str] = frozenset()) -> Hold | None:
    """The first condition that does not hold and whose code is not waived."""
    for condition in CONDITIONS:
        hold = condition(order)
        if hold is not None and hold.code not in waived:
            return hold
    return None
