"""The proof of a payment, in plain numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cobrelay.money import Cents
from payment_poster.domain.facts import Payment
from payment_poster.domain.reconciliation import PaymentFacts, proof_as_it_stands, prove

PAYMENT = Payment("P1", "1900000001", "EFT1", "2026-03-02", "PAYEE")
WHOLE = PaymentFacts(
    payment=PAYMENT,
    payment_amount=Cents(10_000),
    expected=3,
    booked=3,
    on_claims=Cents(9_000),
    unapplied=Cents(500),
    provider_adjustments=Cents(-500),
)


def codes(facts: PaymentFacts) -> list[str]:
    return [reason.split()[0] for reason in proof_as_it_stands(facts).open_reasons]


def test_what_is_on_claims_and_in_unapplied_less_plb_is_the_payment() -> None:
    proof = prove(WHOLE)

    assert proof is not None
    assert (proof.difference, proof.is_proved, proof.open_reasons) == (0, True, ())


@pytest.mark.parametrize(
    "changes", [{"booked": 2}, {"payment_amount": None}], ids=["a claim missing", "not accepted"]
)
def test_nothing_is_proved_while_it_is_still_being_booked(changes: dict[str, int | None]) -> None:
    assert prove(replace(WHOLE, **changes)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "difference", "expected"),
    [
        pytest.param({"on_claims": 8_000}, 1_000, [], id="short: the rest is on its way"),
        pytest.param({"on_claims": 8_000, "is_overdue": True}, 1_000, ["PST-301"], id="short"),
        pytest.param({"on_claims": 9_001}, -1, ["PST-302"], id="over by a cent"),
        pytest.param({"unpaired_forwarding": 5}, 0, ["PST-303"], id="forwarded, not come back"),
        pytest.param({"unpaired_recovery": 5}, 0, ["PST-304"], id="taken back for good"),
        pytest.param(
            {"on_claims": 8_000, "booked": 2, "is_overdue": True}, 1_000, ["PST-305"], id="stuck"
        ),
    ],
)
def test_what_is_open_is_named(
    changes: dict[str, int], difference: int, expected: list[str]
) -> None:
    facts = replace(WHOLE, **changes)  # type: ignore[arg-type]

    assert proof_as_it_stands(facts).difference == difference
    assert codes(facts) == expected


def test_a_payment_of_zero_is_proved_by_what_cancels_out() -> None:
    facts = replace(
        WHOLE,
        payment_amount=Cents(0),
        on_claims=Cents(-2_016),
        unapplied=Cents(0),
        provider_adjustments=Cents(-2_016),
    )

    proof = prove(facts)

    assert proof is not None
    assert proof.is_proved
