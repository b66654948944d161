"""A payer's answer to a claim, as far as it matters for who pays next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from cob_verification.domain.coverage import PayerName

FORWARDED = frozenset({"19", "20", "21"})
REVERSAL = "22"
NOT_OURS_FORWARDED = "23"
PREDETERMINATION = "25"


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One CAS triplet, in cents; positive reduces the payment. Line 0 is the claim level."""

    group: str
    reason: str
    amount_cents: int
    line: int = 0
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class AnsweredLine:
    """One SVC, as far as it tells which line it is and whether the payer adjudicated it."""

    ordinal: int
    control_number: str = ""
    """REF*6R: trimmed, upper case, without leading zeros."""
    code: str = ""
    """As submitted (SVC06, else SVC01), without modifiers."""
    charge_cents: int = 0
    paid_cents: int = 0

    @property
    def alike(self) -> tuple[str, int]:
        return self.code, self.charge_cents


@dataclass(frozen=True, slots=True)
class Carrier:
    """NM1*TT or NM1*PR: another payer that the answer names."""

    name: str = ""
    id: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.id, self.name)

    @property
    def is_named(self) -> bool:
        return bool(self.id.strip() or self.name.strip())


@dataclass(frozen=True, slots=True)
class Answer:
    """One ClaimAdjudicated; amounts in cents."""

    adjudication_id: str
    status: str
    """CLP02."""
    payer: PayerName
    charge_cents: int = 0
    paid_cents: int = 0
    paid_on: date | None = None
    """BPR16."""
    received_on: date | None = None
    """The business day on which we learned of it."""
    payer_identifier: str = ""
    """TRN03."""
    member_ids: tuple[str, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    lines: tuple[AnsweredLine, ...] = ()
    remark_codes: tuple[str, ...] = ()
    carrier: Carrier = field(default_factory=Carrier)
    priority_payer: Carrier = field(default_factory=Carrier)
    submission_id: str = ""
    reverses: str = ""
    claim_version: int = 1

    @property
    def is_reversal(self) -> bool:
        return self.status == REVERSAL

    @property
    def was_forwarded_undecided(self) -> bool:
        return self.status == NOT_OURS_FORWARDED

    @property
    def decides_nothing(self) -> bool:
        """A predetermination is priced, not adjudicated."""
        return self.status == PREDETERMINATION


def live(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers that stand: neither taken back nor a taking back, in order of arrival."""
    answers = tuple(answers)
    gone = {answer.reverses for answer in answers if answer.is_reversal}
    return tuple(
        answer
        for answer in answers
        if answer.adjudication_id not in gone
        and not answer.is_reversal
        and not answer.decides_nothing
    )


def reversals(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """The answers that take an earlier one back."""
    return tuple(answer for answer in answers if answer.is_reversal)


def reversed_by(reversal: Answer, answers: Sequence[Answer]) -> Answer | None:
    """The answer that a reversal takes back, where it is known."""
    found = (answer for answer in answers if answer.adjudication_id == reversal.reverses)
    return next(found, None) if reversal.reverses else None
