"""What the payers' answers mean in money: written off, the patient's, denied, refunded, left.

The determinations say who owns each cent. The ledger adds what only it can know: no more is
written off or asked of the patient than is still open, what the patient paid beforehand counts,
overpayment is a credit, and what is too small to bill is dropped.

`plan` is a function of the facts alone, so that they may arrive in any order. The ledger is then
brought to the plan (`movements.shift`).
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cobrelay.money import ZERO, Cents
from payment_poster.domain import reasons
from payment_poster.domain.facts import Charge, Determination, Outcome, Shares
from payment_poster.domain.movements import Kind, Movement


class Disposition(enum.Enum):
    """What becomes of the balance."""

    NEXT_PAYER = "next_payer"
    DENIAL_WORK = "denial_work"
    STATEMENT = "statement"
    SETTLED = "settled"
    WRITE_OFF = "write_off"
    REFUND = "refund"
    REVIEW = "review"
    SMALL_BALANCE = "small_balance"


@dataclass(frozen=True, slots=True)
class Decided:
    """A live determination and the cash of the answer that it is about."""

    determination: Determination
    paid: Cents


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the money of a claim belongs, and what becomes of its balance."""

    movements: tuple[Movement, ...] = ()
    disposition: Disposition = Disposition.NEXT_PAYER
    reason_code: str = reasons.NOT_DETERMINED
    determination_id: str = ""
    released: Cents = ZERO
    """What a statement may ask the patient for; zero unless no payer is left."""

    def total(self, *kinds: Kind) -> Cents:
        return Cents(sum(each.amount for each in self.movements if each.kind in kinds))


def plan(charge: Charge, decided: Sequence[Decided], paid: Cents, small_balance: Cents) -> Plan:
    """The plan of a claim; `decided` in the order in which the payers stand, `paid` is all cash
    that lies on the claim, determined or not."""
    if not decided:
        return Plan()
    movements: list[Movement] = []
    open_balance = charge.owed
    for each in decided:
        open_balance = Cents(open_balance - each.paid)
        off = _write_off(each.determination.shares, open_balance)
        open_balance = Cents(open_balance - off)
        movements.append(_movement(each, Kind.WRITE_OFF, off))
    last = decided[-1]
    unexplained_cash = Cents(max(0, paid - sum(each.paid for each in decided)))
    left = _Left(open_balance, charge.patient_paid, unexplained_cash, small_balance)
    ending = _still_denied(last, open_balance) or _ending(last, left)
    moved = [_movement(last, kind, amount) for kind, amount in ending.amounts.items()]
    return Plan(
        movements=tuple(each for each in (*movements, *moved) if each.amount),
        disposition=ending.disposition,
        reason_code=ending.reason_code,
        determination_id=last.determination.determination_id,
        released=ending.released,
    )


@dataclass(frozen=True, slots=True)
class _Left:
    """What there is to dispose of when every payer's part is taken off."""

    balance: Cents
    """After the cash of the determined answers and what is written off; below zero: a credit."""
    prepaid: Cents
    unexplained_cash: Cents
    """Paid by answers of which nothing is determined: no payer's part of this claim yet."""
    small: Cents

    @property
    def still_open(self) -> Cents:
        return Cents(max(0, self.balance))

    @property
    def credit(self) -> Cents:
        return Cents(max(0, -self.balance))


def _movement(decided: Decided, kind: Kind, amount: Cents) -> Movement:
    return Movement(decided.determination.adjudication_id, kind, amount)


def _write_off(shares: Shares, open_balance: Cents) -> Cents:
    """What contract or law takes off, capped at what is open and not denied.

    A payer that reports the whole difference as its own reduction must make no credit, and end no
    work: what was denied and is worked on stays open unless its answer settles it (COB-510). OA94
    (an absorbed line's charge) takes off what the absorbed line reports as a reduction.
    """
    worked_on = shares.unsettled + max(0, shares.person)
    listed = max(0, shares.nobody + shares.technical) + shares.bonus
    return Cents(listed if listed < 0 else min(listed, max(0, open_balance - worked_on)))


@dataclass(frozen=True, slots=True)
class _Ending:
    disposition: Disposition
    reason_code: str
    amounts: Mapping[Kind, Cents]
    released: Cents = ZERO


def voided(adjudication_id: str, paid: Cents, prepaid: Cents) -> Plan:
    """A void claim is owed nothing, whatever was determined of it: what was paid goes back.

    `adjudication_id` names the answer under which it is booked.
    """
    owed = {Kind.PAYER_CREDIT: Cents(max(0, paid)), Kind.PATIENT_CREDIT: prepaid}
    moved = (Movement(adjudication_id, kind, amount) for kind, amount in owed.items())
    movements = tuple(each for each in moved if each.amount)
    if not movements:
        return Plan((), Disposition.SETTLED, reasons.SETTLED)
    return Plan(movements, Disposition.REFUND, reasons.REFUND)


