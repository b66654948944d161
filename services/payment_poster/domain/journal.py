"""The journal: postings and entries, which balance or do not exist, and how one is taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cobrelay.errors import Broken
from cobrelay.ids import minted
from cobrelay.money import Cents
from payment_poster.domain.chart import Account


@dataclass(frozen=True, slots=True)
class Posting:
    """One side of an entry, in cents: debit positive, credit negative, never zero."""

    account: Account
    amount: Cents

    def __post_init__(self) -> None:
        if self.amount == 0:
            raise Broken("a posting of zero")


@dataclass(frozen=True, slots=True)
class Entry:
    """What was booked for one cause, for ever; its postings sum to zero.

    `cause` is its natural key: one cause, one entry. An entry belongs to the hash chain of its
    claim or, where it concerns no claim, of its payment.
    """

    cause: str
    memo: str
    reason_code: str
    postings: tuple[Posting, ...]
    claim_id: str = ""
    payment_id: str = ""
    reverses_entry_id: str = ""

    def __post_init__(self) -> None:
        if not self.postings or sum(posting.amount for posting in self.postings) != 0:
            raise Broken("an entry that does not balance")
        if not self.claim_id and not self.payment_id:
            raise Broken("an entry of neither claim nor payment")

    @property
    def entry_id(self) -> str:
        return entry_id(self.cause)

    @property
    def chain(self) -> str:
        return f"claim:{self.claim_id}" if self.claim_id else f"payment:{self.payment_id}"


def entry_id(cause: str) -> str:
    """The id of the one entry that a cause can have."""
    return minted("entry", cause)


def transfer(debit: Account, credit: Account, amount: Cents) -> tuple[Posting, Posting]:
    """`amount` moves from `credit` to `debit`; below zero it moves back."""
    return Posting(debit, amount), Posting(credit, Cents(-amount))


def reversal_of(entry: Entry, reason_code: str) -> Entry:
    """The entry that takes another one back: its mirror image, linked to it."""
    return Entry(
        cause=f"reversal:{entry.cause}",
        memo=f"Taken back: {entry.memo}",
        reason_code=reason_code,
        postings=tuple(Posting(each.account, Cents(-each.amount)) for each in entry.postings),
        claim_id=entry.claim_id,
        payment_id=entry.payment_id,
        reverses_entry_id=entry.entry_id,
    )


def balances(entries: Iterable[Entry]) -> dict[Account, Cents]:
    """The balance of each account that the entries touch; debit positive."""
    totals: dict[Account, Cents] = {}
    for entry in entries:
        for posting in entry.postings:
            totals[posting.account] = Cents(totals.get(posting.account, 0) + posting.amount)
    return totals
