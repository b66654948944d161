"""The journal's table: no way leads from "it may have arrived" to another interchange."""

import pytest

from cobrelay.errors import Broken
from submission_gateway.domain.journal import TRANSITIONS, Happening, State, advance, is_uncertain

BY_PROOF = {Happening.SETTLED_AS_REFUSED, Happening.NOT_TAKEN}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("happening", Happening)
def test_every_pair_is_in_the_table_or_refused(state: State, happening: Happening) -> None:
    if (state, happening) in TRANSITIONS:
        assert advance(state, happening) is TRANSITIONS[state, happening]
    else:
        with pytest.raises(Broken):
            advance(state, happening)


def test_what_is_uncertain_becomes_refused_only_by_a_person() -> None:
    ways = {
        happening
        for (state, happening), after in TRANSITIONS.items()
        if is_uncertain(state) and after is State.REFUSED
    }
    assert ways == {Happening.SETTLED_AS_REFUSED}


def test_a_resend_follows_only_a_quiet_time() -> None:
    ways = {pair for pair, after in TRANSITIONS.items() if after is State.RESEND}
    assert ways == {(State.QUIET, Happening.QUIET_ENDED)}


def test_every_state_is_reachable_and_every_open_one_has_a_way_on() -> None:
    reached, before = {State.INTENT}, set[State]()
    while reached != before:
        before = set(reached)
        reached |= {after for (state, _), after in TRANSITIONS.items() if state in before}
    assert reached == set(State)
    open_states = set(State) - {State.SENT, State.REFUSED}
    assert {state for state, _ in TRANSITIONS} == open_states
