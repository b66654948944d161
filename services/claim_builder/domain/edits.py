"""What a payer would reject (domain 3.6): one function per edit, each with its reason code.

The edits look at the built bytes read back, never at the values that they were built from.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from claim_builder.domain.answer import PATIENT_RESPONSIBILITY, patient_responsibility
from claim_builder.domain.coverage import MEDICARE_INDICATORS, RESPONSIBILITIES
from claim_builder.domain.reasons import Hold
from claim_builder.domain.secondary_claim import Order
from claim_builder.domain.sent_bytes import SentClaim
from cobrelay.x12 import codes
from cobrelay.x12.findings import Verdict
from cobrelay.x12.views.claim import Claim837, Subscription

LINES_MAX = 50  # 2400 of a professional claim
OTHER_PAYERS_MAX = 10  # 2320
ANSWERS_PER_LINE_MAX = 15  # 2430
GROUPS_MAX = 5  # CAS of one loop
REMARK_CODE = re.compile(r"(M|MA|N)\d{1,3}")
REMARKS, REASONS = "remark", "adjustment_reason"  # code sets with their dates
REASON_CODE = re.compile(r"\d{1,3}|[A-Z]\d{1,2}")
FIRST_REMARK_ELEMENT, LAST_REMARK_ELEMENT = 3, 7  # of MOA
REPLACING = frozenset({"7", "8"})


@dataclass(frozen=True, slots=True)
class Finished:
    """A built claim as its receiver reads it, beside what was asked for."""

    amounts: SentClaim
    claim: Claim837
    order: Order

    @property
    def subscriptions(self) -> tuple[Subscription, ...]:
        """Destination first."""
        others = (other.subscription for other in self.claim.other_subscribers)
        return (self.claim.subscription, *others)

    @property
    def answered_on(self) -> list[date | None]:
        """DTP*573 of each other payer, in the order of their loops 2320; None: not answered."""
        days = [prior.answer.paid_on for prior in self.order.priors]
        return days + [None] * (len(self.claim.other_subscribers) - len(days))


def _in_force(code: str, day: date | None, code_set: str) -> bool:
    """A code that the list does not have may be newer than the list."""
    return day is None or codes.active(code_set, code, day) is not False


Edit = Callable[[Finished], Hold | None]


def same_money_stands_at_one_level(finished: Finished) -> Hold | None:
    """(2) Adjustments that are at claim level are not repeated on the lines.

    A repetition leaves the claim short by exactly what is repeated.
    """
    claim = finished.amounts
    for payer in claim.payers:
        lines = [a for _, paid in claim.answers_of(payer) for a in paid.adjustments]
        explained = sum(amount for _, _, amount in [*lines, *payer.adjustments])
        repeated = Counter(lines) & Counter(payer.adjustments)
        if repeated and payer.amounts.get("D", 0) + explained != claim.charge:
            return Hold("CLB-301", f"payer {payer.responsibility}")
    return None


def date_stands_at_one_level(finished: Finished) -> Hold | None:
    """(3) DTP*573: in 2330B when the payer answered the claim as a whole, else in each 2430."""
    for payer in finished.amounts.payers:
        answers = [paid for _, paid in finished.amounts.answers_of(payer)]
        expected = 1 if payer.has_answered and not answers else 0
        if payer.dates != expected or any(paid.dates != 1 for paid in answers):
            return Hold("CLB-302", f"payer {payer.responsibility}")
    return None


def paid_is_not_negative(finished: Finished) -> Hold | None:
    """(4) SVD02 is zero or more."""
    for number, line in enumerate(finished.amounts.lines, start=1):
        if any(paid.paid < 0 for paid in line.paid):
            return Hold("CLB-303", f"line {number}")
    return None


def reasons_have_amounts(finished: Finished) -> Hold | None:
    """(5) A reason needs its amount, an amount its reason; zero is none."""
    claim = finished.amounts
    adjustments = [a for payer in claim.payers for a in payer.adjustments]
    adjustments += [a for line in claim.lines for paid in line.paid for a in paid.adjustments]
    complete = all(amount for _, _, amount in adjustments)
    return Hold("CLB-304") if claim.incomplete_adjustments or not complete else None


def liability_stands_at_one_level(finished: Finished) -> Hold | None:
    """(6) AMT*EAF at claim or at line level, never at both, never zero."""
    for payer in finished.amounts.payers:
        lines = [eaf for _, paid in finished.amounts.answers_of(payer) for eaf in paid.remaining]
        at_claim = [payer.amounts["EAF"]] if "EAF" in payer.amounts else []
        if (at_claim and lines) or any(eaf <= 0 for eaf in at_claim + lines):
            return Hold("CLB-305", f"payer {payer.responsibility}")
    return None


def one_payer_is_primary(finished: Finished) -> Hold | None:
    """(7) Exactly one SBR01 is P."""
    primaries = [s for s in finished.subscriptions if s.responsibility == "P"]
    return None if len(primaries) == 1 else Hold("CLB-306")


def places_are_distinct(finished: Finished) -> Hold | None:
    """(8) No place in the order is taken twice."""
    counts = Counter(s.responsibility for s in finished.subscriptions)
    twice = [place for place, count in counts.items() if count > 1]
    return Hold("CLB-307", twice[0]) if twice else None


def places_have_no_gap(finished: Finished) -> Hold | None:
    """(9) P, S, T, A … without a gap."""
    places = {s.responsibility for s in finished.subscriptions}
    return None if places == set(RESPONSIBILITIES[: len(places)]) else Hold("CLB-308")


def medicare_states_its_insurance_type(finished: Finished) -> Hold | None:
    """(10) SBR05 where Medicare is not primary, and nowhere else."""
    for each in finished.subscriptions:
        is_medicare = each.filing_indicator in MEDICARE_INDICATORS
        needed = is_medicare and each.responsibility != "P"
        if needed != bool(each.insurance_type):
            return Hold("CLB-309", f"payer {each.responsibility}")
    return None


def remarks_are_codes(finished: Finished) -> Hold | None:
    """(11) MOA03 to MOA07 are remark codes (RARC), in force when the payer used them."""
    for other, day in zip(finished.claim.other_subscribers, finished.answered_on, strict=True):
        remarks = other.outpatient.remarks if other.outpatient else ()
        if not all(
            REMARK_CODE.fullmatch(each) and _in_force(each, day, REMARKS) for each in remarks
        ):
            return Hold("CLB-311", f"payer {other.subscription.responsibility}")
    return None


TWO_PLANS = (
    "two plans are of one payer; check that the patient really has both, then file with the payer"
    " by hand"
)


def paid_lines_name_known_payers(finished: Finished) -> Hold | None:
    """(14) SVD01 is NM109 of a 2330B, and that id is one payer's alone."""
    ids = [payer.payer_id for payer in finished.amounts.payers]
    destination = finished.claim.payer.id
    if len(set(ids)) < len(ids) or destination in ids:
        return Hold("CLB-312", "payers", what=TWO_PLANS)
    if "" in ids:
        return Hold("CLB-312", "payers", what="one of them has none")
    for number, line in enumerate(finished.amounts.lines, start=1):
        if any(paid.payer_id not in ids for paid in line.paid):
            return Hold("CLB-312", f"line {number}", what="the line names none of them")
    return None


