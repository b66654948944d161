"""The columns in which a cause is kept in outbox, parked and waiting, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cobrelay.errors import Broken
from cobrelay.messaging.bodies import decode, encode
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.service import Service, name_of

COLUMNS = "id, key, type, body, correlation_id, causation_id"
UNNESTED = (
    "CAST(:ids AS uuid[]), CAST(:keys AS text[]), CAST(:types AS text[]),"
    " CAST(:bodies AS bytea[]), CAST(:correlations AS text[]), CAST(:causations AS text[])"
)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The body of a message whose key could be read, but not its content."""

    type: str
    content: bytes


def arrays_of(causes: Sequence[Cause[Any]]) -> dict[str, list[Any]]:
    """The parameters of `UNNESTED`."""
    return {
        "ids": [cause.id for cause in causes],
        "keys": [cause.key for cause in causes],
        "types": [kept_name(cause.body) for cause in causes],
        "bodies": [_content(cause.body) for cause in causes],
        "correlations": [cause.correlation_id for cause in causes],
        "causations": [cause.causation_id for cause in causes],
    }


def cause_of(service: Service, row: sa.Row[Any], at: datetime) -> Cause[Any]:
    """The cause that a row keeps, to be decided at the business time `at`."""
    return Cause(
        row.id,
        row.key,
        _body(service, row.type, bytes(row.body)),
        at,
        row.correlation_id,
        row.causation_id,
    )


def kept_name(body: object) -> str:
    """The type under which a body is kept."""
    return body.type if isinstance(body, Unreadable) else name_of(body)


def _content(body: object) -> bytes:
    return body.content if isinstance(body, Unreadable) else encode(body)


def _body(service: Service, name: str, content: bytes) -> Any:
    try:
        return decode(service, name, content)
    except (Broken, ValueError, LookupError, TypeError, AttributeError, ImportError):
        return Unreadable(name, content)
    except Exception as failure:
        if type(failure).__name__ != "DecodeError":  # protobuf's, which has no common root
            raise
        return Unreadable(name, content)
