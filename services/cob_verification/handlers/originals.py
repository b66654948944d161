"""Keeps an original claim, and decides upon the answers that came before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification import translation
from cob_verification.domain.patient import patient_key
from cob_verification.domain.standing import Withdrawal
from cob_verification.handlers.answers import original_fact
from cob_verification.handlers.dossiers import Dossiers, opened
from cob_verification.handlers.reconsidering import Reconsidered, reconsider, save_changes
from cob_verification.settings import configuration
from cob_verification.storage import claims
from cob_verification.storage.claims import ClaimRow
from cobrelay.contracts.claims import v1 as contracts
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Record
from cobrelay.messaging.service import Decided

Registered = Cause[contracts.OriginalClaimRegistered]


@dataclass(frozen=True, slots=True)
class Kept:
    """A claim's version, and what it changes of what was determined."""

    row: ClaimRow
    found: Reconsidered | None
    """None for a version older than the one that is known."""

    @property
    def reason_code(self) -> str:
        return self.found.reason_code if self.found else ""


def lock_keys(event: contracts.OriginalClaimRegistered) -> Iterable[str]:
    """A coverage is sought and recorded under its patient's lock."""
    yield _patient(event)


async def load(causes: Sequence[Registered], tx: AsyncConnection) -> Dossiers:
    known = {row.claim_id: row for row in await claims.by_ids(tx, _ids(causes))}
    rows = [known.get(cause.body.claim_id) or _row(cause) for cause in causes]
    return await opened(tx, rows)


def register(cause: Registered, dossiers: Dossiers) -> Kept:
    row = _row(cause)
    known = dossiers[row.claim_id]
    if known.dossier.claim.version > row.version:
        return Kept(row, None)
    claim = translation.claim(cause.body, row.patient_key, configuration().payers)
    dossier = replace(known.dossier, claim=claim)
    return Kept(row, reconsider(known, dossier, cause.at.date(), Withdrawal.VERSION))


async def save(
    decided: Sequence[Decided[contracts.OriginalClaimRegistered, Kept]], tx: AsyncConnection
) -> list[Effect]:
    await claims.keep(tx, [(kept.row, cause.at) for cause, kept in decided])
    changes = [(cause, kept.found) for cause, kept in decided if kept.found is not None]
    effects = await save_changes(changes, tx)
    return [*effects, *(Record(original_fact(kept.row.claim_id)) for _, kept in decided)]


def _ids(causes: Sequence[Registered]) -> set[str]:
    return {cause.body.claim_id for cause in causes}


def _patient(event: contracts.OriginalClaimRegistered) -> str:
    identity = translation.patient(event.patient)
    return patient_key(configuration().claim_key_secret, identity)


def _row(cause: Registered) -> ClaimRow:
    event = cause.body
    return ClaimRow(
        claim_id=event.claim_id,
        claim_key=cause.key,
        patient_key=_patient(event),
        patient_account=event.patient_account,
        version=event.version,
        event=event.SerializeToString(deterministic=True),
    )
