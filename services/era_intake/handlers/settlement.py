"""What follows when it is decided whose answers these are: rows, events and the next try."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from google.protobuf.message import Message
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import CancelTimer, Effect, Publish, SetTimer
from cobrelay.messaging.service import Decided
from era_intake.causes import locks_of
from era_intake.domain.matching import ClaimIndex
from era_intake.domain.settling import (
    Adjudicated,
    Known,
    Outcome,
    Pending,
    Unmatched,
    concerned,
    settle_all,
)
from era_intake.storage import answers
from era_intake.storage.answers import Kept, OnRecord, Settled, Unusable
from era_intake.translation import unmatched_message

RETRY = "unmatched-retry"
FIRST_RETRY_DAYS = 1
RETRY_DAYS_MAX = 30


@dataclass(frozen=True, slots=True)
class Settlement:
    """Claim payments that changed, in the order in which they did; none: nothing happens."""

    settled: tuple[Settled, ...] = ()

    @property
    def reason_code(self) -> str:
        """Why the last of them cannot be used; for the count of decisions."""
        state = self.settled[-1].state if self.settled else None
        return state.reason if isinstance(state, Unusable) else ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The claims and answers among which a batch is settled."""

    index: ClaimIndex
    on_record: OnRecord

    def freed_by(self, wanted: Sequence[Pending], outcomes: Mapping[str, Outcome]) -> list[Settled]:
        """The waiting answers among these that are somebody's now."""
        kept = {each.adjudication_id: each for each in self.on_record.waiting}
        ids = {each.adjudication_id for each in wanted}
        return [
            Settled(kept[adjudication_id], outcome)
            for adjudication_id, outcome in outcomes.items()
            if adjudication_id in ids and isinstance(outcome, Adjudicated)
        ]

    def waiting(self) -> tuple[Pending, ...]:
        return tuple(each.pending for each in self.on_record.waiting)

    def settle(self, pending: Sequence[Pending]) -> Mapping[str, Outcome]:
        numbers = {each.answer.number for each in pending}
        earlier = (each for each in self.on_record.earlier if each.answer.number in numbers)
        return settle_all(pending, Known(self.index, tuple(earlier)))


def of_number(surroundings: Surroundings, number: str) -> tuple[Pending, ...]:
    """What waits under one number."""
    return concerned(surroundings.waiting(), number) if number else ()


async def save(
    decided: Sequence[Decided[Any, Settlement]], tx: AsyncConnection
) -> Sequence[Effect]:
    """Keeps every claim payment that changed, once, and says so."""
    changed: dict[str, tuple[Cause[Any], Settled]] = {}
    for cause, decision in decided:
        for settled in decision.settled:
            changed.setdefault(settled.kept.adjudication_id, (cause, settled))
    await answers.record(tx, [settled for _, settled in changed.values()])
    return [effect for cause, settled in changed.values() for effect in effects_of(cause, settled)]


def effects_of(cause: Cause[Any], settled: Settled) -> Iterator[Effect]:
    """The event that says what became of a claim payment, and when it is tried again."""
    kept, state = settled
    match state:
        case Adjudicated():
            key, claim_id = state.claim.key, state.claim.claim_id
            yield Publish(cause, _adjudicated(kept, state), key=key, correlation_id=claim_id)
            yield CancelTimer(RETRY, kept.adjudication_id)
        case Unmatched():
            yield Publish(cause, _unmatched(kept, state), key=kept.key)
            yield retry(cause, kept, FIRST_RETRY_DAYS)
        case Unusable():
            event = _quarantined(kept, state)
            yield Publish(
                cause, event, key=state.claim_key or kept.key, correlation_id=state.claim_id
            )


def retry(cause: Cause[Any], kept: Kept, days: int) -> SetTimer:
    """The safety net: an original that was entered under other locks is found later."""
    payload = {"days": days, "locks": list(locks_of(kept.answer))}
    due_at = cause.at + timedelta(days=days)
    return SetTimer(RETRY, kept.adjudication_id, due_at, lock_key=kept.key, payload=payload)


def _payment(kept: Kept) -> era.ClaimPayment:
    return era.ClaimPayment.FromString(kept.payment)


def _adjudicated(kept: Kept, state: Adjudicated) -> Message:
    return era.ClaimAdjudicated(
        adjudication_id=kept.adjudication_id,
        claim_id=state.claim.claim_id,
        claim_version=state.claim.version,
        answer=_payment(kept),
        submission_id=state.submission_id,
        matched_by=state.matched_by,
        reverses_adjudication_id=state.reverses,
        corrects_adjudication_id=state.corrects,
    )


def _unmatched(kept: Kept, state: Unmatched) -> Message:
    return unmatched_message(
        kept.adjudication_id, _payment(kept), state.reason, state.disagreements
    )


def _quarantined(kept: Kept, state: Unusable) -> Message:
    payment = _payment(kept)
    return era.ClaimQuarantined(
        adjudication_id=kept.adjudication_id,
        remittance_id=kept.remittance_id,
        ordinal=kept.ordinal,
        payment=payment.payment,
        paid_cents=payment.paid_cents,
        claim_id=state.claim_id,
        findings=[common.DocumentFinding.FromString(each) for each in state.findings],
        provenance=payment.provenance,
        reason_code=state.reason,
    )
