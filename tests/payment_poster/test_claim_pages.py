"""The poster with its database: facts in, ledger and events out."""

from __future__ import annotations

import asyncio
import random

import pytest
from google.protobuf.message import Message

from cobrelay.contracts.downstream import v1 as downstream
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.payments import v1 as payments
from cobrelay.ids import event_id
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.processing import Processing
from payment_poster.service import service
from posting import (
    Poster,
    accepted,
    answered,
    cents,
    denial,
    next_payer,
    nothing_left,
    original,
    patient_owes,
    quarantined,
    reversal,
    unmatched,
    withdrawn,
)

SUPPLEMENT = (
    original("500"),
    accepted("1", "300"),
    answered("1", "300"),
    next_payer("1", "1", nobody="125", patient="75"),
    accepted("2", "75"),
    answered("2", "75"),
    nothing_left("2", "2", sequence=2, memo="425"),
)


async def test_a_claim_is_booked_from_its_charge_to_its_last_cent(poster: Poster) -> None:
    await poster.tell(*SUPPLEMENT)

    assert await poster.trial_balance() == {
        "cash:1900000001:EFT1:2026-03-02": 30000,
        "cash:1900000001:EFT2:2026-03-02": 7500,
        "contractual": 12500,
        "revenue": -50000,
    }
    resolved = poster.relay.events(payments.BalanceResolved)
    assert [payments.Disposition.Name(each.disposition) for each in resolved] == [
        "DISPOSITION_NEXT_PAYER",
        "DISPOSITION_SETTLED",
    ]
    assert resolved[0].payer_cents == 7500
    assert await poster.broken_chains() == []


async def test_cash_is_booked_before_the_claim_and_its_meaning_are_known(poster: Poster) -> None:
    await poster.tell(answered("1", "300"))

    assert await poster.trial_balance("claim:") == {"claim:C1:receivable:payer": -30000}


async def test_a_determination_waits_for_charge_and_cash(poster: Poster) -> None:
    await poster.tell(nothing_left("1", "1", nobody="20"))
    first = await poster.waiting()
    await poster.tell(original("100"))
    second = await poster.waiting()
    await poster.tell(answered("1", "80"))

    assert (first, second, await poster.waiting()) == (["PST-401"], ["PST-402"], [])
    assert await poster.trial_balance("claim:") == {}


async def test_facts_in_any_order_and_twice_end_in_the_same_balances(
    poster: Poster,
) -> None:
    await poster.tell(*SUPPLEMENT)
    expected = await poster.trial_balance()

    for turn, seed in enumerate(range(5), 1):
        facts = [_of_claim(fact, turn) for fact in SUPPLEMENT if _is_of_claim(fact)]
        facts = [*facts, *random.Random(seed).sample(facts, 3)]
        random.Random(seed).shuffle(facts)
        await poster.tell(*facts, key=f"key of turn {turn}")
        assert await poster.parked_codes() == []

    found = await poster.trial_balance()
    assert found["revenue"] == expected["revenue"] * 6
    assert found["contractual"] == expected["contractual"] * 6
    assert await poster.trial_balance("claim:") == {}
    assert await poster.waiting() == []
    assert await poster.broken_chains() == []


def _is_of_claim(event: Message) -> bool:
    return not isinstance(event, era.RemittanceAccepted)


def _of_claim(event: Message, turn: int) -> Message:
    """The same fact of another claim, with its own answers and determinations."""
    text = event.SerializeToString()
    copied = type(event).FromString(text)
    suffix = f"-{turn}"
    for holder in (copied, getattr(copied, "determination", None), getattr(copied, "answer", None)):
        if holder is None or not isinstance(holder, Message):
            continue
        for name in ("claim_id", "adjudication_id", "determination_id", "remittance_id"):
            if name in holder.DESCRIPTOR.fields_by_name and getattr(holder, name):
                setattr(holder, name, getattr(holder, name) + suffix)
    return copied


async def test_an_event_that_comes_again_under_another_id_books_nothing(poster: Poster) -> None:
    await poster.tell(*SUPPLEMENT)
    before = (await poster.claim()).SerializeToString()
    told = len(poster.relay.events(payments.PaymentPosted))

    await poster.tell(*SUPPLEMENT)

    assert (await poster.claim()).SerializeToString() == before
    assert len(poster.relay.events(payments.PaymentPosted)) == told


