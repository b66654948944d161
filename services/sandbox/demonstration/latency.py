"""How long it took from a remittance's arrival to the claim that follows from it being sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cobrelay.clock import Clock
from sandbox.demonstration.evidence import Evidence

CROSSOVER = "CrossoverAwaited"  # then we wait on purpose


@dataclass(frozen=True, slots=True)
class Latency:
    """Real seconds over so many claims."""

    claims: int
    median: float
    p99: float


def latency(evidence: Evidence, clock: Clock) -> Latency | None:
    """None where nothing was sent. Business moments are told; they are measured in real time."""
    measured = sorted(
        clock.real_seconds(sent - came) for came, sent in _spans(evidence) if sent >= came
    )
    if not measured:
        return None
    last = len(measured) - 1
    return Latency(
        len(measured), measured[len(measured) // 2], measured[min(len(measured) * 99 // 100, last)]
    )


def _spans(evidence: Evidence) -> Iterator[tuple[datetime, datetime]]:
    """From the later of original and remittance to the first claim of ours."""
    arrived: dict[str, datetime] = {}
    for told in evidence.remittances:
        at = _moment(told.remittance.received_at)
        for claim in told.claims:
            arrived[claim.claim_id] = min(arrived.get(claim.claim_id, at), at)
    sent: dict[str, datetime] = {}
    for each in evidence.submissions:
        if each.submitted_at:
            at = _moment(each.submitted_at)
            sent[each.claim_id] = min(sent.get(each.claim_id, at), at)
    for told_claim in evidence.claims:
        claim_id = told_claim.claim.claim_id
        events = {entry.event: entry.at for entry in reversed(told_claim.timeline)}
        known = events.get("OriginalClaimRegistered")
        if claim_id in sent and claim_id in arrived and known and CROSSOVER not in events:
            yield max(arrived[claim_id], _moment(known)), sent[claim_id]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
