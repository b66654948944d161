"""Original claims by number and version, and those that were held."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from claim_builder.storage.tables import adjudications, held_originals, originals


@dataclass(frozen=True, slots=True)
class NumberedVersion:
    """What of a version is needed to tell which claim a new one is."""

    claim_id: str
    version: int
    claim_key: str
    provider: str
    control_number: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class StoredOriginal:
    """One version of an original with its X12."""

    claim_id: str
    version: int
    claim_key: str
    control_number: str
    is_void: bool
    body: bytes
    event: bytes


_NUMBERED = tuple(originals.c[name] for name in NumberedVersion.__dataclass_fields__)
_STORED = tuple(originals.c[name] for name in StoredOriginal.__dataclass_fields__)


async def numbered(
    tx: AsyncConnection, numbers: Collection[tuple[str, str]], claim_ids: Collection[str]
) -> list[NumberedVersion]:
    """The versions of claims with these (provider, CLM01), and of these claims."""
    query = sa.select(*_NUMBERED).where(
        sa.or_(
            sa.tuple_(originals.c.provider, originals.c.control_number).in_(list(numbers)),
            originals.c.claim_id.in_(list(claim_ids)),
        )
    )
    return [NumberedVersion(*row) for row in await tx.execute(query)]


async def claims_by_payer_number(
    tx: AsyncConnection, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], str]:
    """Claim ids by (provider, payer's claim number) of an answer; only where it is one claim."""
    if not wanted:
        return {}
    number = adjudications.c.payer_claim_control_number
    query = (
        sa.select(originals.c.provider, number, originals.c.claim_id)
        .join(adjudications, adjudications.c.claim_id == originals.c.claim_id)
        .where(sa.tuple_(originals.c.provider, number).in_(list(wanted)))
        .distinct()
    )
    found: dict[tuple[str, str], set[str]] = {}
    for provider, payer_number, claim_id in await tx.execute(query):
        found.setdefault((provider, payer_number), set()).add(claim_id)
    return {key: ids.pop() for key, ids in found.items() if len(ids) == 1}


async def of_claims(tx: AsyncConnection, claim_ids: Collection[str]) -> list[StoredOriginal]:
    """Every version of these claims, oldest first."""
    query = (
        sa.select(*_STORED)
        .where(originals.c.claim_id.in_(list(claim_ids)))
        .order_by(originals.c.claim_id, originals.c.version)
    )
    return [StoredOriginal(*row) for row in await tx.execute(query)]


async def keep(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(sa.insert(originals), rows)


async def hold(tx: AsyncConnection, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await tx.execute(insert(held_originals).on_conflict_do_nothing(), rows)
