"""What a payer pays for a claim, first or after others: pure arithmetic in whole cents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sandbox.claims import Adjustment, Answer, Line, LineAnswer
from sandbox.roster import Benefit, Payer

SEQUESTRATION_PERMILLE = 20
NOT_COVERED = frozenset({"96", "119", "204"})


def part(cents: int, permille: int) -> int:
    """So many thousandths of an amount, half a cent rounded up."""
    return (cents * permille + 500) // 1000


@dataclass(frozen=True, slots=True)
class Terms:
    """What a first payer's plan says of a service."""

    allowed_permille: int
    deductible_permille: int = 0  # of the allowed amount
    coinsurance_permille: int = 0  # of the rest
    copay: int = 0  # on the first line, in cents
    sequestered: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """What an earlier payer left to the patient, under the reason that it gave."""

    reason: str
    amount: int


@dataclass(frozen=True, slots=True)
class Open:
    """A line (or, with an empty procedure, a whole claim) as it comes to a later payer."""

    control: str
    procedure: str
    charge: int
    paid_before: int
    shares: tuple[Share, ...]
    units: int = 1
    on: date | None = None

    @property
    def left(self) -> int:
        return sum(share.amount for share in self.shares)

    @property
    def is_denied(self) -> bool:
        return any(share.reason in NOT_COVERED for share in self.shares)


def as_first(lines: Sequence[Line], terms: Terms) -> tuple[LineAnswer, ...]:
    """The answer of a payer that nobody paid before."""
    return tuple(
        _first_line(line, terms, terms.copay if number == 0 else 0)
        for number, line in enumerate(lines)
    )


def _first_line(line: Line, terms: Terms, copay: int) -> LineAnswer:
    allowed = part(line.charge, terms.allowed_permille)
    deductible = part(allowed, terms.deductible_permille)
    copay = min(copay, allowed - deductible)
    coinsurance = part(allowed - deductible - copay, terms.coinsurance_permille)
    covered = allowed - deductible - copay - coinsurance
    withheld = part(covered, SEQUESTRATION_PERMILLE) if terms.sequestered else 0
    adjustments = (
        Adjustment("CO", "45", line.charge - allowed),
        Adjustment("CO", "253", withheld),
        Adjustment("PR", "1", deductible),
        Adjustment("PR", "2", coinsurance),
        Adjustment("PR", "3", copay),
    )
    return _line(_open(line), covered - withheld, adjustments, allowed)


def denied(lines: Sequence[Line], group: str, reason: str, remark: str) -> tuple[LineAnswer, ...]:
    """The answer that pays nothing: each line's whole charge under one reason."""
    return tuple(
        LineAnswer(
            line.control,
            line.procedure,
            line.charge,
            0,
            (Adjustment(group, reason, line.charge),),
            0,
            line.units,
            line.on,
            (remark,),
        )
        for line in lines
    )


def as_next(payer: Payer, opened: Sequence[Open]) -> tuple[LineAnswer, ...]:
    """The answer of a payer that comes after others; each line explains its whole charge."""
    return tuple(_next_line(payer, line) for line in opened)


def _next_line(payer: Payer, line: Open) -> LineAnswer:
    eligible, paid = _benefit(payer, line)
    # What an earlier payer settled, by paying or by writing off, is its impact and nobody's money.
    patient = 0 if payer.benefit is Benefit.LESSER_OF else eligible - paid
    adjustments = (
        Adjustment("OA", "23", line.charge - line.left),
        Adjustment("CO", "45", line.left - paid - patient),
        Adjustment("PR", "2", patient),
    )
    return _line(line, paid, adjustments, line.paid_before + eligible)


def _benefit(payer: Payer, line: Open) -> tuple[int, int]:
    """What this payer recognises of the open amount, and what it pays of that."""
    fee = part(line.charge, payer.fee_permille)
    match payer.benefit:
        case Benefit.SUPPLEMENT:
            paid = sum(share.amount for share in line.shares if share.reason in ("1", "2", "3"))
            return line.left, paid
        case Benefit.LESSER_OF:
            return line.left, max(0, min(line.left, fee - line.paid_before))
        case Benefit.STANDARD | Benefit.MEDICARE:
            eligible = min(line.left, fee) if line.is_denied else line.left
            return eligible, min(eligible, part(fee, payer.share_permille))


def _line(line: Open, paid: int, adjustments: tuple[Adjustment, ...], allowed: int) -> LineAnswer:
    stated = tuple(adjustment for adjustment in adjustments if adjustment.amount)
    return LineAnswer(
        line.control, line.procedure, line.charge, paid, stated, allowed, line.units, line.on
    )


def _open(line: Line) -> Open:
    return Open(line.control, line.procedure, line.charge, 0, (), line.units, line.on)


def opened_by(answers: Sequence[Answer]) -> tuple[Open, ...]:
    """What these answers, in payer order, leave open to the next payer.

    By line where every one of them answered by line, else as one sum for the claim.
    """
    last = answers[-1]
    if not all(line.procedure for answer in answers for line in answer.lines):
        shares = _shares(last.lines)
        paid = sum(answer.paid for answer in answers)
        return (Open("", "", last.charge, paid, shares, on=last.lines[0].on),)
    paid_by_line = [sum(lines) for lines in zip(*map(_paid, answers), strict=True)]
    return tuple(
        Open(
            line.control,
            line.procedure,
            line.charge,
            paid,
            _shares([line]),
            line.units,
            line.on,
        )
        for line, paid in zip(last.lines, paid_by_line, strict=True)
    )


def _paid(answer: Answer) -> list[int]:
    return [line.paid for line in answer.lines]


def _shares(lines: Sequence[LineAnswer]) -> tuple[Share, ...]:
    return tuple(
        Share(adjustment.reason, adjustment.amount)
        for line in lines
        for adjustment in line.adjustments
        if adjustment.group == "PR"
    )


def whole(opened: Sequence[Open]) -> Open:
    """All lines as one sum, for a payer that answers at claim level only."""
    return Open(
        "",
        "",
        sum(line.charge for line in opened),
        sum(line.paid_before for line in opened),
        tuple(share for line in opened for share in line.shares),
        on=opened[0].on if opened else None,
    )


def answer_next(payer: Payer, number: str, sequence: int, opened: Sequence[Open]) -> Answer:
    """The whole answer of a later payer: CLP02 2 for the second, 3 for any after it."""
    lines = opened if payer.answers_lines else (whole(opened),)
    return Answer(payer, "2" if sequence == 2 else "3", number, as_next(payer, lines))
