"""Decides upon a payer's answer, as soon as its claim is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from cob_verification import translation
from cob_verification.causes import EARLIER_ANSWER
from cob_verification.domain.answers import Answer
from cob_verification.domain.standing import Standing, Withdrawal
from cob_verification.handlers.dossiers import Dossiers, open_dossiers
from cob_verification.handlers.reconsidering import Reconsidered, reconsider, save_changes, timer
from cob_verification.settings import configuration
from cob_verification.storage import claims
from cob_verification.storage.claims import AnswerRow
from cobrelay.contracts.era import v1 as era
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.effects import Effect
from cobrelay.messaging.service import Await, Decided

Adjudicated = Cause[era.ClaimAdjudicated]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An answer, kept from this day on, and what it changes."""

    answer: Answer
    received_on: date
    found: Reconsidered
    is_new: bool

    @property
    def reason_code(self) -> str:
        return self.found.reason_code

    @property
    def is_waiting(self) -> bool:
        """Nothing can be said of it before the earlier payer has answered.

        One that is told again, after the inbox forgot it, is waited for already, or not any more.
        """
        if not self.is_new or self.answer.decides_nothing or self.answer.is_reversal:
            return False
        return all(
            each.adjudication_id != self.answer.adjudication_id for each in self.found.standing
        )


def original_fact(claim_id: str) -> str:
    """What an answer waits for."""
    return f"original:{claim_id}"


async def load(causes: Sequence[Adjudicated], tx: AsyncConnection) -> Dossiers:
    return await open_dossiers(tx, {cause.body.claim_id for cause in causes})


def determine(cause: Adjudicated, dossiers: Dossiers) -> Weighed | Await:
    opened = dossiers.get(cause.body.claim_id)
    if opened is None:
        return Await((original_fact(cause.body.claim_id),), "COB-001")
    received_on = cause.at.date()
    answer = translation.answer(cause.body, received_on)
    earlier = opened.dossier.answers
    is_new = all(each.adjudication_id != answer.adjudication_id for each in earlier)
    if is_new:
        earlier = (*earlier, answer)
    dossier = replace(opened.dossier, answers=earlier)
    why = Withdrawal.REVERSAL if answer.is_reversal else Withdrawal.CORRECTION
    return Weighed(answer, received_on, reconsider(opened, dossier, received_on, why), is_new)


async def save(
    decided: Sequence[Decided[era.ClaimAdjudicated, Weighed]], tx: AsyncConnection
) -> list[Effect]:
    await claims.keep_answers(
        tx, [_row(cause.body, weighed.received_on) for cause, weighed in decided]
    )
    effects = await save_changes([(cause, weighed.found) for cause, weighed in decided], tx)
    searches = [_search(cause, weighed) for cause, weighed in decided if weighed.is_waiting]
    return [*effects, *searches]


def _row(event: era.ClaimAdjudicated, received_on: date) -> AnswerRow:
    body = event.SerializeToString(deterministic=True)
    return AnswerRow(event.adjudication_id, event.claim_id, body, received_on)


def _search(cause: Adjudicated, weighed: Weighed) -> Effect:
    """Waiting is normal; waiting too long becomes a person's work."""
    adjudication_id = weighed.answer.adjudication_id
    due_at = cause.at + timedelta(days=configuration().settings.earlier_answer_days)
    about = Standing("", adjudication_id, "", "", 0)
    return timer(weighed.found, EARLIER_ANSWER, adjudication_id, due_at, about)
