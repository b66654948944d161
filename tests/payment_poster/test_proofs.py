"""A payment is proved when all of it is booked, and what is open has a reason."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

from google.protobuf.message import Message

from cobrelay.contracts.payments import v1 as payments
from posting import (
    Poster,
    accepted,
    adjusted,
    answered,
    original,
    unmatched,
)


async def test_a_payment_is_proved_when_all_of_it_is_booked_in_whatever_order(
    poster: Poster,
) -> None:
    parts: tuple[Callable[[str], Message], ...] = (
        lambda n: accepted(n, "97.50", claims_in_it=1, adjustments=2),
        lambda n: answered(n, "100", claim_id=f"C{n}"),
        lambda n: adjusted(n, "L6", "-2.50", ordinal=1),
        lambda n: adjusted(n, "CS", "5", ordinal=2),
    )
    for number, order in enumerate(permutations(parts), 1):
        await poster.tell(*(part(str(number)) for part in order), key=f"key {number}")

        proof = (await poster.payment(str(number))).proof
        assert (proof.is_proved, proof.provider_adjustments_cents) == (True, 250)
    told = poster.relay.events(payments.RemittanceProved)
    assert len(told) == number
    assert await poster.trial_balance("interest") == {"interest": -250 * number}
    assert await poster.trial_balance("payer:") == {"payer:medicare-b:other": 500 * number}


async def test_a_forwarded_balance_is_open_until_it_comes_back(poster: Poster) -> None:
    await poster.tell(
        original("500"),
        accepted("1", "0", claims_in_it=1, adjustments=1),
        answered("1", "-20.16", status="22"),
        adjusted("1", "FB", "-20.16", reference="FCN 77"),
    )
    [before] = poster.relay.events(payments.RemittanceProved)
    await poster.tell(
        accepted("2", "79.84", claims_in_it=1, adjustments=1),
        answered("2", "100"),
        adjusted("2", "FB", "20.16", reference="fcn  77"),
    )

    assert before.is_proved
    assert before.open_reasons[0].startswith("PST-303")
    after = {
        each.payment.payment_id: each for each in poster.relay.events(payments.RemittanceProved)
    }
    assert [list(after[number].open_reasons) for number in ("P1", "P2")] == [[], []]
    assert await poster.trial_balance("payer:") == {}


async def test_money_taken_back_without_a_counterpart_stays_open(poster: Poster) -> None:
    await poster.tell(
        accepted("1", "70", claims_in_it=1, adjustments=1),
        answered("1", "100"),
        adjusted("1", "WO", "30"),
        accepted("2", "100", claims_in_it=1, adjustments=2),
        answered("2", "100"),
        adjusted("2", "WO", "40", ordinal=1, reference="REFUND"),
        adjusted("2", "72", "-40", ordinal=2, reference="REFUND"),
    )

    [reason] = (await poster.payment("1")).proof.open_reasons
    assert reason.startswith("PST-304")
    assert list((await poster.payment("2")).proof.open_reasons) == []
    assert await poster.trial_balance("payer:") == {"payer:medicare-b:recovery": 3000}


async def test_a_short_payment_waits_for_its_siblings_and_is_then_proved(poster: Poster) -> None:
    await poster.tell(accepted("1", "160"), answered("1", "60"))
    first = poster.relay.events(payments.RemittanceProved)[-1]
    sibling = answered("2", "100", claim_id="C2")
    sibling.answer.payment.CopyFrom(answered("1", "60").answer.payment)
    await poster.tell(accepted("2", "160", payment_of="1"), sibling)

    assert (first.is_proved, first.difference_cents, list(first.open_reasons)) == (False, 10000, [])
    last = poster.relay.events(payments.RemittanceProved)[-1]
    assert (last.is_proved, last.difference_cents) == (True, 0)
    told = len(poster.relay.events(payments.RemittanceProved))
    await poster.relay.advance(days=30)
    assert len(poster.relay.events(payments.RemittanceProved)) == told


async def test_a_payment_whose_rest_never_comes_is_told_with_its_reason(poster: Poster) -> None:
    await poster.tell(accepted("1", "160"), answered("1", "60"))

    await poster.relay.advance(days=6)

    last = poster.relay.events(payments.RemittanceProved)[-1]
    assert last.open_reasons[0].startswith("PST-301")


async def test_a_claim_of_the_payment_that_was_never_booked_is_told(poster: Poster) -> None:
    await poster.tell(accepted("1", "160", claims_in_it=2), answered("1", "60"))
    before = poster.relay.events(payments.RemittanceProved)

    await poster.relay.advance(days=6)

    [last] = poster.relay.events(payments.RemittanceProved)
    assert before == []
    assert last.open_reasons[0].startswith("PST-305")


async def test_two_proofs_of_one_moment_are_two_events(poster: Poster) -> None:
    await poster.tell(accepted("1", "60"), unmatched("1", "60"))
    await poster.tell(original("60"), answered("1", "60"))

    ids = [each.id for each in poster.relay.log]
    assert len(poster.relay.events(payments.RemittanceProved)) == 2
    assert len(set(ids)) == len(ids)