def _still_denied(last: Decided, open_balance: Cents) -> _Ending | None:
    """What an earlier payer of a forwarded claim denied, and no later one paid, is worked before
    it is written off; the patient, whose share may change, is not billed before that either."""
    determination = last.determination
    match determination.outcome:
        case Outcome.NEXT_PAYER | Outcome.CROSSOVER | Outcome.DENIAL:
            return None
        case Outcome.PATIENT:
            unexplained = open_balance - determination.shares.patient
        case Outcome.NOTHING_LEFT:
            unexplained = int(open_balance)
    denied = Cents(min(determination.shares.unsettled, unexplained))
    if denied <= 0:
        return None
    return _Ending(Disposition.DENIAL_WORK, reasons.DENIAL_WORK, {Kind.DENIED: denied})


def _ending(last: Decided, left: _Left) -> _Ending:
    match last.determination.outcome:
        case Outcome.NEXT_PAYER | Outcome.CROSSOVER:
            return _with_payer(left.credit)
        case Outcome.DENIAL:
            return _denial(last, left.still_open, left.credit)
        case Outcome.PATIENT:
            return _in_dispute(_patient(last, left), left)
        case Outcome.NOTHING_LEFT:
            return _in_dispute(_nothing_left(left), left)


def _in_dispute(ending: _Ending, left: _Left) -> _Ending:
    """A payer paid more once the claim seemed done: whose that is, only a person can say."""
    if not left.unexplained_cash:
        return ending
    return replace(ending, disposition=Disposition.REVIEW, reason_code=reasons.CASH_IN_DISPUTE)


def _with_payer(credit: Cents) -> _Ending:
    if credit:
        amounts = {Kind.PAYER_CREDIT: credit}
        return _Ending(Disposition.REFUND, reasons.REFUND, amounts)
    return _Ending(Disposition.NEXT_PAYER, reasons.WITH_PAYER, {})


def _denial(last: Decided, still_open: Cents, credit: Cents) -> _Ending:
    # What a payer denied and what it gave back may cancel out.
    shares = last.determination.shares
    denied = Cents(min(shares.unsettled + max(0, shares.person), still_open))
    amounts = {Kind.DENIED: denied, Kind.PAYER_CREDIT: credit}
    return _Ending(Disposition.DENIAL_WORK, reasons.DENIAL_WORK, amounts)


def _patient(last: Decided, left: _Left) -> _Ending:
    share = Cents(min(last.determination.shares.patient, left.still_open))
    rest = Cents(left.still_open - share)
    # A later payer's answer speaks of the whole charge; what it leaves beyond the lower patient
    # share is nobody's. What a first answer leaves beyond it is not explained.
    is_explained = last.determination.sequence > 1
    remainder = rest if is_explained else ZERO
    recalled = _recalled(share, left, remainder)
    due = Cents(share - left.prepaid)
    is_small = 0 < due <= left.small
    still_due = Cents(max(0, due - recalled))
    amounts = {
        Kind.PATIENT_SHARE: share,
        Kind.SHARE_RECALLED: recalled,
        Kind.REMAINDER: remainder,
        Kind.SMALL_BALANCE: still_due if is_small else ZERO,
        Kind.PAYER_CREDIT: left.credit,
        Kind.PATIENT_CREDIT: Cents(max(0, -due)),
    }
    owed = ZERO if is_small else still_due
    if left.credit or due < 0:
        return _Ending(Disposition.REFUND, reasons.REFUND, amounts, owed)
    if rest and not is_explained:
        return _Ending(Disposition.REVIEW, reasons.UNEXPLAINED_REST, amounts, owed)
    if is_small:
        return _Ending(Disposition.SMALL_BALANCE, reasons.SMALL, amounts)
    if owed:
        return _Ending(Disposition.STATEMENT, reasons.STATEMENT, amounts, owed)
    return _Ending(Disposition.SETTLED, reasons.SETTLED, amounts)


def _recalled(share: Cents, left: _Left, remainder: Cents) -> Cents:
    """PST-209: the part of the patient's share that exceeds what is open after all cash.

    Whoever paid it, and for whatever: what a payer paid is not asked of the patient as well.
    Nothing else moves, so what was written off as nobody's is not what the cash paid for.
    """
    open_after_all_cash = left.still_open - remainder - left.unexplained_cash
    return Cents(min(share, max(0, share - open_after_all_cash)))


def _nothing_left(left: _Left) -> _Ending:
    amounts = {
        Kind.REMAINDER: left.still_open,
        Kind.PAYER_CREDIT: left.credit,
        Kind.PATIENT_CREDIT: left.prepaid,
    }
    if left.credit or left.prepaid:
        return _Ending(Disposition.REFUND, reasons.REFUND, amounts)
    if left.still_open:
        return _Ending(Disposition.WRITE_OFF, reasons.NOBODY_OWES, amounts)
    return _Ending(Disposition.SETTLED, reasons.SETTLED, amounts)
