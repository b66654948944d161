"""Does the claim we built add up: charge = paid + adjustments, per payer and line (domain 2.4)."""

from collections.abc import Callable, Iterator, Sequence

from claim_builder.domain.reasons import Hold
from claim_builder.domain.sent_bytes import SentClaim, SentPayer
from cobrelay.money import Cents

Equation = Callable[[SentClaim], Iterator[Hold]]


def every_line_adds_up(claim: SentClaim) -> Iterator[Hold]:
    """SV102 = Σ SVD02 + Σ CAS of 2430, for each payer that has answered the line."""
    for place, payer in _answered(claim):
        for number in sorted({number for number, _ in claim.answers_of(payer)}):
            answers = [paid for at, paid in claim.answers_of(payer) if at == number]
            explained = sum(paid.paid + _total(paid.adjustments) for paid in answers)
            if gap := claim.lines[number - 1].charge - explained:
                yield Hold("CLB-201", f"line {number}, payer {place}", Cents(gap))


def paid_is_what_the_lines_say(claim: SentClaim) -> Iterator[Hold]:
    """AMT*D = Σ SVD02 − Σ CAS of 2320, for each payer that has answered line by line."""
    for place, payer in _answered(claim):
        paid_lines = [paid.paid for _, paid in claim.answers_of(payer)]
        if paid_lines:
            said = sum(paid_lines) - _total(payer.adjustments)
            if gap := payer.amounts.get("D", 0) - said:
                yield Hold("CLB-202", f"payer {place}", Cents(gap))


def every_payer_accounts_for_the_charge(claim: SentClaim) -> Iterator[Hold]:
    """CLM02 = AMT*D + Σ CAS of 2320 + Σ CAS of all 2430, for each payer that has answered."""
    for place, payer in _answered(claim):
        lines = sum(_total(paid.adjustments) for _, paid in claim.answers_of(payer))
        explained = payer.amounts.get("D", 0) + _total(payer.adjustments) + lines
        if gap := claim.charge - explained:
            yield Hold("CLB-203", f"payer {place}", Cents(gap))


def lines_sum_to_the_charge(claim: SentClaim) -> Iterator[Hold]:
    """CLM02 = Σ SV102."""
    if gap := claim.charge - sum(line.charge for line in claim.lines):
        yield Hold("CLB-204", "claim", Cents(gap))


EQUATIONS: Sequence[Equation] = (
    every_line_adds_up,
    paid_is_what_the_lines_say,
    every_payer_accounts_for_the_charge,
    lines_sum_to_the_charge,
)


def imbalances(claim: SentClaim) -> tuple[Hold, ...]:
    """Everything that does not add up, each with the missing sum and its place; none when all do.

    No adjustment is ever made up to close a gap: it would falsify what the payer said.
    """
    return tuple(hold for equation in EQUATIONS for hold in equation(claim))


def _answered(claim: SentClaim) -> list[tuple[str, SentPayer]]:
    """Payers with an adjudication, by their SBR01, also those seen only on lines."""
    return [
        (payer.responsibility, payer)
        for payer in claim.payers
        if payer.has_answered or any(claim.answers_of(payer))
    ]


def _total(adjustments: Sequence[tuple[str, str, int]]) -> int:
    return sum(amount for _, _, amount in adjustments)
