"""All that is known of one claim: what every decision about it is taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from cob_verification.domain.answers import Answer
from cob_verification.domain.claim import Claim
from cob_verification.domain.coverage import Coverage


class NoticeKind(Enum):
    """What time or a person tells us about an answer."""

    CROSSOVER_TIMED_OUT = "crossover-timed-out"
    CROSSOVER_REFUSED = "crossover-refused"
    EARLIER_ANSWER_OVERDUE = "earlier-answer-overdue"
    CORRECTION_OVERDUE = "correction-overdue"
    NEVER_SENT = "never-sent"
    """The next payer has answered, and what we were to send it has not gone out since."""


@dataclass(frozen=True, slots=True)
class Notice:
    adjudication_id: str
    kind: NoticeKind


@dataclass(frozen=True, slots=True)
class Dossier:
    """A claim, its patient's coverages and its answers in order of arrival."""

    claim: Claim
    known: tuple[Coverage, ...] = ()
    """What feeds and people state of the patient's coverages, as it stands now."""
    answers: tuple[Answer, ...] = ()
    notices: frozenset[Notice] = frozenset()
    submissions: Mapping[str, str] = field(default_factory=dict)
    """Claims of ours that were built: submission id to coverage id."""
    sent: frozenset[str] = frozenset()
    """Coverages to which a claim of ours went out, or may have."""
    asked: frozenset[str] = frozenset()
    """Coverages that a standing determination says to bill."""

    def has(self, adjudication_id: str, *kinds: NoticeKind) -> bool:
        return any(Notice(adjudication_id, kind) in self.notices for kind in kinds)
