"""Which earlier answer does a reversal take back, and which reversed answer does one correct?

A reversal (CLP02 22) repeats the earlier claim payment with every amount negated (domain 1.8).
It is found by CLP01, CLP07, |charge| and dates, and by the payment that it negates: a correction,
which follows in the same remittance, has all but the payment in common with what it corrects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from era_intake.domain.matching import Answer

REVERSAL = "22"


class Place(NamedTuple):
    """Where an answer stands; within a remittance what is reversed comes first."""

    remittance_id: str = ""
    ordinal: int = 0


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class EarlierAnswer:
    """An answer that is on record as somebody's."""

    adjudication_id: str
    claim_id: str
    answer: Answer
    place: Place = NOWHERE
    is_reversed: bool = False
    is_corrected: bool = False


def is_reversal(answer: Answer) -> bool:
    return answer.status == REVERSAL


def reversed_by(
    reversal: Answer, place: Place, claim_id: str, earlier: Iterable[EarlierAnswer]
) -> EarlierAnswer | None:
    """The oldest live answer that the reversal repeats."""
    live = (
        each
        for each in earlier
        if each.claim_id == claim_id
        and not each.is_reversed
        and not is_reversal(each.answer)
        and not _follows(each.place, place)
        and _repeats(reversal, each.answer)
    )
    return next(live, None)


def corrected_by(
    answer: Answer, claim_id: str, earlier: Sequence[EarlierAnswer]
) -> EarlierAnswer | None:
    """The last reversed answer of this payer that nothing has corrected yet.

    The correction keeps CLP01; some payers give it a new CLP07.
    """
    open_ = [
        each
        for each in earlier
        if each.claim_id == claim_id
        and each.is_reversed
        and not each.is_corrected
        and each.answer.payer_identifier == answer.payer_identifier
    ]
    return open_[-1] if open_ else None


def marked(
    earlier: Sequence[EarlierAnswer], *, reversed_id: str = "", corrected_id: str = ""
) -> tuple[EarlierAnswer, ...]:
    """The same answers after one of them was reversed, or corrected."""
    return tuple(
        replace(
            each,
            is_reversed=each.is_reversed or each.adjudication_id == reversed_id,
            is_corrected=each.is_corrected or each.adjudication_id == corrected_id,
        )
        for each in earlier
    )


def _follows(place: Place, reversal: Place) -> bool:
    return place.remittance_id == reversal.remittance_id and place.ordinal > reversal.ordinal


def _repeats(reversal: Answer, original: Answer) -> bool:
    return (
        original.number == reversal.number
        and original.payer_control_number == reversal.payer_control_number
        and original.charge == -reversal.charge
        and original.paid == -reversal.paid
        and (bool(reversal.payer_control_number) or _is_same_payer(reversal, original))
        and _days_meet(reversal, original)
    )


def _is_same_payer(reversal: Answer, original: Answer) -> bool:
    """Without CLP07 only TRN03 tells two payers apart that paid a claim the same, often nothing."""
    return original.payer_identifier == reversal.payer_identifier


def _days_meet(reversal: Answer, original: Answer) -> bool:
    if reversal.service_from is None or original.service_from is None:
        return True
    reversal_to = reversal.service_to or reversal.service_from
    original_to = original.service_to or original.service_from
    return reversal.service_from <= original_to and original.service_from <= reversal_to
