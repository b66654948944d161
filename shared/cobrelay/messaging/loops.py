"""Steps that are repeated while the service runs, with back-off while the world is away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from cobrelay.errors import Broken
from cobrelay.messaging.failures import is_transient, persistently, reason_of
from cobrelay.messaging.fuse import FuseBlown

log = structlog.get_logger(__name__)

TRANSIENT_LIMIT_SECONDS = 30.0  # after this the process ends, and its supervisor starts it anew
LONGEST_OUTAGE_PAUSE_SECONDS = 60.0

Step = Callable[[], Awaitable[bool | None]]
Pause = Callable[[], Awaitable[None]]


async def repeat(step: Step, pause: Pause, *, what: str, stopping: asyncio.Event) -> None:
    """Repeats an engine's step: at once while it has work, else after `pause`.

    What is transient is tried again for a while and then ends the process. A blown fuse ends the
    loop, not the process: people must be able to look.
    """
    while not stopping.is_set():
        try:
            more = await persistently(
                step, limit_seconds=TRANSIENT_LIMIT_SECONDS, what=what, stopping=stopping
            )
        except FuseBlown:
            log.error("fuse blown", what=what)
            await stopping.wait()
            return
        if not more:
            await pause()


async def repeat_outside(
    step: Step, *, every_seconds: float, what: str, stopping: asyncio.Event
) -> None:
    """Repeats a step that calls the outside world, which may be away for hours.

    Nothing but Broken ends it: a failure is logged and tried again, ever more slowly.
    """
    pause = every_seconds
    while not stopping.is_set():
        try:
            if await step():
                pause = every_seconds
                continue
            pause = every_seconds
        except Broken:
            raise
        except Exception as failure:
            pause = min(max(pause, every_seconds) * 2, LONGEST_OUTAGE_PAUSE_SECONDS)
            reason = reason_of(failure)
            tell = log.warning if is_transient(failure) else log.error
            tell("background step failed", what=what, error=reason.error_type, code=reason.code)
        await sleep(pause, stopping)


async def sleep(seconds: float, stopping: asyncio.Event) -> None:
    """Waits in real time; returns early when the service is stopping."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return