async def test_a_replay_of_the_whole_log_has_no_effect(poster: Poster) -> None:
    await poster.tell(*SUPPLEMENT)
    length = len(poster.relay.log)

    poster.relay.replay()
    await poster.relay.settle()

    assert len(poster.relay.log) == length


async def test_the_same_payment_with_another_amount_is_parked(poster: Poster) -> None:
    await poster.tell(original("100"), answered("1", "60"), answered("1", "61"))

    assert await poster.parked_codes() == ["PST-901"]


@pytest.mark.parametrize("paid", ["60", "0"])
async def test_workers_that_book_one_payment_at_once_book_it_once(
    poster: Poster, paid: str
) -> None:
    """The keys differ, so nothing but the database keeps the two apart."""
    engine = poster.database.engine(service)
    workers = [Processing(service, engine, poster.relay.clock) for _ in range(2)]
    for number in range(1, 21):
        facts = (answered(str(number), paid), unmatched(str(number), paid))
        await asyncio.gather(
            *(
                worker.local([_cause(poster, fact, f"key {number} {place}")])
                for place, (worker, fact) in enumerate(zip(workers, facts, strict=True))
            )
        )
    await poster.tell(original("1200"), *(next_payer(str(n), str(n)) for n in range(1, 21)))

    assert await poster.parked_codes() == await poster.waiting() == []
    assert await poster.trial_balance("unapplied:") == {}
    assert (await poster.claim()).resolved.paid_cents == 20 * cents(paid)


def _cause(poster: Poster, fact: Message, key: str) -> Cause[Message]:
    return Cause(event_id("test", key), key, fact, poster.relay.clock.now())


async def test_an_unmatched_payment_lies_in_unapplied_until_its_claim_is_known(
    poster: Poster,
) -> None:
    await poster.tell(accepted("1", "60"), unmatched("1", "60"))
    before = await poster.trial_balance()
    await poster.tell(original("60"), answered("1", "60"))

    assert before["unapplied:R1:1"] == -6000
    assert "unapplied:R1:1" not in await poster.trial_balance()
    posted = poster.relay.events(payments.PaymentPosted)
    assert [each.is_unapplied for each in posted] == [True, False]
    proofs = poster.relay.events(payments.RemittanceProved)
    assert [(each.unapplied_cents, each.posted_to_claims_cents) for each in proofs] == [
        (6000, 0),
        (0, 6000),
    ]
    assert all(proof.is_proved for proof in proofs)


async def test_unmatched_after_matched_moves_nothing(poster: Poster) -> None:
    await poster.tell(original("60"), answered("1", "60"), unmatched("1", "60"))

    assert await poster.trial_balance("unapplied:") == {}


async def test_a_quarantined_claims_cash_lies_in_unapplied_and_the_payment_is_proved(
    poster: Poster,
) -> None:
    await poster.tell(
        original("100"),
        accepted("1", "150", claims_in_it=2),
        answered("2", "60", remittance="1"),
        quarantined("1", "90"),
    )

    proof = (await poster.payment()).proof
    assert (proof.posted_to_claims_cents, proof.unapplied_cents) == (6000, 9000)
    assert (proof.difference_cents, list(proof.open_reasons)) == (0, [])


async def test_a_quarantined_claim_that_comes_again_in_order_moves_to_its_claim(
    poster: Poster,
) -> None:
    again = accepted("2", "90", payment_of="1")
    again.duplicate_claim_count = 1
    await poster.tell(original("90"), accepted("1", "90"), quarantined("1", "90"))
    await poster.tell(again, answered("1", "90"), quarantined("1", "90"))

    proof = (await poster.payment()).proof
    assert (proof.posted_to_claims_cents, proof.unapplied_cents) == (9000, 0)
    assert (proof.is_proved, list(proof.open_reasons)) == (True, [])


