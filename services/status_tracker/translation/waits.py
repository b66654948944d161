"""What waits too long for a fact, in any service, and that it waits no longer."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.payments import v1 as payments
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.messaging.causes import Cause
from status_tracker.domain.telling import Told
from status_tracker.domain.worklist import Closing, Opening

Overdue = cob.EventOverdue | claims.EventOverdue | submissions.EventOverdue | payments.EventOverdue

# By reason code: what cannot go on, and what it lacks.
LACKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "COB-001": ("the determination of the next payer", "the original claim"),
        "CLB-404": ("the next claim", "the original claim or an answer"),
        "CLB-405": ("the next claim", "word of what became of the recalled claim"),
        "SUB-304": ("the withdrawal", "the built claim"),
        "PST-401": ("the posting of an answer's meaning", "the original claim"),
        "PST-402": ("the posting of an answer's meaning", "the answer's cash"),
    }
)
UNNAMED = ("an event", "a fact")


def overdue(cause: Cause[Overdue]) -> Told:
    event = cause.body
    what, missing = LACKS.get(event.reason_code, UNNAMED)
    # One event may wait in several services: each wait is a matter of its own.
    area = event.DESCRIPTOR.full_name.split(".")[-3]
    about = f"waiting:{area}:{event.event_id}"
    if event.is_settled:
        # As a prefix: what was parked and released may come to wait again.
        closing = Closing(about, is_prefix=True)
        sentence = f"{_capital(what)} no longer waits for {missing}."
        return Told(event.claim_id, sentence, event.reason_code, closings=(closing,))
    awaited = f"{what} waits for {' or '.join(event.facts)}"
    return Told(
        event.claim_id,
        f"{_capital(what)} has waited for {missing} since {event.waiting_since[:10]}.",
        event.reason_code,
        openings=(
            Opening(
                about=about,
                reason_code=event.reason_code,
                next_action=f"Find out why {missing} does not come: {awaited}",
                subject_kind="claim" if event.claim_id else "event",
                subject_id=event.claim_id or event.event_id,
            ),
        ),
    )


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


TELLS: Mapping[Any, Any] = {
    cob.EventOverdue: overdue,
    claims.EventOverdue: overdue,
    submissions.EventOverdue: overdue,
    payments.EventOverdue: overdue,
}
