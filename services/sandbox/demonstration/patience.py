"""How long the services wait where business time runs fast: a slow machine is no late payer.

Business limits are days and hours. At 20,000 times the usual pace a day is four seconds, and a
process that is starting again, or that others keep from the processor, lets it pass. So each limit
leaves, in real time, a margin above what the far side takes of it on purpose. It never falls below
what the service works with by default: at an ordinary pace nothing changes.

The other limits of the business are long enough at any pace that a demo has: a crossover is
answered weeks before its wait is over (payers/paying.py), and claims are filed months before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from sandbox.clearinghouse.receiving import CLEARINGHOUSE_AFTER, FUNCTIONAL_AFTER, PAYER_AFTER
from sandbox.payers.paying import LONGEST_ANSWER

SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
MARGIN = timedelta(minutes=2)  # real time; nobody waits for it
# A demo lives on until these waits are over. Far above what a restart takes.
SHORT_MARGIN = timedelta(minutes=1)
# The gateway does wait for it before it sends again: longer than the far side needs to show a file.
SEEN_WITHIN = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit of a service: its variable, counted in `unit`s; `taken` is the far side's part."""

    variable: str
    unit: timedelta
    default: int
    margin: timedelta
    taken: timedelta = timedelta()

    def at(self, scale: float) -> int:
        """The limit at a pace of business time."""
        return max(self.default, ceil((self.taken + self.margin * scale) / self.unit))


LIMITS = (
    Limit("STATUS_TRACKER_FUNCTIONAL_999_HOURS", HOUR, 24, MARGIN, FUNCTIONAL_AFTER),
    Limit("STATUS_TRACKER_CLEARINGHOUSE_277CA_HOURS", HOUR, 48, MARGIN, CLEARINGHOUSE_AFTER),
    Limit("STATUS_TRACKER_PAYER_277CA_DAYS", DAY, 7, MARGIN, PAYER_AFTER),
    Limit("STATUS_TRACKER_REMITTANCE_DAYS", DAY, 45, MARGIN, LONGEST_ANSWER),
    Limit("PAYMENT_POSTER_REST_DUE_DAYS", DAY, 5, SHORT_MARGIN),
    Limit("COB_VERIFICATION_UNSENT_GRACE_HOURS", HOUR, 168, SHORT_MARGIN),
    Limit("COB_VERIFICATION_EARLIER_ANSWER_DAYS", DAY, 30, SHORT_MARGIN),
    Limit("COB_VERIFICATION_CORRECTION_DAYS", DAY, 30, SHORT_MARGIN),
    Limit("COBRELAY_WAITING_OVERDUE_DAYS", DAY, 7, SHORT_MARGIN),
    Limit("SUBMISSION_GATEWAY_QUIET_SECONDS", SECOND, 7200, SEEN_WITHIN),
)


def patience(scale: float) -> Mapping[str, str]:
    """The services' limits, as environment variables, at a pace of business time."""
    return {each.variable: str(each.at(scale)) for each in LIMITS}
