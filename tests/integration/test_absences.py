"""What lies unread after a long stop is read before anything is said to be missing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cobrelay.clock import real_now
from installation import Installation, adjudications, until

pytestmark = pytest.mark.broker

BACKLOG = adjudications(keys=20, each=100)
ASKED = [("answered", 0, "ASKED", ""), ("unanswered", 0, "ASKED", "")]
ANSWER = [("answered", 1, "ANSWER", "")]


async def test_an_answer_in_the_backlog_is_not_said_to_be_missing(
    installation: Installation,
) -> None:
    member = installation.start("1")
    await installation.publish(ASKED)
    await installation.settled()
    await member.terminate()
    await installation.publish([*BACKLOG, *ANSWER], start=len(ASKED))

    days_later = (real_now() + timedelta(days=2)).isoformat()
    member = installation.start("1", clock=f"at:{days_later}")

    async def is_missed() -> bool:
        return ("unanswered", 0) in await installation.counted()

    await until(is_missed, "what really is missing is said to be")
    counted = await installation.counted()
    assert ("answered", 0) not in counted  # its absence was never told
    assert ("answered", 1) in counted
    assert len(counted) == len(BACKLOG) + 2
