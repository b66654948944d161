"""Does the remittance add up: each line, each claim, and the payment as a whole?

The three rules of domain 1.6. AMT and QTY never take part. Positive adjustments reduce the
payment. A rule answers with findings, never with an exception; amounts in a finding are gaps, which
identify nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from cobrelay import x12
from cobrelay.money import format_dollars
from cobrelay.x12 import Finding, Verdict, balances

LINE = "B-BAL-LINE"
CLAIM = "B-BAL-CLAIM"
CHARGE = "B-BAL-CHARGE"
PAYMENT = "B-BAL-FILE"


def lines_out_of_balance(claim: x12.ClaimPayment) -> Iterator[Finding]:
    """SVC02 − Σ CAS of the line = SVC03."""
    for line in claim.lines:
        if gap := balances.line_gap(line):
            yield _finding(
                LINE, line.place, "SVC03", f"Line {line.ordinal} is off by {format_dollars(gap)}."
            )


def claim_out_of_balance(claim: x12.ClaimPayment) -> Iterator[Finding]:
    """CLP03 − Σ CAS of the claim − Σ CAS of its lines = CLP04."""
    if gap := balances.claim_gap(claim):
        yield _finding(CLAIM, claim.place, "CLP04", f"The claim is off by {format_dollars(gap)}.")


def lines_miss_charge(claim: x12.ClaimPayment) -> Iterator[Finding]:
    """Σ SVC02 = CLP03, where there are lines.

    No formal rule of the guide; but a next claim copies charge and lines from the original, and
    adjustments of lines that are not its own would not add up there.
    """
    if gap := balances.lines_charge_gap(claim):
        yield _finding(CHARGE, claim.place, "CLP03", f"The lines are off by {format_dollars(gap)}.")


def more_than_paid(net: int, paid: int, place: x12.Place) -> Finding:
    """Σ CLP04 − Σ PLB = BPR02: less may be the other part of a split file, more never is."""
    gap = format_dollars(net - paid)
    return _finding(
        PAYMENT, place, "BPR02", f"Claims and PLB come to {gap} more than was paid.", Verdict.REVIEW
    )


def _finding(
    code: str,
    place: x12.Place,
    element: str,
    message: str,
    verdict: Verdict = Verdict.QUARANTINE_CLAIM,
) -> Finding:
    fix = "Ask the payer for a corrected remittance."
    return Finding(code, verdict, place, message, fix=fix, element=element)
