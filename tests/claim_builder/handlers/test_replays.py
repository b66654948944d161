"""Facts that are told again after the inbox forgot them build and withdraw nothing more."""

from __future__ import annotations

from building import NUMBER, Desk, adjudicated, cancelled, determined, submitted, withdrawn
from claim_builder.domain.originals import Candidate
from next_claims import SERVICED, Line, original_body
from replaying import changed_by_replay

CLAIM = Candidate("1999999984", NUMBER, SERVICED, "1", "").claim_id


async def ready(desk: Desk) -> None:
    """A claim is built."""
    await desk.drop(original_body(Line("99213", "100")))
    await desk.tell(adjudicated(CLAIM), determined(CLAIM))


async def test_a_claim_that_was_withdrawn_and_built_anew_is_not_built_again(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(withdrawn(CLAIM), determined(CLAIM, "D2"), cancelled(desk.built()[0]))
    assert len(desk.built()) == 2

    assert await changed_by_replay(desk.relay) == {}


async def test_what_is_held_because_it_left_too_early_is_not_held_again(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(withdrawn(CLAIM), determined(CLAIM, "D2"), submitted(desk.built()[0]))
    assert len(desk.held()) == 1

    assert await changed_by_replay(desk.relay) == {}
