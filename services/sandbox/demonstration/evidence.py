"""What the services say came of each claim and payment, in the words of a world's truth."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from cobrelay.api.claims import v1 as claims_api
from cobrelay.api.ledger import v1 as ledger_api
from cobrelay.api.operations import v1 as operations_api
from cobrelay.api.remittances import v1 as remittances_api
from cobrelay.api.submissions import v1 as submissions_api
from cobrelay.contracts.payments import v1 as payments
from sandbox.demonstration.asking import Asking, answered
from sandbox.generating.expectations import (
    CROSSOVER,
    CROSSOVER_FAILED,
    DENIAL,
    NEXT_PAYER,
    NOTHING_LEFT,
    PATIENT,
    WORK_DENIAL,
    WORK_PAPER,
    WORK_QUARANTINED,
    WORK_UNMATCHED,
)
from sandbox.reporting import Json, PaymentKey

AT_ONCE = 8  # questions on their way at a time
DETERMINATIONS = frozenset(
    {NEXT_PAYER, CROSSOVER, CROSSOVER_FAILED, PATIENT, NOTHING_LEFT, DENIAL}
    | {"DeterminationHeld", "DeterminationWithdrawn"}
)
# What a work item is about, by the event that opened it or by its reason.
WORK = {"COB-507": WORK_DENIAL, "COB-508": WORK_DENIAL, "CLB-310": WORK_PAPER}
LATE = "STS-101"  # an acknowledgment or answer did not come in time
DUPLICATE = "duplicate"
ACCEPTED = "accepted"
T = TypeVar("T")
R = TypeVar("R")


@dataclass(slots=True)
class Evidence:
    """Everything that was asked for, once."""

    claims: list[claims_api.GetClaimResponse] = field(default_factory=list)
    ledgers: dict[str, ledger_api.GetClaimLedgerResponse] = field(default_factory=dict)
    payments: list[ledger_api.GetPaymentResponse] = field(default_factory=list)
    remittances: list[remittances_api.GetRemittanceResponse] = field(default_factory=list)
    received: list[remittances_api.RemittanceSummary] = field(default_factory=list)
    quarantined: list[remittances_api.QuarantinedItem] = field(default_factory=list)
    submissions: list[submissions_api.Submission] = field(default_factory=list)
    work: list[claims_api.WorkItem] = field(default_factory=list)
    late: list[claims_api.WorkItem] = field(default_factory=list)
    statuses: list[operations_api.GetStatusResponse] = field(default_factory=list)
    trial: ledger_api.GetTrialBalanceResponse = field(
        default_factory=ledger_api.GetTrialBalanceResponse
    )
    chains: ledger_api.VerifyChainsResponse = field(default_factory=ledger_api.VerifyChainsResponse)


async def collect(asking: Asking) -> Evidence:
    """Asks the services for all that they know."""
    found = Evidence(received=await asking.all_remittances())
    found.work = [*await asking.work("open"), *await asking.work("taken")]
    found.late = await asking.work("all", LATE)
    found.statuses = await asking.statuses()
    ids = [each.claim_id for each in await asking.all_claims()]
    found.claims = await _each(
        ids, lambda one: answered(asking.claims.GetClaim, claims_api.GetClaimRequest(claim_id=one))
    )
    books = await _each(ids, lambda one: _ledger(asking, one))
    found.ledgers = dict(zip(ids, books, strict=True))
    found.payments = await _each(
        [proof.payment.payment_id for proof in await asking.all_payments()],
        lambda one: answered(
            asking.ledger.GetPayment, ledger_api.GetPaymentRequest(payment_id=one)
        ),
    )
    found.remittances = await _each(
        [each.remittance_id for each in found.received if each.state == ACCEPTED],
        lambda one: answered(
            asking.remittances.GetRemittance,
            remittances_api.GetRemittanceRequest(remittance_id=one),
        ),
    )
    told = await answered(
        asking.remittances.ListQuarantined, remittances_api.ListQuarantinedRequest()
    )
    found.quarantined = list(told.items)
    found.submissions = await asking.all_submissions()
    wanted = ledger_api.GetTrialBalanceRequest()
    found.trial = await answered(asking.ledger.GetTrialBalance, wanted)
    found.chains = await answered(asking.ledger.VerifyChains, ledger_api.VerifyChainsRequest())
    return found


async def _ledger(asking: Asking, claim_id: str) -> ledger_api.GetClaimLedgerResponse:
    wanted = ledger_api.GetClaimLedgerRequest(claim_id=claim_id)
    told: ledger_api.GetClaimLedgerResponse = await answered(asking.ledger.GetClaimLedger, wanted)
    return told


async def _each(items: Iterable[T], ask: Callable[[T], Awaitable[R]]) -> list[R]:
    """Asks for every item, some at a time; the answers in the order of the items."""
    free = asyncio.Semaphore(AT_ONCE)

    async def one(item: T) -> R:
        async with free:
            return await ask(item)

    return list(await asyncio.gather(*(one(item) for item in items)))


def key_of(payment: Any) -> PaymentKey:
    """TRN03, TRN02, BPR16: what a truth calls a payment by."""
    return payment.payer_identifier, payment.trace_number, payment.paid_on


@dataclass(slots=True)
class Came:
    """What came, as rows that a truth's rows can be compared with."""

    claims: dict[str, Json]
    payments: dict[PaymentKey, Json]