def noncovered_stands_alone(finished: Finished) -> Hold | None:
    """(15) AMT*A8 means that the payer was not billed: then it has paid nothing either."""
    for payer in finished.amounts.payers:
        if {"A8", "D"} <= payer.amounts.keys():
            return Hold("CLB-313", f"payer {payer.responsibility}")
    return None


def frequency_fits_its_number(finished: Finished) -> Hold | None:
    """(16) Frequency 7 or 8 names this payer's claim number; frequency 1 names none."""
    replaces = finished.claim.frequency in REPLACING
    names_number = bool(finished.claim.payer_claim_control_number)
    return Hold("CLB-314") if replaces != names_number else None


def member_ids_are_there(finished: Finished) -> Hold | None:
    """(17) 2010BA and each 2330A."""
    others = [other.subscriber for other in finished.claim.other_subscribers]
    known = all(party is not None and party.id for party in [finished.claim.subscriber, *others])
    return None if known else Hold("CLB-315")


def patient_responsibility_is_reported(finished: Finished) -> Hold | None:
    """(18) The sum of PR of each payer is the sum that the payer reported: none is invented."""
    claim = finished.amounts
    for payer, prior in zip(claim.payers, finished.order.priors, strict=False):
        lines = [a for _, paid in claim.answers_of(payer) for a in paid.adjustments]
        sent = sum(
            amount
            for group, _, amount in [*payer.adjustments, *lines]
            if group == PATIENT_RESPONSIBILITY
        )
        if sent != patient_responsibility(prior.answer.all_adjustments):
            return Hold("CLB-316", f"payer {payer.responsibility}")
    return None


