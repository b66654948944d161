"""Facts in any order, twice, taken back: the ledger ends the same, and against outside truth."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookkeeping import CLAIM, Desk, Fact, Withdrawal, answer, facts_of, unmatched
from cobrelay.errors import Refused
from cobrelay.money import Cents, format_x12
from payment_poster.domain.claim_book import register, resolution_of
from payment_poster.domain.facts import Answer, Charge, Determination, Outcome, Shares
from payment_poster.domain.journal import balances

amounts = st.integers(min_value=0, max_value=50_000).map(Cents)


@dataclass(frozen=True)
class Told:
    """All that was ever said of a claim, and how some of it was taken back."""

    facts: tuple[Fact, ...]

    @property
    def paid(self) -> int:
        """What the payers say they paid: the truth outside the ledger (CLP04)."""
        return sum(fact.paid for fact in self.facts if isinstance(fact, Answer) and fact.claim_id)

    @property
    def charge(self) -> Charge:
        return max(
            (fact for fact in self.facts if isinstance(fact, Charge)),
            key=lambda fact: fact.version,
        )


@st.composite
def payers(draw: st.DrawFn) -> list[Fact]:
    """What each payer in turn says and what is determined of it."""
    facts: list[Fact] = []
    for number in range(1, 1 + draw(st.integers(1, 3))):
        given_answer = answer(str(number), format_x12(draw(amounts)))
        facts.append(given_answer)
        if draw(st.booleans()):
            facts.append(unmatched(given_answer))
        facts.extend(draw(determinations(given_answer, number)))
        if draw(st.booleans()):
            facts.extend(taken_back(given_answer, 10 + number))
    return facts


def taken_back(original: Answer, number: int) -> list[Fact]:
    back = answer(
        str(number),
        format_x12(-original.paid),
        status_code="22",
        reverses_adjudication_id=original.adjudication_id,
    )
    return [back, unmatched(back)]


@st.composite
def determinations(draw: st.DrawFn, given_answer: Answer, sequence: int) -> list[Fact]:
    facts: list[Fact] = []
    for attempt in range(1, 1 + draw(st.integers(0, 2))):
        made = Determination(
            determination_id=f"D{sequence}{attempt}",
            claim_id=CLAIM,
            adjudication_id=given_answer.adjudication_id,
            sequence=sequence,
            attempt=attempt,
            outcome=draw(st.sampled_from(Outcome)),
            shares=Shares(
                nobody=draw(amounts),
                bonus=Cents(-draw(st.sampled_from([0, 0, 0, 500]))),
                technical=Cents(-draw(st.sampled_from([0, 0, 0, 3_000]))),
                person=draw(amounts),
                unsettled=draw(st.sampled_from([Cents(0), Cents(0), Cents(1_500)])),
                patient=draw(amounts),
            ),
        )
        facts.append(made)
        if draw(st.integers(0, 3)) == 0:
            facts.append(Withdrawal(made.determination_id))
    return facts


@st.composite
def tales(draw: st.DrawFn) -> Told:
    charges: list[Fact] = [
        Charge(CLAIM, version, draw(amounts), draw(st.sampled_from([Cents(0), Cents(2_000)])))
        for version in range(1, 1 + draw(st.integers(1, 2)))
    ]
    return Told((*charges, *draw(payers())))


@st.composite
def disorder(draw: st.DrawFn) -> tuple[Told, list[Fact]]:
    """A tale, and the same facts shuffled with some of them twice."""
    told = draw(tales())
    twice = draw(st.lists(st.sampled_from(told.facts), max_size=6))
    return told, draw(st.permutations([*told.facts, *twice]))


@settings(max_examples=300, deadline=None)
@given(disorder(), st.sampled_from([Cents(0), Cents(500)]))
def test_facts_in_any_order_and_more_than_once_end_in_the_same_balances(
    told: tuple[Told, list[Fact]], small: Cents
) -> None:
    tale, shuffled = told

    in_order = Desk(small).take_all(tale.facts)
    in_disorder = Desk(small).take_all(shuffled)

    assert in_disorder.balances() == in_order.balances()
    assert resolution_of(in_disorder.book, small) == resolution_of(in_order.book, small)
    assert in_disorder.book.released == in_order.book.released


@settings(max_examples=300, deadline=None)
@given(disorder())
def test_after_every_fact_the_trial_balance_is_zero_and_the_claim_adds_up(
    told: tuple[Told, list[Fact]],
) -> None:
    desk = Desk()
    for fact in told[1]:
        desk.take(fact)

        assert sum(balances(desk.entries).values()) == 0
        agrees_with_ledger(desk)


def agrees_with_ledger(desk: Desk) -> None:
    """What the claim is said to stand at is what its accounts hold, and it adds up."""
    said = resolution_of(desk.book, desk.small_balance)
    if said is None:
        return
    held = desk.balances()
    claim = f"claim:{CLAIM}:receivable"
    assert said.payer == held.get(f"{claim}:payer", 0)
    assert said.patient == held.get(f"{claim}:patient", 0)
    assert said.denied == held.get(f"{claim}:denied", 0)
    assert said.written_off == held.get("contractual", 0)
    assert said.credit == -held.get("payable:refund", 0)
    assert said.charge == -held.get("revenue", 0)
    assert said.charge == (
        said.paid
        + said.written_off
        + said.patient_paid
        + said.patient
        + said.payer
        + said.denied
        - said.credit
    )


@settings(max_examples=200, deadline=None)
@given(disorder())
def test_the_ledger_agrees_with_the_payers_and_not_only_with_itself(
    told: tuple[Told, list[Fact]],
) -> None:
    tale, shuffled = told
    desk = Desk().take_all(shuffled)

    held = desk.balances()
    cash = sum(
        amount
        for path, amount in held.items()
        if path.startswith("cash:") and path != "cash:patient"
    )
    assert cash == tale.paid
    assert -held.get("revenue", 0) == tale.charge.amount
    assert held.get("cash:patient", 0) == tale.charge.patient_paid


@settings(max_examples=300, deadline=None)
@given(disorder(), st.sampled_from([Cents(0), Cents(500)]))
def test_no_more_is_released_than_is_open_after_all_cash_and_write_offs(
    told: tuple[Told, list[Fact]], small: Cents
) -> None:
    desk = Desk(small)
    for fact in told[1]:
        desk.take(fact)

        if desk.book.released is not None:
            said = resolution_of(desk.book, small)
            assert said is not None
            open_cents = said.charge - said.paid - said.written_off - said.patient_paid
            assert desk.book.released.amount <= max(0, open_cents + said.credit)


@settings(max_examples=200, deadline=None)
@given(disorder())
def test_each_cause_is_booked_once_and_taken_back_at_most_once(
    told: tuple[Told, list[Fact]],
) -> None:
    entries = Desk().take_all(told[1]).entries

    causes = [entry.cause for entry in entries]
    reversed_ids = [entry.reverses_entry_id for entry in entries if entry.reverses_entry_id]
    assert len(set(causes)) == len(causes)
    assert len(set(reversed_ids)) == len(reversed_ids)
    assert set(reversed_ids) <= {entry.entry_id for entry in entries}


@settings(max_examples=100, deadline=None)
@given(tales())
def test_an_answer_and_its_reversal_leave_every_account_as_before(tale: Told) -> None:
    charges = [fact for fact in tale.facts if isinstance(fact, Charge)]
    before = Desk().take_all(charges).balances()

    desk = Desk().take_all(tale.facts)
    for number, fact in enumerate(tale.facts):
        if isinstance(fact, Answer) and fact.claim_id and fact.status_code != "22":
            desk.take_all(taken_back(fact, 100 + number)[:1])

    after = {path: amount for path, amount in desk.balances().items() if "cash:" not in path}
    kept = {path: amount for path, amount in before.items() if "cash:" not in path}
    # A second reversal of one answer is nobody's: it waits in unapplied for a person.
    assert {path: a for path, a in after.items() if not path.startswith("unapplied:")} == kept


def test_taking_everything_back_twice_at_once_takes_it_back_once() -> None:
    lines = """
    charge 100
    A1 pays 60
    D1 of A1 patient nobody 20 patient 20
    A2 takes back A1 -60
    D1 withdrawn
    """

    once = Desk().take_all(facts_of(lines))
    twice = Desk().take_all([*facts_of(lines), *facts_of(lines)])

    assert twice.entries == once.entries


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("charge 100\nA1 pays 60\nA1 pays 61", "PST-901"),
        ("A1 unmatched 60\nA1 pays 61", "PST-901"),
        ("charge 100\ncharge 101", "PST-903"),
        ("charge 100\ncharge 100 prepaid 5", "PST-903"),
    ],
)
def test_the_same_cause_with_other_content_is_refused(lines: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        Desk().take_all(facts_of(lines))

    assert refused.value.code == code


def test_a_payment_on_a_claim_never_moves_to_another_claim() -> None:
    desk = Desk().take_all(facts_of("charge 100\nA1 pays 60"))

    with pytest.raises(Refused, match="PST-902"):
        desk.take(replace(answer("1", "60"), claim_id="C2"))


def test_an_older_version_that_comes_late_changes_nothing() -> None:
    desk = Desk().take_all(facts_of("charge 90 version 2"))

    change = register(desk.book, Charge(CLAIM, 1, Cents(10_000)), Cents(0))

    assert change.entries == ()
