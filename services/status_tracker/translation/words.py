"""Dates, amounts and evidence out of an event, and into one."""

from typing import Any

from cobrelay.messaging.causes import Cause
from cobrelay.money import format_dollars
from status_tracker.domain.evidence import Evidence, Kind


def dollars(cents: int) -> str:
    """`$1,234.50`, `-$0.05`."""
    return f"{'-' if cents < 0 else ''}${format_dollars(abs(cents))}"


def evidence(cause: Cause[Any], kind: Kind, **facts: Any) -> Evidence:
    """A fact with the id and the time of the event that tells it."""
    return Evidence(event_id=str(cause.id), kind=kind, at=cause.at, **facts)


def sentence(words: str) -> str:
    """`the payer takes paper only` as a sentence of its own."""
    return f"{words[:1].upper()}{words[1:].removesuffix('.')}." if words else ""


def payer_of(sequence: int) -> str:
    """1 as `the primary payer`."""
    ordinals = {1: "primary", 2: "secondary", 3: "tertiary"}
    return f"the {ordinals.get(sequence, f'{sequence}th')} payer"
