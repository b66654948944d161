"""The sums that must hold: lines, claims and payments of an 835, the COB equations of an 837.

Every function gives a gap in cents: zero means that it balances. What is done about a gap is the
services' business.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cobrelay.money import Cents, format_dollars
from cobrelay.x12.checking.rules import Problem, Told
from cobrelay.x12.findings import Verdict
from cobrelay.x12.views.claim import Claim837, ClaimLine, LineAdjudication, OtherSubscriber
from cobrelay.x12.views.envelope import SetEnd
from cobrelay.x12.views.facts import total
from cobrelay.x12.views.remittance import ClaimPayment, RemittanceHeader, ServiceLine


def line_gap(line: ServiceLine) -> Cents:
    """SVC02 − Σ CAS − SVC03 (cents)."""
    return Cents(line.charge - total(line.adjustments) - line.paid)


def claim_gap(claim: ClaimPayment) -> Cents:
    """CLP03 − Σ CAS of the claim − Σ CAS of its lines − CLP04 (cents)."""
    adjusted = total(claim.adjustments) + sum(total(line.adjustments) for line in claim.lines)
    return Cents(claim.charge - adjusted - claim.paid)


def lines_charge_gap(claim: ClaimPayment) -> Cents:
    """Σ SVC02 − CLP03 (cents); zero where the claim has no lines."""
    if not claim.lines:
        return Cents(0)
    return Cents(sum(line.charge for line in claim.lines) - claim.charge)


def payment_gap(header: RemittanceHeader, end: SetEnd) -> Cents:
    """Σ CLP04 − Σ PLB − BPR02 (cents)."""
    return Cents(end.total_paid - end.total_provider_adjustments - header.total_payment)


def charge_gap(claim: Claim837) -> Cents:
    """Σ SV102 − CLM02 (cents)."""
    return Cents(sum(line.charge for line in claim.lines) - claim.charge)


def cob_line_gap(line: ClaimLine, payer_id: str) -> Cents | None:
    """SV102 − Σ SVD02 − Σ CAS of that payer's loops 2430 (cents); None when it has none here."""
    answer = _answered(line.adjudications).get(payer_id)
    return None if answer is None else Cents(line.charge - answer.paid - answer.adjusted)


def cob_paid_gap(claim: Claim837, other: OtherSubscriber) -> Cents | None:
    """AMT*D − (Σ SVD02 − Σ CAS of 2320) (cents); None when the payer answered at claim level."""
    return _paid_gap(other, _by_payer(claim))


def cob_claim_gap(claim: Claim837, other: OtherSubscriber) -> Cents | None:
    """CLM02 − (AMT*D + Σ CAS of 2320 + Σ CAS of 2430) (cents); None without AMT*D."""
    return _claim_gap(claim, other, _by_payer(claim))


@dataclass(slots=True)
class _Answered:
    """What one other payer said by line (cents)."""

    paid: int = 0
    adjusted: int = 0


def _answered(answers: Iterable[LineAdjudication]) -> dict[str, _Answered]:
    """By payer, in one pass: a hostile line may have as many payers as answers."""
    found: dict[str, _Answered] = {}
    for answer in answers:
        sums = found.setdefault(answer.payer_id, _Answered())
        sums.paid += answer.paid
        sums.adjusted += total(answer.adjustments)
    return found


def _by_payer(claim: Claim837) -> dict[str, _Answered]:
    return _answered(answer for line in claim.lines for answer in line.adjudications)


def _paid_gap(other: OtherSubscriber, answered: Mapping[str, _Answered]) -> Cents | None:
    answer = answered.get(other.payer_id)
    if answer is None or other.paid is None:
        return None
    return Cents(other.paid - (answer.paid - total(other.adjustments)))


def _claim_gap(
    claim: Claim837, other: OtherSubscriber, answered: Mapping[str, _Answered]
) -> Cents | None:
    if other.paid is None:
        return None
    adjusted = answered.get(other.payer_id, _Answered()).adjusted
    return Cents(claim.charge - (other.paid + total(other.adjustments) + adjusted))


