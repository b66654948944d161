"""Entries balance or do not exist, on accounts of the chart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrelay.errors import Broken
from cobrelay.money import Cents
from payment_poster.domain import chart, reasons
from payment_poster.domain.journal import Entry, Posting, balances, reversal_of, transfer


def entry(*amounts: int) -> Entry:
    accounts = (chart.REVENUE, chart.CONTRACTUAL, chart.INTEREST, chart.REFUND)
    postings = tuple(
        Posting(account, Cents(amount)) for account, amount in zip(accounts, amounts, strict=False)
    )
    return Entry("charge:C1:1", "A charge", reasons.CHARGE, postings, claim_id="C1")


@given(st.lists(st.integers().filter(bool), min_size=1, max_size=4))
def test_an_entry_exists_exactly_when_its_postings_sum_to_zero(amounts: list[int]) -> None:
    if sum(amounts) == 0:
        assert sum(balances([entry(*amounts)]).values()) == 0
    else:
        with pytest.raises(Broken):
            entry(*amounts)


@pytest.mark.parametrize("amounts", [(), (0, 0)])
def test_an_entry_without_money_does_not_exist(amounts: tuple[int, ...]) -> None:
    with pytest.raises(Broken):
        entry(*amounts)


def test_an_entry_and_its_reversal_leave_every_account_at_zero() -> None:
    booked = entry(500, -500)
    taken_back = reversal_of(booked, reasons.CHARGE_REPLACED)

    assert set(balances([booked, taken_back]).values()) == {0}
    assert taken_back.reverses_entry_id == booked.entry_id


def test_a_transfer_below_zero_moves_back() -> None:
    there = transfer(chart.REVENUE, chart.REFUND, Cents(5))
    back = transfer(chart.REVENUE, chart.REFUND, Cents(-5))

    assert [posting.amount for posting in (*there, *back)] == [5, -5, -5, 5]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "cash",
        "claim:C1",
        "claim:C1:receivable:nobody",
        "cash:a:b",
        "Revenue",
        "claim::x",
        "a b",
    ],
)
def test_an_account_outside_the_chart_is_refused(path: str) -> None:
    with pytest.raises(Broken):
        chart.Account(path)


@given(st.text(), st.text(), st.text())
def test_whatever_a_payer_writes_becomes_a_cash_account_of_its_own(
    trn03: str, trn02: str, on: str
) -> None:
    path = chart.cash(trn03, trn02, on).path

    assert path.count(":") == 3
    if trn02:
        assert path != chart.cash(trn03, trn02 + "x", on).path
