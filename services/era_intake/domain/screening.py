"""Is this remittance to be used: is its payment sound, and is it new, a sibling or a repetition?

The rules of domain 0 and 1.12. A payment is (TRN03, TRN02, BPR16, payee). Clearinghouses split its
remittance over files, re-send it, and re-number it; so what is known of a payment is compared claim
by claim, and never by file name, ISA13 or ST02.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cobrelay.ids import minted
from cobrelay.x12 import Finding, Verdict
from era_intake.domain import balancing, reasons
from era_intake.domain.remittance import (
    NO_ITEMS,
    Item,
    Items,
    Payment,
    SetFacts,
    packed,
)


class OpenQuarantine(NamedTuple):
    """A claim that was quarantined, and whose cash waits under (remittance, ordinal)."""

    remittance_id: str
    ordinal: int
    item: Item


@dataclass(frozen=True, slots=True)
class PaymentOnRecord:
    """What earlier sets brought of one payment."""

    amount: int | None = None  # BPR02 of the first; None: the payment is new
    claims: Items = NO_ITEMS  # taken, quarantined ones left out
    adjustments: Items = NO_ITEMS
    quarantined: tuple[OpenQuarantine, ...] = ()
    remittance_ids: tuple[str, ...] = ()  # of the sets that are used, in order

    @property
    def remittance_id(self) -> str:
        """Of the first set; empty while the payment is new."""
        return self.remittance_ids[0] if self.remittance_ids else ""

    @property
    def net(self) -> int:
        """What claims and PLB came to so far; quarantined claims have their cash booked too."""
        waiting = sum(each.item.amount for each in self.quarantined)
        return self.claims.total + waiting - self.adjustments.total


class Retaken(NamedTuple):
    """A claim of this set that stands for one that was quarantined before."""

    ordinal: int
    remittance_id: str
    original_ordinal: int


@dataclass(frozen=True, slots=True)
class Taken:
    """The set is used, but for what is left out."""

    remittance_id: str
    is_sibling: bool
    claims: Items  # those that are good and new
    adjustments: Items
    quarantined: tuple[OpenQuarantine, ...]
    claims_total: int  # cents that this set adds: good and quarantined, retaken ones left out
    duplicate_claims: frozenset[int] = frozenset()
    duplicate_adjustments: frozenset[int] = frozenset()
    retaken: tuple[Retaken, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeated:
    """Everything in the set is known. No effect."""

    remittance_id: str


@dataclass(frozen=True, slots=True)
class SetRefused:
    """Nothing of the set is used."""

    reason: str
    findings: tuple[Finding, ...]


Screened = Taken | Repeated | SetRefused


def payment_negative(payment: Payment) -> Finding | None:
    """A negative net belongs in PLB FB, with BPR02 zero (domain 1.2)."""
    if payment.amount < 0:
        return _of_payment(payment, "B-BPR-NEGATIVE", "BPR02", "The payment is below zero.")
    return None


def payment_is_debit(payment: Payment) -> Finding | None:
    """BPR03 D takes money out of the provider's account."""
    if payment.credit_debit == "D":
        return _of_payment(payment, "B-BPR-DEBIT", "BPR03", "The payment is a debit.")
    return None


def method_without_money(payment: Payment) -> Finding | None:
    """BPR04 NON says that no money moves."""
    if payment.method == "NON" and payment.amount > 0:
        return _of_payment(
            payment,
            "B-BPR-METHOD",
            "BPR04",
            "The method says that no money moves, but there is a payment.",
        )
    return None


_PAYMENT_RULES: tuple[tuple[str, Callable[[Payment], Finding | None]], ...] = (
    (reasons.PAYMENT_NEGATIVE, payment_negative),
    (reasons.PAYMENT_IS_DEBIT, payment_is_debit),
    (reasons.METHOD_WITHOUT_MONEY, method_without_money),
)


def screen(facts: SetFacts, known: PaymentOnRecord) -> Screened:
    """The first rule that refuses wins; else the set is compared with what is known."""
    if facts.reason or facts.payment is None:
        return SetRefused(facts.reason or reasons.PAYMENT_UNIDENTIFIED, facts.findings)
    for reason, rule in _PAYMENT_RULES:
        if finding := rule(facts.payment):
            return SetRefused(reason, (*facts.findings, finding))
    if known.amount is not None and known.amount != facts.payment.amount:
        finding = _of_payment(
            facts.payment,
            "B-DUP-AMOUNT",
            "BPR02",
            "The same payment came before with another amount.",
        )
        return SetRefused(reasons.OTHER_PAYMENT_AMOUNT, (*facts.findings, finding))
    compared = _compare(facts, known)
    if isinstance(compared, Repeated):
        return compared
    return _within_payment(facts, facts.payment, known, compared)


def with_taken(known: PaymentOnRecord, payment: Payment, taken: Taken) -> PaymentOnRecord:
    """The payment after a set of it was taken."""
    gone = {(each.remittance_id, each.original_ordinal) for each in taken.retaken}
    still = (each for each in known.quarantined if each[:2] not in gone)
    return PaymentOnRecord(
        amount=payment.amount,
        claims=Items(known.claims.packed + taken.claims.packed),
        adjustments=Items(known.adjustments.packed + taken.adjustments.packed),
        quarantined=(*still, *taken.quarantined),
        remittance_ids=(*known.remittance_ids, taken.remittance_id),
    )


def remittance_id(facts: SetFacts) -> str:
    """Derived from payment and content: the same for every file that carries the same set."""
    if facts.payment is None:
        return ""
    return minted("remittance", facts.payment.identity.payment_id, facts.content_hash)