async def test_a_reversal_takes_back_cash_and_meaning_and_recalls_the_statement(
    poster: Poster,
) -> None:
    await poster.tell(
        original("100"),
        answered("1", "60"),
        patient_owes("1", "1", nobody="20", patient="20"),
        reversal("2", "-60", of="1"),
        withdrawn("1"),
    )

    assert await poster.trial_balance("claim:") == {"claim:C1:receivable:payer": 10000}
    assert "contractual" not in await poster.trial_balance()
    [released] = poster.relay.events(payments.PatientBalanceReleased)
    [recalled] = poster.relay.events(payments.PatientBalanceRecalled)
    assert released.amount_cents == recalled.amount_cents == 2000
    [taken_back] = poster.relay.events(payments.PaymentReversed)
    [paid] = poster.relay.events(payments.PaymentPosted)
    assert taken_back.reversed_entry_id == paid.entry_id
    changed = poster.relay.events(downstream.PatientBalanceChanged)
    assert [each.is_released for each in changed] == [True, False]


async def test_a_reversal_of_something_unknown_lies_in_unapplied(poster: Poster) -> None:
    await poster.tell(original("100"), answered("1", "-60", status="22"))

    assert await poster.trial_balance("unapplied:") == {"unapplied:R1:1": 6000}
    [taken_back] = poster.relay.events(payments.PaymentReversed)
    assert taken_back.is_unapplied


async def test_a_denial_is_worked_first(poster: Poster) -> None:
    await poster.tell(original("80"), answered("1", "0"), denial("1", "1", person="80"))

    assert await poster.trial_balance("claim:") == {"claim:C1:receivable:denied": 8000}
    [resolved] = poster.relay.events(payments.BalanceResolved)
    assert resolved.disposition == payments.DISPOSITION_DENIAL_WORK
    assert poster.relay.events(payments.PatientBalanceReleased) == []


async def test_a_payment_of_zero_is_told_without_an_entry(poster: Poster) -> None:
    await poster.tell(original("80"), accepted("1", "0"), answered("1", "0"))

    [posted] = poster.relay.events(payments.PaymentPosted)
    assert (posted.amount_cents, posted.entry_id) == (0, "")
    [proof] = poster.relay.events(payments.RemittanceProved)
    assert proof.is_proved


async def test_a_predetermination_is_no_payment(poster: Poster) -> None:
    await poster.tell(original("80"), answered("1", "0", status="25"))

    assert poster.relay.events(payments.PaymentPosted) == []


async def test_what_is_told_downstream_is_keyed_by_opaque_ids_and_names_nobody(
    poster: Poster,
) -> None:
    await poster.tell(*SUPPLEMENT, answered("3", "5"), unmatched("4", "7"))

    public = [each for each in poster.relay.log if each.topic == "payments.public.v1"]
    assert {each.type.rsplit(".", 1)[1] for each in public} == {
        "ClaimPaymentRecorded",
        "ClaimBalanceChanged",
        "PaymentProved",
    }
    assert {each.key for each in public} == {"C1", "P1", "P2"}
    assert not any(b"ZQX" in each.body for each in public)


async def test_a_new_version_of_the_claim_takes_the_old_charges_place(poster: Poster) -> None:
    await poster.tell(original("100", prepaid="5"), original("90", prepaid="5", version=2))

    assert await poster.trial_balance() == {
        "cash:patient": 500,
        "claim:*:receivable:patient": -500,
        "claim:*:receivable:payer": 9000,
        "revenue": -9000,
    }


async def test_a_payers_further_cash_recalls_what_the_patient_was_asked_for(
    poster: Poster,
) -> None:
    await poster.tell(
        original("100"),
        answered("1", "60"),
        patient_owes("1", "1", nobody="20", patient="20"),
        answered("2", "15"),
    )

    [first, second] = poster.relay.events(payments.PatientBalanceReleased)
    [recalled] = poster.relay.events(payments.PatientBalanceRecalled)
    assert (first.amount_cents, second.amount_cents) == (2000, 500)
    assert (recalled.amount_cents, recalled.reason_code) == (2000, "PST-209")
    resolved = poster.relay.events(payments.BalanceResolved)[-1]
    assert resolved.disposition == payments.DISPOSITION_REVIEW
    assert (resolved.reason_code, resolved.patient_cents) == ("PST-230", 500)
    assert (await poster.claim()).released_cents == 500
    assert await poster.broken_chains() == []
