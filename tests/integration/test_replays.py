"""Every topic read again from its beginning: no new effect."""

from __future__ import annotations

import pytest

from cobrelay.contracts.claims import v1 as claims
from installation import Installation, adjudications

pytestmark = pytest.mark.broker

WANTED = [
    *adjudications(keys=20, each=20),
    *[(f"waiting {number}", number, "AWAITS", f"C{number}") for number in range(10)],
    ("bad", 0, "POISON", ""),
    ("bad", 1, "1", ""),
]


async def test_a_replay_from_offset_zero_has_no_new_effect(installation: Installation) -> None:
    await installation.publish(WANTED)
    registrations = [
        (f"original {number}", claims.OriginalClaimRegistered(claim_id=f"C{number}"))
        for number in range(10)
    ]
    await installation.publish_events(registrations, start=len(WANTED))
    member = installation.start()
    await installation.settled()
    counted, announced = await installation.counted(), await installation.announced_ids()
    assert len(counted) == len(WANTED) - 2
    assert await member.terminate() == 0

    await installation.rewind()
    assert not await installation.is_quiet()
    installation.start()
    await installation.settled()

    assert await installation.counted() == counted
    assert sorted(await installation.announced_ids()) == sorted(announced)
