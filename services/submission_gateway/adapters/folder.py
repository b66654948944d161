"""A folder that somebody else empties: for those who carry files themselves."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TypeVar

from submission_gateway.adapters.clearinghouse import Attempt
from submission_gateway.domain.causes import Listing, Outcome

T = TypeVar("T")


class FolderClearinghouse:
    """Interchanges appear whole under their final name, or not at all.

    The folder may lie on another machine, and a call into one that hangs cannot be called off. So
    one thread does them all, one after the other, and nobody waits for it beyond the timeout.
    """

    def __init__(self, folder: Path, timeout_seconds: float) -> None:
        self._folder = folder
        self._timeout_seconds = timeout_seconds
        self._hand = ThreadPoolExecutor(max_workers=1, thread_name_prefix="outbox")

    async def send(self, name: str, content: bytes) -> Attempt:
        handover = _Handover()
        try:
            return await self._in_time(lambda: self._write(name, content, handover))
        except TimeoutError:
            arrives_never = handover.call_off()
            outcome = Outcome.NOT_TAKEN if arrives_never else Outcome.BROKE_OFF
            return Attempt(outcome, TimeoutError.__name__)

    async def look(self, name: str, size: int) -> Listing:
        try:
            found = await self._in_time(lambda: (self._folder / name).stat().st_size)
        except FileNotFoundError:
            return Listing.ABSENT
        except OSError:  # a TimeoutError is one
            return Listing.UNCLEAR
        return Listing.WHOLE if found == size else Listing.UNCLEAR

    async def fetch(self, into: Path) -> int:  # noqa: ARG002
        """What comes back is dropped into the inbox by whoever carries the files."""
        return 0

    async def _in_time(self, call: Callable[[], T]) -> T:
        """What the call returns; raises TimeoutError while it goes on, or before it begins."""
        calling = asyncio.get_running_loop().run_in_executor(self._hand, call)
        return await asyncio.wait_for(calling, self._timeout_seconds)

    def _write(self, name: str, content: bytes, handover: "_Handover") -> Attempt:
        part, final = self._folder / f"{name}.part", self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            # A file of its own: one that hung in an earlier attempt may still be written to.
            part.unlink(missing_ok=True)
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as failure:
            return Attempt(Outcome.NOT_TAKEN, type(failure).__name__)
        if not handover.begin():
            return Attempt(Outcome.NOT_TAKEN, TimeoutError.__name__)
        try:
            part.replace(final)
        except OSError as failure:
            return Attempt(Outcome.BROKE_OFF, type(failure).__name__)
        return Attempt(Outcome.DELIVERED)


class _Handover:
    """Whether a file may still get its final name: the writer and who waits for it must agree."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begun = False
        self._called_off = False

    def begin(self) -> bool:
        """The writer is about to rename; False when nobody waits any longer, and it must not."""
        with self._lock:
            self._begun = not self._called_off
            return self._begun

    def call_off(self) -> bool:
        """Nobody waits any longer; True when the file certainly never gets its name."""
        with self._lock:
            self._called_off = True
            return not self._begun
