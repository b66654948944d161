"""What the payers' answers mean in money: written off, the patient's, denied, refunded, left.

The determinations say who owns each cent. The ledger adds what only it can know: no more is
written off or asked of the patient than is still open, what the patient paid beforehand counts,
overpayment is a credit, and what is too small to bill is dropped.

`plan` is a function of the facts alone, so that they may arrive in any order. The ledger is then
brought to the plan: what no longer holds is reversed, what is new is booked.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from cobrelay.money import ZERO, Cents
from payment_poster.domain import chart, reasons
from payment_poster.domain.facts import Charge, Determination, Outcome, Shares
from payment_poster.domain.journal import Entry, Posting, entry_id, reversal_of, transfer


class Kind(enum.Enum):
    """The ways in which an answer's meaning moves money within a claim."""

    WRITE_OFF = "write-off"
    PATIENT_SHARE = "patient-share"
    DENIED = "denied"
    REMAINDER = "remainder"
    SMALL_BALANCE = "small-balance"
    PAYER_CREDIT = "payer-credit"
    PATIENT_CREDIT = "patient-credit"


@dataclass(frozen=True, slots=True)
class _Way:
    memo: str
    reason_code: str


_WAYS: Mapping[Kind, _Way] = MappingProxyType(
    {
        Kind.WRITE_OFF: _Way("Contractual write-off", reasons.WRITE_OFF),
        Kind.PATIENT_SHARE: _Way("To the patient", reasons.PATIENT_SHARE),
        Kind.DENIED: _Way("Denied, to be worked", reasons.DENIED),
        Kind.REMAINDER: _Way("Rest that nobody owes", reasons.REMAINDER),
        Kind.SMALL_BALANCE: _Way("Small balance", reasons.SMALL_BALANCE),
        Kind.PAYER_CREDIT: _Way("Overpaid by payers, to be refunded", reasons.PAYER_CREDIT),
        Kind.PATIENT_CREDIT: _Way("Overpaid by the patient", reasons.PATIENT_CREDIT),
    }
)


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
class Movement:
    """`amount` moves within the claim because of one answer; `revision` counts changes of mind."""

    adjudication_id: str
    kind: Kind
    amount: Cents
    revision: int = 1

    @property
    def key(self) -> tuple[str, Kind]:
        return self.adjudication_id, self.kind

    @property
    def cause(self) -> str:
        return f"{self.kind.value}:{self.adjudication_id}:{self.revision}"

    @property
    def entry_id(self) -> str:
        return entry_id(self.cause)


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


def plan(charge: Charge, decided: Sequence[Decided], small_balance: Cents) -> Plan:
    """The plan of a claim; `decided` in the order in which the payers stand."""
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
    to_work = Cents(sum(max(0, each.determination.shares.person) for each in decided[:-1]))
    ending = _still_denied(last, open_balance, to_work) or _ending(
        last, open_balance, charge.patient_paid, small_balance
    )
    moved = [_movement(last, kind, amount) for kind, amount in ending.amounts.items()]
    return Plan(
        movements=tuple(each for each in (*movements, *moved) if each.amount),
        disposition=ending.disposition,
        reason_code=ending.reason_code,
        determination_id=last.determination.determination_id,
        released=ending.released,
    )


def _movement(decided: Decided, kind: Kind, amount: Cents) -> Movement:
    return Movement(decided.determination.adjudication_id, kind, amount)


def _write_off(shares: Shares, open_balance: Cents) -> Cents:
    """What contract or law takes off, capped at the open balance.

    A payer that reports the whole difference as its own reduction must not make a credit. OA94
    (an absorbed line's charge) takes off what the absorbed line reports as a reduction.
    """
    listed = max(0, shares.nobody + shares.technical) + shares.bonus
    return Cents(listed if listed < 0 else min(listed, max(0, open_balance)))


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


def _still_denied(last: Decided, open_balance: Cents, to_work: Cents) -> _Ending | None:
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
    denied = Cents(min(to_work, unexplained))
    if denied <= 0:
        return None
    return _Ending(Disposition.DENIAL_WORK, reasons.DENIAL_WORK, {Kind.DENIED: denied})


def _ending(last: Decided, open_balance: Cents, prepaid: Cents, small: Cents) -> _Ending:
    credit = Cents(max(0, -open_balance))
    still_open = Cents(max(0, open_balance))
    match last.determination.outcome:
        case Outcome.NEXT_PAYER | Outcome.CROSSOVER:
            return _with_payer(credit)
        case Outcome.DENIAL:
            return _denial(last, still_open, credit)
        case Outcome.PATIENT:
            return _patient(last, still_open, credit, prepaid, small)
        case Outcome.NOTHING_LEFT:
            return _nothing_left(still_open, credit, prepaid)


def _with_payer(credit: Cents) -> _Ending:
    if credit:
        amounts = {Kind.PAYER_CREDIT: credit}
        return _Ending(Disposition.REFUND, reasons.REFUND, amounts)
    return _Ending(Disposition.NEXT_PAYER, reasons.WITH_PAYER, {})


