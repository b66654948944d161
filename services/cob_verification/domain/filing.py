"""Until when the next payer takes the claim (domain 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cob_verification.domain.payers import DEFAULT_LIMIT, FilingLimit, LimitFrom
from cob_verification.domain.reasons import Rule, rule


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day on which the claim may arrive, and the rule that says so."""

    file_by: date
    reason: Rule

    def is_over(self, today: date) -> bool:
        return today > self.file_by


def filing_deadline(
    limits: Sequence[FilingLimit], serviced_on: date, answered_on: date
) -> Deadline:
    """The earliest of the payer's limits; without any, 90 days from the earlier payer's answer.

    `serviced_on` is the last date of service, `answered_on` the earlier payer's BPR16.
    """
    return min(
        (_deadline(limit, serviced_on, answered_on) for limit in limits or (DEFAULT_LIMIT,)),
        key=lambda deadline: deadline.file_by,
    )


def _deadline(limit: FilingLimit, serviced_on: date, answered_on: date) -> Deadline:
    match limit.start:
        case LimitFrom.SERVICE:
            code, start = "COB-401", serviced_on
        case LimitFrom.REMITTANCE:
            code, start = "COB-402", answered_on
    return Deadline(start + timedelta(days=limit.days), rule(code, f"{limit.days} days"))
