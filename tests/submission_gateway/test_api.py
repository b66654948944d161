"""What the journal answers: which claims are uncertain, page by page."""

from __future__ import annotations

import pytest

from cobrelay.api.submissions import v1 as api
from cobrelay.messaging.answering import Misstated
from gateway import Gateway
from submission_gateway.api import Submissions
from submission_gateway.domain.causes import Outcome
from submission_gateway.service import service
from submission_gateway.storage.submissions import uncertain_count


async def listed(gateway: Gateway, **asked: object) -> list[str]:
    servicer = Submissions(gateway.relay.runtime(service.name))
    request = api.ListSubmissionsRequest(**asked)  # type: ignore[arg-type]
    found = await servicer.ListSubmissions(request, None)
    return [f"{each.claim_id} {each.state}" for each in found.submissions]


async def uncertain(gateway: Gateway) -> int:
    async with gateway.relay.runtime(service.name).engine.connect() as reader:
        return await uncertain_count(reader)


async def test_what_may_have_arrived_is_listed_and_counted_until_that_is_known(
    gateway: Gateway,
) -> None:
    gateway.clearinghouse.says = [Outcome.DELIVERED, Outcome.BROKE_OFF]
    gateway.clearinghouse.keeps = False
    await gateway.build("PCN1")
    await gateway.relay.settle()
    await gateway.build("PCN2")
    await gateway.relay.settle()

    assert await listed(gateway, state="uncertain") == ["claim-PCN2 quiet"]
    assert await listed(gateway, state="quiet") == ["claim-PCN2 quiet"]
    assert await listed(gateway, state="sent") == ["claim-PCN1 sent"]
    assert await uncertain(gateway) == 1

    await gateway.relay.advance(days=1)

    assert await listed(gateway, state="uncertain") == []
    assert len(await listed(gateway)) == 2
    assert await uncertain(gateway) == 0


@pytest.mark.parametrize("asked", [{"state": "lost"}, {"state": "batched"}, {"page_size": -1}])
async def test_what_cannot_be_meant_is_an_error(gateway: Gateway, asked: dict[str, object]) -> None:
    with pytest.raises(Misstated):
        await listed(gateway, **asked)