def came(evidence: Evidence, truth_payments: Mapping[PaymentKey, Json]) -> Came:
    """Rows by control number and by payment."""
    shelf = Shelf.of(evidence, truth_payments)
    rows = {
        each.claim.patient_control_number: _claim_row(evidence, each, shelf)
        for each in evidence.claims
    }
    for number in shelf.cents.keys() | shelf.work.keys():
        row = rows.setdefault(number, _unknown_claim())
        row["unapplied_cents"] = shelf.cents.get(number, 0)
        row["work"] = row["work"] + shelf.work.get(number, [])
    return Came(rows, _payment_rows(evidence))


@dataclass(slots=True)
class Shelf:
    """Cash that lies on no claim, and work about it, by the control number that the payer wrote."""

    cents: dict[str, int]
    work: dict[str, list[str]]

    @classmethod
    def of(cls, evidence: Evidence, truth_payments: Mapping[PaymentKey, Json]) -> Shelf:
        """A claim payment is known by remittance and ordinal; the truth knows whose it is."""
        numbers: dict[tuple[str, int], str] = {}
        for told in evidence.remittances:
            payment = truth_payments.get(key_of(told.remittance.payment))
            for ordinal, number in enumerate(payment["claims"] if payment else (), start=1):
                numbers[told.remittance.remittance_id, ordinal] = number
        cents: dict[str, int] = defaultdict(int)
        for place, amount in _unapplied(evidence):
            cents[numbers.get(place, "/".join(map(str, place)))] += amount
        work: dict[str, list[str]] = defaultdict(list)
        for item in evidence.work:
            if item.subject_kind == "remittance" and "/" in item.subject_id:
                remittance_id, _, place_in_it = item.subject_id.rpartition("/")
                number = numbers.get((remittance_id, int(place_in_it)), item.subject_id)
                work[number].append(_work_kind(item))
        return cls(dict(cents), dict(work))


def _unapplied(evidence: Evidence) -> Iterable[tuple[tuple[str, int], int]]:
    for payment in evidence.payments:
        for each in payment.balances:
            kind, _, rest = each.account.partition(":")
            if kind == "unapplied" and each.balance_cents:
                remittance_id, _, ordinal = rest.rpartition(":")
                yield (remittance_id, int(ordinal)), -each.balance_cents


def _work_kind(item: claims_api.WorkItem) -> str:
    if item.reason_code in WORK:
        return WORK[item.reason_code]
    if item.subject_kind == "remittance":
        return WORK_QUARANTINED if item.reason_code.startswith("ERA-2") else WORK_UNMATCHED
    return item.reason_code


def _unknown_claim() -> Json:
    amounts = ("charge", "written_off", "patient", "patient_paid", "payer", "denied")
    return {
        **{f"{name}_cents": 0 for name in (*amounts, "released")},
        "paid_cents": 0,
        "determinations": [],
        "work": [],
    }


def _claim_row(evidence: Evidence, told: claims_api.GetClaimResponse, shelf: Shelf) -> Json:
    claim_id = told.claim.claim_id
    book = evidence.ledgers[claim_id]
    number = told.claim.patient_control_number
    return {
        **_amounts(claim_id, book),
        "unapplied_cents": shelf.cents.get(number, 0),
        "released_cents": book.released_cents,
        "determinations": [each.event for each in told.timeline if each.event in DETERMINATIONS],
        "work": [
            _work_kind(item)
            for item in told.work
            if item.state != "closed" and item.subject_kind != "remittance"
        ],
    }


def _amounts(claim_id: str, book: ledger_api.GetClaimLedgerResponse) -> Json:
    """From the entries themselves, so that the page's own summary cannot hide a mistake."""
    totals: dict[str, int] = defaultdict(int)
    for entry in book.entries:
        for posting in entry.postings:
            totals[_kind_of(posting.account, claim_id)] += posting.amount_cents
    return {
        "charge_cents": -totals["revenue"],
        "paid_cents": totals["cash"],
        "written_off_cents": totals["contractual"],
        "patient_paid_cents": totals["cash:patient"],
        "patient_cents": totals["receivable:patient"],
        "payer_cents": totals["receivable:payer"],
        "denied_cents": totals["receivable:denied"],
    }


def _kind_of(account: str, claim_id: str) -> str:
    """What an account is to the claim; what came from the shelf of unapplied cash is cash too."""
    if account == "cash:patient":
        return account
    if account.startswith(("cash:", "unapplied:")):
        return "cash"
    return account.removeprefix(f"claim:{claim_id}:")


def _payment_rows(evidence: Evidence) -> dict[PaymentKey, Json]:
    rows = {key_of(each.proof.payment): _payment_row(each.proof) for each in evidence.payments}
    by_file: dict[str, set[PaymentKey]] = defaultdict(set)
    for received in evidence.received:
        if received.state == ACCEPTED:
            by_file[received.file_hash].add(key_of(received.payment))
    for received in evidence.received:
        if received.state == DUPLICATE:
            # The same bytes are not read again: then the file says which payments came twice.
            of_file = by_file.get(received.file_hash, {key_of(received.payment)})
            for key in of_file & rows.keys():
                rows[key]["duplicates"] += 1
    return rows


def _payment_row(proof: payments.RemittanceProved) -> Json:
    return {
        "payment_cents": proof.payment_cents,
        "provider_adjustments_cents": proof.provider_adjustments_cents,
        "posted_cents": proof.posted_to_claims_cents,
        "unapplied_cents": proof.unapplied_cents,
        "duplicates": 0,
        "open_reasons": list(proof.open_reasons),
    }
