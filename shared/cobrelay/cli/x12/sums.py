"""The sums of a remittance and the equations of a claim with other payers, term by term.

An 835 has three (line, claim, payment), and one that only should hold (charges); an 837 has four
for each other payer: line, payer's payment, claim, charges. Amounts are cents.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cobrelay import x12
from cobrelay.x12 import balances
from cobrelay.x12.views.facts import total


@dataclass(frozen=True, slots=True)
class Sum:
    """One equation: `total` = the signed terms, up to the gap."""

    kind: str  # line, claim, charges, payment, payer's payment
    equation: str  # in the elements' names
    label: str  # which line or payer
    total: int
    terms: tuple[int, ...]
    gap: int  # total less the terms
    is_required: bool = True  # False: a difference is only worth a warning

    @property
    def holds(self) -> bool:
        """Whether it balances."""
        return self.gap == 0


_AMOUNTS = frozenset(
    {"BPR02", "CLP03", "CLP04", "SVC02", "SVC03", "CLM02", "SV102", "SVD02", "AMT02"}
    | {f"CAS{number:02d}" for number in range(3, 19, 3)}
    | {f"PLB{number:02d}" for number in range(4, 15, 2)}
)
_UNREADABLE = frozenset({"IK4:1", "IK4:2", "IK4:6", "B-SCALE"})
_LINE_835 = "SVC02 charge = CAS + SVC03 paid"
_CLAIM_835 = "CLP03 charge = CAS of the claim + CAS of its lines + CLP04 paid"
_CHARGES_835 = "CLP03 charge = SVC02 of all lines"
_PAYMENT = "BPR02 payment = CLP04 of all claims − PLB"
_LINE_837 = "SV102 charge = SVD02 paid + CAS of 2430"
_PAID_837 = "AMT*D paid = SVD02 of all lines − CAS of 2320"
_CLAIM_837 = "CLM02 charge = AMT*D paid + CAS of 2320 + CAS of 2430"
_CHARGES_837 = "CLM02 charge = SV102 of all lines"


def unreadable(findings: Iterable[x12.Finding]) -> frozenset[str]:
    """The amounts that are missing or can't be read: they count as nothing in every sum."""
    return frozenset(
        each.element for each in findings if each.code in _UNREADABLE and each.element in _AMOUNTS
    )


def of_payment_claim(claim: x12.ClaimPayment) -> Iterator[Sum]:
    """Each line, the claim, and the charges of a claim payment."""
    for line in claim.lines:
        terms = (total(line.adjustments), line.paid)
        label = f"line {line.ordinal} {line.procedure.code}"
        yield Sum("line", _LINE_835, label, line.charge, terms, balances.line_gap(line))
    lines = sum(total(line.adjustments) for line in claim.lines)
    claim_terms = (total(claim.adjustments), lines, claim.paid)
    gap = balances.claim_gap(claim)
    yield Sum("claim", _CLAIM_835, "claim", claim.charge, claim_terms, gap)
    if claim.lines:
        charges = (sum(line.charge for line in claim.lines),)
        off = -balances.lines_charge_gap(claim)
        yield Sum("charges", _CHARGES_835, "charges", claim.charge, charges, off, is_required=False)


def of_payment(header: x12.RemittanceHeader, end: x12.SetEnd) -> Sum:
    """The transaction: what was paid against its claims and provider adjustments."""
    terms = (end.total_paid, -end.total_provider_adjustments)
    gap = -balances.payment_gap(header, end)
    return Sum("payment", _PAYMENT, "payment", header.total_payment, terms, gap)


def of_claim(claim: x12.Claim837) -> Iterator[Sum]:
    """The charges, and for each other payer its lines, its payment and the claim."""
    charges = sum(line.charge for line in claim.lines)
    off = -balances.charge_gap(claim)
    yield Sum("charges", _CHARGES_837, "charges", claim.charge, (charges,), off)
    for other in claim.other_subscribers:
        yield from _of_lines(claim, other)
        yield from _of_payer(claim, other)


def _of_lines(claim: x12.Claim837, other: x12.OtherSubscriber) -> Iterator[Sum]:
    for line in claim.lines:
        gap = balances.cob_line_gap(line, other.payer_id)
        if gap is not None:
            label = f"line {line.number} payer {other.payer_id}"
            terms = _answers(line, other.payer_id)
            yield Sum("line", _LINE_837, label, line.charge, terms, gap)


def _answers(line: x12.ClaimLine, payer_id: str) -> tuple[int, int]:
    """What a payer paid of a line, and what it adjusted."""
    answers = [answer for answer in line.adjudications if answer.payer_id == payer_id]
    return sum(a.paid for a in answers), sum(total(a.adjustments) for a in answers)


def _of_payer(claim: x12.Claim837, other: x12.OtherSubscriber) -> Iterator[Sum]:
    label = f"payer {other.payer_id}"
    answers = [_answers(line, other.payer_id) for line in claim.lines]
    paid, adjusted = sum(each[0] for each in answers), sum(each[1] for each in answers)
    at_claim = total(other.adjustments)
    gap = balances.cob_paid_gap(claim, other)
    if gap is not None and other.paid is not None:
        yield Sum("payer's payment", _PAID_837, label, other.paid, (paid, -at_claim), gap)
    gap = balances.cob_claim_gap(claim, other)
    if gap is not None and other.paid is not None:
        terms = (other.paid, at_claim, adjusted)
        yield Sum("claim", _CLAIM_837, label, claim.charge, terms, gap)
