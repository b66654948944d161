"""What all gRPC servicers do alike: demand who asks and why, say what is missing, act once.

A servicer raises; `grpc_server` turns what it raises into the standard status codes.
"""

from __future__ import annotations

from typing import Any

from cobrelay.errors import CobrelayError
from cobrelay.messaging.requests import fingerprint
from cobrelay.messaging.runtime import Runtime

PAGE_MAX = 500
TOKEN_DIGITS_MAX = 18  # a position is a bigint
SIGNATURE = ("idempotency_key", "actor", "reason")


class Unanswerable(CobrelayError):
    """A question that can't be answered; its text is a sentence for whoever asked."""


class Misstated(Unanswerable):
    """The request itself can't be right."""


class Unknown(Unanswerable):
    """What the request names is not there."""


class Ambiguous(Unanswerable):
    """What the request names is there more than once."""


def demand(request: Any, *fields: str) -> None:
    """Raises Misstated, naming them, unless all these fields of the request are filled in."""
    missing = [name for name in fields if not getattr(request, name)]
    if missing:
        raise Misstated(f"{', '.join(missing)} must be given")


async def act(runtime: Runtime, request: Any, body: Any, **where: str) -> Any:
    """Carries out what a person asks for, once per idempotency key; returns the decision.

    Raises Refused when the key was used before for a request that says anything else.
    `where` is the key and the correlation id of the cause, as `Runtime.apply` takes them.
    """
    event_id = runtime.ids.event_id(f"request:{request.idempotency_key}")
    return await runtime.apply(body, id=event_id, content=fingerprint(request), **where)


def demand_text(message: Any, place: str = "") -> None:
    """Raises Misstated when a text holds a NUL, which no column takes."""
    for field, value in message.ListFields():
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            continue
        for each in value if field.is_repeated else (value,):
            if field.message_type is not None:
                demand_text(each, f"{place}{field.name}.")
            elif isinstance(each, str) and "\0" in each:
                raise Misstated(f"{place}{field.name} holds a character that is no text")


def page_size(request: Any) -> int:
    """How many the caller gets (AIP-158): what was asked for, but no more than PAGE_MAX, which
    is also what nothing means. Raises Misstated below zero."""
    if request.page_size < 0:
        raise Misstated("page_size must not be negative")
    return min(request.page_size or PAGE_MAX, PAGE_MAX)


def position_of(token: str) -> int | None:
    """The place in a list that one of our page tokens names; None for the beginning."""
    if token and not (token.isascii() and token.isdecimal() and len(token) <= TOKEN_DIGITS_MAX):
        raise Misstated("this is no page token of ours")
    return int(token) if token else None
