"""The builder on an in-memory relay and a real PostgreSQL, and the facts to feed it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from google.protobuf.message import Message
from sqlalchemy.ext.asyncio import AsyncEngine

from claim_builder.service import service
from claim_builder.settings import Settings, configuration
from clock import clock_at
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.ids import claim_key
from cobrelay.messaging.in_memory import Relay
from next_claims import interchange
from service_databases import MakeDatabase

SECRET = "not-a-secret"
NUMBER = "ACCT1001"
KEY = claim_key(SECRET, NUMBER)


@dataclass(slots=True)
class Desk:
    """The running builder and its inbox."""

    relay: Relay
    engine: AsyncEngine
    inbox: Path

    async def drop(self, *bodies: bytes, name: str = "claims.837") -> None:
        """A file with these claims arrives and is read to its end."""
        await self.drop_file(interchange(*bodies), name)

    async def drop_file(self, content: bytes, name: str = "claims.837") -> None:
        self.inbox.mkdir(exist_ok=True)
        (self.inbox / name).write_bytes(content)
        await self.relay.settle()

    async def tell(self, *events: Message, key: str = KEY) -> None:
        """Events arrive, in this order, and are settled."""
        for event in events:
            await self.relay.publish(event, key)
        await self.relay.settle()

    def registered(self) -> list[claims.OriginalClaimRegistered]:
        return self.relay.events(claims.OriginalClaimRegistered)

    def built(self) -> list[claims.SecondaryClaimBuilt]:
        return self.relay.events(claims.SecondaryClaimBuilt)

    def held(self) -> list[str]:
        """The codes of the claims that could not be built."""
        return [event.reason_code for event in self.relay.events(claims.SecondaryClaimHeld)]

    async def waiting(self) -> int:
        async with self.engine.connect() as reader:
            count = await reader.scalar(sa.text("SELECT count(*) FROM claim_builder.waiting"))
        return int(count or 0)


@pytest.fixture(name="desk")
async def running_builder(
    service_database: MakeDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    """A builder with the shipped configuration and an empty database."""
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", SECRET)
    monkeypatch.setenv("COBRELAY_CONFIG_PATH", "deploy/config")
    configuration.cache_clear()
    database = await service_database(service)
    engine = database.engine(service)
    inbox = tmp_path / "inbox"
    settings = {service.name: Settings(inbox_path=inbox)}
    clock = clock_at("2025-10-20T09:00:00")
    relay = Relay([service], engine, clock, store=tmp_path / "store", settings=settings)
    yield Desk(relay, engine, inbox)
    configuration.cache_clear()


def adjudicated(claim_id: str, adjudication_id: str = "A1", **changes: str) -> era.ClaimAdjudicated:
    """FIRST paid 60.00 of 100.00, took 25.00 off and left 15.00 to the patient."""
    said = era.ClaimPayment(
        status_code=changes.get("status", "1"),
        charge_cents=10000,
        paid_cents=6000,
        payer_claim_control_number=changes.get("icn", "ICN1"),
        paid_on="2025-10-15",
        provenance=common.Provenance(file_hash="f", segment_index=9, byte_offset=700),
    )
    said.lines.add(
        ordinal=1,
        adjudicated=common.Procedure(qualifier="HC", code="99213"),
        charge_cents=10000,
        paid_cents=6000,
        service_from_on="2025-10-03",
        adjustments=[
            common.Adjustment(group_code="CO", reason_code="45", amount_cents=2500),
            common.Adjustment(group_code="PR", reason_code="2", amount_cents=1500),
        ],
        provenance=common.Provenance(file_hash="f", segment_index=12, byte_offset=800),
    )
    return era.ClaimAdjudicated(
        adjudication_id=adjudication_id,
        claim_id=claim_id,
        claim_version=1,
        answer=said,
        matched_by="number",
        reverses_adjudication_id=changes.get("reverses", ""),
    )


def coverage(named: str, rank: int, profile: str = "") -> common.Coverage:
    return common.Coverage(
        coverage_id=named,
        rank=rank,
        payer=common.PayerName(name=f"{named} HEALTH", id=named, id_qualifier="PI"),
        claim_filing_indicator="CI",
        member_id=f"{named}-1",
        relationship="19",
        subscriber=common.Party(last_name="DOE", first_name="JANE"),
        payer_profile=profile,
    )


def determined(
    claim_id: str,
    determination_id: str = "D1",
    *,
    adjudication_id: str = "A1",
    following: str = "SECOND",
    profile: str = "",
) -> cob.NextPayerDetermined:
    """SECOND is next, after FIRST's answer."""
    return cob.NextPayerDetermined(
        determination=cob.Determination(
            determination_id=determination_id,
            claim_id=claim_id,
            claim_version=1,
            adjudication_id=adjudication_id,
            coverage_id="FIRST",
            sequence=1,
        ),
        next=coverage(following, 2, profile),
        priors=[cob.PriorPayer(adjudication_id=adjudication_id, coverage=coverage("FIRST", 1))],
        billable_cents=1500,
        file_by="2026-01-13",
    )


def withdrawn(claim_id: str, determination_id: str = "D1") -> cob.DeterminationWithdrawn:
    return cob.DeterminationWithdrawn(
        determination_id=determination_id, claim_id=claim_id, reason_code="COB-703"
    )


def submitted(built: claims.SecondaryClaimBuilt) -> submissions.ClaimSubmitted:
    return submissions.ClaimSubmitted(
        submission_id=built.submission_id, claim_id=built.claim_id, evidence="sent"
    )


def cancelled(built: claims.SecondaryClaimBuilt) -> submissions.SubmissionCancelled:
    return submissions.SubmissionCancelled(
        submission_id=built.submission_id, claim_id=built.claim_id
    )


def rejected(built: claims.SecondaryClaimBuilt) -> submissions.ClaimRejected:
    return submissions.ClaimRejected(submission_id=built.submission_id, claim_id=built.claim_id)
