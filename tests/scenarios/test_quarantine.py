"""A claim that did not add up is mended by its payer: its cash is booked once, wherever it lay."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from clock import clock_at
from cobrelay.api.remittances import v1 as api
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.payments import v1 as payments
from cobrelay.contracts.status import v1 as status
from cobrelay.ids import claim_key
from cobrelay.messaging.in_memory import Relay
from era_files import Claim, Remittance
from era_files import era as file_of
from era_intake import quarantine_api
from era_intake.service import service as era_intake
from era_intake.settings import Settings
from payment_poster import settings as poster_settings
from payment_poster.service import service as payment_poster
from service_databases import MakeDatabase
from status_tracker.service import service as status_tracker

SECRET = "test secret"
CONFIG = Path(__file__).parents[2] / "deploy" / "config"
TWO = [Claim("ACCT1", icn="I1"), Claim("ACCT2", icn="I2", last="ROE", day="20260106")]
BAD = replace(TWO[0], contractual=2001, paid=7000)  # a cent too many
REPAIRED = file_of(Remittance(TWO), control="000000002")


@pytest.fixture(autouse=True)
def _configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", SECRET)
    monkeypatch.setenv("COBRELAY_CONFIG_PATH", str(CONFIG))
    for configuration in (poster_settings.policy, poster_settings.settings):
        configuration.cache_clear()
    yield
    for configuration in (poster_settings.policy, poster_settings.settings):
        configuration.cache_clear()


@dataclass
class World:
    """Intake, poster and tracker: who reads, who books, who says what is to be done."""

    relay: Relay
    inbox: Path

    async def receive(self, content: bytes) -> None:
        self.inbox.mkdir(exist_ok=True)
        (self.inbox / "era.835").write_bytes(content)
        await self.relay.settle()

    async def register(self, number: str, last: str, day: str) -> None:
        event = claims.OriginalClaimRegistered(
            claim_id=f"claim {number}",
            version=1,
            billing_provider_npi="1234567893",
            billing_provider_tax_id="123456789",
            patient_control_number=number,
            charge_cents=10000,
            patient=common.Party(last_name=last, first_name="JANE"),
            service_from_on=day,
            service_to_on=day,
        )
        await self.relay.publish(event, claim_key(SECRET, number))
        await self.relay.settle()

    async def quarantined(self) -> list[api.QuarantinedItem]:
        return await quarantine_api.listed(
            self.relay.runtime(era_intake.name), include_closed=False
        )

    async def replace(self, item: api.QuarantinedItem, content: bytes) -> None:
        request = api.ReplaceQuarantinedRequest(
            idempotency_key="k",
            item_id=item.item_id,
            file_name="mended.835",
            actor="rosa",
            reason="the payer sent it anew",
            content=content,
        )
        await quarantine_api.replace(self.relay.runtime(era_intake.name), _sent(request))
        await self.relay.settle()

    async def discard(self, item: api.QuarantinedItem) -> None:
        request = api.DiscardQuarantinedRequest(
            idempotency_key="k", item_id=item.item_id, actor="rosa", reason="settled by telephone"
        )
        await quarantine_api.discard(self.relay.runtime(era_intake.name), request)
        await self.relay.settle()

    @property
    def proof(self) -> payments.RemittanceProved:
        return self.relay.events(payments.RemittanceProved)[-1]

    def cash(self) -> tuple[int, int, int]:
        """On claims, in unapplied, and what nobody can explain."""
        proof = self.proof
        return proof.posted_to_claims_cents, proof.unapplied_cents, proof.difference_cents

    def open_work(self) -> list[str]:
        closed = {each.work_item_id for each in self.relay.events(status.WorkItemClosed)}
        opened = self.relay.events(status.WorkItemOpened)
        return [each.reason_code for each in opened if each.work_item_id not in closed]


async def _sent(
    request: api.ReplaceQuarantinedRequest,
) -> AsyncIterator[api.ReplaceQuarantinedRequest]:
    yield request


@pytest.fixture
async def world(service_database: MakeDatabase, tmp_path: Path) -> World:
    services = (era_intake, payment_poster, status_tracker)
    database = await service_database(*services)
    inbox = tmp_path / "inbox"
    own = Settings(inbox_path=inbox, claim_key_secret=SecretStr(SECRET))
    relay = Relay(
        services,
        database.engines,
        clock_at("2026-02-01T09:00:00"),
        store=tmp_path / "store",
        settings={era_intake.name: own},
    )
    made = World(relay, inbox)
    await made.register("ACCT1", "DOE", "2026-01-05")
    await made.register("ACCT2", "ROE", "2026-01-06")
    return made


async def test_a_repaired_claim_takes_its_cash_out_of_unapplied_and_nothing_is_booked_twice(
    world: World,
) -> None:
    await world.receive(file_of(Remittance([BAD, TWO[1]])))
    assert world.cash() == (7000, 7000, 0)
    assert "ERA-202" in world.open_work()
    (item,) = await world.quarantined()

    await world.replace(item, REPAIRED)

    assert world.cash() == (14000, 0, 0)
    assert world.open_work() == []
    assert await world.quarantined() == []


async def test_a_discarded_claim_leaves_its_cash_where_it_is_and_explained(world: World) -> None:
    await world.receive(file_of(Remittance([BAD, TWO[1]])))
    (item,) = await world.quarantined()

    await world.discard(item)

    assert world.cash() == (7000, 7000, 0)
    assert await world.quarantined() == []
    assert "ERA-202" in world.open_work()  # whose it is, somebody must still say


async def test_a_set_that_was_not_used_has_no_cash_until_it_comes_repaired(world: World) -> None:
    await world.receive(file_of(Remittance(TWO, paid=1)))
    assert world.relay.events(payments.RemittanceProved) == []
    assert world.open_work() == ["ERA-113"]
    (item,) = await world.quarantined()

    await world.replace(item, REPAIRED)

    assert world.cash() == (14000, 0, 0)
    assert world.open_work() == []


async def test_a_repair_beyond_the_payment_books_nothing_more(world: World) -> None:
    await world.receive(file_of(Remittance([BAD, TWO[1]])))
    (item,) = await world.quarantined()
    more = [replace(TWO[0], charge=10001), TWO[1]]

    await world.replace(item, file_of(Remittance(more, paid=14000)))

    assert world.cash() == (7000, 7000, 0)
    assert [each.reason_code for each in await world.quarantined()] == ["ERA-113"]
