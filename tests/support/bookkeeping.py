"""A bookkeeper's desk for tests: facts written as plain lines, the ledger read back as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from cobrelay.money import ZERO, Cents, format_x12, parse_cents
from payment_poster.domain import claim_book
from payment_poster.domain.claim_book import Change, ClaimBook
from payment_poster.domain.facts import (
    Answer,
    Charge,
    Determination,
    Outcome,
    Payment,
    Shares,
    Standing,
)
from payment_poster.domain.journal import Entry, balances
from payment_poster.domain.posting import BookedAnswer, book_cash

CLAIM = "C1"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A determination that no longer holds."""

    determination_id: str


Fact = Charge | Answer | Determination | Withdrawal


def cents(text: str) -> Cents:
    found = parse_cents(text)
    assert found is not None, text
    return found


def payment(number: str) -> Payment:
    return Payment(f"P{number}", "1999999999", f"EFT{number}", "2026-03-02", "PAYEE")


def answer(number: str, paid: str, **changes: object) -> Answer:
    """Answer A<number> of remittance R<number>, matched, on its claim."""
    made = Answer(
        remittance_id=f"R{number}",
        ordinal=1,
        adjudication_id=f"A{number}",
        payment=payment(number),
        paid=cents(paid),
        standing=Standing.MATCHED,
        status_code="1",
        claim_id=CLAIM,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def unmatched(known: Answer) -> Answer:
    """The same claim payment before its claim is known."""
    return replace(known, standing=Standing.UNMATCHED, claim_id="", reverses_adjudication_id="")


@dataclass
class Desk:
    """The ledger of one claim, kept in memory by the very rules of the service."""

    small_balance: Cents = ZERO
    book: ClaimBook = field(default_factory=lambda: ClaimBook(CLAIM))
    entries: list[Entry] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unapplied: dict[tuple[str, int], BookedAnswer] = field(default_factory=dict)
    waiting: list[Determination] = field(default_factory=list)

    def take_all(self, facts: Iterable[Fact]) -> Desk:
        for fact in facts:
            self.take(fact)
        return self

    def take(self, fact: Fact) -> None:
        self._take(fact)
        waiting, self.waiting = self.waiting, []
        for determination in waiting:
            self._take(determination)

    def _take(self, fact: Fact) -> None:
        match fact:
            case Charge():
                self._keep(claim_book.register(self.book, fact, self.small_balance))
            case Answer() if fact.standing is Standing.MATCHED:
                self._keep(claim_book.post(self.book, fact, self._known(fact), self.small_balance))
            case Answer():
                self._shelve(fact)
            case Determination() if claim_book.missing(self.book, fact):
                self.waiting.append(fact)
            case Determination():
                self._keep(claim_book.determine(self.book, fact, self.small_balance))
            case Withdrawal(determination_id):
                change = claim_book.withdraw(self.book, determination_id, self.small_balance)
                self._keep(change)

    def _known(self, fact: Answer) -> BookedAnswer | None:
        on_claim = self.book.answer_of(fact.adjudication_id)
        return on_claim or self.unapplied.get(fact.natural_key)

    def _shelve(self, fact: Answer) -> None:
        booking = book_cash(fact, self._known(fact))
        if booking is not None:
            self.unapplied[fact.natural_key] = booking.booked
            self.entries.extend([booking.entry] if booking.entry else [])

    def _keep(self, change: Change) -> None:
        booking = change.booking
        if booking is not None and booking.booked.is_unapplied:
            self.unapplied[booking.booked.answer.natural_key] = booking.booked
        elif booking is not None:
            self.unapplied.pop(booking.booked.answer.natural_key, None)
        self.book = change.book
        self.entries.extend(change.entries)
        self.changes.append(change)

    def balances(self) -> dict[str, Cents]:
        """Every account that is not zero."""
        return {a.path: cents for a, cents in sorted(balances(self.entries).items()) if cents}


_NAMES = {
    f"claim:{CLAIM}:receivable:payer": "payer",
    f"claim:{CLAIM}:receivable:patient": "patient",
    f"claim:{CLAIM}:receivable:denied": "denied",
    "payable:refund": "refund",
    "cash:patient": "patient-cash",
}


def table(desk: Desk) -> dict[str, str]:
    """The balances as a bookkeeper names them; the cash of all payments is one row."""
    rows: dict[str, Cents] = {}
    for path, amount in desk.balances().items():
        name = _NAMES.get(path) or path.split(":", maxsplit=1)[0]
        rows[name] = Cents(rows.get(name, 0) + amount)
    return {name: format_x12(amount) for name, amount in rows.items() if amount}


def read_table(text: str) -> dict[str, str]:
    """`payer 20 | contractual 12.50` as a table."""
    cells = [cell.split() for cell in text.split("|") if cell.strip()]
    return {name: format_x12(cents(amount)) for name, amount in cells}


def play(lines: str, *, small_balance: str = "0") -> Desk:
    """Plays a story of lines; each line that begins with `=` is what the ledger must show."""
    desk = Desk(cents(small_balance))
    for number, line in enumerate(filter(None, map(str.strip, lines.splitlines())), 1):
        if line.startswith("="):
            assert table(desk) == read_table(line[1:]), f"after line {number}"
        else:
            desk.take(fact_of(line))
    return desk


def facts_of(lines: str) -> list[Fact]:
    found = filter(None, map(str.strip, lines.splitlines()))
    return [fact_of(line) for line in found if not line.startswith("=")]


def fact_of(line: str) -> Fact:
    """One line of a story.

    charge 100 [version 2] [prepaid 20] [void]
    A1 pays 60 | A1 unmatched 60 | A2 takes back A1 -60
    D1 of A1 [second|third] [again] <outcome> [nobody 20] [bonus -5] [technical -30] [person 10]
        [unsettled 10] [patient 20]
    D1 withdrawn
    """
    words = line.split()
    amounts = dict(pairwise(words))
    if words[0] == "charge":
        return Charge(
            CLAIM,
            int(amounts.get("version", "1")),
            cents(words[1]),
            cents(amounts.get("prepaid", "0")),
            is_void="void" in words,
        )
    if words[1] == "withdrawn":
        return Withdrawal(words[0])
    if words[0].startswith("A"):
        return _answer_of(words)
    return _determination_of(words, amounts)


def _answer_of(words: Sequence[str]) -> Answer:
    number = words[0][1:]
    if words[1] == "unmatched":
        return unmatched(answer(number, words[2]))
    if words[1:3] == ["takes", "back"]:
        return answer(
            number, words[4], status_code="22", reverses_adjudication_id=words[3].strip("?")
        )
    return answer(number, words[2])


def _determination_of(words: Sequence[str], amounts: dict[str, str]) -> Determination:
    outcomes = {each.value.replace("_", "-"): each for each in Outcome}
    outcome = next(outcomes[word] for word in words if word in outcomes)
    shares = {
        name: cents(amounts[name])
        for name in ("nobody", "bonus", "technical", "person", "unsettled", "patient")
        if re.fullmatch(r"-?[0-9.]+", amounts.get(name, ""))
    }
    return Determination(
        determination_id=words[0],
        claim_id=CLAIM,
        adjudication_id=words[2],
        sequence=1 + ("second" in words) + 2 * ("third" in words),
        attempt=2 if "again" in words else 1,
        outcome=outcome,
        shares=Shares(**shares),
    )
