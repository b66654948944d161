"""Facts that are told again after the inbox forgot them change nothing in cob_verification."""

from __future__ import annotations

from cob_events import Desk, adjudicated, built, registered, submitted
from cobrelay.contracts.cob import v1 as cob
from replaying import changed_by_replay

REVERSAL = adjudicated(
    "A", status="22", adjudication_id="reversal", reverses_adjudication_id="by A"
)


async def test_a_reversal_and_its_correction_are_not_determined_again(desk: Desk) -> None:
    await desk.hear(registered("A", "B"), adjudicated("A", "PR-2 20"))
    to_b = desk.relay.events(cob.NextPayerDetermined)[-1].next.coverage_id
    await desk.hear(built(to_b), submitted(to_b), adjudicated("B", "OA-23 80", "PR-3 5"))
    await desk.hear(REVERSAL)
    await desk.hear(adjudicated("A", "PR-2 15", adjudication_id="correction"))

    assert await changed_by_replay(desk.relay) == {}


async def test_an_answer_that_waits_for_an_earlier_one_does_not_wait_longer(desk: Desk) -> None:
    await desk.hear(registered("A", "B"), adjudicated("B", "OA-23 80", "PR-3 5"))
    await desk.wait(20)

    assert await changed_by_replay(desk.relay) == {}


async def test_a_forwarded_claim_is_not_awaited_longer(desk: Desk) -> None:
    forwarded = adjudicated("A", "PR-2 20", status="19")
    await desk.hear(registered("A", "B"), forwarded)
    await desk.wait(5)

    assert await changed_by_replay(desk.relay) == {}
