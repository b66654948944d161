"""What became of a built claim: it only gets further, and it blocks or frees the way."""

from __future__ import annotations

from itertools import product

import pytest

from claim_builder.domain.lifecycle import OVER, BuiltState, Report, advance, is_settled
from claim_builder.domain.underway import EarlierClaim, in_the_way, numbers_seen, unsettled


def earlier(state: BuiltState, *, is_withdrawn: bool = False) -> EarlierClaim:
    return EarlierClaim("S1", "D1", "SECOND", "P2", state, is_withdrawn, "A1")


@pytest.mark.parametrize(("state", "report"), list(product(BuiltState, Report)))
def test_a_repeated_report_changes_nothing(state: BuiltState, report: Report) -> None:
    once = advance(state, report)

    assert advance(once, report) is once


@pytest.mark.parametrize(("state", "report"), list(product(BuiltState, Report)))
def test_what_is_settled_stays_settled(state: BuiltState, report: Report) -> None:
    assert not is_settled(state) or is_settled(advance(state, report))


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (BuiltState.BUILT, "CLB-108"),
        (BuiltState.HELD, "CLB-108"),
        (BuiltState.UNCERTAIN, "CLB-108"),
        (BuiltState.SENT, "CLB-402"),
        (BuiltState.ACCEPTED, "CLB-402"),
        (BuiltState.REJECTED, None),
        (BuiltState.CANCELLED, None),
    ],
)
def test_a_live_claim_is_in_the_way_of_another(state: BuiltState, expected: str | None) -> None:
    def code(coverage_id: str, payer: str) -> str | None:
        hold = in_the_way([earlier(state)], coverage_id, payer)
        return hold.code if hold else None

    assert code("SECOND", "P9") == expected
    assert code("CORRECTED", "P2") == expected
    assert code("THIRD", "P3") is None


def test_a_biller_is_told_what_to_do_about_a_claim_that_is_in_the_way() -> None:
    sent = [earlier(BuiltState.SENT)]
    to_this_plan, to_another = in_the_way(sent, "SECOND", "P2"), in_the_way(sent, "OTHER", "P2")

    assert to_this_plan is not None
    assert to_this_plan.detail == (
        "a claim to this payer was sent already: replace it with the payer by hand"
        " (frequency 7, with the payer's own claim number)"
    )
    assert to_another is not None
    assert "ask the payer to process this plan on that claim" in to_another.detail


@pytest.mark.parametrize("state", list(BuiltState))
def test_a_withdrawn_claim_is_waited_for_until_its_end_is_known(state: BuiltState) -> None:
    expected = () if is_settled(state) else ("S1",)

    assert unsettled([earlier(state, is_withdrawn=True)]) == expected
    assert unsettled([earlier(state)]) == ()


def test_a_number_is_seen_only_by_a_payer_that_may_have_had_it() -> None:
    assert numbers_seen([earlier(BuiltState.REJECTED)], "P2") == {"A1"}
    assert numbers_seen([earlier(BuiltState.CANCELLED)], "P2") == frozenset()
    assert numbers_seen([earlier(BuiltState.SENT)], "P3") == frozenset()
    assert BuiltState.CANCELLED in OVER
