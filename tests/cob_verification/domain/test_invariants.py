"""What holds for every claim, whatever its payers answered and in whatever order we heard of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import hypothesis
from hypothesis import settings
from hypothesis import strategies as st

from cob_verification.domain.answers import Adjustment, Answer
from cob_verification.domain.classes import TABLE
from cob_verification.domain.coverage import Coverage
from cob_verification.domain.determination import AwaitCrossover, BillNext, Denied, PatientOwes
from cob_verification.domain.dossier import Dossier
from cob_verification.domain.liability import determine
from cob_verification.domain.remainder import Owner
from cob_verification.domain.standing import Given, Withdrawal, compare
from determining import PAID, PAYERS, answer, claim, feed

NAMES = ("medicare", "B", "generous", "medicaid")

reasons = st.sampled_from([*sorted(TABLE), "9999"])
groups = st.sampled_from(["CO", "PR", "OA", "PI"])
amounts = st.integers(-5_000, 20_000).filter(bool)
adjustments = st.lists(st.builds(Adjustment, groups, reasons, amounts, st.integers(0, 3)))
statuses = st.sampled_from(["1", "2", "3", "4", "19", "20", "21", "22", "23", "25"])
remarks = st.lists(st.sampled_from(["MA18", "MA07", "N89", "MA19", "N781", "MA01"]), max_size=2)


@st.composite
def answers_of(draw: st.DrawFn, name: str, statuses: st.SearchStrategy[str] = statuses) -> Answer:
    return replace(
        answer(name),
        status=draw(statuses),
        adjustments=tuple(draw(adjustments)),
        remark_codes=tuple(draw(remarks)),
    )


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    names = draw(st.permutations(NAMES))[: draw(st.integers(1, 4))]
    known = (
        tuple(feed(name, rank) for rank, name in enumerate(names, 1)) if draw(st.booleans()) else ()
    )
    answered = draw(st.lists(st.sampled_from(names), unique=True))
    return Dossier(
        claim=claim(*names),
        known=known,
        answers=tuple(draw(answers_of(name)) for name in answered),
        sent=frozenset(draw(st.sets(st.sampled_from(names)))),
    )


@hypothesis.given(dossiers())
def test_the_owners_sums_add_up_to_the_adjustments(about: Dossier) -> None:
    said = {each.adjudication_id: each for each in about.answers}

    for each in determine(about, PAYERS):
        if not each.adjustments:
            continue
        by_owner = dict.fromkeys(Owner, 0)
        for owned in each.adjustments:
            by_owner[owned.owner] += owned.adjustment.amount_cents
        stated = said[each.adjudication_id].adjustments
        assert sum(by_owner.values()) == sum(one.amount_cents for one in stated)
        assert tuple(owned.adjustment for owned in each.adjustments) == stated
        assert by_owner[Owner.PAYER] == each.remainder.billable_cents
        assert by_owner[Owner.NOBODY] == each.remainder.write_off_cents
        assert by_owner[Owner.PERSON] == each.remainder.work_first_cents


@hypothesis.given(dossiers())
def test_nobody_is_billed_for_a_claim_that_was_forwarded_taken_back_or_not_adjudicated(
    about: Dossier,
) -> None:
    unbillable = {
        each.adjudication_id
        for each in about.answers
        if each.status in {"19", "20", "21", "22", "23", "25"}
    }

    billed = {
        each.adjudication_id
        for each in determine(about, PAYERS)
        if isinstance(each.outcome, BillNext)
    }

    assert not billed & unbillable


@hypothesis.given(dossiers())
def test_the_patient_owes_only_when_no_payer_and_no_work_is_left(about: Dossier) -> None:
    for each in determine(about, PAYERS):
        if isinstance(each.outcome, PatientOwes):
            assert not each.is_patient_protected
            assert each.remainder.work_first_cents == 0 or not any(
                one.owner is Owner.PERSON for one in each.adjustments
            )
            assert not any(one.owner is Owner.PAYER for one in each.adjustments)
        if isinstance(each.outcome, Denied | BillNext | AwaitCrossover):
            assert not any(one.owner is Owner.PATIENT for one in each.adjustments)


@hypothesis.given(dossiers())
def test_a_payer_is_billed_once_it_is_next_and_for_something(about: Dossier) -> None:
    for each in determine(about, PAYERS):
        match each.outcome:
            case BillNext(following, priors, others, billable_cents):
                places = [*(one.coverage.rank for one in priors), following.rank]
                assert [*places, *(one.rank for one in others)] == list(
                    range(1, len(places) + len(others) + 1)
                )
                assert billable_cents > 0


@settings(deadline=None, max_examples=40)
@hypothesis.given(st.data())
def test_any_order_of_arrival_ends_in_the_same_determinations(data: st.DataObject) -> None:
    names = ("medicare", "B", "generous")
    decisive = st.sampled_from(["1", "4", "19"])
    answers = tuple(
        data.draw(answers_of(name, decisive if place == 0 else st.sampled_from(["2", "20"])))
        for place, name in enumerate(names)
    )
    known = (feed("medicare", 1), feed("B", 2), feed("generous", 3))

    facts: tuple[Answer | tuple[Coverage, ...], ...] = (*answers, known)

    ends = {_arriving(order) for order in permutations(facts)}

    assert len(ends) == 1


def _arriving(order: tuple[Answer | tuple[Coverage, ...], ...]) -> frozenset[tuple[str, str]]:
    """What stands after these facts arrived one by one, each decided upon at once."""
    about = Dossier(claim("medicare", "generous"))
    given_so_far = Given()
    for fact in order:
        if isinstance(fact, Answer):
            about = replace(about, answers=(*about.answers, fact))
        else:
            about = replace(about, known=fact)
        given_so_far = _after(given_so_far, about)
    return frozenset((each.adjudication_id, each.fingerprint) for each in given_so_far.standing)


def _after(so_far: Given, about: Dossier) -> Given:
    changes = compare(
        so_far, determine(about, PAYERS), about, date(2024, 3, 21), Withdrawal.COVERAGE
    )
    attempts = dict(so_far.attempts or {})
    for one in changes.made:
        attempts[one.determined.adjudication_id] = one.attempt
    return Given(so_far.after(changes), attempts)


def test_the_dates_of_this_page_are_after_the_payment() -> None:
    assert date(2024, 3, 21) > PAID
