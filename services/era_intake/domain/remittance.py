"""What the first pass remembers of a remittance: the payment and, in a few bytes, each claim.

A remittance of half a gigabyte holds a million claims. So a claim is kept here as 32 bytes: enough
to recognise it, and what was paid for it. Amounts are whole cents.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cobrelay.ids import minted
from cobrelay.x12 import Finding, Place

_ITEM = struct.Struct(">16s8sq")
_WORDS = _ITEM.size // 8  # the last of them is the amount
_SUMMED_BYTES = _ITEM.size << 13  # at a time
PIECE_BYTES = _ITEM.size << 15  # 1 MiB: as large as one value of the database should be


@dataclass(frozen=True, slots=True)
class PaymentIdentity:
    """What makes a payment this payment (domain 0): not the file, and not the set."""

    payer_identifier: str  # TRN03
    trace_number: str  # TRN02
    paid_on: date  # BPR16
    payee_id: str  # N104 of N1*PE

    @property
    def payment_id(self) -> str:
        """Opaque, the same for every file that carries the payment."""
        parts = (self.payer_identifier, self.trace_number, self.paid_on.isoformat(), self.payee_id)
        return minted("payment", *parts)


@dataclass(frozen=True, slots=True)
class Payee:
    """Who was paid, by whatever the remittance says of it."""

    npi: str = ""
    tax_id: str = ""


@dataclass(frozen=True, slots=True)
class Payer:
    """Who paid, as loop 1000A names it; which payer it is, is found by alias elsewhere."""

    name: str
    id: str = ""
    id_qualifier: str = ""
    other_ids: tuple[str, ...] = ()
    street: str = ""
    street_2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """The head of a set: BPR, TRN, 1000A, 1000B."""

    identity: PaymentIdentity
    amount: int  # BPR02
    credit_debit: str  # BPR03
    method: str  # BPR04
    handling: str  # BPR01
    usage: str  # ISA15
    payer: Payer
    payee: Payee
    place: Place  # of BPR
    trace_place: Place  # of TRN


class Item(NamedTuple):
    """A claim or a provider adjustment, recognisable but not readable."""

    content: bytes  # digest of everything that is said of it
    likeness: bytes  # digest of what a corrected copy of it would still say
    amount: int  # CLP04, or the amount of the PLB


@dataclass(frozen=True, slots=True)
class Items:
    """Many items, 32 bytes each, in the order of the set."""

    packed: bytes = b""

    @classmethod
    def of(cls, items: Iterable[Item]) -> Items:
        return cls(b"".join(_ITEM.pack(*item) for item in items))

    def __iter__(self) -> Iterator[Item]:
        return map(Item._make, _ITEM.iter_unpack(self.packed))

    def __len__(self) -> int:
        return len(self.packed) // _ITEM.size

    @property
    def contents(self) -> Iterator[bytes]:
        """What `Item.content` is of each, at half the cost."""
        return (content for content, _, _ in _ITEM.iter_unpack(self.packed))

    @property
    def total(self) -> int:
        """The sum of the amounts, in cents; a million in a few hundredths of a second."""
        return sum(_sum(block) for block in self.blocks(_SUMMED_BYTES))

    def at(self, ordinal: int) -> Item:
        """The nth item, from 1."""
        return Item._make(_ITEM.unpack_from(self.packed, (ordinal - 1) * _ITEM.size))

    def without(self, ordinals: Iterable[int]) -> Items:
        """All but some, which are left out between pieces that are copied whole."""
        kept, start = [], 0
        view = memoryview(self.packed)
        for ordinal in sorted(ordinals):
            end = (ordinal - 1) * _ITEM.size
            kept.append(view[start:end])
            start = end + _ITEM.size
        return Items(b"".join([*kept, view[start:]]))

    def blocks(self, size: int = PIECE_BYTES) -> Iterator[memoryview]:
        """The items in pieces of this many bytes, none of them copied."""
        view = memoryview(self.packed)
        return (view[start : start + size] for start in range(0, len(view), size))


def _sum(block: memoryview) -> int:
    words = array("q", block.tobytes())
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words[_WORDS - 1 :: _WORDS])


NO_ITEMS = Items()


def packed(item: Item) -> bytes:
    """One item as `Items` keeps it."""
    return _ITEM.pack(*item)


@dataclass(frozen=True, slots=True)
class SetFacts:
    """One transaction set after the first pass. `reason` is empty when it may be used."""

    ordinal: int  # the n-th ST of the file
    payment: Payment | None
    claims: Items
    quarantined: tuple[int, ...]  # ordinals of the claims that cannot be used
    adjustments: Items  # the PLB amounts
    content_hash: str  # without ST02 and SE02
    reason: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def net(self) -> int:
        """What claims and provider adjustments come to: BPR02, when the set is whole."""
        return self.claims.total - self.adjustments.total


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """A whole file after the first pass. `reason` is empty when its sets may be looked at."""

    sets: tuple[SetFacts, ...]
    reason: str = ""
    findings: tuple[Finding, ...] = ()
