"""The chart of accounts: which accounts the ledger may hold, and how their paths are written.

cash:<TRN03>:<TRN02>:<BPR16>   money of one payment          cash:patient   paid by patients
claim:<id>:receivable:payer | patient | denied               what is owed on a claim, and by whom
unapplied:<remittance>:<n>     a claim payment that lies on no claim
payer:<payer>:forwarded (FB) | recovery (WO, 72) | other     provider-level adjustments
contractual  revenue  interest (L6)  payable:refund
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cobrelay.errors import Broken

_PART = r"[^:\s]+"
_CHART = re.compile(
    rf"cash:patient|cash:{_PART}:{_PART}:{_PART}"
    rf"|claim:{_PART}:receivable:(payer|patient|denied)"
    rf"|unapplied:{_PART}:[1-9][0-9]*"
    rf"|payer:{_PART}:(forwarded|recovery|other)"
    r"|contractual|revenue|interest|payable:refund"
)


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """An account of the chart, named by its path; any other path is refused."""

    path: str

    def __post_init__(self) -> None:
        if _CHART.fullmatch(self.path) is None:
            raise Broken("an account outside the chart")

    def __str__(self) -> str:
        return self.path


REVENUE = Account("revenue")
CONTRACTUAL = Account("contractual")
INTEREST = Account("interest")
REFUND = Account("payable:refund")
PATIENT_CASH = Account("cash:patient")


def cash(payer_identifier: str, trace_number: str, paid_on: str) -> Account:
    """The money of one payment: TRN03, TRN02, BPR16."""
    return Account(f"cash:{_part(payer_identifier)}:{_part(trace_number)}:{_part(paid_on)}")


def from_payers(claim_id: str) -> Account:
    """What payers are still expected to pay on a claim."""
    return Account(f"claim:{_part(claim_id)}:receivable:payer")


def from_patient(claim_id: str) -> Account:
    """What the patient owes on a claim; below zero while he has paid in advance."""
    return Account(f"claim:{_part(claim_id)}:receivable:patient")


def denied(claim_id: str) -> Account:
    """What a payer denied and a person works on."""
    return Account(f"claim:{_part(claim_id)}:receivable:denied")


def unapplied(remittance_id: str, ordinal: int) -> Account:
    """A claim payment that lies on no claim; below zero for money taken back."""
    return Account(f"unapplied:{_part(remittance_id)}:{ordinal}")


def forwarded(payer: str) -> Account:
    return Account(f"payer:{_part(payer)}:forwarded")


def recovery(payer: str) -> Account:
    return Account(f"payer:{_part(payer)}:recovery")


def other(payer: str) -> Account:
    return Account(f"payer:{_part(payer)}:other")


def _part(text: str) -> str:
    """Text as one part of a path: separators and blanks are escaped as in an address."""
    escaped = re.sub(r"[%:\s]", lambda found: f"%{ord(found[0]):02X}", text)
    return escaped or "none"
