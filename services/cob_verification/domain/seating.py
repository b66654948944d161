"""Which answer stands at which place of the payer order, and which have no place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cob_verification.domain.answering import Answered, Known, Unclear, who_answered
from cob_verification.domain.answers import Answer, live, reversals, reversed_by
from cob_verification.domain.coverage import Coverage
from cob_verification.domain.dossier import Dossier
from cob_verification.domain.payers import PayerDirectory
from cob_verification.domain.primacy import PayerOrder
from cob_verification.domain.reasons import Rule


@dataclass(frozen=True, slots=True)
class Seat:
    """An answer, and the coverage that gave it, with its place."""

    answer: Answer
    coverage: Coverage
    trace: tuple[Rule, ...]

    @property
    def place(self) -> int:
        return self.coverage.rank


@dataclass(frozen=True, slots=True)
class Seating:
    """`coverages` are those that can pay: a payer that says "not our claim" is passed over, unless
    its turn has come and no later payer has answered yet: then its part is awaited."""

    coverages: tuple[Coverage, ...]
    by_place: Mapping[int, Seat]
    second: tuple[Seat, ...]
    """A second live answer of one coverage."""
    undecided: tuple[Seat, ...]
    """Forwarded without being decided (CLP02 23)."""
    unclear: tuple[tuple[Answer, Rule], ...]
    taken_back: tuple[tuple[Answer, Coverage | None], ...]
    """Reversals without a corrected answer; None where the reversed answer is not known."""
    passed_over: bool = False

    @property
    def answered(self) -> frozenset[str]:
        """Ids of the coverages that have adjudicated."""
        return frozenset(seat.coverage.coverage_id for seat in self.by_place.values())

    def decidable(self) -> tuple[Seat, ...]:
        """The answers of the first places, without a gap."""
        found = []
        for place in range(1, len(self.coverages) + 1):
            seat = self.by_place.get(place)
            if seat is None:
                break
            found.append(seat)
        return tuple(found)

    def waiting(self) -> tuple[Seat, ...]:
        """A later payer's answer waits for the earlier payer's."""
        first_gap = len(self.decidable()) + 1
        return tuple(seat for place, seat in sorted(self.by_place.items()) if place > first_gap)

    def answer_of_next(self, place: int) -> Seat | None:
        """The next payer's own answer, though it be that another one is to decide. What payers
        after it say waits for it, and unsettles nothing before it."""
        following = {each.coverage_id for each in self.coverages if each.rank == place + 1}
        undecided = (each for each in self.undecided if each.coverage.coverage_id in following)
        return self.by_place.get(place + 1) or next(undecided, None)


def seat(dossier: Dossier, order: PayerOrder, payers: PayerDirectory) -> Seating:
    """Finds a place for every live answer."""
    known = Known(order.coverages, payers, dossier.submissions)
    found = [(answer, who_answered(answer, known)) for answer in live(dossier.answers)]
    seats = [
        Seat(answer, who.coverage, who.trace) for answer, who in found if isinstance(who, Answered)
    ]
    undecided = tuple(each for each in seats if each.answer.was_forwarded_undecided)
    decided = [each for each in seats if not each.answer.was_forwarded_undecided]
    coverages = _without_passed_over(order.coverages, decided, undecided)
    by_place, second = _placed(decided, coverages)
    return Seating(
        coverages=coverages,
        by_place=by_place,
        second=second,
        undecided=undecided,
        unclear=tuple((answer, who.reason) for answer, who in found if isinstance(who, Unclear)),
        taken_back=_taken_back(dossier.answers, known, seats),
        passed_over=len(coverages) < len(order.coverages),
    )


def _without_passed_over(
    coverages: Sequence[Coverage], decided: Sequence[Seat], undecided: Sequence[Seat]
) -> tuple[Coverage, ...]:
    answered = {each.coverage.coverage_id for each in decided}
    places = [each.place for each in decided]
    passed = {
        each.coverage.coverage_id
        for each in undecided
        if min(places, default=each.place) >= each.place or max(places) > each.place
    } - answered
    left = (each for each in coverages if each.coverage_id not in passed)
    return tuple(replace(each, rank=place) for place, each in enumerate(left, start=1))


def _placed(
    decided: Sequence[Seat], coverages: Sequence[Coverage]
) -> tuple[dict[int, Seat], tuple[Seat, ...]]:
    by_id = {coverage.coverage_id: coverage for coverage in coverages}
    by_place: dict[int, Seat] = {}
    second = []
    for each in decided:
        placed = replace(each, coverage=by_id[each.coverage.coverage_id])
        if placed.place in by_place:
            second.append(placed)
        else:
            by_place[placed.place] = placed
    return by_place, tuple(second)


def _taken_back(
    answers: Sequence[Answer], known: Known, seats: Sequence[Seat]
) -> tuple[tuple[Answer, Coverage | None], ...]:
    answered = {each.coverage.coverage_id for each in seats}
    found: list[tuple[Answer, Coverage | None]] = []
    for reversal in reversals(answers):
        original = reversed_by(reversal, answers)
        who = who_answered(original, known) if original else None
        coverage = who.coverage if isinstance(who, Answered) else None
        if coverage is None or coverage.coverage_id not in answered:
            found.append((reversal, coverage))
    return tuple(found)
