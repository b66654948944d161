"""What makes something happen in intake besides events: parts of a file, and what a person says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from cobrelay.contracts.era import v1 as era
from era_intake.domain.matching import Answer, Facts
from era_intake.domain.reading import Problem


@dataclass(frozen=True, slots=True)
class ClaimRead:
    """One claim payment of an accepted set; its remittance id is filled in when it is handled."""

    file_hash: str
    set_ordinal: int
    payment: era.ClaimPayment
    answer: Answer
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class AdjustmentsRead:
    """Provider adjustments of a set, after its last claim."""

    file_hash: str
    set_ordinal: int
    adjustments: tuple[era.ProviderAdjusted, ...]


@dataclass(frozen=True, slots=True)
class LinkRequested:
    """A person says whose answer it is. `answer` is what the lock keys are made of."""

    adjudication_id: str
    claim_id: str
    answer: Answer
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class RepairedFile:
    """A file that a person hands in; it is kept already."""

    arrival: str
    hash: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class QuarantineClosing:
    """A person is done with a file, a set or a claim that was not used."""

    item_id: str
    actor: str
    reason: str
    replacement: RepairedFile | None = None

    @property
    def outcome(self) -> str:
        return "replaced" if self.replacement else "discarded"


def locks_of(answer: Answer) -> Iterator[str]:
    """The keys under which an answer and its claim look for each other."""
    yield number_lock(answer.number)
    yield facts_lock(answer.facts)


def number_lock(number: str) -> str:
    """Held by whoever seeks or enters this patient control number."""
    # A lock key is kept with timers, where nobody's number belongs.
    digest = hashlib.blake2b(number.encode(), digest_size=12)
    return f"number:{digest.hexdigest()}"


def facts_lock(facts: Facts) -> str:
    """Held by whoever seeks or enters a claim of this day, charge and last name."""
    return f"facts:{facts.digest}"


def payment_lock(payment_id: str) -> str:
    """Held by whoever adds to a payment, or asks what is known of it."""
    return f"payment:{payment_id}"
