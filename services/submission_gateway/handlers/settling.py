"""What follows when it is known, or certain that it is not known, whether claims were sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.contracts.submissions import v1 as events
from cobrelay.dates import stamp
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect, Publish
from submission_gateway import translation
from submission_gateway.domain import reasons
from submission_gateway.domain.journal import State
from submission_gateway.domain.submission import Standing, Submission
from submission_gateway.settings import configuration
from submission_gateway.storage import interchanges, submissions
from submission_gateway.storage.interchanges import Sending


@dataclass(frozen=True, slots=True)
class Settlement:
    """An interchange, its claims, and who says so: everything that settling needs."""

    cause: Cause[Any]
    sending: Sending
    members: Sequence[Submission]

    @property
    def ids(self) -> list[str]:
        return [member.submission_id for member in self.members]

    def publish(self, member: Submission, event: Any) -> Publish:
        return Publish(self.cause, event, key=member.claim_key, correlation_id=member.claim_id)

    def entries(self, state: str, reason: str = "", actor: str = "") -> list[dict[str, Any]]:
        detail = reasons.SENTENCES.get(reason, reason)
        return [
            {
                "submission_id": each,
                "at": self.cause.at,
                "state": state,
                "reason_code": reason if reason in reasons.SENTENCES else "",
                "detail": detail,
                "actor": actor,
            }
            for each in self.ids
        ]


async def as_sent(tx: AsyncConnection, settled: Settlement, evidence: str) -> list[Effect]:
    """It arrived: every claim of the interchange is submitted, withdrawn or not."""
    sending, at = settled.sending, settled.cause.at
    await interchanges.change(tx, sending.interchange_id, state=State.SENT)
    await submissions.stand(tx, settled.ids, Standing.SENT, submitted_at=at)
    await submissions.write_journal(tx, settled.entries(State.SENT.value, evidence))
    return [
        settled.publish(
            member,
            events.ClaimSubmitted(
                submission_id=member.submission_id,
                claim_id=member.claim_id,
                control_numbers=_numbers(sending, member),
                route=sending.receiver,
                file_name=sending.file_name,
                interchange_hash=sending.content_hash,
                submitted_at=stamp(at),
                evidence=evidence,
                charge_cents=member.charge_cents,
            ),
        )
        for member in settled.members
    ]


async def as_refused(tx: AsyncConnection, settled: Settlement, reason: str) -> list[Effect]:
    """It certainly did not arrive: its number goes back, its claims go with another interchange."""
    sending, at = settled.sending, settled.cause.at
    await interchanges.change(tx, sending.interchange_id, state=State.REFUSED)
    counter = await interchanges.counter(tx, sending.receiver)
    await interchanges.keep_counter(tx, sending.receiver, counter.put_back(sending.control_number))
    again = [each.submission_id for each in settled.members if not each.is_withdrawn]
    dropped = [each for each in settled.members if each.is_withdrawn]
    await submissions.release(tx, again, at + configuration().retry_after)
    await submissions.stand(tx, [each.submission_id for each in dropped], Standing.CANCELLED)
    await submissions.write_journal(tx, settled.entries(State.REFUSED.value, reason))
    return [
        settled.publish(each, translation.cancelled(each, reasons.CANCELLED_REFUSED))
        for each in dropped
    ]


async def as_uncertain(tx: AsyncConnection, settled: Settlement, reason: str) -> list[Effect]:
    """It may have arrived: nothing is sent again before that is known."""
    sending = settled.sending
    await interchanges.change(tx, sending.interchange_id, state=State.UNKNOWN)
    await submissions.write_journal(tx, settled.entries(State.UNKNOWN.value, reason))
    return [
        settled.publish(
            member,
            events.SubmissionUncertain(
                submission_id=member.submission_id,
                claim_id=member.claim_id,
                control_numbers=_numbers(sending, member),
                route=sending.receiver,
                reason_code=reason,
            ),
        )
        for member in settled.members
    ]


async def as_held(tx: AsyncConnection, settled: Settlement, reason: str) -> list[Effect]:
    """A person must find out: no further attempt without one."""
    await interchanges.change(tx, settled.sending.interchange_id, state=State.HELD)
    await submissions.stand(tx, settled.ids, Standing.HELD)
    await submissions.write_journal(tx, settled.entries(State.HELD.value, reason))
    return [settled.publish(member, translation.held(member, reason)) for member in settled.members]


def _numbers(sending: Sending, member: Submission) -> events.ControlNumbers:
    return translation.control_numbers(
        sending.control_number, member.set_number or "", member.batch_reference or ""
    )
