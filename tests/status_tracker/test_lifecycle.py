"""A claim's state follows from its facts, not from the order in which they came."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from status_tracker.domain.evidence import Evidence, Kind
from status_tracker.domain.lifecycle import OF_DISPOSITION, STATES, ClaimState, live
from status_tracker.domain.obligations import OF_SUBMISSION, ORDER, ObligationState
from status_tracker.domain.submissions import STRENGTHS, SubmissionState
from status_tracker.domain.ways import WAYS

START = datetime(2026, 3, 2, tzinfo=UTC)
S, C1, C2 = "submission-1", "coverage-1", "coverage-2"
D1, D2 = "determination-1", "determination-2"


def fact(kind: Kind, day: int = 0, **values: object) -> Evidence:
    values = {"event_id": f"{kind.value}-{day}", **values}
    return Evidence(kind=kind, at=START + timedelta(days=day), **values)  # type: ignore[arg-type]


REGISTERED = fact(Kind.REGISTERED)
ANSWERED = fact(Kind.ANSWERED, 1, adjudication_id="a1")
NEXT = fact(
    Kind.NEXT_PAYER,
    2,
    determination_id=D1,
    coverage_id=C2,
    answered_by=C1,
    payer_name="SECOND",
    sequence=1,
    next_sequence=2,
    amount_cents=2000,
    due_on=date(2026, 6, 1),
)
BUILT = fact(Kind.BUILT, 3, submission_id=S, determination_id=D1, coverage_id=C2, sequence=2)
SUBMITTED = fact(Kind.SUBMITTED, 4, submission_id=S)
TA1 = fact(Kind.ACKNOWLEDGED, 5, submission_id=S, layer=1)
ACK_999 = fact(Kind.ACKNOWLEDGED, 6, submission_id=S, layer=2)
RECEIVED = fact(Kind.ACKNOWLEDGED, 7, submission_id=S, layer=3, is_pending=True)
ACCEPTED = fact(Kind.ACKNOWLEDGED, 8, submission_id=S, layer=4)
SECOND_ANSWER = fact(Kind.ANSWERED, 9, adjudication_id="a2")
SETTLED = fact(Kind.NOTHING_LEFT, 10, determination_id=D2, answered_by=C2, sequence=2)
STORY = [
    (REGISTERED, ClaimState.AWAITING_PRIMARY),
    (ANSWERED, ClaimState.AWAITING_DETERMINATION),
    (NEXT, ClaimState.TO_BE_BUILT),
    (BUILT, ClaimState.TO_BE_SENT),
    (SUBMITTED, ClaimState.SENT),
    (TA1, ClaimState.SENT),
    (ACK_999, ClaimState.SENT),
    (RECEIVED, ClaimState.SENT),
    (ACCEPTED, ClaimState.ACCEPTED),
    (SETTLED, ClaimState.SETTLED),
]


def test_a_claim_goes_its_way() -> None:
    facts: tuple[Evidence, ...] = ()
    for following, state in STORY:
        facts = (*facts, following)
        assert live(facts).state is state, following.kind


@given(st.permutations([each for each, _ in STORY]), st.data())
def test_any_order_and_any_repetition_end_in_the_same_life(
    facts: list[Evidence], data: st.DataObject
) -> None:
    shown = facts[: data.draw(st.integers(0, len(facts)))]

    assert live(tuple(shown)) == live(tuple(sorted(shown, key=lambda each: each.at)))


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        pytest.param([ACK_999, fact(Kind.REJECTED, 9, submission_id=S, layer=3)], "rejected"),
        pytest.param([ACCEPTED, fact(Kind.REJECTED, 9, submission_id=S, layer=2)], "accepted"),
        pytest.param([fact(Kind.UNCERTAIN, 5, submission_id=S), ACK_999], "sent"),
        pytest.param([fact(Kind.SUBMISSION_HELD, 5, submission_id=S)], "held"),
        pytest.param([fact(Kind.CANCELLED, 5, submission_id=S)], "to_be_built"),
    ],
    ids=["rejected above", "rejected below", "proved by a 999", "held", "cancelled"],
)
def test_layers_weigh_as_their_height_says(facts: list[Evidence], state: str) -> None:
    known = (REGISTERED, ANSWERED, NEXT, BUILT, *facts)

    assert live(known).state.value == state


AGAIN = "submission-2"
REJECTED = fact(Kind.REJECTED, 6, submission_id=S, layer=3)
REBUILT = fact(Kind.BUILT, 7, submission_id=AGAIN, determination_id=D1, coverage_id=C2, sequence=2)
REBUILT_STORY = [
    (REJECTED, ClaimState.REJECTED),
    (REBUILT, ClaimState.TO_BE_SENT),
    (fact(Kind.SUBMITTED, 8, submission_id=AGAIN), ClaimState.SENT),
    (fact(Kind.ACKNOWLEDGED, 9, submission_id=AGAIN, layer=4), ClaimState.ACCEPTED),
    (fact(Kind.REJECTED, 10, submission_id=AGAIN, layer=4), ClaimState.REJECTED),
]


def test_what_is_built_again_takes_the_place_of_what_was_rejected() -> None:
    facts: tuple[Evidence, ...] = (REGISTERED, ANSWERED, NEXT, BUILT, SUBMITTED)
    for following, state in REBUILT_STORY:
        facts = (*facts, following)
        assert live(facts).state is state, following.event_id


@given(st.permutations([REGISTERED, ANSWERED, NEXT, BUILT, SUBMITTED, REJECTED, REBUILT]))
def test_what_is_built_again_counts_in_whatever_order_it_is_told(facts: list[Evidence]) -> None:
    assert live(tuple(facts)).state is ClaimState.TO_BE_SENT


def test_a_state_names_the_place_of_the_payer_that_it_is_about() -> None:
    facts: tuple[Evidence, ...] = ()
    places = {}
    for following, state in STORY:
        facts = (*facts, following)
        places[state] = live(facts).sequence

    denied = fact(Kind.DENIED, 2, determination_id=D1, answered_by=C1, sequence=1)
    assert live((REGISTERED, ANSWERED, denied)).sequence == 1
    assert places[ClaimState.SENT] == places[ClaimState.ACCEPTED] == 2
    assert places[ClaimState.AWAITING_PRIMARY] == places[ClaimState.SETTLED] == 0


def test_a_held_claim_still_says_which_payer_it_is_for() -> None:
    held = fact(Kind.BUILD_HELD, 3, determination_id=D1, coverage_id=C2, next_sequence=2)

    for facts in ((REGISTERED, NEXT, held), (REGISTERED, held, NEXT)):
        [owed] = live(facts).obligations
        assert (owed.payer_name, owed.sequence, owed.state.value) == ("SECOND", 2, "held")


def test_what_rests_on_a_withdrawn_determination_does_not_count() -> None:
    withdrawn = fact(Kind.DETERMINATION_WITHDRAWN, 4, determination_id=D1)

    life = live((REGISTERED, ANSWERED, NEXT, BUILT, withdrawn))

    assert life.state is ClaimState.AWAITING_DETERMINATION
    assert life.obligations == ()


def test_a_forwarded_claim_waits_until_the_day_that_was_said() -> None:
    awaited = fact(
        Kind.CROSSOVER, 2, determination_id=D1, coverage_id=C2, due_on=date(2026, 4, 1), sequence=1
    )

    life = live((REGISTERED, ANSWERED, awaited))

    assert (life.state, life.next_action_on) == (ClaimState.AWAITING_CROSSOVER, date(2026, 4, 1))


def test_who_decides_in_the_place_of_a_payer_that_only_forwarded_has_the_last_word() -> None:
    early = fact(Kind.NOTHING_LEFT, 1, adjudication_id="a2", determination_id=D2, sequence=1)
    undecided = {"adjudication_id": "a1", "sequence": 1}
    held = fact(Kind.DETERMINATION_HELD, 1, determination_id="held", **undecided)
    forwarded = fact(Kind.CROSSOVER, 2, determination_id=D1, **undecided)

    assert live((forwarded, early)).state is ClaimState.SETTLED
    assert live((held, forwarded)).state is ClaimState.AWAITING_CROSSOVER


def test_the_next_action_of_an_unsent_claim_is_never_after_its_filing_limit() -> None:
    urgent = fact(Kind.NEXT_PAYER, 2, determination_id=D1, coverage_id=C2, due_on=date(2026, 3, 3))

    assert live((REGISTERED, urgent)).next_action_on == date(2026, 3, 3)


def test_every_claim_has_a_next_action_and_a_date_or_is_closed() -> None:
    facts: tuple[Evidence, ...] = ()
    for following, _ in STORY:
        facts = (*facts, following)
        life = live(facts)
        assert life.is_closed or (life.next_action and life.next_action_on)


def test_the_tables_are_whole() -> None:
    assert set(STATES) == set(ClaimState)
    assert set(OF_SUBMISSION) == set(SubmissionState)
    assert {rule.state for rule in STRENGTHS} == set(SubmissionState)
    assert set(ORDER) == set(ObligationState)


OTHERS = [
    fact(Kind.REJECTED, 7, submission_id=S, layer=3),
    fact(Kind.UNCERTAIN, 4, submission_id=S),
    fact(Kind.SUBMISSION_HELD, 4, submission_id=S),
    fact(Kind.CANCELLED, 5, submission_id=S),
    fact(Kind.BUILD_HELD, 3, determination_id=D1, coverage_id=C2),
]


# What cannot happen without something else having happened, causes first.
CAUSES = {
    Kind.REGISTERED: {Kind.ANSWERED},
    Kind.ANSWERED: {Kind.NEXT_PAYER},
    Kind.NEXT_PAYER: {Kind.BUILT, Kind.BUILD_HELD, Kind.NOTHING_LEFT},
    Kind.BUILT: {Kind.SUBMITTED, Kind.UNCERTAIN, Kind.SUBMISSION_HELD, Kind.CANCELLED},
    Kind.SUBMITTED: {Kind.ACKNOWLEDGED, Kind.REJECTED},
}


@given(st.permutations([each for each, _ in STORY] + OTHERS), st.integers(1, 15))
def test_what_happens_in_time_goes_only_ways_of_the_table(
    facts: list[Evidence], count: int
) -> None:
    story = sorted(facts[:count], key=lambda each: each.at)
    for cause, consequences in CAUSES.items():
        if cause not in {each.kind for each in story}:
            story = [each for each in story if each.kind not in consequences]
    if BUILT in story:  # one determination is built or held, not both
        story = [each for each in story if each.kind is not Kind.BUILD_HELD]

    for number, each in enumerate(story):
        before, after = live(tuple(story[:number])).state, live(tuple(story[: number + 1])).state
        assert after is before or WAYS.get((before, each.kind)) is after, (before, each.kind, after)


def test_every_state_but_void_is_reached_by_a_way() -> None:
    assert set(WAYS.values()) | set(OF_DISPOSITION.values()) | {
        ClaimState.UNKNOWN,
        ClaimState.VOID,
    } == set(ClaimState)


@pytest.mark.parametrize(
    ("disposition", "state"),
    [("settled", "settled"), ("denial_work", "denied"), ("refund", "credit"), ("review", "held")],
)
def test_a_claim_is_closed_only_when_the_ledger_needs_nobody(disposition: str, state: str) -> None:
    resolved = fact(Kind.RESOLVED, 11, determination_id=D2, disposition=disposition)

    life = live((REGISTERED, ANSWERED, NEXT, BUILT, SUBMITTED, SETTLED, resolved))

    assert life.state.value == state
    assert life.is_closed == (state == "settled")


def test_a_void_claim_with_money_to_give_back_is_not_closed() -> None:
    voided = fact(Kind.VOIDED, 3)
    refund = fact(Kind.RESOLVED, 4, disposition="refund")

    assert live((REGISTERED, ANSWERED, voided)).is_closed
    assert live((REGISTERED, ANSWERED, voided, refund)).state is ClaimState.CREDIT
