"""The one work queue: what a person must look at first, and why."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Status(Enum):
    """Where a work item stands."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


class Outcome(Enum):
    """How a work item ends. A person states one of the first three; the rest is our doing."""

    RESOLVED = "resolved"
    NO_ACTION = "no_action"
    WRITTEN_OFF = "written_off"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Opening:
    """A fact needs a person. `about` names the matter: the same matter is never opened twice."""

    about: str
    reason_code: str
    next_action: str
    money_at_risk_cents: int = 0
    due_on: date | None = None
    subject_kind: str = ""
    subject_id: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """A fact settles a matter: by its name, or every matter whose name begins so.

    An exact closing that comes before its opening keeps the matter from being opened at all.
    """

    about: str
    is_prefix: bool = field(default=False, kw_only=True)
    # The matters that stay open although their names begin so.
    but: tuple[str, ...] = field(default=(), kw_only=True)


def priority(money_at_risk_cents: int, due_on: date | None, today: date) -> int:
    """Cents that are lost per day of waiting: money at risk over the days that are left.

    What is overdue counts as due today; without a date a month is assumed.
    """
    days = (due_on - today).days if due_on else 30
    return money_at_risk_cents // max(days, 1)
