"""From the events of each area to what they tell; one module per area, and one for what waits."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from google.protobuf.message import Message

from cobrelay.messaging.causes import Cause
from status_tracker.domain.telling import Told
from status_tracker.translation import claims, cob, era, payments, submissions, waits

Tell = Callable[[Cause[Any]], Told]

TELLS: Mapping[type[Message], Tell] = MappingProxyType(
    {
        **era.TELLS,
        **cob.TELLS,
        **claims.TELLS,
        **submissions.TELLS,
        **payments.TELLS,
        **waits.TELLS,
    }
)


def told(cause: Cause[Any]) -> Told:
    """What an event tells."""
    return TELLS[type(cause.body)](cause)
