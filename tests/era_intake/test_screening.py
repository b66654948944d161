"""New, sibling, repetition or too much: what becomes of the sets of a payment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cobrelay.x12 import Place
from era_intake.domain.remittance import (
    Item,
    Items,
    Payee,
    Payer,
    Payment,
    PaymentIdentity,
    SetFacts,
)
from era_intake.domain.screening import (
    PaymentOnRecord,
    Repeated,
    Screened,
    SetRefused,
    Taken,
    screen_all,
    with_taken,
)

BPR, TRN = Place("BPR", 3, 2, 190), Place("TRN", 4, 3, 250)
IDENTITY = PaymentIdentity("1555", "TRACE", date(2026, 1, 20), "NPI")


def payment(amount: int) -> Payment:
    payer, payee = Payer("PAYER"), Payee("NPI")
    return Payment(IDENTITY, amount, "C", "ACH", "I", "T", payer, payee, BPR, TRN)


def item(name: int, amount: int, version: int = 0) -> Item:
    """`version` tells two contents of one claim apart."""
    content = bytes([version]) + name.to_bytes(15, "big")
    return Item(content, name.to_bytes(8, "big"), amount)


def a_set(
    paid: int,
    claims: Sequence[Item],
    adjustments: Sequence[Item] = (),
    quarantined: Sequence[int] = (),
) -> SetFacts:
    content = str((claims, adjustments))
    return SetFacts(
        1, payment(paid), Items.of(claims), tuple(quarantined), Items.of(adjustments), content
    )


class Intake:
    """A payment while sets of it arrive, and everything that was taken."""

    def __init__(self) -> None:
        self.known = PaymentOnRecord()
        self.taken: Counter[bytes] = Counter()
        self.adjusted: Counter[bytes] = Counter()

    def receive(self, facts: SetFacts) -> Screened:
        ((_, outcome),) = [
            (each.facts, each.outcome)
            for each in screen_all([facts], {IDENTITY.payment_id: self.known})
        ]
        if isinstance(outcome, Taken) and facts.payment:
            self.known = with_taken(self.known, facts.payment, outcome)
            self.taken.update(each.content for each in outcome.claims)
            self.adjusted.update(each.content for each in outcome.adjustments)
        return outcome


A, B = item(1, 100), item(2, 50)


def test_a_set_short_of_its_payment_is_taken_and_the_rest_may_come() -> None:
    intake = Intake()

    first, second = (intake.receive(a_set(150, [each])) for each in (A, B))

    assert isinstance(first, Taken)
    assert isinstance(second, Taken)
    assert (first.is_sibling, second.is_sibling) == (False, True)
    assert intake.known.net == 150


def test_a_sibling_that_brings_more_than_is_left_is_refused() -> None:
    intake = Intake()
    intake.receive(a_set(150, [A]))

    refused = intake.receive(a_set(150, [item(3, 51)]))

    assert isinstance(refused, SetRefused)
    assert refused.findings[-1].place == BPR
    assert refused.reason == "ERA-113"
    assert intake.known.net == 100


def test_a_claim_that_a_payment_holds_twice_is_taken_twice() -> None:
    intake = Intake()

    intake.receive(a_set(200, [A, A]))

    assert intake.taken == {A.content: 2}
    assert isinstance(intake.receive(a_set(200, [A, A])), Repeated)
    assert isinstance(intake.receive(a_set(200, [A])), Repeated)


def test_a_corrected_claim_takes_the_place_of_the_quarantined_one() -> None:
    intake = Intake()
    bad, good = item(2, 50, version=1), item(2, 50, version=2)
    first = intake.receive(a_set(150, [A, bad], quarantined=[2]))

    again = intake.receive(a_set(150, [A, good]))

    assert isinstance(first, Taken)
    assert isinstance(again, Taken)
    assert [each[:2] for each in first.quarantined] == [(first.remittance_id, 2)]
    assert again.retaken == ((2, first.remittance_id, 2),)
    assert (again.claims_total, intake.known.net, intake.known.quarantined) == (0, 150, ())


def test_what_is_quarantined_again_as_it_was_is_a_repetition() -> None:
    intake = Intake()
    facts = a_set(150, [A, B], quarantined=[2])
    intake.receive(facts)

    assert isinstance(intake.receive(facts), Repeated)


def test_a_wrong_claim_that_comes_again_wrong_in_another_way_stays_in_its_place() -> None:
    intake = Intake()
    first = intake.receive(a_set(50, [item(2, 50, version=1)], quarantined=[1]))
    intake.receive(a_set(50, [item(2, 50, version=2)], quarantined=[1]))

    last = intake.receive(a_set(50, [item(2, 50, version=3)]))

    assert isinstance(first, Taken)
    assert isinstance(last, Taken)
    assert last.retaken == ((1, first.remittance_id, 1),)
    assert intake.known.net == 50


def test_two_sets_of_one_file_may_carry_one_payment() -> None:
    sets = [a_set(150, [A]), a_set(150, [B]), a_set(150, [A])]

    outcomes = [each.outcome for each in screen_all(sets, {})]

    assert [type(each) for each in outcomes] == [Taken, Taken, Repeated]


amounts = st.integers(min_value=0, max_value=10**7)


@given(data=st.data(), claims=st.lists(amounts, min_size=1, max_size=12))
def test_however_a_remittance_is_split_and_repeated_each_claim_is_taken_once(
    data: st.DataObject, claims: list[int]
) -> None:
    items = [item(number, amount) for number, amount in enumerate(claims)]
    paid = sum(claims)
    parts = data.draw(st.lists(st.sets(st.sampled_from(range(len(items))), min_size=1), max_size=6))
    whole = set(range(len(items)))
    order = data.draw(st.permutations([*parts, *parts, whole]))
    intake = Intake()

    for part in order:
        outcome = intake.receive(a_set(paid, [items[number] for number in sorted(part)]))
        assert not isinstance(outcome, SetRefused)

    assert intake.taken == Counter(each.content for each in items)
    assert intake.known.net == paid


@given(
    claims=st.lists(amounts, min_size=1, max_size=8),
    adjustments=st.lists(st.integers(min_value=-(10**6), max_value=10**6), max_size=4),
)
def test_a_remittance_received_twice_is_a_remittance_received_once(
    claims: list[int], adjustments: list[int]
) -> None:
    items = [item(number, amount) for number, amount in enumerate(claims)]
    plbs = [item(100 + number, amount) for number, amount in enumerate(adjustments)]
    paid = max(sum(claims) - sum(adjustments), 0)
    facts = a_set(paid, items, plbs)
    intake = Intake()

    first = intake.receive(facts)
    known = intake.known
    second = intake.receive(facts)

    if isinstance(first, Taken):
        assert isinstance(second, Repeated)
    assert intake.known == known
