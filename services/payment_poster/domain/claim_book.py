"""One claim's page of the ledger: what it rests on, and how each new fact changes it.

Facts may come in any order: charge, cash, determination, withdrawal. Each is recorded for what it
is; then the claim is brought to the plan that follows from all of them (`meaning.plan`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from cobrelay.errors import Refused
from cobrelay.money import ZERO, Cents
from payment_poster.domain import reasons
from payment_poster.domain.facts import Answer, Charge, Determination, Outcome
from payment_poster.domain.journal import Entry, reversal_of
from payment_poster.domain.meaning import Decided, Disposition, Plan, plan, voided
from payment_poster.domain.movements import Kind, Movement, shift
from payment_poster.domain.posting import BookedAnswer, Booking, book_cash, charge_entries


@dataclass(frozen=True, slots=True)
class Released:
    """A patient balance for which a statement may go out."""

    determination_id: str
    amount: Cents


@dataclass(frozen=True, slots=True)
class ClaimBook:
    """What the ledger knows of one claim."""

    claim_id: str
    charge: Charge | None = None
    answers: tuple[BookedAnswer, ...] = ()
    """Those whose cash lies on the claim."""
    determinations: tuple[Determination, ...] = ()
    """In order of arrival."""
    withdrawn: frozenset[str] = frozenset()
    """Ids of determinations, known or not yet."""
    movements: Mapping[tuple[str, Kind], Movement] = field(default_factory=dict)
    released: Released | None = None

    def answer_of(self, adjudication_id: str) -> BookedAnswer | None:
        for booked in self.answers:
            if booked.answer.adjudication_id == adjudication_id:
                return booked
        return None

    def taken_back(self) -> frozenset[str]:
        """The adjudications that a reversal on this claim takes back."""
        return frozenset(
            booked.answer.reverses_adjudication_id
            for booked in self.answers
            if booked.reason_code == reasons.REVERSAL
        )

    @property
    def paid(self) -> Cents:
        return Cents(sum(booked.answer.paid for booked in self.answers))


@dataclass(frozen=True, slots=True)
class Resolution:
    """The claim's balance and what becomes of it.

    charge = paid + written_off + patient_paid + patient + payer + denied − credit, always.
    """

    claim_id: str
    determination_id: str
    disposition: Disposition
    reason_code: str
    charge: Cents
    paid: Cents
    written_off: Cents
    patient: Cents
    patient_paid: Cents
    payer: Cents
    denied: Cents
    credit: Cents


@dataclass(frozen=True, slots=True)
class Change:
    """What a fact brings about: entries, the claim's page afterwards, and what is to be told."""

    book: ClaimBook
    entries: tuple[Entry, ...] = ()
    charge: Charge | None = None
    booking: Booking | None = None
    determination: Determination | None = None
    withdrawn: str = ""
    movements: tuple[Movement, ...] = ()
    resolution: Resolution | None = None
    recalled: Released | None = None
    released: Released | None = None


def register(book: ClaimBook, charge: Charge, small_balance: Cents) -> Change:
    """Books a claim's charge; a newer version takes the older one's place."""
    known = book.charge
    if known is not None and charge.version <= known.version:
        if charge.version == known.version and charge != known:
            raise Refused(reasons.OTHER_CHARGE)
        return Change(book)
    taken_back = charge_entries(known) if known is not None else ()
    entries = (
        *(reversal_of(entry, reasons.CHARGE_REPLACED) for entry in taken_back),
        *charge_entries(charge),
    )
    after = replace(book, charge=charge)
    change = Change(after, entries, charge=charge)
    return _settled(book, change, small_balance, reasons.CHARGE_REPLACED)


def post(
    book: ClaimBook, answer: Answer, known: BookedAnswer | None, small_balance: Cents
) -> Change:
    """Books a claim payment on its claim, or moves it there from unapplied."""
    booking = book_cash(
        answer,
        known,
        book.answer_of(answer.reverses_adjudication_id),
        is_taken_back_already=answer.reverses_adjudication_id in book.taken_back(),
    )
    if booking is None:
        return Change(book)
    entries = (booking.entry,) if booking.entry else ()
    if booking.booked.is_unapplied:
        return Change(book, entries, booking=booking)
    after = replace(book, answers=(*book.answers, booking.booked))
    reason = reasons.REVERSAL if booking.booked.reason_code == reasons.REVERSAL else ""
    change = Change(after, entries, booking=booking)
    return _settled(book, change, small_balance, reason or reasons.MEANING_CHANGED)


def missing(book: ClaimBook, determination: Determination) -> tuple[str, ...]:
    """The facts that a determination still waits for: the charge, the answer's cash."""
    facts = []
    if book.charge is None:
        facts.append(charge_fact(book.claim_id))
    if book.answer_of(determination.adjudication_id) is None:
        facts.append(cash_fact(determination.adjudication_id))
    return tuple(facts)


def determine(book: ClaimBook, determination: Determination, small_balance: Cents) -> Change:
    """Books what an answer means, as determined; a withdrawn determination moves nothing."""
    if any(
        known.determination_id == determination.determination_id for known in book.determinations
    ):
        return Change(book)
    after = replace(book, determinations=(*book.determinations, determination))
    change = Change(after, determination=determination)
    return _settled(book, change, small_balance, reasons.MEANING_CHANGED)


