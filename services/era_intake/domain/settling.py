"""What becomes of answers, one after the other: somebody's, or nobody's yet.

An answer that is settled may settle others: an original that arrives late frees the answer that
waited for it, and that answer frees its reversal. So answers are settled together, in the order of
arrival, until nothing moves any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from era_intake.domain import reasons
from era_intake.domain.matching import (
    Answer,
    ClaimIndex,
    Facts,
    KnownClaim,
    Matched,
    NotMatched,
    match,
)
from era_intake.domain.reversals import (
    NOWHERE,
    EarlierAnswer,
    Place,
    corrected_by,
    is_reversal,
    marked,
    reversed_by,
)


@dataclass(frozen=True, slots=True)
class Pending:
    """An answer that waits for its claim; `linked_to` is what a person said."""

    adjudication_id: str
    answer: Answer
    place: Place = NOWHERE
    linked_to: KnownClaim | None = None


@dataclass(frozen=True, slots=True)
class Adjudicated:
    """Somebody's answer."""

    claim: KnownClaim
    matched_by: str
    submission_id: str = ""
    reverses: str = ""  # adjudication id
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Nobody's answer yet; `disagreements` are the rules that kept claims of its number away."""

    reason: str
    disagreements: tuple[str, ...] = ()


Outcome = Adjudicated | Unmatched


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that settling needs to know."""

    index: ClaimIndex
    earlier: tuple[EarlierAnswer, ...] = ()  # of the numbers in question, oldest first


def settle(pending: Pending, index: ClaimIndex, earlier: Sequence[EarlierAnswer]) -> Outcome:
    """One answer by itself."""
    found = _whose(pending, index)
    if isinstance(found, NotMatched):
        return Unmatched(found.reason, found.disagreements)
    answer, claim = pending.answer, found.claim
    if is_reversal(answer):
        original = reversed_by(answer, pending.place, claim.claim_id, earlier)
        if original is None and pending.linked_to is None:
            return Unmatched(reasons.REVERSAL_WITHOUT_ORIGINAL)
        reverses = original.adjudication_id if original else ""
        return Adjudicated(claim, found.matched_by, found.submission_id, reverses=reverses)
    corrected = corrected_by(answer, claim.claim_id, earlier)
    corrects = corrected.adjudication_id if corrected else ""
    return Adjudicated(claim, found.matched_by, found.submission_id, corrects=corrects)


def settle_all(waiting: Sequence[Pending], known: Known) -> Mapping[str, Outcome]:
    """Outcomes by adjudication id, those that were matched in the order in which they were."""
    outcomes: dict[str, Outcome] = {}
    earlier, left, moved = known.earlier, list(waiting), True
    while moved:
        moved = False
        for pending in tuple(left):
            outcome = settle(pending, known.index, earlier)
            if isinstance(outcome, Adjudicated):
                earlier = _after(pending, outcome, earlier)
                outcomes[pending.adjudication_id] = outcome
                left.remove(pending)
                moved = True
    for pending in left:
        outcomes[pending.adjudication_id] = settle(pending, known.index, earlier)
    return outcomes


def _whose(pending: Pending, index: ClaimIndex) -> Matched | NotMatched:
    if pending.linked_to is not None:
        return Matched(pending.linked_to, "person")
    return match(pending.answer, index.candidates(pending.answer))


def _after(
    pending: Pending, outcome: Adjudicated, earlier: Sequence[EarlierAnswer]
) -> tuple[EarlierAnswer, ...]:
    claim_id = outcome.claim.claim_id
    settled = EarlierAnswer(pending.adjudication_id, claim_id, pending.answer, pending.place)
    return (
        *marked(earlier, reversed_id=outcome.reverses, corrected_id=outcome.corrects),
        settled,
    )


def concerned(
    waiting: Sequence[Pending], number: str, facts: Facts | None = None
) -> tuple[Pending, ...]:
    """The waiting answers that a claim of this number and these facts may free.

    Those of its number; those with its facts; and what has the number of one of the latter, for a
    reversal is freed by the answer that it takes back.
    """
    numbers = {number}
    numbers.update(each.answer.number for each in waiting if each.answer.facts == facts)
    return tuple(each for each in waiting if each.answer.number in numbers)
