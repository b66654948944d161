"""Facts that are told again after the inbox forgot them send and cancel nothing more."""

from __future__ import annotations

from gateway import Gateway
from replaying import changed_by_replay
from submission_gateway.domain.causes import Outcome


async def test_what_was_sent_and_then_withdrawn_is_not_written_down_again(
    gateway: Gateway,
) -> None:
    event = await gateway.build("PCN1")
    await gateway.relay.settle()
    await gateway.withdraw(event)
    await gateway.relay.settle()

    assert await changed_by_replay(gateway.relay) == {}


async def test_what_was_cancelled_is_not_cancelled_again(gateway: Gateway) -> None:
    gateway.clearinghouse.says = [Outcome.NOT_TAKEN]
    event = await gateway.build("PCN1")
    await gateway.relay.settle()
    await gateway.withdraw(event)
    await gateway.relay.settle()
    await gateway.relay.advance(seconds=200)

    assert await changed_by_replay(gateway.relay) == {}
