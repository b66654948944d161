"""What is left after an answer, and whose each cent is (domain 6.3 and 13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from cob_verification.domain.answers import Adjustment, Answer
from cob_verification.domain.classes import QMB_REMARKS, AdjustmentClass, Classified, classify
from cob_verification.domain.payers import PayerProfile


class Owner(Enum):
    """Who owns an amount; MEMO posts nothing (an earlier payer's part, or technical)."""

    PAYER = "PAYER"
    PATIENT = "PATIENT"
    NOBODY = "NOBODY"
    PERSON = "PERSON"
    MEMO = "MEMO"


class Share(Enum):
    """What an adjustment is before it is known who pays next."""

    BILLABLE = "BILLABLE"
    WRITE_OFF = "WRITE_OFF"
    WORK_FIRST = "WORK_FIRST"
    MEMO = "MEMO"


@dataclass(frozen=True, slots=True)
class Owned:
    """An adjustment with its class and its owner."""

    adjustment: Adjustment
    meaning: AdjustmentClass
    owner: Owner
    rule_code: str


@dataclass(frozen=True, slots=True)
class Remainder:
    """Sums in cents; `patient_cents` is the lower of the payers' patient shares."""

    billable_cents: int = 0
    write_off_cents: int = 0
    work_first_cents: int = 0
    patient_cents: int = 0


@dataclass(frozen=True, slots=True)
class Sorted:
    """The adjustments of one answer, each with its share, for a given next payer."""

    shares: tuple[tuple[Classified, Share], ...]

    def total(self, share: Share) -> int:
        return sum(each.adjustment.amount_cents for each, kind in self.shares if kind is share)

    @property
    def has_work_first(self) -> bool:
        """Not the sum: what a payer denied and what it gave back may cancel out."""
        return any(kind is Share.WORK_FIRST for _, kind in self.shares)


_C = AdjustmentClass
_WRITE_OFF = frozenset({_C.CONTRACTUAL, _C.BUNDLED})
_MEMO = frozenset({_C.PRIOR, _C.TECHNICAL})
_ALWAYS_BILLABLE = frozenset({_C.PR_SHIFT, _C.PAID_PATIENT, _C.QMB})
DENIED_BY_PLAN = frozenset({_C.NONCOVERED, _C.COVERAGE})


def classified(answer: Answer, profile: PayerProfile) -> tuple[Classified, ...]:
    """Every adjustment of an answer, in the order of the remittance."""
    overrides = dict(profile.class_overrides)
    return tuple(classify(each, overrides, answer.remark_codes) for each in answer.adjustments)


def sort(adjustments: Iterable[Classified], following: PayerProfile | None) -> Sorted:
    """What the next payer (None: there is none) may be asked for, and what it may not."""
    return Sorted(tuple((each, _share(each, following)) for each in adjustments))


def _share(each: Classified, following: PayerProfile | None) -> Share:
    if each.meaning in _MEMO:
        return Share.MEMO
    if each.meaning in _WRITE_OFF:
        return Share.WRITE_OFF
    if each.meaning in _ALWAYS_BILLABLE or _is_billable_denial(each, following):
        return Share.BILLABLE
    return Share.WORK_FIRST


def _is_billable_denial(each: Classified, following: PayerProfile | None) -> bool:
    """What the plan does not cover: PR always moves on; CO only to a payer that considers it."""
    if each.meaning not in DENIED_BY_PLAN:
        return False
    match each.adjustment.group:
        case "PR":
            return True
        case "OA":
            return following is not None
    return following is not None and following.considers_denied


def patient_share(adjustments: Iterable[Classified]) -> int:
    """What this payer alone says that the patient owes of his own, in cents."""
    return sum(
        each.adjustment.amount_cents
        for each in adjustments
        if each.meaning is _C.PR_SHIFT
        or (each.meaning in DENIED_BY_PLAN and each.adjustment.group == "PR")
    )


def paid_to_patient(adjustments: Iterable[Classified]) -> int:
    """What this payer paid, but to the patient (PR100), in cents."""
    return sum(
        each.adjustment.amount_cents for each in adjustments if each.meaning is _C.PAID_PATIENT
    )


def lower_patient_share(answers: Sequence[Iterable[Classified]]) -> int:
    """A later payer's patient share replaces the earlier one's, and never raises it. What a payer
    paid to the patient is not his share: he owes it on, whatever later payers say."""
    kept = [tuple(each) for each in answers]
    lowest = max(0, min((patient_share(each) for each in kept), default=0))
    return lowest + max(0, sum(paid_to_patient(each) for each in kept))


def names_beneficiary(answer: Answer, adjustments: Iterable[Classified]) -> bool:
    """The answer marks the patient as a qualified Medicare beneficiary (OA209, N781 to N783)."""
    by_remark = any(remark in QMB_REMARKS for remark in answer.remark_codes)
    return by_remark or any(each.meaning is _C.QMB for each in adjustments)


def owned(found: Sorted, billable_owner: Owner) -> tuple[Owned, ...]:
    """Each adjustment has exactly one owner; what is billable goes to `billable_owner`."""
    owners = {
        Share.BILLABLE: billable_owner,
        Share.WRITE_OFF: Owner.NOBODY,
        Share.WORK_FIRST: Owner.PERSON,
        Share.MEMO: Owner.MEMO,
    }
    return tuple(
        Owned(each.adjustment, each.meaning, owners[share], each.rule_code)
        for each, share in found.shares
    )


def summed(adjustments: Iterable[Owned], patient_cents: int) -> Remainder:
    """The sums by owner."""
    sums = dict.fromkeys(Owner, 0)
    for each in adjustments:
        sums[each.owner] += each.adjustment.amount_cents
    return Remainder(
        billable_cents=sums[Owner.PAYER],
        write_off_cents=sums[Owner.NOBODY],
        work_first_cents=sums[Owner.PERSON],
        patient_cents=patient_cents,
    )
