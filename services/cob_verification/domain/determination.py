"""What can come of an answer: who pays next, or why nobody is asked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from cob_verification.domain.coverage import Coverage, PayerName, Person
from cob_verification.domain.filing import Deadline
from cob_verification.domain.payers import alias
from cob_verification.domain.reasons import Rule
from cob_verification.domain.remainder import Owned, Remainder


@dataclass(frozen=True, slots=True)
class Prior:
    """A payer that has answered, and with what."""

    adjudication_id: str
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class BillNext:
    """This payer is billed next, for `billable_cents`, not later than the deadline."""

    following: Coverage
    priors: tuple[Prior, ...]
    others: tuple[Coverage, ...]
    billable_cents: int
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class AwaitCrossover:
    """The claim was forwarded: `carrier` will answer, or until `wait_until` we wait for it."""

    carrier: Coverage | None
    evidence: tuple[str, ...]
    wait_until: date | None
    billable_cents: int


@dataclass(frozen=True, slots=True)
class PatientOwes:
    """No payer is left: this is the patient's, before what was paid at the time of service."""

    patient_cents: int


@dataclass(frozen=True, slots=True)
class NothingLeft:
    """Nobody owes anything more."""


@dataclass(frozen=True, slots=True)
class Denied:
    """A person has to put right what was denied; no claim and no statement before."""

    denied_cents: int


@dataclass(frozen=True, slots=True)
class Hold:
    """It can't be decided: a person or a later fact decides."""

    money_at_risk_cents: int
    deadline: Deadline | None = None
    following: Coverage | None = None
    """Who would be billed, where that is known."""


Outcome = BillNext | AwaitCrossover | PatientOwes | NothingLeft | Denied | Hold


@dataclass(frozen=True, slots=True)
class Determined:
    """What is decided of one answer. `sequence` is the place of the coverage that answered."""

    adjudication_id: str
    claim_version: int
    coverage: Coverage | None
    sequence: int
    outcome: Outcome
    reason: Rule
    adjustments: tuple[Owned, ...] = ()
    remainder: Remainder = field(default_factory=Remainder)
    is_patient_protected: bool = False
    unsettled_cents: int = 0
    """Denied by earlier payers, worked on, and not settled by this answer: not to be written off
    by what this payer calls its contractual reduction."""
    trace: tuple[Rule, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Equal for what says the same, however we came to know of it. Dates that follow from a
        payer's profile are left out: to edit a filing limit withdraws nothing."""
        said = (
            self.adjudication_id,
            self.claim_version,
            _plain(self.coverage) if self.coverage else None,
            self.sequence,
            _plain_outcome(self.outcome),
            self.reason.code,
            self.adjustments,
            self.is_patient_protected,
            *((self.unsettled_cents,) if self.unsettled_cents else ()),
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()


def _plain(coverage: Coverage) -> Coverage:
    """What the next claim says of a coverage and a payer may refuse it for. How we know of it,
    since when it is in force, and addresses are no reason to withdraw a claim. The id stands for
    payer, member and group."""
    return Coverage(
        coverage_id=coverage.coverage_id,
        rank=coverage.rank,
        payer=PayerName(),
        claim_filing_indicator=coverage.claim_filing_indicator,
        insurance_type=coverage.insurance_type,
        relationship=coverage.relationship,
        subscriber=Person(
            last_name=alias(coverage.subscriber.last_name),
            first_name=alias(coverage.subscriber.first_name),
            birth_date=coverage.subscriber.birth_date,
            sex=coverage.subscriber.sex,
        ),
        payer_profile=coverage.payer_profile,
    )


def _plain_outcome(outcome: Outcome) -> object:
    match outcome:
        case BillNext(following, priors, others, billable_cents):
            rest = tuple((each.adjudication_id, _plain(each.coverage)) for each in priors)
            return "bill", _plain(following), rest, tuple(map(_plain, others)), billable_cents
        case AwaitCrossover(carrier, evidence, _, billable_cents):
            return "await", _plain(carrier) if carrier else None, evidence, billable_cents
        case PatientOwes() | NothingLeft() | Denied():
            return outcome
        case Hold(money_at_risk_cents):
            return "hold", money_at_risk_cents
