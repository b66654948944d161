"""What changes: the determinations that stand, compared with what is to be said now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from cob_verification.domain.crossover import ANSWERED
from cob_verification.domain.determination import (
    AwaitCrossover,
    BillNext,
    Denied,
    Determined,
    Hold,
    NothingLeft,
    PatientOwes,
)
from cob_verification.domain.dossier import Dossier, NoticeKind
from cob_verification.domain.reasons import Rule, rule
from cobrelay.ids import minted


class Withdrawal(Enum):
    """Why a determination no longer holds: its reason code, whose sentence `reasons` has."""

    REVERSAL = "COB-701"
    CORRECTION = "COB-702"
    COVERAGE = "COB-703"
    CROSSOVER_ANSWER = "COB-205"
    VERSION = "COB-704"
    REVIEW = "COB-705"


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
    """The coverage that answered."""
    next_coverage_id: str = ""
    """The coverage that is to be billed or awaited."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    standing: Standing
    reason: Withdrawal


@dataclass(frozen=True, slots=True)
class CrossoverFailure:
    """The wait is over without an answer; another determination follows."""

    standing: Standing
    reason: Rule


@dataclass(frozen=True, slots=True)
class Made:
    """A determination to be given now. `fingerprint` is that of what is meant: a claim that is
    too late is held, but it is the same decision tomorrow."""

    determination_id: str
    attempt: int
    determined: Determined
    fingerprint: str

    @property
    def outcome(self) -> str:
        return type(self.determined.outcome).__name__

    @property
    def standing(self) -> Standing:
        """As it stands from now on."""
        coverage = self.determined.coverage
        return Standing(
            self.determination_id,
            self.determined.adjudication_id,
            self.fingerprint,
            self.outcome,
            self.determined.sequence,
            coverage.coverage_id if coverage else "",
            _next_coverage_id(self.determined),
        )


def _next_coverage_id(determined: Determined) -> str:
    match determined.outcome:
        case BillNext(following):
            return following.coverage_id
        case AwaitCrossover(carrier):
            return carrier.coverage_id if carrier else ""
        case PatientOwes() | NothingLeft() | Denied() | Hold():
            return ""


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

    def make(self, wanted: Determined, fingerprint: str, today: date) -> Made:
        """The next determination of an answer: its id tells the attempts apart."""
        attempt = (self.attempts or {}).get(wanted.adjudication_id, 0) + 1
        return Made(
            minted("determination", wanted.adjudication_id, str(attempt)),
            attempt,
            _on(wanted, today),
            fingerprint,
        )

    def after(self, changes: Changes) -> tuple[Standing, ...]:
        """What stands when the changes have been made."""
        ended = {
            *(each.standing.determination_id for each in changes.withdrawn),
            *(each.standing.determination_id for each in changes.failed),
            *(each.determination_id for each in changes.superseded),
        }
        kept = tuple(each for each in self.standing if each.determination_id not in ended)
        return (*kept, *(each.standing for each in changes.made))


def compare(
    given: Given,
    wanted: Sequence[Determined],
    dossier: Dossier,
    today: date,
    reason: Withdrawal,
) -> Changes:
    """Only what differs is said. `reason` is what brought the change about."""
    now = {each.adjudication_id: each for each in wanted}
    fingerprints = {each.adjudication_id: each.fingerprint for each in wanted}
    kept = {
        each.adjudication_id
        for each in given.standing
        if each.adjudication_id in now
        and _still_holds(
            each,
            now[each.adjudication_id],
            is_same=fingerprints[each.adjudication_id] == each.fingerprint,
            is_late=_is_late(now[each.adjudication_id], today),
            reason=reason,
        )
    }
    gone = [each for each in given.standing if each.adjudication_id not in kept]
    ended = [_ended(each, now.get(each.adjudication_id), dossier, reason) for each in gone]
    return Changes(
        withdrawn=tuple(_last_first(each for each in ended if isinstance(each, Withdrawn))),
        failed=tuple(each for each in ended if isinstance(each, CrossoverFailure)),
        superseded=tuple(each for each in ended if isinstance(each, Standing)),
        made=tuple(
            given.make(each, fingerprints[each.adjudication_id], today)
            for each in sorted(wanted, key=lambda each: each.sequence)
            if each.adjudication_id not in kept
        ),
    )


def _still_holds(
    standing: Standing, now: Determined, *, is_same: bool, is_late: bool, reason: Withdrawal
) -> bool:
    """What says the same stands, unless a person has it decided again and it is in time after
    all. Another payer's answer unsettles nothing but a hold and a claim that crossed over: what
    was billed meanwhile may rest on a payer's profile of that day."""
    is_held = standing.outcome == Hold.__name__
    if is_same:
        was_late = is_held and isinstance(now.outcome, BillNext)
        return not (was_late and not is_late and reason is Withdrawal.REVIEW)
    is_another_answer = reason is Withdrawal.CORRECTION
    return is_another_answer and not is_held and not _is_answered_unasked(now)


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
        return CrossoverFailure(standing, rule("COB-209"))
    if dossier.has(standing.adjudication_id, NoticeKind.CROSSOVER_TIMED_OUT):
        return CrossoverFailure(standing, rule("COB-208"))
    return None


def _last_first(withdrawn: Iterable[Withdrawn]) -> list[Withdrawn]:
    return sorted(withdrawn, key=lambda each: each.standing.sequence, reverse=True)


def _is_late(determined: Determined, today: date) -> bool:
    outcome = determined.outcome
    return isinstance(outcome, BillNext) and outcome.deadline.is_over(today)


def _on(determined: Determined, today: date) -> Determined:
    """What is late when it is determined is held here, and nowhere else."""
    outcome = determined.outcome
    if not isinstance(outcome, BillNext) or not _is_late(determined, today):
        return determined
    late = rule("COB-403")
    return replace(
        determined,
        outcome=Hold(outcome.billable_cents, outcome.deadline, outcome.following),
        reason=late,
        trace=(*determined.trace, late),
    )
