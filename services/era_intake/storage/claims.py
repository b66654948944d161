"""The index of known claims: every version of every original, and every number that we sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query
from era_intake.domain.matching import (
    Answer,
    Answered,
    ClaimIndex,
    KnownClaim,
    Name,
    SentClaim,
)
from era_intake.storage.tables import SCHEMA, known_claims, sent_claims

_SENT = query(
    SCHEMA,
    "SELECT submission_id, claim_id, number FROM {schema}.sent_claims"
    " WHERE number = ANY(:numbers) ORDER BY position",
)
_KNOWN = query(
    SCHEMA,
    "SELECT * FROM {schema}.known_claims WHERE number = ANY(:numbers)"
    " UNION SELECT * FROM {schema}.known_claims WHERE claim_id = ANY(:claim_ids)",
)
_WITH_FACTS = query(SCHEMA, "SELECT * FROM {schema}.known_claims WHERE facts = ANY(:facts)")
_ANSWERED = query(
    SCHEMA,
    "SELECT DISTINCT claim_id, payer_identifier, number FROM {schema}.answers"
    " WHERE claim_id = ANY(:claim_ids) AND state = 'matched'",
)


async def index_for(
    tx: AsyncConnection,
    answers: Collection[Answer],
    arriving: Sequence[KnownClaim] = (),
    arriving_sent: Sequence[SentClaim] = (),
) -> ClaimIndex:
    """Every claim that one of the answers may belong to, with those that are just arriving."""
    if not answers:
        return ClaimIndex()
    numbers = sorted({answer.number for answer in answers} - {""})
    rows = await tx.execute(_SENT, {"numbers": numbers})
    sent = [*(_sent_claim(row) for row in rows), *arriving_sent]
    claim_ids = sorted({each.claim_id for each in sent})
    rows = await tx.execute(_KNOWN, {"numbers": numbers, "claim_ids": claim_ids})
    known = [*(_known_claim(row) for row in rows), *arriving]
    numbered = {claim.number for claim in known} | {each.number for each in sent}
    lost = [answer for answer in answers if answer.number and answer.number not in numbered]
    known += await _with_facts(tx, lost)
    return ClaimIndex(known, sent, await _answered(tx, lost, known))


async def _with_facts(tx: AsyncConnection, lost: Collection[Answer]) -> list[KnownClaim]:
    """The claims that answers with a number of nobody may belong to."""
    facts = sorted({answer.facts.digest for answer in lost} - {""})
    rows = await tx.execute(_WITH_FACTS, {"facts": facts}) if facts else ()
    return [_known_claim(row) for row in rows]


async def _answered(
    tx: AsyncConnection, lost: Collection[Answer], known: Sequence[KnownClaim]
) -> list[Answered]:
    """Under which numbers payers have answered the claims that only facts can lead to."""
    facts = {answer.facts for answer in lost}
    claim_ids = sorted({claim.claim_id for claim in known if claim.facts in facts})
    if not claim_ids:
        return []
    rows = await tx.execute(_ANSWERED, {"claim_ids": claim_ids})
    return [Answered(row.claim_id, row.payer_identifier, row.number) for row in rows]


async def versions_of(tx: AsyncConnection, claim_ids: Collection[str]) -> list[KnownClaim]:
    """All versions of these claims, the latest last."""
    versions = (
        sa.select(known_claims)
        .where(known_claims.c.claim_id.in_(claim_ids))
        .order_by(known_claims.c.version)
    )
    return [_known_claim(row) for row in await tx.execute(versions)]


async def enter(tx: AsyncConnection, claims: Sequence[KnownClaim]) -> None:
    """Enters versions of originals; a version that is known stays as it is."""
    rows = [
        {
            "claim_id": claim.claim_id,
            "version": claim.version,
            "key": claim.key,
            "number": claim.number,
            "facts": claim.facts.digest,
            "npi": claim.npi,
            "tax_id": claim.tax_id,
            "charge_cents": claim.charge,
            "service_from": claim.service_from,
            "service_to": claim.service_to,
            "last_name": claim.patient.last,
            "first_name": claim.patient.first,
            "is_void": claim.is_void,
        }
        for claim in claims
    ]
    if rows:
        await tx.execute(insert(known_claims).on_conflict_do_nothing(), rows)


async def enter_sent(tx: AsyncConnection, claims: Sequence[SentClaim]) -> None:
    """Enters the control numbers that we send."""
    rows = [
        {
            "submission_id": claim.submission_id,
            "number": claim.number,
            "claim_id": claim.claim_id,
        }
        for claim in claims
    ]
    if rows:
        await tx.execute(insert(sent_claims).on_conflict_do_nothing(), rows)


def _known_claim(row: Any) -> KnownClaim:
    return KnownClaim(
        claim_id=row.claim_id,
        version=row.version,
        key=row.key,
        control_number=row.number,
        npi=row.npi,
        tax_id=row.tax_id,
        charge=row.charge_cents,
        service_from=row.service_from,
        service_to=row.service_to,
        patient=Name(row.last_name, row.first_name),
        is_void=row.is_void,
    )


def _sent_claim(row: Any) -> SentClaim:
    return SentClaim(row.submission_id, row.claim_id, row.number)
