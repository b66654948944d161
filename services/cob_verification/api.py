"""coverages.v1 and determinations.v1: who insures a patient, who pays next, and why."""

from __future__ import annotations

from typing import Any

import grpc
from google.protobuf.message import Message

from cob_verification import translation
from cob_verification.causes import DetermineAgain, PutCoverage, ReportCrossoverFailure
from cob_verification.domain.coverage import Coverage
from cob_verification.domain.coverage_feed import CODES
from cob_verification.domain.patient import patient_key
from cob_verification.domain.primacy import payer_order
from cob_verification.handlers.coverages import Recordings
from cob_verification.handlers.dossiers import Opened, open_dossiers
from cob_verification.settings import configuration
from cob_verification.storage import claims, determinations
from cob_verification.storage.determinations import DeterminationRow
from cobrelay.api.coverages import v1 as coverages_api
from cobrelay.api.determinations import v1 as determinations_api
from cobrelay.contracts.claims import v1 as contracts
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.dates import parse_day, stamp
from cobrelay.messaging.answering import SIGNATURE, Misstated, Unknown, act, demand
from cobrelay.messaging.runtime import Runtime

RANK_MAX = 11

EVENTS: dict[str, type[Any]] = {
    each.DESCRIPTOR.name: each
    for each in (
        cob.NextPayerDetermined,
        cob.CrossoverAwaited,
        cob.PatientResponsibilityDetermined,
        cob.NothingLeftDetermined,
        cob.DenialDetermined,
        cob.DeterminationHeld,
    )
}


def register(server: grpc.aio.Server, runtime: Runtime) -> None:
    coverages_api.add_CoveragesServiceServicer_to_server(Coverages(runtime), server)
    determinations_api.add_DeterminationsServiceServicer_to_server(Determinations(runtime), server)


class Coverages(coverages_api.CoveragesServiceServicer):
    """Who insures a patient, in which order, since when, and how we know."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def ListCoverages(
        self, request: coverages_api.ListCoveragesRequest, context: Any
    ) -> coverages_api.ListCoveragesResponse:
        opened = await _opened(self._runtime, request.claim_id)
        dossier = opened.dossier
        order = payer_order(dossier.claim, dossier.known, configuration().payers)
        async with self._runtime.engine.connect() as reader:
            (row,) = await claims.by_ids(reader, [request.claim_id])
        return coverages_api.ListCoveragesResponse(
            coverages=[translation.coverage_event(each) for each in order.coverages],
            patient=contracts.OriginalClaimRegistered.FromString(row.event).patient,
        )

    async def PutCoverage(
        self, request: coverages_api.PutCoverageRequest, context: Any
    ) -> coverages_api.PutCoverageResponse:
        demand(request, *SIGNATURE)
        complaint = _complaint(request.patient, request.coverage)
        if complaint:
            raise Misstated(complaint)
        identity = translation.patient(request.patient)
        body = PutCoverage(
            request_id=request.idempotency_key,
            patient_key=patient_key(configuration().claim_key_secret, identity),
            patient=identity,
            coverage=_stated(request.coverage),
            actor=request.actor,
            reason=request.reason,
        )
        found: Recordings = await act(self._runtime, request, body)
        return coverages_api.PutCoverageResponse(coverage_id=found.coverage_id)


class Determinations(determinations_api.DeterminationsServiceServicer):
    """Who pays next and why."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime

    async def ListDeterminations(
        self, request: determinations_api.ListDeterminationsRequest, context: Any
    ) -> determinations_api.ListDeterminationsResponse:
        async with self._runtime.engine.connect() as reader:
            rows = await determinations.of_claim(reader, request.claim_id)
        return determinations_api.ListDeterminationsResponse(
            determinations=[_record(row) for row in rows]
        )

    async def ReportCrossoverFailure(
        self, request: determinations_api.ReportCrossoverFailureRequest, context: Any
    ) -> determinations_api.ReportCrossoverFailureResponse:
        demand(request, "claim_id", *SIGNATURE)
        opened = await _opened(self._runtime, request.claim_id)
        body = ReportCrossoverFailure(
            opened.claim_key, request.claim_id, request.actor, request.reason
        )
        await act(self._runtime, request, body, correlation_id=body.claim_id)
        standing = await self._standing(request.claim_id)
        return determinations_api.ReportCrossoverFailureResponse(
            determination_id=standing[-1].determination_id if standing else ""
        )

    async def DetermineAgain(
        self, request: determinations_api.DetermineAgainRequest, context: Any
    ) -> determinations_api.DetermineAgainResponse:
        demand(request, "adjudication_id", *SIGNATURE)
        async with self._runtime.engine.connect() as reader:
            claim_id = await determinations.claim_of(reader, request.adjudication_id)
        opened = await _opened(self._runtime, claim_id)
        body = DetermineAgain(
            opened.claim_key, claim_id, request.adjudication_id, request.actor, request.reason
        )
        await act(self._runtime, request, body, correlation_id=claim_id)
        for row in await self._standing(claim_id):
            if row.adjudication_id == request.adjudication_id:
                return determinations_api.DetermineAgainResponse(
                    determination_id=row.determination_id, outcome=row.event_type
                )
        return determinations_api.DetermineAgainResponse()

    async def _standing(self, claim_id: str) -> list[DeterminationRow]:
        async with self._runtime.engine.connect() as reader:
            rows = await determinations.of_claim(reader, claim_id)
        return [row for row in rows if row.ended_at is None]


async def _opened(runtime: Runtime, claim_id: str) -> Opened:
    async with runtime.engine.connect() as reader:
        dossiers = await open_dossiers(reader, [claim_id])
    if claim_id not in dossiers:
        raise Unknown("there is no such claim")
    return dossiers[claim_id]


def _complaint(patient: common.Party, coverage: common.Coverage) -> str:
    """One sentence, or nothing when the request can be taken."""
    if not (patient.last_name and patient.first_name and patient.birth_date and patient.sex):
        return "the patient's names, birth_date and sex are required"
    if not 1 <= coverage.rank <= RANK_MAX:
        return f"coverage.rank must be 1 to {RANK_MAX}"
    if not (coverage.payer.id or coverage.payer.name):
        return "coverage.payer needs an id or a name"
    for text in (coverage.effective_on, coverage.terminated_on, coverage.subscriber.birth_date):
        if text and parse_day(text) is None:
            return "coverage dates are YYYY-MM-DD"
    return _unknown_code(coverage)


def _unknown_code(coverage: common.Coverage) -> str:
    """A claim with a code that its guide does not have would be refused."""
    stated = {
        "relationship": coverage.relationship,
        "claim_filing_indicator": coverage.claim_filing_indicator,
        "insurance_type": coverage.insurance_type,
        "subscriber_sex": coverage.subscriber.sex,
    }
    for name, code in stated.items():
        if code and code not in CODES[name]:
            return f"{name} must be one of {', '.join(sorted(CODES[name]))}"
    return ""


def _stated(stated: common.Coverage) -> Coverage:
    """Id and evidence are ours to give."""
    plain = common.Coverage()
    plain.CopyFrom(stated)
    plain.coverage_id, plain.evidence, plain.payer_profile = "", "api", ""
    return translation.coverage(plain)


def _record(row: DeterminationRow) -> determinations_api.DeterminationRecord:
    event: Message = EVENTS[row.event_type].FromString(row.event)
    return determinations_api.DeterminationRecord(
        determination=event.determination,  # type: ignore[attr-defined]
        outcome=row.event_type,
        is_withdrawn=row.ended_at is not None,
        decided_at=stamp(row.decided_at),
    )
