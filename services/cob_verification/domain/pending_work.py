"""What earlier payers denied and a person works on, as far as a later answer settles it (COB-510).

A later payer that puts the whole difference into its own contractual reduction says nothing of a
line that an earlier payer denied. It settles such a line only where it adjudicated it itself: that
shows in what it paid for it, or left to the patient as his cost share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cob_verification.domain.answers import Answer, AnsweredLine
from cob_verification.domain.classes import AdjustmentClass
from cob_verification.domain.remainder import Share, Sorted

_C = AdjustmentClass
_COST_SHARE = frozenset({_C.PR_SHIFT, _C.PAID_PATIENT, _C.QMB})
CLAIM_LEVEL = 0


@dataclass(frozen=True, slots=True)
class Opinion:
    """An answer, and its adjustments sorted for the payer that comes after it."""

    answer: Answer
    found: Sorted

    def denied_cents(self, ordinal: int) -> int:
        """What of a line (0: of the claim as a whole) is worked on before anybody is billed."""
        return max(0, self._total(ordinal, (s is Share.WORK_FIRST for _, s in self.found.shares)))

    def allowed_cents(self, line: AnsweredLine) -> int:
        """What this payer itself found covered of a line."""
        return line.paid_cents + self._cost_share(line.ordinal)

    @property
    def allowed_in_all_cents(self) -> int:
        ordinals = {each.adjustment.line for each, _ in self.found.shares}
        return self.answer.paid_cents + sum(map(self._cost_share, ordinals))

    def _cost_share(self, ordinal: int) -> int:
        return self._total(ordinal, (c.meaning in _COST_SHARE for c, _ in self.found.shares))

    def _total(self, ordinal: int, is_meant: Iterable[bool]) -> int:
        return sum(
            each.adjustment.amount_cents
            for (each, _), meant in zip(self.found.shares, is_meant, strict=True)
            if meant and each.adjustment.line == ordinal
        )


@dataclass(frozen=True, slots=True)
class _Denied:
    """`cents` of a line were denied; None: of the claim, or of a line that cannot be told."""

    cents: int
    line: AnsweredLine | None = None
    beside: tuple[AnsweredLine, ...] = ()
    """All lines of the answer that denied it."""


def unsettled_cents(opinions: Sequence[Opinion]) -> int:
    """What all payers but the last denied and none after them settled; `opinions` in order."""
    pending: tuple[_Denied, ...] = ()
    for earlier, later in pairwise(opinions):
        pending = _unsettled((*pending, *_denials(earlier)), earlier, later)
    return sum(each.cents for each in pending)


def _denials(opinion: Opinion) -> Iterable[_Denied]:
    lines = opinion.answer.lines
    yield _Denied(opinion.denied_cents(CLAIM_LEVEL))
    yield from (_Denied(opinion.denied_cents(each.ordinal), each, lines) for each in lines)


def _unsettled(pending: Sequence[_Denied], earlier: Opinion, later: Opinion) -> tuple[_Denied, ...]:
    """Line by line where the lines can be told; the rest by what this payer found covered beyond
    what it was asked for."""
    kept: list[_Denied] = []
    told: set[int] = set()
    unplaced = 0
    for each in (one for one in pending if one.cents):
        lines = _same_lines(each, later.answer.lines)
        told.update(line.ordinal for line in lines)
        if not lines:
            unplaced += each.cents
        elif sum(map(later.allowed_cents, lines)) <= 0:
            # What the later payer denies as well is that payer's to name, and not counted twice.
            again = sum(later.denied_cents(line.ordinal) for line in lines)
            kept.append(_Denied(max(0, each.cents - again), each.line, each.beside))
    asked = earlier.found.total(Share.BILLABLE)
    beyond = max(0, _covered_cents(later, told) - asked)
    return (*kept, _Denied(max(0, unplaced - beyond)))


def _covered_cents(later: Opinion, told: set[int]) -> int:
    """The charges of the lines that a payer adjudicated itself; without lines, what it allowed."""
    if not later.answer.lines:
        return later.allowed_in_all_cents
    return sum(
        line.charge_cents
        for line in later.answer.lines
        if line.ordinal not in told and later.allowed_cents(line) > 0
    )


def _same_lines(denied: _Denied, answered: Sequence[AnsweredLine]) -> tuple[AnsweredLine, ...]:
    """Domain 3.3: by control number (a split line has several), else by code and charge, equal
    ones in order; a sole line is the sole line."""
    line = denied.line
    if line is None:
        return ()
    if line.control_number and (
        same := [each for each in answered if each.control_number == line.control_number]
    ):
        return tuple(same)
    alike = [each for each in answered if each.alike == line.alike]
    twins = [each for each in denied.beside if each.alike == line.alike]
    if len(alike) == len(twins):
        return (alike[twins.index(line)],)
    is_sole = len(answered) == len(denied.beside) == 1
    return tuple(answered) if is_sole else tuple(alike)
