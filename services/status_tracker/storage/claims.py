"""Claims as the tracker knows them: their evidence, their state, their timeline."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from status_tracker.domain.evidence import Evidence
from status_tracker.domain.lifecycle import ClaimState
from status_tracker.domain.telling import Registration
from status_tracker.storage.tables import claims, evidence, timeline

_FIELDS = tuple(Evidence.__dataclass_fields__)


async def evidence_of(
    tx: AsyncConnection, claim_ids: Collection[str]
) -> dict[str, tuple[Evidence, ...]]:
    """Every fact on record, by claim; one query for the batch."""
    found = await tx.execute(
        sa.select(evidence.c.claim_id, *(evidence.c[name] for name in _FIELDS)).where(
            evidence.c.claim_id.in_(claim_ids)
        )
    )
    facts: dict[str, list[Evidence]] = {each: [] for each in claim_ids}
    for row in found:
        facts[row.claim_id].append(Evidence(*(getattr(row, name) for name in _FIELDS)))
    return {claim_id: tuple(each) for claim_id, each in facts.items()}


async def states_of(tx: AsyncConnection, claim_ids: Collection[str]) -> dict[str, ClaimState]:
    """The states on record."""
    found = await tx.execute(
        sa.select(claims.c.claim_id, claims.c.state).where(claims.c.claim_id.in_(claim_ids))
    )
    return {row.claim_id: row.state for row in found}


async def add_evidence(tx: AsyncConnection, facts: Sequence[tuple[str, Evidence]]) -> None:
    if facts:
        rows = [{"claim_id": claim_id, **asdict(fact)} for claim_id, fact in facts]
        await tx.execute(insert(evidence).on_conflict_do_nothing(), rows)


async def add_timeline(tx: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Adds what is not there yet; the ids of the events that are new."""
    if not rows:
        return set()
    statement = insert(timeline).on_conflict_do_nothing().returning(timeline.c.event_id)
    return set(await tx.scalars(statement, rows))


async def keep(tx: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """The derived state of claims; what the original says is kept by `register`."""
    if not rows:
        return
    statement = insert(claims).values(
        patient_control_number="", billing_provider_npi="", charge_cents=0
    )
    derived = [name for name in rows[0] if name != "claim_id"]
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[claims.c.claim_id],
            set_={name: statement.excluded[name] for name in derived},
        ),
        rows,
    )


async def register(tx: AsyncConnection, found: Mapping[str, Registration]) -> None:
    """What the original says, for the list of claims."""
    if found:
        await tx.execute(
            sa.update(claims)
            .where(claims.c.claim_id == sa.bindparam("of"))
            .values(
                patient_control_number=sa.bindparam("number"),
                billing_provider_npi=sa.bindparam("npi"),
                charge_cents=sa.bindparam("cents"),
            ),
            [
                {
                    "of": claim_id,
                    "number": each.patient_control_number,
                    "npi": each.billing_provider_npi,
                    "cents": each.charge_cents,
                }
                for claim_id, each in found.items()
            ],
        )


async def listing(
    tx: AsyncConnection, *, state: str, control_number: str, limit: int, after: str
) -> Sequence[sa.RowMapping]:
    query = sa.select(claims).where(claims.c.claim_id > after)
    if state:
        query = query.where(sa.cast(claims.c.state, sa.Text) == state)
    if control_number:
        query = query.where(claims.c.patient_control_number == control_number)
    query = query.order_by(claims.c.claim_id).limit(limit)
    return (await tx.execute(query)).mappings().all()


async def named(tx: AsyncConnection, name: str) -> Sequence[sa.RowMapping]:
    """The claim of an id, or the claims of a patient control number."""
    query = sa.select(claims).where(
        sa.or_(claims.c.claim_id == name, claims.c.patient_control_number == name)
    )
    return (await tx.execute(query.limit(2))).mappings().all()


async def timeline_of(tx: AsyncConnection, claim_id: str) -> Sequence[sa.RowMapping]:
    query = sa.select(timeline).where(timeline.c.claim_id == claim_id)
    query = query.order_by(timeline.c.at, timeline.c.position)
    return (await tx.execute(query)).mappings().all()
