"""The other side says what it made of our claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.submissions import v1 as events
from cobrelay.files import jobs
from cobrelay.files.kinds import FileRefused, FileVerified
from cobrelay.findings import told
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from cobrelay.messaging.service import Decided
from submission_gateway import translation
from submission_gateway.domain import evidence, reasons
from submission_gateway.domain.acknowledgments import Acknowledgment
from submission_gateway.domain.causes import AcknowledgmentRead
from submission_gateway.domain.evidence import Accept, Known, Reject, Repeat
from submission_gateway.domain.journal import State as InterchangeState
from submission_gateway.domain.journal import is_uncertain
from submission_gateway.domain.submission import Submission
from submission_gateway.files import Looked
from submission_gateway.handlers import settling
from submission_gateway.handlers.settling import Settlement
from submission_gateway.settings import configuration
from submission_gateway.storage import acknowledgments, interchanges, submissions
from submission_gateway.storage.interchanges import Sending

SCHEMA = "submission_gateway"
_ALREADY_THERE = "TA1:025"


@dataclass(frozen=True, slots=True)
class Opened:
    """The file is read on, or quarantined whole."""

    proceed: bool
    reason: str
    findings: tuple[Any, ...] = ()


async def load_files(
    causes: Sequence[Cause[FileVerified[Looked]]], tx: AsyncConnection
) -> set[str]:
    """The files that were read before."""
    return await jobs.read_before(tx, SCHEMA, {cause.body.hash for cause in causes})


def open_file(cause: Cause[FileVerified[Looked]], read_before: set[str]) -> Opened:
    result = cause.body.result
    if cause.body.hash in read_before:
        return Opened(proceed=False, reason=reasons.REPEATED)
    if isinstance(result, FileRefused):
        return Opened(proceed=False, reason=reasons.UNREADABLE)
    return Opened(proceed=not result.reason, reason=result.reason, findings=result.findings)


async def save_opened(
    decided: Sequence[Decided[FileVerified[Looked], Opened]],
    tx: AsyncConnection,  # noqa: ARG001
) -> list[Effect]:
    return [
        Publish(
            cause,
            events.AcknowledgmentQuarantined(
                file_hash=cause.body.hash,
                reason_code=opened.reason,
                findings=[told(each) for each in opened.findings],
            ),
        )
        for cause, opened in decided
        if not opened.proceed and opened.reason != reasons.REPEATED
    ]


@dataclass(frozen=True, slots=True)
class Named:
    """The claims that a statement names, what is known of each, and their interchanges."""

    submissions: tuple[Submission, ...]
    known: dict[str, set[Known]]
    sendings: dict[str, Sending]
    members: dict[str, list[Submission]]


async def load_named(
    causes: Sequence[Cause[AcknowledgmentRead]], tx: AsyncConnection
) -> dict[Any, Named]:
    """By statement: a file of statements is read once, a claim is named by few of them."""
    facts = {}
    for cause in causes:
        about = cause.body.acknowledgment.about
        senders = configuration().receivers_called(about.sender)
        ids = await acknowledgments.named(tx, about, senders)
        found = await submissions.by_ids(tx, ids)
        wanted = {each.interchange_id for each in found.values() if each.interchange_id}
        sendings = await interchanges.by_ids(tx, wanted)
        open_ids = [key for key, each in sendings.items() if is_uncertain_or_sending(each)]
        facts[cause.id] = Named(
            tuple(found.values()),
            await acknowledgments.known(tx, ids),
            sendings,
            await submissions.of_interchanges(tx, open_ids),
        )
    return facts


def is_uncertain_or_sending(sending: Sending) -> bool:
    """What is acknowledged has arrived, also before we have the record of our own call."""
    return sending.state is InterchangeState.INTENT or is_uncertain(sending.state)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a statement means for each claim it names; which interchanges it proves as sent."""

    said: Acknowledgment
    effects: tuple[tuple[Submission, evidence.Effect], ...]
    proves: tuple[Settlement, ...]

    @property
    def reason_code(self) -> str:
        """For the count of decisions: whether all of it was said before."""
        only_repeats = all(isinstance(effect, Repeat) for _, effect in self.effects)
        return reasons.REPEATED if self.effects and only_repeats else ""


