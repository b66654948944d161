"""Intake alone on an in-memory log, with an inbox, and short words for what a test looks at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from clock import clock_at
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.ids import claim_key
from cobrelay.messaging.in_memory import Relay
from era_intake.service import service
from era_intake.settings import Settings
from service_databases import ServiceDatabase

SECRET = "test secret"


@dataclass
class World:
    """One intake, and the world around it."""

    relay: Relay
    inbox: Path
    database: ServiceDatabase
    make_relay: Callable[[], Relay]
    _names: Any = field(default_factory=lambda: count(1))

    def restarted(self) -> World:
        """The same world after the process has died: another process, the same database."""
        self.relay = self.make_relay()
        return self

    async def receive(self, *files: bytes) -> None:
        """Drops files into the inbox, one after the other, and lets everything come of them."""
        for content in files:
            self.drop(content)
            await self.relay.settle()

    def drop(self, content: bytes) -> None:
        self.inbox.mkdir(parents=True, exist_ok=True)
        (self.inbox / f"{next(self._names):04d}.835").write_bytes(content)

    async def register(self, event: claims.OriginalClaimRegistered) -> None:
        """An original becomes known."""
        await self.relay.publish(event, claim_key(SECRET, event.patient_control_number))
        await self.relay.settle()

    async def built(self, event: claims.SecondaryClaimBuilt) -> None:
        await self.relay.publish(event, claim_key(SECRET, event.original_control_number))
        await self.relay.settle()

    @property
    def accepted(self) -> list[era.RemittanceAccepted]:
        return self.relay.events(era.RemittanceAccepted)

    @property
    def duplicated(self) -> list[str]:
        return [each.sameness for each in self.relay.events(era.RemittanceDuplicated)]

    @property
    def refused(self) -> list[tuple[int, str]]:
        return [
            (each.set_ordinal, each.reason_code)
            for each in self.relay.events(era.RemittanceQuarantined)
        ]

    @property
    def adjudicated(self) -> list[era.ClaimAdjudicated]:
        return self.relay.events(era.ClaimAdjudicated)

    @property
    def unmatched(self) -> list[str]:
        return [each.reason_code for each in self.relay.events(era.AdjudicationUnmatched)]

    @property
    def quarantined(self) -> list[era.ClaimQuarantined]:
        return self.relay.events(era.ClaimQuarantined)

    @property
    def adjusted(self) -> list[era.ProviderAdjusted]:
        return self.relay.events(era.ProviderAdjusted)

    def key_of(self, event: type[Any]) -> list[str]:
        name = event.DESCRIPTOR.full_name
        return [each.key for each in self.relay.log if each.type == name]


@pytest.fixture
async def world(service_database: Callable[..., Awaitable[Any]], tmp_path: Path) -> World:
    database = await service_database(service)
    inbox = tmp_path / "inbox"
    own = Settings(inbox_path=inbox, claim_key_secret=SecretStr(SECRET))

    def relay() -> Relay:
        return Relay(
            [service],
            database.engines,
            clock_at("2026-02-01T09:00:00"),
            store=tmp_path / "store",
            settings={service.name: own},
        )

    return World(relay(), inbox, database, relay)


@dataclass(frozen=True)
class Original:
    """Makes OriginalClaimRegistered events; by default the claim that `era_files.Claim` answers."""

    number: str = "ACCT1"
    claim_id: str = "claim-1"
    version: int = 1
    charge: int = 10000
    day: str = "2026-01-05"
    last: str = "DOE"
    first: str = "JANE"
    npi: str = "1234567893"
    tax_id: str = "123456789"

    def event(self) -> claims.OriginalClaimRegistered:
        return claims.OriginalClaimRegistered(
            claim_id=self.claim_id,
            version=self.version,
            billing_provider_npi=self.npi,
            billing_provider_tax_id=self.tax_id,
            patient_control_number=self.number,
            charge_cents=self.charge,
            patient=common.Party(last_name=self.last, first_name=self.first),
            service_from_on=self.day,
            service_to_on=self.day,
        )


@pytest.fixture
def original() -> Callable[..., claims.OriginalClaimRegistered]:
    return lambda **facts: Original(**facts).event()
