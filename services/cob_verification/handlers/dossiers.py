"""Opens the dossiers of a batch's claims: everything known of them, in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification import translation
from cob_verification.domain.coverage import Coverage
from cob_verification.domain.determination import BillNext
from cob_verification.domain.dossier import Dossier, Notice
from cob_verification.domain.standing import Given, Standing
from cob_verification.settings import configuration
from cob_verification.storage import claims, coverages, determinations
from cob_verification.storage.claims import AnswerRow, ClaimRow, SubmissionRow
from cob_verification.storage.coverages import CoverageRow
from cob_verification.storage.determinations import Headline
from cobrelay.contracts.claims import v1 as contracts
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opened:
    """A claim's dossier and what was given of it so far."""

    claim_id: str
    claim_key: str
    dossier: Dossier
    given: Given


Dossiers = dict[str, Opened]


async def open_dossiers(tx: AsyncConnection, claim_ids: Collection[str]) -> Dossiers:
    """Those of the claims that are known, by claim id."""
    return await opened(tx, await claims.by_ids(tx, claim_ids))


async def opened(tx: AsyncConnection, rows: Sequence[ClaimRow]) -> Dossiers:
    """The dossiers of these claims, which need not be stored yet."""
    ids = [row.claim_id for row in rows]
    if not ids:
        return {}
    patients = {row.patient_key for row in rows}
    known = [each.row for each in await coverages.known(tx, patients)]
    shelf = _Shelf(
        known=_grouped((row.patient_key, row) for row in known),
        answers=_grouped((row.claim_id, row) for row in await claims.answers_of(tx, ids)),
        submissions=_grouped((row.claim_id, row) for row in await claims.submissions_of(tx, ids)),
        notices=_grouped(await claims.notices_of(tx, ids)),
        headlines=_grouped((row.claim_id, row) for row in await determinations.headlines(tx, ids)),
    )
    return {row.claim_id: _open(row, shelf) for row in rows}


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Rows of a batch by claim id; coverages by patient."""

    known: dict[str, list[CoverageRow]]
    answers: dict[str, list[AnswerRow]]
    submissions: dict[str, list[SubmissionRow]]
    notices: dict[str, list[Notice]]
    headlines: dict[str, list[Headline]]


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _open(row: ClaimRow, shelf: _Shelf) -> Opened:
    given = _given(shelf.headlines.get(row.claim_id, ()))
    event = contracts.OriginalClaimRegistered.FromString(row.event)
    submissions = shelf.submissions.get(row.claim_id, ())
    dossier = Dossier(
        claim=translation.claim(event, row.patient_key, configuration().payers),
        known=_known(row, shelf.known.get(row.patient_key, ())),
        answers=tuple(
            translation.answer(era.ClaimAdjudicated.FromString(each.event), each.received_on)
            for each in shelf.answers.get(row.claim_id, ())
        ),
        notices=frozenset(shelf.notices.get(row.claim_id, ())),
        submissions={each.submission_id: each.coverage_id for each in submissions},
        sent=frozenset(each.coverage_id for each in submissions if each.is_sent),
        asked=asked(given.standing),
    )
    return Opened(row.claim_id, row.claim_key, dossier, given)


def asked(standing: Iterable[Standing]) -> frozenset[str]:
    """The coverages that standing determinations say to bill."""
    return frozenset(
        each.next_coverage_id for each in standing if each.outcome == BillNext.__name__
    )


def _known(row: ClaimRow, rows: Iterable[CoverageRow]) -> tuple[Coverage, ...]:
    """Where both sides state an account number, it must be the same."""
    return tuple(
        stated_coverage(each)
        for each in rows
        if not (row.patient_account and each.patient_account)
        or row.patient_account == each.patient_account
    )


def stated_coverage(row: CoverageRow) -> Coverage:
    """A coverage as its row has it: dates, rank and evidence are the row's."""
    stated = translation.coverage(common.Coverage.FromString(row.stated))
    return replace(
        stated,
        coverage_id=row.coverage_id,
        rank=row.rank,
        effective_on=row.effective_on,
        terminated_on=row.terminated_on,
        evidence=row.evidence,
    )


def _given(headlines: Sequence[Headline]) -> Given:
    standing = tuple(
        Standing(
            determination_id=each.determination_id,
            adjudication_id=each.adjudication_id,
            fingerprint=each.fingerprint,
            outcome=each.outcome,
            sequence=each.sequence,
            coverage_id=each.coverage_id,
            next_coverage_id=each.next_coverage_id,
        )
        for each in headlines
        if each.ended_at is None
    )
    attempts: dict[str, int] = {}
    for each in headlines:
        attempts[each.adjudication_id] = max(attempts.get(each.adjudication_id, 0), each.attempt)
    return Given(standing, attempts)
