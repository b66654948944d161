"""The sums that must hold are told in cents: zero means that they do."""

from __future__ import annotations

from dataclasses import replace

from cobrelay import x12
from cobrelay.money import Cents
from cobrelay.x12 import balances
from x12_files import data


def remittance() -> tuple[x12.RemittanceHeader, list[x12.ClaimPayment], x12.SetEnd]:
    items = list(x12.read(data("835/two_claims_with_plb.835")))
    header = next(item for item in items if isinstance(item, x12.RemittanceHeader))
    end = next(item for item in items if isinstance(item, x12.SetEnd))
    return header, [item for item in items if isinstance(item, x12.ClaimPayment)], end


def secondary() -> x12.Claim837:
    items = x12.read(data("837/secondary_line_level.837"))
    return next(item for item in items if isinstance(item, x12.Claim837))


def test_lines_claims_and_the_payment_of_a_sound_remittance_balance() -> None:
    header, claims, end = remittance()

    assert [balances.line_gap(line) for claim in claims for line in claim.lines] == [0, 0, 0]
    assert [balances.claim_gap(claim) for claim in claims] == [0, 0]
    assert [balances.lines_charge_gap(claim) for claim in claims] == [0, 0]
    assert balances.payment_gap(header, end) == 0


def test_a_gap_is_told_in_cents_with_its_sign() -> None:
    header, claims, end = remittance()

    assert balances.line_gap(replace(claims[0].lines[0], paid=Cents(8000))) == 25
    assert balances.claim_gap(replace(claims[0], charge=Cents(24999))) == -1
    assert balances.lines_charge_gap(replace(claims[0], charge=Cents(24999))) == 1
    assert balances.payment_gap(replace(header, total_payment=Cents(0)), end) == 18775


def test_a_claim_without_lines_has_no_line_charges_to_compare() -> None:
    _, claims, _ = remittance()

    assert balances.lines_charge_gap(replace(claims[0], lines=())) == 0


def test_the_four_equations_of_a_sound_secondary_claim_hold() -> None:
    claim = secondary()
    other = claim.other_subscribers[0]

    assert balances.charge_gap(claim) == 0
    assert [balances.cob_line_gap(line, "LAKE1") for line in claim.lines] == [0, 0]
    assert balances.cob_paid_gap(claim, other) == 0
    assert balances.cob_claim_gap(claim, other) == 0


def test_an_equation_that_does_not_apply_has_no_gap() -> None:
    claim = secondary()
    other = replace(claim.other_subscribers[0], amounts=())

    assert balances.cob_line_gap(claim.lines[0], "SOMEONE") is None
    assert balances.cob_paid_gap(claim, other) is None
    assert balances.cob_claim_gap(claim, other) is None
