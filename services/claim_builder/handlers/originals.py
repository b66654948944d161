"""Registers original claims, in their versions, and holds what cannot be registered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from claim_builder import translation
from claim_builder.domain.originals import (
    VOID,
    Candidate,
    Collides,
    KnownVersion,
    Registered,
    Repeated,
    register,
)
from claim_builder.domain.reasons import Hold
from claim_builder.files import Looked, OriginalRead, RefusedPart
from claim_builder.storage import originals
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.common import v1 as common
from cobrelay.dates import day
from cobrelay.files.kinds import FileRefused, FileVerified
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish, Record
from cobrelay.messaging.service import Decided
from cobrelay.money import Cents


@dataclass(frozen=True, slots=True)
class FileOpened:
    """What becomes of a file after its first pass."""

    refused: tuple[RefusedPart, ...]
    proceed: bool
    reason: str = ""


async def nothing(causes: Sequence[Cause[FileVerified[Looked]]], tx: AsyncConnection) -> None:
    """The verdict rests on the file alone."""


def open_file(cause: Cause[FileVerified[Looked]], facts: None) -> FileOpened:  # noqa: ARG001
    result = cause.body.result
    if isinstance(result, FileRefused):
        return FileOpened((RefusedPart(0, "CLB-001"),), proceed=False, reason="CLB-001")
    if result.is_whole_file_refused:
        whole = next(part for part in result.refused if part.set_ordinal == 0)
        return FileOpened((whole,), proceed=False, reason=whole.reason_code)
    proceed = result.claim_count > 0
    reason = "" if proceed else result.refused[0].reason_code
    return FileOpened(result.refused, proceed=proceed, reason=reason)


async def save_opened(
    decided: Sequence[Decided[FileVerified[Looked], FileOpened]],
    tx: AsyncConnection,  # noqa: ARG001
) -> Sequence[Effect]:
    return [
        Publish(cause, _quarantined(cause.body.hash, part))
        for cause, decision in decided
        for part in decision.refused
    ]


def _quarantined(file_hash: str, part: RefusedPart) -> claims.OriginalFileQuarantined:
    return claims.OriginalFileQuarantined(
        file_hash=file_hash,
        set_ordinal=part.set_ordinal,
        reason_code=part.reason_code,
        findings=translation.findings(part.findings),
    )


@dataclass(frozen=True, slots=True)
class KnownOriginals:
    """Versions on record, and claims that payers have answered under a number of theirs."""

    versions: tuple[originals.NumberedVersion, ...]
    by_payer_number: dict[tuple[str, str], str]

    def of(self, candidate: Candidate, answered_claim: str) -> list[KnownVersion]:
        return [
            KnownVersion(
                each.claim_id,
                each.version,
                each.content_hash,
                each.control_number == candidate.control_number,
            )
            for each in self.versions
            if each.claim_id == answered_claim
            or (each.provider, each.control_number)
            == (candidate.provider, candidate.control_number)
        ]

    def key_of(self, claim_id: str, default: str) -> str:
        """The claim key under which the claim was first registered."""
        return next(
            (each.claim_key for each in self.versions if each.claim_id == claim_id), default
        )


@dataclass(frozen=True, slots=True)
class Register:
    """This claim is on record from now on, under the key of its first version."""

    claim_id: str
    version: int
    claim_key: str


@dataclass(frozen=True, slots=True)
class HoldOriginal:
    """It is kept with its reason."""

    hold: Hold
    claim_id: str = ""


@dataclass(frozen=True, slots=True)
class AlreadyRegistered:
    """The same content again: no effect."""


Decision = Register | HoldOriginal | AlreadyRegistered


def lock_keys(body: OriginalRead) -> Iterator[str]:
    """An answer that brings the payer's claim number must not slip between look and record."""
    if number := body.registration.payer_claim_control_number:
        yield payer_number_key(number)


def payer_number_key(number: str) -> str:
    return f"payer-number:{number}"