def holds(claim: ClaimPayment) -> bool:
    """Whether `remittance_claim` has nothing to say: the same sums, in one pass."""
    adjusted = charged = 0
    for line in claim.lines:
        of_line = 0
        for adjustment in line.adjustments:
            of_line += adjustment.amount
        if line.charge - of_line != line.paid:
            return False
        adjusted += of_line
        charged += line.charge
    for adjustment in claim.adjustments:
        adjusted += adjustment.amount
    return claim.charge - adjusted == claim.paid and (not claim.lines or charged == claim.charge)


def remittance_claim(claim: ClaimPayment) -> Iterator[Told]:
    """The line and claim sums of one claim payment that do not hold."""
    for line in claim.lines:
        if gap := line_gap(line):
            yield (
                Problem(
                    "B-BAL-LINE",
                    Verdict.QUARANTINE_CLAIM,
                    "SVC03",
                    f"Line {line.ordinal}: charge less adjustments is not the payment;"
                    f" {format_dollars(gap)} are unexplained.",
                    "SVC02 less all CAS amounts of the line must be SVC03.",
                ),
                line,
            )
    if gap := claim_gap(claim):
        yield (
            Problem(
                "B-BAL-CLAIM",
                Verdict.QUARANTINE_CLAIM,
                "CLP04",
                f"Charge less all adjustments is not the payment; {format_dollars(gap)}"
                " unexplained.",
                "CLP03 less all CAS amounts of claim and lines must be CLP04.",
            ),
            claim,
        )
    if gap := lines_charge_gap(claim):
        yield (
            Problem(
                "B-BAL-CHARGE",
                Verdict.WARN,
                "CLP03",
                f"The lines' charges differ from the claim's by {format_dollars(gap)}.",
                "The SVC02 of all lines should add up to CLP03.",
            ),
            claim,
        )


def remittance_payment(header: RemittanceHeader, end: SetEnd) -> Iterator[Told]:
    """The sum of the payment, if it does not hold."""
    if gap := payment_gap(header, end):
        yield (
            Problem(
                "B-BAL-FILE",
                Verdict.REVIEW,
                "BPR02" if header.place.segment_id == "BPR" else "",
                "Claim payments less provider adjustments differ from BPR02 by"
                f" {format_dollars(gap)}.",
                "All CLP04 less all PLB amounts must be BPR02.",
            ),
            header,
        )


def claim_837(claim: Claim837) -> Iterator[Told]:
    """The charge sum and the COB equations of one 837 claim that do not hold."""
    if gap := charge_gap(claim):
        yield (
            Problem(
                "B-COB-CHARGE",
                Verdict.REJECT_SET,
                "CLM02",
                f"The line charges differ from CLM02 by {format_dollars(gap)}.",
                "The SV102 of all lines must add up to CLM02.",
            ),
            claim,
        )
    for line in claim.lines:
        for answer in _answered(line.adjudications).values():
            if missing := line.charge - answer.paid - answer.adjusted:
                yield _cob_line(line, missing)
    answered = _by_payer(claim)
    for other in claim.other_subscribers:
        yield from _other_payer(claim, other, answered)


def _cob_line(line: ClaimLine, gap: int) -> Told:
    return (
        Problem(
            "B-COB-LINE",
            Verdict.REJECT_SET,
            "SV102",
            f"Line {line.number}: the other payer's payment and adjustments miss the charge by"
            f" {format_dollars(gap)}.",
            "SV102 must be the SVD02 and CAS amounts of each other payer.",
        ),
        line,
    )


def _other_payer(
    claim: Claim837, other: OtherSubscriber, answered: Mapping[str, _Answered]
) -> Iterator[Told]:
    where = next((each for each in other.amounts if each.qualifier == "D"), other)
    if gap := _paid_gap(other, answered):
        yield (
            Problem(
                "B-COB-PAID",
                Verdict.REJECT_SET,
                "AMT02",
                f"AMT*D differs from what that payer paid by line by {format_dollars(gap)}.",
                "AMT*D must be all SVD02 of the payer less its CAS amounts in 2320.",
            ),
            where,
        )
    if gap := _claim_gap(claim, other, answered):
        yield (
            Problem(
                "B-COB-CLAIM",
                Verdict.REJECT_SET,
                "AMT02",
                f"The other payer's payment and adjustments miss CLM02 by {format_dollars(gap)}.",
                "CLM02 must be AMT*D and all CAS amounts of the payer.",
            ),
            where,
        )