def withdraw(book: ClaimBook, determination_id: str, small_balance: Cents) -> Change:
    """Takes back what rests on a determination, also one that has not come yet."""
    if determination_id in book.withdrawn:
        return Change(book)
    after = replace(book, withdrawn=book.withdrawn | {determination_id})
    change = Change(after, withdrawn=determination_id)
    return _settled(book, change, small_balance, reasons.MEANING_CHANGED)


def charge_fact(claim_id: str) -> str:
    return f"original:{claim_id}"


def cash_fact(adjudication_id: str) -> str:
    return f"adjudication:{adjudication_id}"


def live(book: ClaimBook) -> list[Decided]:
    """The determinations that hold, in the order in which the payers stand.

    One for each answer: the last one taken, unless it is withdrawn; none for an answer that was
    taken back or is not booked.
    """
    latest: dict[str, Determination] = {}
    for each in book.determinations:
        known = latest.get(each.adjudication_id)
        if known is None or each.attempt >= known.attempt:
            latest[each.adjudication_id] = each
    taken_back = book.taken_back()
    holding = [
        Decided(each, booked.answer.paid)
        for each in latest.values()
        if each.determination_id not in book.withdrawn
        and each.adjudication_id not in taken_back
        and (booked := book.answer_of(each.adjudication_id)) is not None
    ]
    return sorted(holding, key=lambda each: _place(each.determination))


def _place(determination: Determination) -> tuple[int, bool, str]:
    """A payer that forwarded without deciding stands before the one that decided in its place."""
    is_decided = determination.outcome is not Outcome.CROSSOVER
    return determination.sequence, is_decided, determination.adjudication_id


def planned(book: ClaimBook, small_balance: Cents) -> Plan:
    """Where this claim's money belongs; nothing before its charge is known."""
    if book.charge is None:
        return Plan()
    if book.charge.is_void:
        answered = min((each.answer.adjudication_id for each in book.answers), default="")
        return voided(answered or book.claim_id, book.paid, book.charge.patient_paid)
    return plan(book.charge, live(book), book.paid, small_balance)


def resolution_of(book: ClaimBook, small_balance: Cents) -> Resolution | None:
    """The claim's balance as it stands; None before its charge is known."""
    if book.charge is None:
        return None
    wanted = planned(book, small_balance)
    charge, prepaid = book.charge.owed, book.charge.patient_paid
    small = wanted.total(Kind.SMALL_BALANCE)
    share = Cents(wanted.total(Kind.PATIENT_SHARE) - wanted.total(Kind.SHARE_RECALLED))
    off = wanted.total(Kind.WRITE_OFF, Kind.REMAINDER)
    denied = wanted.total(Kind.DENIED)
    payer_credit = wanted.total(Kind.PAYER_CREDIT)
    patient_credit = wanted.total(Kind.PATIENT_CREDIT)
    return Resolution(
        claim_id=book.claim_id,
        determination_id=wanted.determination_id,
        disposition=wanted.disposition,
        reason_code=wanted.reason_code,
        charge=charge,
        paid=book.paid,
        written_off=Cents(off + small),
        patient=Cents(share - prepaid - small + patient_credit),
        patient_paid=prepaid,
        payer=Cents(charge - book.paid - off - share - denied + payer_credit),
        denied=denied,
        credit=Cents(payer_credit + patient_credit),
    )


def _settled(before: ClaimBook, change: Change, small_balance: Cents, reason: str) -> Change:
    """The change with everything that follows for the claim's meaning."""
    book = change.book
    wanted = planned(book, small_balance)
    shifted = shift(book.claim_id, book.movements, wanted.movements)
    released = None
    if wanted.released != ZERO:
        released = Released(wanted.determination_id, wanted.released)
    movements = {**book.movements, **{each.key: each for each in shifted.movements}}
    after = replace(book, movements=movements, released=released)
    is_meant = bool(shifted.movements or change.determination or change.withdrawn)
    is_recharged = change.charge is not None and bool(book.determinations)
    is_new_balance = is_meant or is_recharged or _ends_otherwise(before, wanted, small_balance)
    return replace(
        change,
        book=after,
        entries=(*change.entries, *_because(shifted.entries, reason)),
        movements=shifted.movements,
        resolution=resolution_of(after, small_balance) if is_new_balance else None,
        recalled=book.released if book.released != released else None,
        released=released if book.released != released else None,
    )


def _ends_otherwise(before: ClaimBook, wanted: Plan, small_balance: Cents) -> bool:
    """Cash alone may change what becomes of a balance, though no money moves for its meaning."""
    was = planned(before, small_balance)
    return (was.disposition, was.reason_code) != (wanted.disposition, wanted.reason_code)


def _because(entries: Iterable[Entry], reason: str) -> Iterable[Entry]:
    """Entries that take something back say why."""
    for entry in entries:
        yield replace(entry, reason_code=reason) if entry.reverses_entry_id else entry