async def load_known(causes: Sequence[Cause[OriginalRead]], tx: AsyncConnection) -> KnownOriginals:
    read = [cause.body for cause in causes]
    wanted = {
        (body.provider, number)
        for body in read
        if (number := body.registration.payer_claim_control_number)
    }
    by_payer_number = await originals.claims_by_payer_number(tx, wanted)
    numbers = {(body.provider, body.registration.patient_control_number) for body in read}
    versions = await originals.numbered(tx, numbers, by_payer_number.values())
    return KnownOriginals(tuple(versions), by_payer_number)


def keep_original(cause: Cause[OriginalRead], known: KnownOriginals) -> Decision:
    """Registers a claim, recognises it, or says why it is held."""
    body = cause.body
    if body.refusal:
        return HoldOriginal(Hold(body.refusal, what=body.missing))
    said = body.registration
    candidate = _candidate(body)
    payer_number = (body.provider, said.payer_claim_control_number)
    answered_claim = known.by_payer_number.get(payer_number, "")
    match register(candidate, known.of(candidate, answered_claim), answered_claim):
        case Registered(claim_id, version):
            return Register(claim_id, version, known.key_of(claim_id, cause.key))
        case Repeated():
            return AlreadyRegistered()
        case Collides(claim_id):
            return HoldOriginal(Hold("CLB-004"), claim_id)


def _candidate(body: OriginalRead) -> Candidate:
    said = body.registration
    first_day = day(said.service_from_on)
    assert first_day is not None  # a claim without one is refused before
    return Candidate(
        body.provider,
        said.patient_control_number,
        first_day,
        said.frequency_code,
        body.content_hash,
    )


async def save_kept(
    decided: Sequence[Decided[OriginalRead, Decision]], tx: AsyncConnection
) -> Sequence[Effect]:
    effects: list[Effect] = []
    kept, held = [], []
    for cause, decision in decided:
        match decision:
            case Register():
                event = _registered(cause.body, decision)
                kept.append(_row(cause, decision, event))
                key, claim_id = decision.claim_key, decision.claim_id
                effects.append(Publish(cause, event, key=key, correlation_id=claim_id))
                effects.append(Record(f"original:{claim_id}"))
            case HoldOriginal(hold, claim_id):
                held_event = _held(cause.body, hold, claim_id)
                held.append(_held_row(cause, held_event))
                effects.append(Publish(cause, held_event, correlation_id=claim_id))
            case AlreadyRegistered():
                pass
    await originals.keep(tx, kept)
    await originals.hold(tx, held)
    return effects


def _registered(body: OriginalRead, decision: Register) -> claims.OriginalClaimRegistered:
    event = claims.OriginalClaimRegistered()
    event.CopyFrom(body.registration)
    event.claim_id = decision.claim_id
    event.version = decision.version
    event.is_void = event.frequency_code == VOID
    return event


def _row(
    cause: Cause[OriginalRead], decision: Register, event: claims.OriginalClaimRegistered
) -> dict[str, object]:
    return {
        "claim_id": decision.claim_id,
        "version": decision.version,
        "claim_key": decision.claim_key,
        "provider": cause.body.provider,
        "control_number": event.patient_control_number,
        "is_void": event.is_void,
        "content_hash": cause.body.content_hash,
        "body": cause.body.body,
        "event": event.SerializeToString(deterministic=True),
        "registered_at": cause.at,
    }


def _held(body: OriginalRead, hold: Hold, claim_id: str) -> claims.OriginalClaimHeld:
    said = body.registration
    provenance = common.Provenance()
    provenance.CopyFrom(said.provenance)
    return claims.OriginalClaimHeld(
        file_hash=body.file_hash,
        provenance=provenance,
        reason_code=hold.code,
        detail=hold.detail,
        findings=said.warnings,
        claim_id=claim_id,
        charge_cents=Cents(said.charge_cents),
    )


def _held_row(cause: Cause[OriginalRead], event: claims.OriginalClaimHeld) -> dict[str, object]:
    return {
        "file_hash": cause.body.file_hash,
        "ordinal": cause.body.ordinal,
        "reason_code": event.reason_code,
        "event": event.SerializeToString(deterministic=True),
        "held_at": cause.at,
    }
