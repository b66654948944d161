"""What only we can ask of a remittance that is right in itself: is it new, and whose is it?

The answers are findings like those of the codec, with its codes, so that a person reads all of them
alike: place, what is wrong, what would be right.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from cobrelay.x12 import Finding, Place, Verdict
from era_intake.domain import reasons
from era_intake.domain.remittance import Payment


class _Question(NamedTuple):
    code: str
    element: str
    fix: str


_OF_UNMATCHED: Mapping[str, _Question] = MappingProxyType(
    {
        reasons.NO_CLAIM: _Question(
            "B-NOCLAIM", "CLP01", "Find the claim and link it, or send the money back."
        ),
        reasons.NO_CONTROL_NUMBER: _Question(
            "B-NOCLAIM", "CLP01", "Find the claim by patient and day, and link it."
        ),
        reasons.AMBIGUOUS: _Question("B-NOCLAIM", "CLP01", "Link the claim that is meant."),
        reasons.FACTS_DISAGREE: _Question(
            "B-CLAIM-OTHER", "CLP01", "Link the claim if it is meant all the same."
        ),
        reasons.REVERSAL_WITHOUT_ORIGINAL: _Question(
            "B-REV-NOORIG", "CLP07", "Ask the payer for the remittance that is taken back."
        ),
    }
)


def of_unmatched(reason: str, place: Place) -> Finding:
    """Why an answer is nobody's; the place is that of its CLP."""
    return _finding(_OF_UNMATCHED[reason], Verdict.REVIEW, place, reason)


def of_repeated_content(payment: Payment | None) -> Finding:
    """The payment came before with all that is said here; the place is that of its TRN."""
    asked = _Question("B-DUP-TRN", "TRN02", "Nothing is to be done.")
    place = payment.trace_place if payment else Place("TRN")
    return _finding(asked, Verdict.DEDUP, place, reasons.REPEATED_CONTENT)


def of_repeated_bytes() -> Finding:
    """The file came before, under whatever name."""
    asked = _Question("B-DUP", "", "Nothing is to be done.")
    return _finding(asked, Verdict.DEDUP, Place(), reasons.REPEATED_BYTES)


def _finding(asked: _Question, verdict: Verdict, place: Place, reason: str) -> Finding:
    message = reasons.SENTENCES[reason]
    return Finding(asked.code, verdict, place, message, asked.fix, asked.element)
