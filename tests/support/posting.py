"""What the other services tell the poster, with defaults, and the poster on an in-memory relay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from google.protobuf.message import Message

from clock import clock_at
from cobrelay.api.ledger import v1 as ledger_api
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.ids import event_id
from cobrelay.messaging.in_memory import Relay
from cobrelay.money import parse_cents
from payment_poster.api import Ledger
from payment_poster.service import service
from service_databases import MakeDatabase, ServiceDatabase

CLAIM = "C1"
KEY = "key of C1"
_CARC = {"nobody": ("CO", "45"), "person": ("CO", "16"), "patient": ("PR", "2")}
_OWNERS = {
    "nobody": (cob.OWNER_NOBODY, cob.ADJUSTMENT_CLASS_CONTRACTUAL),
    "person": (cob.OWNER_PERSON, cob.ADJUSTMENT_CLASS_FIXABLE),
    "patient": (cob.OWNER_PAYER, cob.ADJUSTMENT_CLASS_PR_SHIFT),
    "memo": (cob.OWNER_MEMO, cob.ADJUSTMENT_CLASS_PRIOR),
}


def cents(dollars: str) -> int:
    found = parse_cents(dollars)
    assert found is not None, dollars
    return found


def identity(number: str = "1") -> common.PaymentIdentity:
    return common.PaymentIdentity(
        payment_id=f"P{number}",
        payer_identifier="1900000001",
        trace_number=f"EFT{number}",
        paid_on="2026-03-02",
        payee_id="1999999984",
    )


def original(
    charge: str, *, claim_id: str = CLAIM, prepaid: str = "0", version: int = 1
) -> Message:
    return claims.OriginalClaimRegistered(
        claim_id=claim_id,
        version=version,
        charge_cents=cents(charge),
        patient_paid_cents=cents(prepaid),
        patient_control_number="ZQXCANARYNUMBER",
        patient=common.Party(last_name="ZQXCANARYNAME"),
    )


def answered(
    number: str, paid: str, *, claim_id: str = CLAIM, remittance: str = "", **more: Any
) -> era.ClaimAdjudicated:
    """Answer A<number>: claim <number> of remittance R<number>, or of `remittance`."""
    return era.ClaimAdjudicated(
        adjudication_id=f"A{number}",
        claim_id=claim_id,
        answer=_answer(number, paid, remittance, status=more.pop("status", "1")),
        **more,
    )


def reversal(number: str, paid: str, of: str) -> era.ClaimAdjudicated:
    return answered(number, paid, status="22", reverses_adjudication_id=f"A{of}")


def unmatched(number: str, paid: str, *, remittance: str = "") -> era.AdjudicationUnmatched:
    answer = _answer(number, paid, remittance)
    return era.AdjudicationUnmatched(
        adjudication_id=f"A{number}", answer=answer, reason_code="ERA-301"
    )


def quarantined(number: str, paid: str, *, remittance: str = "") -> era.ClaimQuarantined:
    return era.ClaimQuarantined(
        adjudication_id=f"A{number}",
        remittance_id=f"R{remittance or number}",
        ordinal=int(number),
        payment=identity(remittance or number),
        paid_cents=cents(paid),
    )


def _answer(number: str, paid: str, remittance: str, status: str = "1") -> era.ClaimPayment:
    return era.ClaimPayment(
        remittance_id=f"R{remittance or number}",
        ordinal=int(number),
        payment=identity(remittance or number),
        status_code=status,
        paid_cents=cents(paid),
        patient_control_number="ZQXCANARYNUMBER",
        payer_claim_control_number="ZQXCANARYICN",
    )


def accepted(
    number: str, payment: str, *, claims_in_it: int = 1, adjustments: int = 0, payment_of: str = ""
) -> era.RemittanceAccepted:
    return era.RemittanceAccepted(
        remittance_id=f"R{number}",
        payment=identity(payment_of or number),
        claim_count=claims_in_it,
        payment_cents=cents(payment),
        provider_adjustment_count=adjustments,
    )


def adjusted(
    number: str, code: str, amount: str, *, ordinal: int = 1, reference: str = "REF 1"
) -> era.ProviderAdjusted:
    return era.ProviderAdjusted(
        remittance_id=f"R{number}",
        payment=identity(number),
        payer=common.PayerName(name="MEDICARE PART B", id="12402"),
        ordinal=ordinal,
        reason_code=code,
        reference=reference,
        amount_cents=cents(amount),
    )


def determination(
    number: str, of: str, *, claim_id: str = CLAIM, sequence: int = 1, **amounts: str
) -> cob.Determination:
    """Determination D<number> of answer A<of>; amounts by owner: nobody, person, patient."""
    adjustments = [
        cob.ClassifiedAdjustment(
            adjustment=common.Adjustment(
                group_code=_CARC.get(owner, ("OA", "23"))[0],
                reason_code=_CARC.get(owner, ("OA", "23"))[1],
                amount_cents=cents(amount),
            ),
            owner=_OWNERS[owner][0],
            adjustment_class=_OWNERS[owner][1],
        )
        for owner, amount in amounts.items()
    ]
    return cob.Determination(
        determination_id=f"D{number}",
        claim_id=claim_id,
        adjudication_id=f"A{of}",
        sequence=sequence,
        attempt=1,
        adjustments=adjustments,
        remainder=cob.Remainder(patient_cents=cents(amounts.get("patient", "0"))),
    )


def next_payer(*args: str, **amounts: Any) -> cob.NextPayerDetermined:
    return cob.NextPayerDetermined(determination=determination(*args, **amounts))


def nothing_left(*args: str, **amounts: Any) -> cob.NothingLeftDetermined:
    return cob.NothingLeftDetermined(determination=determination(*args, **amounts))


def patient_owes(*args: str, **amounts: Any) -> cob.PatientResponsibilityDetermined:
    return cob.PatientResponsibilityDetermined(
        determination=determination(*args, **amounts),
        patient_cents=cents(amounts.get("patient", "0")),
    )


def denial(*args: str, **amounts: Any) -> cob.DenialDetermined:
    return cob.DenialDetermined(determination=determination(*args, **amounts))


def withdrawn(number: str, *, claim_id: str = CLAIM) -> cob.DeterminationWithdrawn:
    return cob.DeterminationWithdrawn(
        determination_id=f"D{number}", claim_id=claim_id, reason_code="COB-701"
    )


@dataclass
class Poster:
    """payment_poster alone: it is told facts, and its ledger is asked."""

    relay: Relay
    database: ServiceDatabase

    async def tell(self, *events: Message, key: str = KEY) -> None:
        for event in events:
            await self.relay.publish(event, _key_of(event, key))
        await self.relay.settle()

    async def tell_as(self, number: int, event: Message) -> None:
        """As if era_intake and the others had published it under an id of its own."""
        own: UUID = event_id("test", str(number))
        await self.relay.publish(event, _key_of(event, KEY), event_id=own)

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.relay.runtime(service.name))

    async def claim(self, claim_id: str = CLAIM) -> ledger_api.GetClaimLedgerResponse:
        request = ledger_api.GetClaimLedgerRequest(claim_id=claim_id)
        return await self.ledger.GetClaimLedger(request, None)

    async def payment(self, number: str = "1") -> ledger_api.GetPaymentResponse:
        request = ledger_api.GetPaymentRequest(payment_id=f"P{number}")
        return await self.ledger.GetPayment(request, None)

    async def trial_balance(self, prefix: str = "") -> dict[str, int]:
        request = ledger_api.GetTrialBalanceRequest(prefix=prefix)
        found = await self.ledger.GetTrialBalance(request, None)
        assert prefix or found.total_cents == 0
        return {each.account: each.balance_cents for each in found.balances if each.balance_cents}

    async def broken_chains(self) -> Sequence[str]:
        found = await self.ledger.VerifyChains(ledger_api.VerifyChainsRequest(), None)
        assert found.claims_checked
        return found.broken_entry_ids

    async def waiting(self) -> list[str]:
        async with self.database.engine(service).connect() as reader:
            rows = await reader.execute(
                sa.text("SELECT reason_code FROM payment_poster.waiting ORDER BY position")
            )
            return list(rows.scalars())

    async def parked_codes(self) -> list[str]:
        return [each.reason_code for each in await self.relay.parked(service.name)]


def _key_of(event: Message, claim_key: str) -> str:
    """Remittances are keyed by themselves, what is not matched by a number of its own."""
    match event:
        case era.RemittanceAccepted() | era.ProviderAdjusted():
            return event.remittance_id
        case era.AdjudicationUnmatched() | era.ClaimQuarantined():
            return f"other {claim_key}"
    return claim_key


async def open_poster(make: MakeDatabase, folder: Path) -> Poster:
    database = await make(service)
    relay = Relay([service], database.engine(service), clock_at(), store=folder)
    return Poster(relay, database)
