"""The first pass over a file: what its kind makes of it, or why it could not be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from cobrelay.errors import Refused, Transient
from cobrelay.files import FileContext, FileRefused, apart
from cobrelay.messaging.failures import Reason, is_transient, reason_of

log = structlog.get_logger(__name__)

BREAKS_READER = "FILE_BREAKS_READER"
Verify = Callable[[Path, FileContext], Any]


# Trying again helps only if somebody acts: such a file is not tried for ever.
LASTING = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)


class ReaderFailed(Transient):
    """It is tried again, but the attempt counts: it may be the file that does it."""


@dataclass(frozen=True, slots=True)
class Broke:
    """The reader failed of itself; of the failure goes on only what says nothing of the file."""

    reason: Reason
    is_transient: bool
    counts: bool = True


def counts(failure: BaseException) -> bool:
    """Whether a failure in the reader speaks against the file; a database's never does."""
    return isinstance(failure, LASTING) or not is_transient(failure)


def look(verify: Verify, path: Path, context: FileContext) -> Any:
    """What `verify` returns, `FileRefused` or `Broke`; raises nothing."""
    try:
        return verify(path, context)
    except Refused as refusal:
        return FileRefused(refusal.code)
    except Exception as failure:
        return Broke(reason_of(failure), is_transient(failure), counts(failure))


async def look_apart(verify: Verify, path: Path, context: FileContext) -> Any:
    """The same in a process of its own; a death of it counts as an attempt, and is tried again."""
    try:
        return await apart.run(look, verify, path, context)
    except apart.ChildDied as death:
        return Broke(reason_of(death), is_transient=True)


def verdict(found: Any, file_hash: str) -> Any:
    """What was found as the verdict's cause takes it; raises Transient when it may go otherwise."""
    if not isinstance(found, Broke):
        return found
    if found.is_transient:
        raise (ReaderFailed if found.counts else Transient)(found.reason.error_type)
    log.error(
        "file breaks its reader",
        file_hash=file_hash,
        error=found.reason.error_type,
        traceback=found.reason.traceback_hash,
    )
    return FileRefused(BREAKS_READER)
