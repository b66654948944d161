"""Writes a payer's answers as an 835: one payment per transaction set, and proves each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from sandbox.claims import Adjustment, Answer, LineAnswer
from sandbox.roster import Payer
from sandbox.segments import (
    Envelope,
    Segment,
    composite,
    day,
    interchange,
    money,
    transaction_set,
)

VERSION = "005010X221A1"
TRIPLETS_MAX = 6  # in one CAS


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is paid."""

    name: str
    npi: str
    tax_id: str


@dataclass(frozen=True, slots=True)
class Named:
    """Whose claim an answer is about, as the remittance names them."""

    control_number: str  # CLP01
    last: str
    first: str
    member_id: str
    insured_last: str = ""  # when it is not the patient
    insured_first: str = ""


@dataclass(frozen=True, slots=True)
class ProviderAdjustment:
    """One PLB pair; positive reduces the payment."""

    code: str
    reference: str
    amount: int


@dataclass(frozen=True, slots=True)
class Payment:
    """One cheque or transfer with the claims that it answers."""

    payer: Payer
    payee: Payee
    trace: str  # TRN02
    on: date  # BPR16
    answers: tuple[tuple[Named, Answer], ...]
    adjustments: tuple[ProviderAdjustment, ...] = ()

    @property
    def claims_paid(self) -> int:
        return sum(answer.paid for _, answer in self.answers)

    @property
    def amount(self) -> int:
        """BPR02: Σ CLP04 less Σ PLB."""
        amount = self.claims_paid - sum(adjustment.amount for adjustment in self.adjustments)
        if amount < 0:
            raise AssertionError("a payment below zero must be carried forward")
        return amount


def remittance_file(payments: Sequence[Payment], envelope: Envelope, first_set: int = 1) -> bytes:
    """One interchange with a transaction set for each payment, ST02 counted from `first_set`."""
    sets = [
        transaction_set("835", number, _payment(payment), VERSION)
        for number, payment in enumerate(payments, start=first_set)
    ]
    return interchange(envelope, sets)


def _payment(payment: Payment) -> Iterator[Segment]:
    yield _bpr(payment)
    yield ("TRN", "1", payment.trace, payment.payer.trace_id)
    yield ("DTM", "405", day(payment.on))
    yield from _payer(payment.payer)
    yield ("N1", "PE", payment.payee.name, "XX", payment.payee.npi)
    yield ("REF", "TJ", payment.payee.tax_id)
    if payment.answers:
        yield ("LX", "1")
    for named, answer in payment.answers:
        yield from _claim(named, answer)
    if payment.adjustments:
        yield _plb(payment)


def _bpr(payment: Payment) -> Segment:
    amount = money(payment.amount)
    if payment.amount == 0:
        return ("BPR", "H", amount, "C", "NON", *[""] * 11, day(payment.on))
    origin = ("01", "011000015", "DA", "999999999999", payment.payer.trace_id, "")
    target = ("01", "011000015", "DA", "888888888888")
    return ("BPR", "I", amount, "C", "ACH", "CCP", *origin, *target, day(payment.on))


def _payer(payer: Payer) -> Iterator[Segment]:
    yield ("N1", "PR", payer.name)
    yield ("N3", "PO BOX 1000")
    yield ("N4", "SPRINGFIELD", "IL", "627059998")
    if payer.states_id:
        yield ("REF", "2U", payer.id)
    yield ("PER", "BL", "PROVIDER SERVICES", "TE", "8005550100")


def _claim(named: Named, answer: Answer) -> Iterator[Segment]:
    yield _clp(named, answer)
    for whole in _at_claim_level(answer):
        yield from _cas(whole.adjustments)
    yield _name("QC", named.last, named.first, named.member_id)
    if named.insured_last:
        yield _name("IL", named.insured_last, named.insured_first, named.member_id)
    if answer.forwarded:
        carrier = answer.forwarded
        yield ("NM1", "TT", "2", carrier.name, "", "", "", "", "PI", carrier.id)
    if answer.remarks:
        yield ("MOA", "", "", *answer.remarks)
    for whole in _at_claim_level(answer):
        yield from _statement_dates(whole)
    if answer.interest:
        yield ("AMT", "I", money(answer.interest))
    for line in answer.lines:
        if line.procedure:
            yield from _line(line, line.control if answer.echoes_lines else "")


def _at_claim_level(answer: Answer) -> Iterator[LineAnswer]:
    return (line for line in answer.lines if not line.procedure)


def _statement_dates(whole: LineAnswer) -> Iterator[Segment]:
    if whole.on:
        yield ("DTM", "232", day(whole.on))
        yield ("DTM", "233", day(whole.on))


def _clp(named: Named, answer: Answer) -> Segment:
    amounts = (money(answer.charge), money(answer.paid), money(answer.patient_share))
    kind = (answer.payer.claim_indicator, answer.number, "11", "1")
    number = answer.control_number or named.control_number
    return ("CLP", number, answer.status, *amounts, *kind)


def _name(role: str, last: str, first: str, member_id: str) -> Segment:
    return ("NM1", role, "1", last, first, "", "", "", "MI", member_id)


def _line(line: LineAnswer, echoed: str) -> Iterator[Segment]:
    procedure, units = composite("HC", line.procedure), str(line.units)
    yield ("SVC", procedure, money(line.charge), money(line.paid), "", units)
    if line.on:
        yield ("DTM", "472", day(line.on))
    yield from _cas(line.adjustments)
    if echoed:
        yield ("REF", "6R", echoed)
    if line.allowed:
        yield ("AMT", "B6", money(line.allowed))
    for remark in line.remarks:
        yield ("LQ", "HE", remark)


def _cas(adjustments: Sequence[Adjustment]) -> Iterator[Segment]:
    """One CAS per group, the groups in their order of appearance."""
    for group, of_group in groupby(adjustments, key=lambda adjustment: adjustment.group):
        triplets: list[str] = []
        for adjustment in of_group:
            triplets += [adjustment.reason, money(adjustment.amount), ""]
        if len(triplets) > 3 * TRIPLETS_MAX:
            raise AssertionError("more reasons than a CAS holds")
        yield ("CAS", group, *triplets)


def _plb(payment: Payment) -> Segment:
    pairs: list[str] = []
    for adjustment in payment.adjustments:
        pairs += [composite(adjustment.code, adjustment.reference), money(adjustment.amount)]
    return ("PLB", payment.payee.npi, f"{payment.on.year}1231", *pairs)
