"""What waits too long is announced once, and settled once when its fact comes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from clock import clock_at
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.era import v1 as era
from cobrelay.errors import Refused
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from cobrelay.messaging.in_memory import Relay
from cobrelay.messaging.overdue import KIND
from cobrelay.messaging.parking import release
from cobrelay.messaging.processing import Processing
from cobrelay.messaging.service import Await, Decided, Service
from counting import handlers, storage
from counting.service import Settings
from counting.world import adjudicated
from service_databases import MakeDatabase

NAME = "claim-builder"  # whose topic has an event to say that something waits too long
REFUSED = 13  # waits like others, and cannot be handled when its fact has come
ADJUDICATED = "cobrelay.contracts.era.v1.ClaimAdjudicated"


async def count(
    decided: Sequence[Decided[era.ClaimAdjudicated, handlers.Counted]], tx: AsyncConnection
) -> list[Effect]:
    await storage.count(tx, [(cause.key, each.number, cause.id) for cause, each in decided])
    return [Publish(cause, claims.SecondaryClaimWithdrawn()) for cause, _ in decided]


def decide(cause: Cause[era.ClaimAdjudicated], facts: handlers.Facts) -> handlers.Counted | Await:
    decision = handlers.decide(cause, facts)
    if decision == handlers.Counted(REFUSED) and cause.key not in facts.remedied:
        raise Refused("POISON")
    return decision


def awaiting_service() -> Service:
    service = Service(name=NAME, schema=storage.SCHEMA, tables=storage.metadata, settings=Settings)
    service.on(
        claims.OriginalClaimRegistered,
        load=handlers.load_nothing,
        decide=handlers.decide_original,
        save=handlers.save_originals,
        also_locks=handlers.locks_of,
    )
    service.on(
        era.ClaimAdjudicated,
        load=handlers.load,
        decide=decide,
        save=count,
        also_locks=handlers.locks_of,
    )
    return service


@pytest.fixture(name="relay")
async def awaiting(service_database: MakeDatabase, tmp_path: Path) -> Relay:
    service = awaiting_service()
    database = await service_database(service)
    return Relay([service], database.engines, clock_at("2026-01-05"), store=tmp_path)


async def answered(relay: Relay, claim_id: str, key: str = "a", number: int = 1) -> UUID:
    event = adjudicated(number, "AWAITS", claim_id)
    found = await relay.publish(event, key, correlation_id=claim_id)
    await relay.settle()
    return found


async def registered(relay: Relay, claim_id: str) -> None:
    await relay.publish(claims.OriginalClaimRegistered(claim_id=claim_id), f"key of {claim_id}")
    await relay.settle()


async def retried(relay: Relay) -> None:
    """The safety net tries whatever waits."""
    async with processing(relay).engine.begin() as tx:
        await tx.execute(sa.text("UPDATE counting.waiting SET ready = true"))
    await relay.settle()


async def watched(relay: Relay) -> list[str]:
    async with processing(relay).engine.connect() as reader:
        query = sa.text("SELECT key FROM counting.timers WHERE kind = :kind")
        return list(await reader.scalars(query, {"kind": KIND}))


async def remedied(relay: Relay, key: str) -> None:
    async with processing(relay).engine.begin() as tx:
        await storage.remedy(tx, key)


def assert_ids_are_unique(relay: Relay) -> None:
    assert len({each.id for each in relay.log}) == len(relay.log)


def processing(relay: Relay) -> Processing:
    return relay.runtime(NAME)._processing


def said(relay: Relay) -> list[tuple[str, bool]]:
    return [(each.event_id, each.is_settled) for each in relay.events(claims.EventOverdue)]


async def test_what_waits_too_long_is_announced_once_when_the_limit_is_reached(
    relay: Relay,
) -> None:
    event_id = await answered(relay, "C1")

    await relay.advance(days=6, hours=23)
    assert said(relay) == []

    await relay.advance(hours=1)
    [event] = relay.events(claims.EventOverdue)
    assert event == claims.EventOverdue(
        event_id=str(event_id),
        event_type=ADJUDICATED,
        reason_code="AWAITS_ORIGINAL",
        facts=["original:C1"],
        waiting_since="2026-01-05T00:00:00Z",
        claim_id="C1",
    )
    [envelope] = [each for each in relay.log if each.type.endswith("EventOverdue")]
    assert (envelope.key, envelope.correlation_id) == ("a", "C1")

    await relay.advance(days=60)
    assert len(said(relay)) == 1


async def test_it_is_settled_once_when_the_fact_comes_and_a_replay_changes_nothing(
    relay: Relay,
) -> None:
    event_id = str(await answered(relay, "C1"))
    await relay.advance(days=8)

    await registered(relay, "C1")
    told = [(event_id, False), (event_id, True)]
    assert said(relay) == told
    assert relay.events(claims.EventOverdue)[1].facts == ["original:C1"]

    relay.replay()
    await relay.advance(days=60)
    assert said(relay) == told
    assert_ids_are_unique(relay)


async def test_of_what_comes_in_time_nothing_is_announced(relay: Relay) -> None:
    await answered(relay, "C1")
    assert len(await watched(relay)) == 1

    await relay.advance(days=6)
    await registered(relay, "C1")

    assert await watched(relay) == []
    await relay.advance(days=60)
    assert said(relay) == []


async def test_what_is_tried_and_waits_again_is_overdue_since_it_first_waited(
    relay: Relay,
) -> None:
    event_id = str(await answered(relay, "C1"))
    await relay.advance(days=6)
    await retried(relay)

    await relay.advance(days=1)
    assert said(relay) == [(event_id, False)]

    await retried(relay)
    await relay.advance(days=60)
    assert said(relay) == [(event_id, False)]

    await registered(relay, "C1")
    assert said(relay) == [(event_id, False), (event_id, True)]


async def test_each_of_a_batch_has_its_own_limit(relay: Relay) -> None:
    late = [str(await answered(relay, "C1", key)) for key in "ab"]
    late.append(str(await answered(relay, "C2", "d")))
    await relay.advance(days=4)
    await answered(relay, "C1", "c")
    await relay.advance(days=4)

    await registered(relay, "C1")
    await registered(relay, "C2")

    assert sorted(said(relay)) == sorted((each, state) for each in late for state in (False, True))
    assert_ids_are_unique(relay)


async def test_what_cannot_be_handled_when_its_fact_comes_waits_no_longer(relay: Relay) -> None:
    event_ids = [str(await answered(relay, "C1", key, REFUSED)) for key in "ab"]
    await remedied(relay, "b")
    await relay.advance(days=8)

    await registered(relay, "C1")

    assert [each.key for each in await relay.parked(NAME)] == ["a"]
    assert sorted(said(relay)[2:]) == sorted((each, True) for each in event_ids)


async def test_a_timer_behind_a_parked_message_announces_nothing_that_no_longer_waits(
    relay: Relay,
) -> None:
    await answered(relay, "C1")
    await relay.publish(adjudicated(2, "POISON"), "a")
    await relay.advance(days=8)
    await registered(relay, "C1")

    await remedied(relay, "a")
    released = await release(processing(relay), "a", actor="a biller", reason="remedied")
    await relay.settle()

    assert (released.played, released.still_parked) == (3, 0)
    assert not any(not is_settled for _, is_settled in said(relay))


async def test_what_is_parked_behind_another_when_its_fact_comes_waits_no_longer(
    relay: Relay,
) -> None:
    event_id = str(await answered(relay, "C1"))
    await relay.advance(days=8)
    await relay.publish(adjudicated(2, "POISON"), "a")
    await relay.settle()

    await registered(relay, "C1")
    assert said(relay) == [(event_id, False), (event_id, True)]

    await remedied(relay, "a")
    await release(processing(relay), "a", actor="a biller", reason="remedied")
    await relay.advance(days=60)
    assert said(relay) == [(event_id, False), (event_id, True)]


async def test_an_installation_may_wait_longer(relay: Relay) -> None:
    processing(relay).overdue_after = timedelta(days=30)
    await answered(relay, "C1")

    await relay.advance(days=29)
    assert said(relay) == []

    await relay.advance(days=2)
    assert len(said(relay)) == 1
