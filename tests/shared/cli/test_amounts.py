"""What each payer said of each line, as `cobrelay claim show` tells it."""

from __future__ import annotations

from cobrelay.cli.amounts import rows_of
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era


def adjustment(group: str, reason: str, cents: int) -> common.Adjustment:
    return common.Adjustment(group_code=group, reason_code=reason, amount_cents=cents)


def test_every_line_has_its_charge_its_payment_and_where_the_rest_went() -> None:
    line = era.ServiceLinePayment(
        ordinal=1,
        adjudicated=common.Procedure(code="99213", modifiers=["25"]),
        charge_cents=12_000,
        paid_cents=6_400,
        adjustments=[adjustment("CO", "45", 4_000), adjustment("PR", "2", 1_600)],
    )
    answer = era.ClaimPayment(payer=common.PayerName(name="MEDICARE"), lines=[line])

    assert list(rows_of([answer])) == [
        ("MEDICARE", "1", "99213:25", "120.00", "64.00", "CO-45 40.00, PR-2 16.00")
    ]


def test_what_was_said_of_the_whole_claim_has_a_row_of_its_own() -> None:
    answer = era.ClaimPayment(
        payer=common.PayerName(id="COMM1"),
        charge_cents=12_000,
        adjustments=[adjustment("PR", "1", 12_000)],
    )

    assert list(rows_of([answer])) == [("COMM1", "claim", "", "120.00", "0.00", "PR-1 120.00")]
