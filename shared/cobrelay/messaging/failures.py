"""What a failure means: try again, park the message, or stop."""

from __future__ import annotations

import asyncio
import hashlib
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import structlog

from cobrelay.errors import Refused, Transient

T = TypeVar("T")
log = structlog.get_logger(__name__)

# By SQLSTATE class: 08 connection, 40 deadlock or serialisation, 53 resources, 55 lock not
# available, 57 shutdown or restart, 58 system.
_TRANSIENT_SQLSTATES = ("08", "40", "53", "55", "57", "58")
FIRST_PAUSE_SECONDS = 0.05
LONGEST_PAUSE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Reason:
    """All that is kept of a failure: no text of it, for a database's detail quotes values."""

    code: str
    error_type: str
    traceback_hash: str


def is_transient(failure: BaseException) -> bool:
    """Whether the same attempt may succeed later (OSError covers sockets and time-outs)."""
    if isinstance(failure, Transient | OSError):
        return True
    says_so = bool(getattr(failure, "retriable", False))  # as Kafka's errors do
    return says_so or _is_transient_in_database(failure)


def _is_transient_in_database(failure: BaseException) -> bool:
    # Imported here: the process that reads a large file knows no database, and is 17 MB smaller.
    import asyncpg  # noqa: PLC0415
    import sqlalchemy.exc  # noqa: PLC0415

    match failure:
        case asyncpg.DataError():
            return False  # a value that no column takes: the driver refused it, not the network
        # The last two are said of a connection that broke while it was in use.
        case (
            sqlalchemy.exc.TimeoutError()
            | asyncpg.InvalidCachedStatementError()
            | asyncpg.InterfaceError()
            | asyncpg.InternalClientError()
            | sqlalchemy.exc.PendingRollbackError()
        ):
            return True
        case sqlalchemy.exc.DBAPIError():
            cause = failure.orig.__cause__ if failure.orig else None
            return failure.connection_invalidated or (cause is not None and is_transient(cause))
        case asyncpg.PostgresError():
            return str(failure.sqlstate or "").startswith(_TRANSIENT_SQLSTATES)
    return False


def reason_of(failure: BaseException) -> Reason:
    """The stable code, type and traceback hash of a failure."""
    kind = type(failure)
    code = failure.code if isinstance(failure, Refused) else kind.__name__
    frames = traceback.extract_tb(failure.__traceback__)
    places = "\n".join(f"{frame.filename}:{frame.name}:{frame.lineno}" for frame in frames)
    digest = hashlib.sha256(f"{kind.__qualname__}\n{places}".encode()).hexdigest()[:16]
    return Reason(code, f"{kind.__module__}.{kind.__qualname__}", digest)


async def persistently(
    attempt: Callable[[], Awaitable[T]],
    *,
    limit_seconds: float,
    what: str,
    stopping: asyncio.Event | None = None,
) -> T:
    """Repeats `attempt` through transient failures with growing pauses, up to a limit.

    Raises the last failure after `limit_seconds` (real time), or at once if it is not transient
    or the service is stopping.
    """
    loop = asyncio.get_running_loop()
    deadline = loop.time() + limit_seconds
    pause = FIRST_PAUSE_SECONDS
    while True:
        try:
            return await attempt()
        except Exception as failure:
            late = loop.time() + pause > deadline
            if late or not is_transient(failure) or (stopping is not None and stopping.is_set()):
                raise
            log.warning("trying again", what=what, error=reason_of(failure).error_type)
        jitter = loop.time() % 0.5  # so that those who failed together do not return together
        await asyncio.sleep(pause * (0.5 + jitter))
        pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
