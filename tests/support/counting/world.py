"""The counting service, and the words in which its tests speak."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.status import v1 as status
from cobrelay.messaging.in_memory import Relay
from cobrelay.messaging.parked import ParkedMessage
from cobrelay.messaging.processing import Processing
from counting import storage


def adjudicated(number: int, status_code: str = "1", claim_id: str = "") -> era.ClaimAdjudicated:
    answer = era.ClaimPayment(ordinal=number, status_code=status_code)
    return era.ClaimAdjudicated(claim_id=claim_id, answer=answer)


@dataclass
class World:
    """One counting service on an in-memory relay and a real PostgreSQL."""

    relay: Relay
    engine: AsyncEngine
    inbox: Path

    async def adjudicate(
        self, key: str, number: int, status_code: str = "1", claim_id: str = ""
    ) -> Any:
        return await self.relay.publish(adjudicated(number, status_code, claim_id), key)

    async def register(self, claim_id: str, key: str = "") -> Any:
        event = claims.OriginalClaimRegistered(claim_id=claim_id)
        return await self.relay.publish(event, key or f"original of {claim_id}")

    async def remedy(self, key: str) -> None:
        async with self.engine.begin() as tx:
            await storage.remedy(tx, key)

    async def counted(self) -> list[tuple[str, int]]:
        async with self.engine.connect() as reader:
            return await storage.all_counted(reader)

    async def parked(self) -> list[ParkedMessage]:
        return await self.relay.parked("status-tracker")

    def announced(self) -> list[str]:
        return [event.work_item_id for event in self.relay.events(status.WorkItemOpened)]

    @property
    def processing(self) -> Processing:
        return self.relay.runtime("status-tracker")._processing
