"""Records what feeds and people state of coverages; the patient's claims are looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification import translation
from cob_verification.causes import LOOK_AGAIN, CoverageRows, PutCoverage
from cob_verification.domain.coverage import Coverage, Evidence
from cob_verification.domain.coverage_history import Recorded, Recording, record
from cob_verification.handlers.dossiers import stated_coverage
from cob_verification.settings import configuration
from cob_verification.storage import claims, coverages
from cob_verification.storage.claims import ClaimRow
from cob_verification.storage.coverages import CoverageRow, KnownCoverage
from cob_verification.storage.tables import SCHEMA
from cobrelay.messaging import acts
from cobrelay.messaging.acts import Act
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, SetTimer
from cobrelay.messaging.service import Decided

Stating = CoverageRows | PutCoverage


@dataclass(frozen=True, slots=True)
class Patients:
    """What is on record of the patients of a batch, and their claims."""

    known: dict[str, list[KnownCoverage]]
    claims: dict[str, list[ClaimRow]]


@dataclass(frozen=True, slots=True)
class Statement:
    """A coverage with where it comes from and what else its row said."""

    coverage: Coverage
    account: str
    source: str
    extras: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Recordings:
    """Rows that are superseded, rows that are added, and the claims that this concerns."""

    superseded: tuple[int, ...]
    added: tuple[CoverageRow, ...]
    claims: tuple[ClaimRow, ...]
    coverage_id: str
    act: Act | None = None


async def load(causes: Sequence[Cause[Stating]], tx: AsyncConnection) -> Patients:
    keys = {cause.body.patient_key for cause in causes}
    known: dict[str, list[KnownCoverage]] = {key: [] for key in keys}
    concerned: dict[str, list[ClaimRow]] = {key: [] for key in keys}
    for each in await coverages.known(tx, keys):
        known[each.row.patient_key].append(each)
    for row in await claims.of_patients(tx, keys):
        concerned[row.patient_key].append(row)
    return Patients(known, concerned)


def state_rows(cause: Cause[CoverageRows], patients: Patients) -> Recordings:
    body = cause.body
    statements = [
        Statement(
            translation.identified(row.coverage, body.patient_key, configuration().payers),
            row.account,
            f"{body.file_hash}:{row.line}",
            row.extras,
        )
        for row in body.rows
    ]
    return _recordings(body.patient_key, statements, patients)


def put(cause: Cause[PutCoverage], patients: Patients) -> Recordings:
    body = cause.body
    stated = replace(body.coverage, evidence=Evidence.API)
    identified = translation.identified(stated, body.patient_key, configuration().payers)
    statement = Statement(identified, "", body.request_id)
    found = _recordings(body.patient_key, [statement], patients)
    act = Act(body.actor, "put coverage", identified.coverage_id, body.reason)
    return replace(found, act=act)


def _recordings(patient: str, statements: Sequence[Statement], patients: Patients) -> Recordings:
    superseded: list[int] = []
    added: list[CoverageRow] = []
    for account in dict.fromkeys(each.account for each in statements):
        of_account = [each for each in statements if each.account == account]
        recording = _recorded(patients.known[patient], account, of_account)
        superseded += recording.superseded
        added += [_row(patient, account, each, of_account) for each in recording.added]
    concerned = patients.claims[patient] if superseded or added else ()
    last = statements[-1].coverage.coverage_id
    return Recordings(tuple(superseded), tuple(added), tuple(concerned), last)


def _recorded(
    known: Iterable[KnownCoverage], account: str, statements: Sequence[Statement]
) -> Recording:
    current = [
        Recorded(each.version, stated_coverage(each.row))
        for each in known
        if each.row.patient_account == account
    ]
    return record(current, [each.coverage for each in statements])


def _row(
    patient: str, account: str, added: Coverage, statements: Sequence[Statement]
) -> CoverageRow:
    """What remains of an older statement keeps no source of its own: it is a consequence."""
    stated = next((each for each in statements if each.coverage == added), None)
    return CoverageRow(
        coverage_id=added.coverage_id,
        patient_key=patient,
        patient_account=account,
        rank=added.rank,
        effective_on=added.effective_on,
        terminated_on=added.terminated_on,
        evidence=added.evidence,
        stated=translation.coverage_event(added).SerializeToString(deterministic=True),
        source=stated.source if stated else statements[0].source,
        extras=dict(stated.extras) if stated else {},
    )


async def save(
    decided: Sequence[Decided[Stating, Recordings]], tx: AsyncConnection
) -> list[Effect]:
    effects: list[Effect] = []
    for cause, found in decided:
        await coverages.supersede(tx, found.superseded, cause.at)
        await coverages.record(tx, found.added, cause.at)
        if found.act is not None:
            await acts.record(tx, SCHEMA, cause.at, found.act)
        effects += [_look_again(cause, row) for row in found.claims]
    return effects


def _look_again(cause: Cause[Stating], row: ClaimRow) -> SetTimer:
    """Due at once, under the claim's own lock; its key is new for every cause."""
    return SetTimer(
        LOOK_AGAIN,
        f"{row.claim_id}:{cause.id}",
        cause.at,
        lock_key=row.claim_key,
        payload={"claim_id": row.claim_id},
        correlation_id=row.claim_id,
    )
