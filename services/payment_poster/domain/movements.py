"""How money moves within a claim because of what payers' answers mean, and how it moves back.

A plan says which movements there are to be (`meaning.plan`). The ledger is brought to the plan:
what no longer holds is reversed, what is new is booked, what stands is left alone.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cobrelay.money import ZERO, Cents
from payment_poster.domain import chart, reasons
from payment_poster.domain.journal import Entry, Posting, entry_id, reversal_of, transfer


class Kind(enum.Enum):
    """The ways in which an answer's meaning moves money within a claim."""

    WRITE_OFF = "write-off"
    PATIENT_SHARE = "patient-share"
    SHARE_RECALLED = "share-recalled"
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
        Kind.SHARE_RECALLED: _Way("Not the patient's: a payer paid", reasons.SHARE_RECALLED),
        Kind.DENIED: _Way("Denied, to be worked", reasons.DENIED),
        Kind.REMAINDER: _Way("Rest that nobody owes", reasons.REMAINDER),
        Kind.SMALL_BALANCE: _Way("Small balance", reasons.SMALL_BALANCE),
        Kind.PAYER_CREDIT: _Way("Overpaid by payers, to be refunded", reasons.PAYER_CREDIT),
        Kind.PATIENT_CREDIT: _Way("Overpaid by the patient", reasons.PATIENT_CREDIT),
    }
)


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
class Shift:
    """The entries that bring a claim to its plan, and the movements as they stand afterwards."""

    entries: tuple[Entry, ...]
    movements: tuple[Movement, ...]
    """Those that changed; an amount of zero means: taken back."""


def shift(
    claim_id: str, booked: Mapping[tuple[str, Kind], Movement], wanted: Iterable[Movement]
) -> Shift:
    """What no longer holds is reversed, what is new is booked; what stands is left alone."""
    target = {each.key: each.amount for each in wanted}
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
        case Kind.SHARE_RECALLED:
            debit, credit = payer, patient
        case Kind.DENIED:
            debit, credit = chart.denied(claim_id), payer
        case Kind.SMALL_BALANCE:
            debit, credit = chart.CONTRACTUAL, patient
        case Kind.PAYER_CREDIT:
            debit, credit = payer, chart.REFUND
        case Kind.PATIENT_CREDIT:
            debit, credit = patient, chart.REFUND
    return transfer(debit, credit, movement.amount)