def _denial(last: Decided, still_open: Cents, credit: Cents) -> _Ending:
    # What a payer denied and what it gave back may cancel out.
    denied = Cents(max(0, min(last.determination.shares.person, still_open)))
    amounts = {Kind.DENIED: denied, Kind.PAYER_CREDIT: credit}
    return _Ending(Disposition.DENIAL_WORK, reasons.DENIAL_WORK, amounts)


def _patient(
    last: Decided, still_open: Cents, credit: Cents, prepaid: Cents, small: Cents
) -> _Ending:
    share = Cents(min(last.determination.shares.patient, still_open))
    rest = Cents(still_open - share)
    # A later payer's answer speaks of the whole charge; what it leaves beyond the lower patient
    # share is nobody's. What a first answer leaves beyond it is not explained.
    is_explained = last.determination.sequence > 1
    due = Cents(share - prepaid)
    dropped = due if 0 < due <= small else ZERO
    amounts = {
        Kind.PATIENT_SHARE: share,
        Kind.REMAINDER: rest if is_explained else ZERO,
        Kind.SMALL_BALANCE: dropped,
        Kind.PAYER_CREDIT: credit,
        Kind.PATIENT_CREDIT: Cents(max(0, -due)),
    }
    owed = Cents(max(0, due - dropped))
    if credit or due < 0:
        return _Ending(Disposition.REFUND, reasons.REFUND, amounts, owed)
    if rest and not is_explained:
        return _Ending(Disposition.REVIEW, reasons.UNEXPLAINED_REST, amounts, owed)
    if dropped:
        return _Ending(Disposition.SMALL_BALANCE, reasons.SMALL, amounts)
    if owed:
        return _Ending(Disposition.STATEMENT, reasons.STATEMENT, amounts, owed)
    return _Ending(Disposition.SETTLED, reasons.SETTLED, amounts)


def _nothing_left(still_open: Cents, credit: Cents, prepaid: Cents) -> _Ending:
    amounts = {
        Kind.REMAINDER: still_open,
        Kind.PAYER_CREDIT: credit,
        Kind.PATIENT_CREDIT: prepaid,
    }
    if credit or prepaid:
        return _Ending(Disposition.REFUND, reasons.REFUND, amounts)
    if still_open:
        return _Ending(Disposition.WRITE_OFF, reasons.NOBODY_OWES, amounts)
    return _Ending(Disposition.SETTLED, reasons.SETTLED, amounts)


@dataclass(frozen=True, slots=True)
class Shift:
    """The entries that bring a claim to its plan, and the movements as they stand afterwards."""

    entries: tuple[Entry, ...]
    movements: tuple[Movement, ...]
    """Those that changed; an amount of zero means: taken back."""


def shift(claim_id: str, booked: Mapping[tuple[str, Kind], Movement], wanted: Plan) -> Shift:
    """What no longer holds is reversed, what is new is booked; what stands is left alone."""
    target = {each.key: each.amount for each in wanted.movements}
    entries: list[Entry] = []
    changed: list[Movement] = []
    for key in _in_order(booked.keys() | target.keys()):
        now, amount = booked.get(key), target.get(key, ZERO)
        if (now.amount if now else ZERO) == amount:
            continue
        if now is not None and now.amount:
            entries.append(reversal_of(_entry(claim_id, now), reasons.MEANING_CHANGED))
        # Taking back counts no revision: the next booking of the same kind does.
        revision = (now.revision if now else 0) + (1 if amount else 0)
        after = Movement(*key, amount, revision)
        changed.append(after)
        if amount:
            entries.append(_entry(claim_id, after))
    # First everything that is taken back, then everything that takes its place.
    entries.sort(key=lambda entry: not entry.reverses_entry_id)
    return Shift(tuple(entries), tuple(changed))


def _in_order(keys: Iterable[tuple[str, Kind]]) -> list[tuple[str, Kind]]:
    kinds = list(Kind)
    return sorted(keys, key=lambda key: (key[0], kinds.index(key[1])))


def _entry(claim_id: str, movement: Movement) -> Entry:
    way = _WAYS[movement.kind]
    return Entry(
        cause=movement.cause,
        memo=way.memo,
        reason_code=way.reason_code,
        postings=_postings(claim_id, movement),
        claim_id=claim_id,
    )


def _postings(claim_id: str, movement: Movement) -> tuple[Posting, ...]:
    payer, patient = chart.from_payers(claim_id), chart.from_patient(claim_id)
    match movement.kind:
        case Kind.WRITE_OFF | Kind.REMAINDER:
            debit, credit = chart.CONTRACTUAL, payer
        case Kind.PATIENT_SHARE:
            debit, credit = patient, payer
        case Kind.DENIED:
            debit, credit = chart.denied(claim_id), payer
        case Kind.SMALL_BALANCE:
            debit, credit = chart.CONTRACTUAL, patient
        case Kind.PAYER_CREDIT:
            debit, credit = payer, chart.REFUND
        case Kind.PATIENT_CREDIT:
            debit, credit = patient, chart.REFUND
    return transfer(debit, credit, movement.amount)
