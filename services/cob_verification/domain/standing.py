"""What changes: the determinations that stand, compared with what is to be said now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from cob_verification.domain.crossover import ANSWERED
from cob_verification.domain.determination import AwaitCrossover, BillNext, Determined, Hold
from cob_verification.domain.dossier import Dossier, NoticeKind
from cob_verification.domain.reasons import rule
from cobrelay.ids import minted


class Withdrawal(Enum):
    """Why a determination no longer holds (DeterminationWithdrawn.reason_code)."""

    REVERSAL = "reversal"
    CORRECTION = "correction"
    COVERAGE = "coverage"
    CROSSOVER_ANSWER = "crossover_answer"
    VERSION = "version"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Standing:
    """A determination that was given and not withdrawn."""

    determination_id: str
    adjudication_id: str
    fingerprint: str
    outcome: str
    """The name of its outcome's class."""
    sequence: int
    coverage_id: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    standing: Standing
    reason: Withdrawal


@dataclass(frozen=True, slots=True)
class CrossoverFailure:
    """The wait is over without an answer; another determination follows."""

    standing: Standing
    reason: str
    """timer or notice."""


@dataclass(frozen=True, slots=True)
class Made:
    """A determination to be given now. `fingerprint` is that of what is meant: a claim that is
    too late is held, but it is the same decision tomorrow."""

    determination_id: str
    determined: Determined
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Withdrawals from the last place to the first, then what is given, from the first on."""

    withdrawn: tuple[Withdrawn, ...] = ()
    failed: tuple[CrossoverFailure, ...] = ()
    superseded: tuple[Standing, ...] = ()
    """Held before, decided now."""
    made: tuple[Made, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.withdrawn or self.failed or self.superseded or self.made)


@dataclass(frozen=True, slots=True)
class Given:
    """What was given so far: the standing determinations, and how many each answer had."""

    standing: tuple[Standing, ...] = ()
    attempts: Mapping[str, int] | None = None

    def next_id(self, adjudication_id: str) -> str:
        attempt = (self.attempts or {}).get(adjudication_id, 0) + 1
        return minted("determination", adjudication_id, str(attempt))


def compare(
    given: Given,
    wanted: Sequence[Determined],
    dossier: Dossier,
    today: date,
    reason: Withdrawal,
) -> Changes:
    """Only what differs is said. `reason` is what brought the change about."""
    fingerprints = {each.adjudication_id: each.fingerprint for each in wanted}
    gone = [
        each
        for each in given.standing
        if fingerprints.get(each.adjudication_id) != each.fingerprint
    ]
    kept = {each.adjudication_id for each in given.standing if each not in gone}
    wanted_now = {each.adjudication_id: each for each in wanted}
    ended = [_ended(each, wanted_now.get(each.adjudication_id), dossier, reason) for each in gone]
    return Changes(
        withdrawn=tuple(_last_first(each for each in ended if isinstance(each, Withdrawn))),
        failed=tuple(each for each in ended if isinstance(each, CrossoverFailure)),
        superseded=tuple(each for each in ended if isinstance(each, Standing)),
        made=tuple(
            Made(given.next_id(each.adjudication_id), _on(each, today), each.fingerprint)
            for each in sorted(wanted, key=lambda each: each.sequence)
            if each.adjudication_id not in kept
        ),
    )


def _ended(
    standing: Standing, wanted: Determined | None, dossier: Dossier, reason: Withdrawal
) -> Withdrawn | CrossoverFailure | Standing:
    """A hold gives way to its decision; a crossover that failed says so; the rest is withdrawn."""
    if wanted is not None and standing.outcome == Hold.__name__:
        return standing
    if standing.outcome == AwaitCrossover.__name__ and wanted is not None:
        failure = _failure(standing, wanted, dossier)
        if failure is not None:
            return failure
    is_answered = wanted is not None and _is_answered_unasked(wanted)
    return Withdrawn(standing, Withdrawal.CROSSOVER_ANSWER if is_answered else reason)


def _is_answered_unasked(wanted: Determined) -> bool:
    outcome = wanted.outcome
    return isinstance(outcome, AwaitCrossover) and ANSWERED in outcome.evidence


def _failure(standing: Standing, wanted: Determined, dossier: Dossier) -> CrossoverFailure | None:
    if isinstance(wanted.outcome, AwaitCrossover):
        return None
    if dossier.has(standing.adjudication_id, NoticeKind.CROSSOVER_REFUSED):
        return CrossoverFailure(standing, "notice")
    if dossier.has(standing.adjudication_id, NoticeKind.CROSSOVER_TIMED_OUT):
        return CrossoverFailure(standing, "timer")
    return None


def _last_first(withdrawn: Iterable[Withdrawn]) -> list[Withdrawn]:
    return sorted(withdrawn, key=lambda each: each.standing.sequence, reverse=True)


def _on(determined: Determined, today: date) -> Determined:
    """What is late when it is determined is held here, and nowhere else (design 2)."""
    outcome = determined.outcome
    if not isinstance(outcome, BillNext) or not outcome.deadline.is_over(today):
        return determined
    late = rule("COB-403")
    return replace(
        determined,
        outcome=Hold(outcome.billable_cents, outcome.deadline),
        reason=late,
        trace=(*determined.trace, late),
    )
