"""What a later answer must not do: leave the patient billed for it, or end the work on a denial."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import cob_verification.service
import payment_poster.service
import payment_poster.settings
import status_tracker.service
from clock import clock_at
from cob_events import CONFIG, KEY, adjudicated, cob_configuration, registered
from cob_verification.settings import Settings
from cobrelay.api.ledger import v1 as ledger_api
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.payments import v1 as payments
from cobrelay.contracts.status import v1 as status
from cobrelay.messaging.in_memory import Relay
from payment_poster.api import Ledger
from service_databases import MakeDatabase

__all__ = ["cob_configuration"]

SERVICES = (
    cob_verification.service.service,
    payment_poster.service.service,
    status_tracker.service.service,
)


def paid(event: era.ClaimAdjudicated, number: int) -> era.ClaimAdjudicated:
    """In a remittance and a payment of its own."""
    event.answer.remittance_id, event.answer.ordinal = f"R{number}", 1
    event.answer.payment.MergeFrom(
        common.PaymentIdentity(
            payment_id=f"P{number}",
            payer_identifier="1900000001",
            trace_number=f"EFT{number}",
            paid_on="2024-03-20",
        )
    )
    return event


class House:
    """The services that decide and book, and the work queue."""

    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    async def hear(self, *events: object) -> None:
        for event in events:
            await self._relay.publish(event, KEY)  # type: ignore[arg-type]
            await self._relay.settle()

    @property
    def statement_cents(self) -> int:
        """What the patient is asked for as things stand."""
        log = [each.type.rsplit(".", 1)[1] for each in self._relay.log]
        changed = [each for each in log if each.startswith("PatientBalanceRe")]
        if changed[-1:] != ["PatientBalanceReleased"]:
            return 0
        return self._relay.events(payments.PatientBalanceReleased)[-1].amount_cents

    @property
    def balance(self) -> payments.BalanceResolved:
        return self._relay.events(payments.BalanceResolved)[-1]

    def open_work(self) -> Sequence[str]:
        """The reason codes of the work items that nobody closed."""
        closed = {each.work_item_id for each in self._relay.events(status.WorkItemClosed)}
        opened = self._relay.events(status.WorkItemOpened)
        return sorted(each.reason_code for each in opened if each.work_item_id not in closed)

    async def ledger(self) -> dict[str, int]:
        request = ledger_api.GetClaimLedgerRequest(claim_id="claim")
        servicer = Ledger(self._relay.runtime("payment-poster"))
        found = await servicer.GetClaimLedger(request, None)
        return {
            each.account.removeprefix("claim:claim:receivable:"): each.balance_cents
            for each in found.balances
            if each.balance_cents and not each.account.startswith("cash:")
        }


@pytest.fixture
async def house(
    service_database: MakeDatabase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    cob_configuration: Callable[[Path], None],  # noqa: ARG001
) -> House:
    monkeypatch.setenv("COBRELAY_CONFIG_PATH", str(CONFIG))
    payment_poster.settings.policy.cache_clear()
    payment_poster.settings.settings.cache_clear()
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    relay = Relay(
        SERVICES,
        (await service_database(*SERVICES)).engines,
        clock_at("2024-03-21T09:00:00"),
        store=tmp_path / "store",
        settings={SERVICES[0].name: Settings(inbox_path=inbox)},
    )
    return House(relay)


class TestACashThatNobodyCanExplain:
    async def test_of_a_payer_that_is_not_the_patients_recalls_the_statement(
        self, house: House
    ) -> None:
        await house.hear(registered("A"), paid(adjudicated("A", "CO-45 20", "PR-2 20"), 1))
        assert house.statement_cents == 2000

        stranger = adjudicated("COMM1", "CO-45 85")
        await house.hear(paid(stranger, 2))

        assert house.statement_cents == 500
        assert house.balance.disposition == payments.DISPOSITION_REVIEW
        assert house.open_work() == ["COB-105", "PST-230"]

    async def test_of_a_second_answer_recalls_all_of_it_until_it_is_taken_back(
        self, house: House
    ) -> None:
        await house.hear(registered("A"), paid(adjudicated("A", "CO-45 20", "PR-2 20"), 1))
        again = adjudicated("A", "CO-45 20", "PR-2 10", adjudication_id="again")
        await house.hear(paid(again, 2))
        assert house.statement_cents == 0
        assert house.open_work() == ["COB-108", "PST-230"]

        back = adjudicated(
            "A",
            "CO-45 -20",
            "PR-2 -10",
            charge="-100",
            status="22",
            adjudication_id="back",
            reverses_adjudication_id="again",
        )
        await house.hear(paid(back, 3))

        assert house.statement_cents == 2000
        assert "PST-230" not in house.open_work()
        assert await house.ledger() == {"patient": 2000, "contractual": 2000, "revenue": -10000}


async def test_the_whole_difference_as_a_later_payers_reduction_leaves_the_denial_at_work(
    house: House,
) -> None:
    """A denied 80 of 180 for what can be put right, and forwarded the claim; B pays what A left to
    the patient and calls the rest, A's payment and the denied line included, contractual."""
    first = adjudicated("A", "CO-45 20", "PR-2 20", charge="100", status="19")
    second = adjudicated("B", "CO-45 80", charge="100", status="2")
    for event, said in ((first, ("CO", "16")), (second, ("CO", "45"))):
        event.answer.charge_cents = 18000
        event.answer.lines[0].adjudicated.code = "99213"
        denied = event.answer.lines.add(ordinal=2, charge_cents=8000)
        denied.adjudicated.code = "J3301"
        denied.adjustments.add(group_code=said[0], reason_code=said[1], amount_cents=8000)

    await house.hear(registered("A", "B", charge="180"), paid(first, 1), paid(second, 2))

    assert house.balance.disposition == payments.DISPOSITION_DENIAL_WORK
    assert house.statement_cents == 0
    assert await house.ledger() == {"denied": 8000, "contractual": 2000, "revenue": -18000}
    assert len(house.open_work()) == 1