def weigh(cause: Cause[AcknowledgmentRead], facts: dict[Any, Named]) -> Weighed:
    named = facts[cause.id]
    said = cause.body.acknowledgment.held_against(len(named.submissions))
    proves = tuple(
        Settlement(cause, named.sendings[key], members) for key, members in named.members.items()
    )
    effects = tuple(
        (each, _effect(said, each, named)) for each in named.submissions if each.interchange_id
    )
    return Weighed(said, effects, proves)


def _effect(said: Acknowledgment, submission: Submission, named: Named) -> evidence.Effect:
    sending = named.sendings[submission.interchange_id or ""]
    if sending.attempt > 1 and any(code.code == _ALREADY_THERE for code in said.codes):
        # Our own resend met the first attempt, which had arrived after all.
        return Repeat()
    return evidence.weigh(said, named.known[submission.submission_id])


async def save_weighed(
    decided: Sequence[Decided[AcknowledgmentRead, Weighed]], tx: AsyncConnection
) -> list[Effect]:
    effects: list[Effect] = []
    proved: set[str] = set()
    recorded: set[tuple[str, Known]] = set()
    for cause, weighed in decided:
        for settlement in weighed.proves:
            if settlement.sending.interchange_id not in proved:
                proved.add(settlement.sending.interchange_id)
                effects += await settling.as_sent(tx, settlement, "acknowledgment")
        # A 999 that lists every set of ours leaves nothing to say of the others.
        if not weighed.effects and weighed.said.about.unlisted is None:
            event = translation.unmatched(
                weighed.said, cause.body.file_hash, reasons.ACKNOWLEDGES_NOTHING
            )
            effects.append(Publish(cause, event))
        for submission, effect in weighed.effects:
            known = (submission.submission_id, Known(weighed.said.layer, weighed.said.verdict))
            if known not in recorded:
                recorded.add(known)
                effects += await _carry_out(tx, cause, weighed.said, (submission, effect))
    return effects


async def _carry_out(
    tx: AsyncConnection,
    cause: Cause[AcknowledgmentRead],
    said: Acknowledgment,
    meant: tuple[Submission, evidence.Effect],
) -> list[Effect]:
    (submission, effect), file_hash = meant, cause.body.file_hash
    match effect:
        case Repeat():
            return []
        case Accept(is_pending):
            event: Any = translation.acknowledged(
                submission, said, file_hash, is_pending=is_pending
            )
        case Reject():
            event = translation.rejected(submission, said, file_hash)
        case evidence.Contradiction():
            event = translation.unmatched(said, file_hash, reasons.CONTRADICTS, submission)
        case evidence.Regress():
            event = translation.unmatched(said, file_hash, reasons.REGRESSES, submission)
        case evidence.Undecided(reason):
            event = translation.unmatched(said, file_hash, reason, submission)
    await _record(tx, cause, said, submission)
    return [Publish(cause, event, key=submission.claim_key, correlation_id=submission.claim_id)]


async def _record(
    tx: AsyncConnection,
    cause: Cause[AcknowledgmentRead],
    said: Acknowledgment,
    submission: Submission,
) -> None:
    row = {
        "submission_id": submission.submission_id,
        "layer": int(said.layer),
        "verdict": said.verdict,
        "file_hash": cause.body.file_hash,
        "segment_index": said.place.segment_index,
        "recorded_at": cause.at,
    }
    await acknowledgments.record(tx, [row])
    detail = " ".join(f"{code.code} {code.meaning}" for code in said.codes)
    entry = {
        "submission_id": submission.submission_id,
        "at": cause.at,
        "state": f"{said.layer.name.lower()} {said.verdict.value}",
        "detail": detail[:500],
    }
    await submissions.write_journal(tx, [entry])