def _within_payment(
    facts: SetFacts, payment: Payment, known: PaymentOnRecord, taken: Taken
) -> Taken | SetRefused:
    """Short of BPR02 a sibling may be missing; over it, something is wrong with all of it."""
    net = known.net + taken.claims_total - taken.adjustments.total
    if net > payment.amount:
        finding = balancing.more_than_paid(net, payment.amount, payment.place)
        return SetRefused(reasons.MORE_THAN_PAID, (*facts.findings, finding))
    return taken


def _compare(facts: SetFacts, known: PaymentOnRecord) -> Taken | Repeated:
    if known.amount is None:
        return _all_of(facts)
    if (own := remittance_id(facts)) in known.remittance_ids:
        return Repeated(own)  # the very same set: nothing needs to be compared
    claims = _Comparison(facts, known)
    adjustments, known_adjustments = _unknown(facts.adjustments, known.adjustments)
    if claims.brings_nothing and not adjustments:
        return Repeated(known.remittance_id)
    return Taken(
        remittance_id=remittance_id(facts),
        is_sibling=True,
        claims=Items(bytes(claims.good)),
        adjustments=Items.of(adjustments),
        quarantined=tuple(claims.quarantined),
        claims_total=claims.added,
        duplicate_claims=frozenset(claims.known),
        duplicate_adjustments=frozenset(known_adjustments),
        retaken=tuple(claims.retaken),
    )


def _all_of(facts: SetFacts) -> Taken:
    """The usual case: nothing of the payment is known, nothing needs to be compared."""
    own = remittance_id(facts)
    if not facts.quarantined:
        return Taken(own, False, facts.claims, facts.adjustments, (), facts.claims.total)
    return Taken(
        remittance_id=own,
        is_sibling=False,
        claims=facts.claims.without(facts.quarantined),
        adjustments=facts.adjustments,
        quarantined=tuple(OpenQuarantine(own, n, facts.claims.at(n)) for n in facts.quarantined),
        claims_total=facts.claims.total,
    )


class _Comparison:
    """A set's claims against those that are known of its payment."""

    def __init__(self, facts: SetFacts, known: PaymentOnRecord) -> None:
        self.good = bytearray()  # packed: it may be most of a large set
        self.quarantined: list[OpenQuarantine] = []
        self.known: list[int] = []
        self.retaken: list[Retaken] = []
        self.added = 0
        self._left = _known_of(facts.claims, known.claims)
        self._open = list(known.quarantined)
        self._own = remittance_id(facts)
        bad = frozenset(facts.quarantined)
        for ordinal, item in enumerate(facts.claims, start=1):
            self._take(ordinal, item, is_bad=ordinal in bad)

    @property
    def brings_nothing(self) -> bool:
        return not (self.good or self.quarantined or self.retaken)

    def _take(self, ordinal: int, item: Item, *, is_bad: bool) -> None:
        if self._left[item.content] > 0:
            self._left[item.content] -= 1
            self.known.append(ordinal)
        elif earlier := self._quarantined_before(item):
            self._take_again(ordinal, item, earlier, is_bad=is_bad)
        else:
            self.added += item.amount
            self._keep(item, OpenQuarantine(self._own, ordinal, item), is_bad=is_bad)

    def _take_again(
        self, ordinal: int, item: Item, earlier: OpenQuarantine, *, is_bad: bool
    ) -> None:
        """Under the earlier remittance and ordinal: its cash is booked there, and only moves."""
        self._open.remove(earlier)
        if is_bad and earlier.item.content == item.content:
            self.known.append(ordinal)
            return
        self.retaken.append(Retaken(ordinal, earlier.remittance_id, earlier.ordinal))
        self._keep(item, earlier._replace(item=item), is_bad=is_bad)

    def _keep(self, item: Item, quarantine: OpenQuarantine, *, is_bad: bool) -> None:
        if is_bad:
            self.quarantined.append(quarantine)
        else:
            self.good += packed(item)

    def _quarantined_before(self, item: Item) -> OpenQuarantine | None:
        exact = (each for each in self._open if each.item.content == item.content)
        alike = (each for each in self._open if each.item.likeness == item.likeness)
        return next(exact, None) or next(alike, None)


def _known_of(items: Items, known: Items) -> Counter[bytes]:
    """How often each of these items is known; as many entries as the smaller of the two has."""
    if len(known) <= len(items):
        return Counter(known.contents)
    sought = set(items.contents)
    return Counter(content for content in known.contents if content in sought)


def _unknown(items: Items, known: Items) -> tuple[list[Item], list[int]]:
    """What is new, and the ordinals of what is known; twice the same counts twice."""
    left = _known_of(items, known)
    new: list[Item] = []
    repeated: list[int] = []
    for ordinal, item in enumerate(items, start=1):
        if left[item.content] > 0:
            left[item.content] -= 1
            repeated.append(ordinal)
        else:
            new.append(item)
    return new, repeated


def _of_payment(payment: Payment, code: str, element: str, message: str) -> Finding:
    return Finding(code, Verdict.REVIEW, payment.place, message, element=element)


@dataclass(frozen=True, slots=True)
class ScreenedSet:
    """One set of the file and what becomes of it."""

    facts: SetFacts
    outcome: Screened


def screen_all(
    sets: Iterable[SetFacts], known: dict[str, PaymentOnRecord]
) -> Iterator[ScreenedSet]:
    """The sets of a file in order: two of them may carry the same payment."""
    payments = dict(known)
    for facts in sets:
        payment_id = facts.payment.identity.payment_id if facts.payment else ""
        on_record = payments.get(payment_id, PaymentOnRecord())
        outcome = screen(facts, on_record)
        if isinstance(outcome, Taken) and facts.payment is not None:
            payments[payment_id] = with_taken(on_record, facts.payment, outcome)
        yield ScreenedSet(facts, outcome)
