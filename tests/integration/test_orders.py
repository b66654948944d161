"""Facts in every order of arrival, over two topics and in one flow, end in the same state."""

from __future__ import annotations

from itertools import permutations

import pytest
from google.protobuf.message import Message

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.era import v1 as era
from installation import Installation

pytestmark = pytest.mark.broker

AT_ONCE = 6  # several batches, and several orders in each
STEPS = ("original", "needs it", "needs it too", "needs nothing")


def _event(step: str, claim_id: str) -> tuple[str, Message]:
    match step:
        case "original":
            return f"o {claim_id}", claims.OriginalClaimRegistered(claim_id=claim_id)
        case "needs it":
            answer = era.ClaimPayment(ordinal=1, status_code="AWAITS")
        case "needs it too":
            answer = era.ClaimPayment(ordinal=2, status_code="AWAITS")
        case _:
            answer = era.ClaimPayment(ordinal=3, status_code="1")
    key = f"{claim_id} {'second' if step == 'needs it too' else 'first'}"
    return key, era.ClaimAdjudicated(claim_id=claim_id, answer=answer)


async def test_every_order_of_arrival_ends_in_the_same_state(installation: Installation) -> None:
    installation.start()
    orders = [
        [_event(step, f"C{turn}") for step in order]
        for turn, order in enumerate(permutations(STEPS))
    ]
    for turn in range(0, len(orders), AT_ONCE):
        events = [event for order in orders[turn : turn + AT_ONCE] for event in order]
        await installation.publish_events(events, start=turn * len(STEPS))
    await installation.settled()

    counted = await installation.counted()
    for turn in range(24):
        mine = sorted(number for key, number in counted if key.startswith(f"C{turn} "))
        assert mine == [1, 2, 3]
    assert len(await installation.announced()) == len(counted) == 72
