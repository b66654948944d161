"""The coordination of benefits equations, by arithmetic of our own (domain 2.4).

A finding is a 277CA claim status: category and status code, as a payer would reject the claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.claims import Adjustment
from sandbox.clearinghouse.submitted import OtherPayer, SubmittedClaim, SubmittedLine

CLAIM_OUT_OF_BALANCE = "A7:400"
OTHER_PAYER_OUT_OF_BALANCE = "A7:672"
LINE_OUT_OF_BALANCE = "A7:643"
NO_REMITTANCE_DATE = "A7:516"
NO_OTHER_PAYER_DATA = "A6:286"
UNKNOWN_OTHER_PAYER = "A7:401"
NO_CLAIM_NUMBER = "A6:464"

REPLACEMENTS = ("7", "8")


def findings(claim: SubmittedClaim) -> tuple[str, ...]:
    """Everything that is wrong with the claim's money; empty when it adds up."""
    found = [*_claim_itself(claim), *_stray_lines(claim)]
    for other in claim.answered:
        found += _other_payer(claim, other)
    return tuple(dict.fromkeys(found))


def _claim_itself(claim: SubmittedClaim) -> Iterator[str]:
    if claim.charge != sum(line.charge for line in claim.lines):
        yield CLAIM_OUT_OF_BALANCE
    if claim.level != "P" and not claim.answered:
        yield NO_OTHER_PAYER_DATA
    if claim.frequency in REPLACEMENTS and not claim.payer_claim_number:
        yield NO_CLAIM_NUMBER


def _stray_lines(claim: SubmittedClaim) -> Iterator[str]:
    """Line answers of a payer that no 2330B names, or that has no paid amount in 2320."""
    answered = {other.payer_id for other in claim.answered}
    for line in claim.lines:
        if any(one.payer_id not in answered for one in line.adjudications):
            yield UNKNOWN_OTHER_PAYER


def _other_payer(claim: SubmittedClaim, other: OtherPayer) -> Iterator[str]:
    paid = other.paid or 0
    at_claim = _sum(other.adjustments)
    at_lines = sum(_sum(one.adjustments) for line in claim.lines for one in line.by(other.payer_id))
    if claim.charge != paid + at_claim + at_lines:
        yield OTHER_PAYER_OUT_OF_BALANCE
    if any(line.by(other.payer_id) for line in claim.lines):
        yield from _at_line_level(claim, other, paid, at_claim)
    elif other.dates != 1:
        yield NO_REMITTANCE_DATE


def _at_line_level(
    claim: SubmittedClaim, other: OtherPayer, paid: int, at_claim: int
) -> Iterator[str]:
    lines = [(line, line.by(other.payer_id)) for line in claim.lines]
    if paid != sum(one.paid for _, of_line in lines for one in of_line) - at_claim:
        yield OTHER_PAYER_OUT_OF_BALANCE
    if any(not _line_adds_up(line, other.payer_id) for line, _ in lines):
        yield LINE_OUT_OF_BALANCE
    dates = [one.dates for _, of_line in lines for one in of_line]
    if other.dates or any(count != 1 for count in dates):
        yield NO_REMITTANCE_DATE


def _line_adds_up(line: SubmittedLine, payer_id: str) -> bool:
    """A line that this payer did not answer has no charge to explain."""
    answered = line.by(payer_id)
    explained = sum(one.paid + _sum(one.adjustments) for one in answered)
    return line.charge == explained


def _sum(adjustments: list[Adjustment]) -> int:
    return sum(adjustment.amount for adjustment in adjustments)