def reasons_are_codes(finished: Finished) -> Hold | None:
    """(19) Each reason is a claim adjustment reason code (CARC), in force when the payer used it.

    A receiver drops one that is not, and then the claim does not add up.
    """
    claim = finished.amounts
    for payer, day in zip(claim.payers, finished.answered_on, strict=True):
        lines = [a for _, paid in claim.answers_of(payer) for a in paid.adjustments]
        for _, reason, _ in [*payer.adjustments, *lines]:
            if not REASON_CODE.fullmatch(reason) or not _in_force(reason, day, REASONS):
                return Hold("CLB-317", f"payer {payer.responsibility}")
    return None


def lines_are_few_enough(finished: Finished) -> Hold | None:
    """(20) One to fifty lines; a split claim would need its payments split as well."""
    return None if 0 < len(finished.amounts.lines) <= LINES_MAX else Hold("CLB-318")


def adjustments_fit(finished: Finished) -> Hold | None:
    """At most five CAS in a loop."""
    claim = finished.amounts
    levels = [payer.adjustments for payer in claim.payers]
    levels += [paid.adjustments for line in claim.lines for paid in line.paid]
    fits = all(len({group for group, _, _ in level}) <= GROUPS_MAX for level in levels)
    return None if fits else Hold("CLB-319")


def payers_fit(finished: Finished) -> Hold | None:
    """At most ten other payers, and fifteen answers to one line."""
    claim = finished.amounts
    lines = max((len(line.paid) for line in claim.lines), default=0)
    fits = len(claim.payers) <= OTHER_PAYERS_MAX and lines <= ANSWERS_PER_LINE_MAX
    return None if fits else Hold("CLB-320")


def original_is_whole(finished: Finished) -> Hold | None:
    """The full original charge and every line of it go to every payer."""
    original = finished.order.original
    sent = (finished.amounts.charge, [line.charge for line in finished.amounts.lines])
    whole = (original.charge, [line.charge for line in original.lines])
    return None if sent == whole else Hold("CLB-332")


def format_is_kept(finished: Finished) -> Hold | None:
    """Our own reader finds nothing that a receiver would reject."""
    for finding in finished.claim.findings:
        if finding.verdict > Verdict.WARN:
            place = f"{finding.loop} {finding.element or finding.place.segment_id}".strip()
            return Hold("CLB-330", place, what=finding.code)
    return None


EDITS: Sequence[Edit] = (
    same_money_stands_at_one_level,
    date_stands_at_one_level,
    paid_is_not_negative,
    reasons_have_amounts,
    liability_stands_at_one_level,
    one_payer_is_primary,
    places_are_distinct,
    places_have_no_gap,
    medicare_states_its_insurance_type,
    remarks_are_codes,
    paid_lines_name_known_payers,
    noncovered_stands_alone,
    frequency_fits_its_number,
    member_ids_are_there,
    patient_responsibility_is_reported,
    reasons_are_codes,
    lines_are_few_enough,
    adjustments_fit,
    payers_fit,
    original_is_whole,
    format_is_kept,
)


def rejections(finished: Finished) -> tuple[Hold, ...]:
    """Every edit that the claim fails; none when it may be sent."""
    return tuple(hold for edit in EDITS if (hold := edit(finished)))
