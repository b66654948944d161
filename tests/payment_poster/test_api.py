"""What the ledger answers when it is asked over gRPC."""

from __future__ import annotations

import pytest

from cobrelay.api.ledger import v1 as api
from cobrelay.contracts.payments import v1 as payments
from cobrelay.messaging.answering import Ambiguous, Misstated, Unknown
from posting import (
    Poster,
    accepted,
    adjusted,
    answered,
    identity,
    original,
    patient_owes,
    quarantined,
)


async def test_a_claims_ledger_is_read_in_the_order_in_which_it_was_booked(poster: Poster) -> None:
    await poster.tell(
        original("100", prepaid="5"),
        answered("1", "60"),
        patient_owes("1", "1", nobody="20", patient="20"),
    )

    found = await poster.claim()

    assert [entry.memo for entry in found.entries] == [
        "Charge",
        "Paid by the patient beforehand",
        "Payment of a payer",
        "Contractual write-off",
        "To the patient",
    ]
    assert all(entry.cause_event_id and entry.posted_at for entry in found.entries)
    assert found.resolved.disposition == payments.DISPOSITION_STATEMENT
    assert found.released_cents == found.resolved.patient_cents == 1500


async def test_a_payment_is_found_by_its_trace_number_when_that_is_unique(poster: Poster) -> None:
    await poster.tell(accepted("1", "60"), answered("1", "60"))
    request = api.GetPaymentRequest(payment_id="EFT1")

    found = await poster.ledger.GetPayment(request, None)

    assert found.proof.payment == identity("1")
    assert found.proof.is_proved


async def test_a_trace_number_of_two_payments_is_refused(poster: Poster) -> None:
    other = accepted("2", "60")
    other.payment.trace_number = "EFT1"
    await poster.tell(accepted("1", "60"), other)

    with pytest.raises(Ambiguous):
        await poster.ledger.GetPayment(api.GetPaymentRequest(payment_id="EFT1"), None)


async def test_an_unknown_claim_is_not_found(poster: Poster) -> None:
    with pytest.raises(Unknown):
        await poster.claim("C9")


async def test_the_unexplained_cents_are_the_sum_of_the_differences(poster: Poster) -> None:
    await poster.tell(
        accepted("1", "97", adjustments=1),
        answered("1", "100"),
        adjusted("1", "WO", "3"),
        accepted("2", "40"),
        quarantined("2", "40"),
        accepted("3", "10"),
    )

    found = await poster.ledger.ListPayments(api.ListPaymentsRequest(), None)

    differences = {each.payment.payment_id: each.difference_cents for each in found.payments}
    assert differences == {"P1": 0, "P2": 0, "P3": 1000}
    by_hand = {
        each.payment.payment_id: each.payment_cents
        + each.provider_adjustments_cents
        - each.posted_to_claims_cents
        - each.unapplied_cents
        for each in found.payments
    }
    assert by_hand == differences


async def test_payments_come_page_by_page_each_once(poster: Poster) -> None:
    await poster.tell(*(accepted(number, "10") for number in "12345"))

    pages: list[list[str]] = []
    request = api.ListPaymentsRequest(page_size=2)
    while not pages or request.page_token:
        found = await poster.ledger.ListPayments(request, None)
        pages.append([each.payment.payment_id for each in found.payments])
        request.page_token = found.next_page_token

    assert pages == [["P1", "P2"], ["P3", "P4"], ["P5"]]


async def test_a_page_that_ends_with_the_last_payment_has_no_next(poster: Poster) -> None:
    await poster.tell(accepted("1", "10"), accepted("2", "10"))

    found = await poster.ledger.ListPayments(api.ListPaymentsRequest(page_size=2), None)
    all_of_it = await poster.ledger.ListPayments(api.ListPaymentsRequest(page_size=9_999), None)

    assert (len(found.payments), found.next_page_token) == (2, "")
    assert (len(all_of_it.payments), all_of_it.next_page_token) == (2, "")


@pytest.mark.parametrize(
    "request_", [{"page_size": -1}, {"page_token": "P1\x00"}, {"page_token": "x" * 65}]
)
async def test_a_page_that_cannot_be_meant_is_an_error(
    poster: Poster, request_: dict[str, object]
) -> None:
    with pytest.raises(Misstated):
        await poster.ledger.ListPayments(api.ListPaymentsRequest(**request_), None)  # type: ignore[arg-type]


async def test_the_trial_balance_folds_claims_and_lists_them_by_prefix(poster: Poster) -> None:
    await poster.tell(original("100"))
    await poster.tell(original("50", claim_id="C2"), key="key of C2")

    assert await poster.trial_balance() == {
        "claim:*:receivable:payer": 15000,
        "revenue": -15000,
    }
    assert await poster.trial_balance("claim:C2") == {"claim:C2:receivable:payer": 5000}
