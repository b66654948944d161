"""A file was read to its end: which of its sets are used, which are known, which are wrong?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.era import v1 as era
from cobrelay.files import FileRefused, FileVerified
from cobrelay.findings import told
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from cobrelay.messaging.service import Decided
from cobrelay.x12 import Finding
from era_intake.causes import payment_lock
from era_intake.domain import questions, reasons
from era_intake.domain.remittance import Payment, SetFacts, VerifiedFile
from era_intake.domain.screening import (
    PaymentOnRecord,
    Repeated,
    ScreenedSet,
    SetRefused,
    Taken,
    remittance_id,
    screen_all,
)
from era_intake.storage import remittances
from era_intake.storage.received import Received, row_of_file, row_of_set
from era_intake.translation import (
    identity_message,
    payer_message,
    quarantined_id,
)

File = FileVerified[VerifiedFile]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the files' bytes and payments."""

    used: set[str]
    payments: dict[str, PaymentOnRecord]


@dataclass(frozen=True, slots=True)
class Screened:
    """Sets are looked at one by one; `proceed`: claims are to be read from the file."""

    proceed: bool
    sets: tuple[ScreenedSet, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SameBytes:
    """The very same file was received before."""

    sets: tuple[SetFacts, ...]
    proceed: bool = False
    reason: str = reasons.REPEATED_BYTES


@dataclass(frozen=True, slots=True)
class FileUnusable:
    """Nothing of the file is used."""

    reason: str
    findings: tuple[Finding, ...] = ()
    proceed: bool = False


Decision = Screened | SameBytes | FileUnusable


def lock_keys(file: FileVerified[Any]) -> Iterator[str]:
    """Of every payment in the file: two files may bring parts of it at once."""
    if isinstance(file.result, VerifiedFile):
        for facts in file.result.sets:
            if facts.payment:
                yield payment_lock(facts.payment.identity.payment_id)


async def load(causes: Sequence[Cause[File]], tx: AsyncConnection) -> Facts:
    arriving: dict[str, set[str]] = defaultdict(set)
    for cause in causes:
        for facts in cause.body.result.sets if isinstance(cause.body.result, VerifiedFile) else ():
            if facts.payment:
                arriving[facts.payment.identity.payment_id].add(remittance_id(facts))
    return Facts(
        used=await remittances.used_before(tx, {cause.body.hash for cause in causes}),
        payments=await remittances.payments_on_record(tx, arriving),
    )


def screen(cause: Cause[File], facts: Facts) -> Decision:
    result = cause.body.result
    if isinstance(result, FileRefused):
        return FileUnusable(reasons.READER_FAILED)
    if result.reason:
        return FileUnusable(result.reason, result.findings)
    if cause.body.hash in facts.used:
        return SameBytes(result.sets)
    sets = tuple(screen_all(result.sets, facts.payments))
    proceed = any(isinstance(each.outcome, Taken) for each in sets)
    return Screened(proceed, sets, "" if proceed else _reason_of(sets[0]))


def _reason_of(first: ScreenedSet) -> str:
    if isinstance(first.outcome, SetRefused):
        return first.outcome.reason
    return reasons.REPEATED_CONTENT


async def save(decided: Sequence[Decided[File, Decision]], tx: AsyncConnection) -> Sequence[Effect]:
    effects: list[Effect] = []
    rows: list[dict[str, Any]] = []
    for cause, decision in decided:
        match decision:
            case Screened(sets=sets):
                for each in sets:
                    rows.append(row_of_set(_received(cause), each.facts, each.outcome))
                    effects.append(_announcement(cause, each))
                    if isinstance(each.outcome, Taken) and each.facts.payment:
                        payment_id = each.facts.payment.identity.payment_id
                        await remittances.enter_quarantined(tx, payment_id, each.outcome)
                        received = _received(cause)
                        await remittances.enter_items(tx, received, each.facts, each.outcome)
            case SameBytes(sets=sets):
                rows.append(row_of_file(_received(cause), "duplicate", decision.reason))
                effects.append(_repeated_bytes(cause, sets))
            case FileUnusable(reason=reason, findings=findings):
                rows.append(row_of_file(_received(cause), "quarantined", reason, findings))
                effects.append(_quarantined(cause, 0, SetRefused(reason, findings), None))
    await remittances.enter(tx, rows)
    return effects


def _received(cause: Cause[File]) -> Received:
    file = cause.body
    return Received(file.arrival, file.hash, file.name, cause.at)


def _announcement(cause: Cause[File], screened: ScreenedSet) -> Publish:
    facts = screened.facts
    match screened.outcome:
        case Taken() as taken:
            return _accepted(cause, facts, taken)
        case Repeated(remittance_id=known_id):
            event = era.RemittanceDuplicated(
                remittance_id=known_id,
                file_hash=cause.body.hash,
                set_ordinal=facts.ordinal,
                sameness="content",
                findings=[told(questions.of_repeated_content(facts.payment))],
            )
            _add_payment(event, facts.payment)
            return Publish(cause, event, key=known_id)
        case SetRefused() as refused:
            return _quarantined(cause, facts.ordinal, refused, facts.payment)


def _accepted(cause: Cause[File], facts: SetFacts, taken: Taken) -> Publish:
    event = era.RemittanceAccepted(
        remittance_id=taken.remittance_id,
        claim_count=len(facts.claims),
        claims_paid_cents=taken.claims_total,
        provider_adjustments_cents=taken.adjustments.total,
        provider_adjustment_count=len(taken.adjustments),
        file_hash=cause.body.hash,
        set_ordinal=facts.ordinal,
        is_sibling=taken.is_sibling,
        duplicate_claim_count=len(taken.duplicate_claims) + len(taken.retaken),
        content_hash=facts.content_hash,
    )
    _add_payment(event, facts.payment)
    if facts.payment:
        event.payer.CopyFrom(payer_message(facts.payment.payer))
        event.payment_method = facts.payment.method
        event.handling_code = facts.payment.handling
        event.usage_indicator = facts.payment.usage
        event.payee_tax_id = facts.payment.payee.tax_id
    return Publish(cause, event, key=taken.remittance_id)


def _repeated_bytes(cause: Cause[File], sets: Sequence[SetFacts]) -> Publish:
    event = era.RemittanceDuplicated(
        file_hash=cause.body.hash,
        sameness="bytes",
        findings=[told(questions.of_repeated_bytes())],
    )
    if len(sets) == 1 and sets[0].payment:
        event.remittance_id = remittance_id(sets[0])
        _add_payment(event, sets[0].payment)
    return Publish(cause, event, key=event.remittance_id or cause.body.hash)


def _quarantined(
    cause: Cause[File], set_ordinal: int, refused: SetRefused, payment: Payment | None
) -> Publish:
    event = era.RemittanceQuarantined(
        remittance_id=quarantined_id(cause.body.hash, set_ordinal),
        file_hash=cause.body.hash,
        set_ordinal=set_ordinal,
        reason_code=refused.reason,
        findings=[told(each) for each in refused.findings],
    )
    _add_payment(event, payment)
    return Publish(cause, event, key=event.remittance_id)


_OfPayment = era.RemittanceAccepted | era.RemittanceDuplicated | era.RemittanceQuarantined


def _add_payment(event: _OfPayment, payment: Payment | None) -> None:
    if payment is not None:
        event.payment.CopyFrom(identity_message(payment.identity))
        event.payment_cents = payment.amount
