"""Files in: kept by hash, verified in a first pass, read chunk by chunk in a second, resumable.

Files take turns, so that a large one holds up no other: they are kept and verified in lanes by
size, what is large in a process of its own, and their chunks take effect slice by slice in turns.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, NamedTuple

import structlog

from cobrelay.files import jobs
from cobrelay.files.jobs import Cursor, FileJob
from cobrelay.files.kinds import Chunk, FileContext, FileKind, FileRefused, FileVerified
from cobrelay.files.lanes import LANES, Lane
from cobrelay.files.store import RawStore
from cobrelay.ids import event_id
from cobrelay.messaging.arriving import Arrivals
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.failures import is_transient, persistently, reason_of
from cobrelay.messaging.first_pass import (
    BREAKS_READER,
    ReaderFailed,
    counts,
    look,
    look_apart,
    verdict,
)
from cobrelay.messaging.leadership import Wakeups
from cobrelay.messaging.loops import TRANSIENT_LIMIT_SECONDS
from cobrelay.messaging.processing import Processing
from cobrelay.messaging.second_pass import OpenFiles, Slice
from cobrelay.messaging.sources import Chunks, Verdicts

log = structlog.get_logger(__name__)

ATTEMPTS_MAX = 3
INBOX_LOOK_SECONDS = 0.25
GIVE_WAY_SECONDS = 0.25
KEPT_FROM_IT_SECONDS = TRANSIENT_LIMIT_SECONDS  # a database that restarts is back by then
CALLED_OFF_SECONDS = 2.0  # who waits for the end of this process does not wait long
POLL_SECONDS = 1.0  # steps wake each other; this is the safety net
_CHUNKS = "chunks"


class Loop(NamedTuple):
    """A step that is repeated: at once while it returns True, else after its pause."""

    name: str
    step: Callable[[], Awaitable[bool]]
    pause: Callable[[], Awaitable[None]]


class FileReader:
    """Takes the files of one service from inbox to effect; one process per service runs it."""

    def __init__(
        self,
        processing: Processing,
        store: RawStore,
        settings: Any,
        *,
        lanes: Sequence[Lane] = LANES,
    ) -> None:
        self.processing = processing
        self.service = processing.service
        self.store = store
        self.settings = settings
        self.lanes = lanes
        self._arrivals = Arrivals(processing, store, settings, lanes)
        self._open = OpenFiles(self._chunks_of)
        self._wakeups = Wakeups([_CHUNKS, *(lane.name for lane in lanes)])
        self._idle = asyncio.Event()  # nothing small is on its way to its first chunk
        self._idle.set()
        self._gave_way = False

    def loops(self, pause: Callable[[float], Awaitable[None]]) -> Iterator[Loop]:
        """What is to be repeated side by side; `pause` waits so many seconds of real time."""
        yield Loop("file inboxes", self.look, partial(pause, INBOX_LOOK_SECONDS))
        for lane in self.lanes:
            wait = partial(self._wakeups.wait, lane.name, POLL_SECONDS)
            yield Loop(f"{lane.name} files", partial(self.take, lane), wait)
        yield Loop("file chunks", self.emit, partial(self._wakeups.wait, _CHUNKS, POLL_SECONDS))

    async def look(self) -> bool:
        """Looks into the inboxes and tells the lanes that have something to do."""
        for lane in await self._arrivals.look():
            self._wakeups.heard(lane.name)
        return False  # one look after the other tells nothing

    async def take(self, lane: Lane) -> bool:
        """Keeps one file of a lane and verifies one; False when there is neither."""
        if lane.apart:
            return await self._take(lane)
        self._idle.clear()
        try:
            return await self._take(lane)
        finally:
            self._idle.set()

    async def emit(self) -> bool:
        """Lets a slice of the file whose turn it is take effect; False when there is none."""
        async with self.processing.engine.begin() as tx:
            job = await jobs.next_to_emit(tx, self.service.schema)
        if job is None:
            return False
        async with self._attempt(job):
            if self.service.file_kinds[job.kind].chunks is None:
                await self._close(job)
            elif job.attempts > ATTEMPTS_MAX:
                await self._close(job, BREAKS_READER)
            elif not (job.next_ordinal and await self._gives_way(job)):
                await self._emit_slice(job)
        return True

    async def receive(self) -> bool:
        """Takes all that is whole out of the inboxes; True when something arrived."""
        filled = await self._arrivals.look()
        for lane in filled:
            while await self._arrivals.keep(lane):
                pass
        return bool(filled)

    async def read(self) -> bool:
        """Verifies a file of each lane and lets one slice take effect; False: there is none."""
        verified = [await self._verify_next(lane) for lane in self.lanes]
        return await self.emit() or any(verified)

    async def _take(self, lane: Lane) -> bool:
        kept = await self._arrivals.keep(lane)
        return await self._verify_next(lane) or kept

    async def _gives_way(self, job: FileJob) -> bool:
        """Whether a file that has begun lets a small one catch up: for a moment, every other time.

        In one process they would share one processor, and each would take as long as both.
        """
        self._gave_way = not self._gave_way and not self._idle.is_set()
        if self._gave_way:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._idle.wait(), GIVE_WAY_SECONDS)
            async with self.processing.engine.begin() as tx:
                await jobs.pass_on(tx, self.service.schema, job.arrival)
        return self._gave_way

    async def _verify_next(self, lane: Lane) -> bool:
        async with self.processing.engine.begin() as tx:
            job = await jobs.next_to_verify(tx, self.service.schema, lane.above, lane.up_to)
        if job is None:
            return False
        async with self._attempt(job):
            await self._verify(job, lane)
        self._wakeups.heard(_CHUNKS)
        return True

    @asynccontextmanager
    async def _attempt(self, job: FileJob) -> AsyncIterator[None]:
        """The attempt was counted before it began, for the file may kill its reader.

        What fails for another reason, or is called off, speaks not against the file: it is
        counted no more, or three restarts of a database would refuse a sound file.
        """
        try:
            yield
        except asyncio.CancelledError:
            await self._count_no_more(job, CALLED_OFF_SECONDS)
            raise
        except Exception as failure:
            if is_transient(failure) and not isinstance(failure, ReaderFailed):
                await self._count_no_more(job, KEPT_FROM_IT_SECONDS)
            raise

    async def _count_no_more(self, job: FileJob, limit_seconds: float) -> None:
        async def once() -> None:
            async with self.processing.engine.begin() as tx:
                await jobs.pass_on(tx, self.service.schema, job.arrival)

        try:
            async with asyncio.timeout(limit_seconds):
                await persistently(once, limit_seconds=limit_seconds, what="attempt")
        except Exception as failure:
            log.warning("attempt stays counted", **_named(job), error=reason_of(failure).error_type)

    async def _verify(self, job: FileJob, lane: Lane) -> None:
        kind = self.service.file_kinds[job.kind]
        result = await self._first_pass(job, kind, lane)
        verified: FileVerified[Any] = FileVerified(
            job.hash, job.name, job.kind, job.arrival, result
        )
        cause = Cause(
            id=event_id(self.service.name, f"file:{job.arrival}:verified"),
            key=kind.key(verified),
            body=verified,
            at=self.processing.clock.now(),
        )
        memo = "" if isinstance(result, FileRefused) else kind.memo(result)
        await persistently(  # the minutes of a first pass are not to be lost to a blink
            lambda: self.processing.carry_out(Verdicts([cause], memo)),
            limit_seconds=TRANSIENT_LIMIT_SECONDS,
            what="verdict",
        )

    async def _first_pass(self, job: FileJob, kind: FileKind, lane: Lane) -> Any:
        if job.attempts > ATTEMPTS_MAX:
            return FileRefused(BREAKS_READER)
        path, context = self.store.path(job.hash), self._context(job)
        started = self.processing.clock.monotonic()
        if lane.apart:
            found = await look_apart(kind.verify, path, context)
        else:
            found = await asyncio.to_thread(look, kind.verify, path, context)
        seconds = self.processing.clock.monotonic() - started
        self.processing.metrics.count_verified(job.size, seconds)
        log.info("file verified", **_named(job), bytes=job.size, seconds=round(seconds, 3))
        return verdict(found, job.hash)

    async def _emit_slice(self, job: FileJob) -> None:
        try:
            found = await self._open.slice(job)
        except Exception as failure:
            self._open.close(job.arrival)
            if is_transient(failure):
                if counts(failure):
                    raise ReaderFailed from failure
                raise
            reason = reason_of(failure)  # tried again in its next turn; the attempts are counted
            log.error("file breaks its reader", **_named(job), error=reason.error_type)
            return
        try:
            await self._carry_out(self._effects_of(job, found))
        except BaseException:
            self._open.close(job.arrival)  # what was read ahead is read again from the cursor
            raise
        if found.is_last:
            self._open.close(job.arrival)
            log.info("file read to its end", **_named(job))

    def _effects_of(self, job: FileJob, found: Slice) -> Chunks:
        last = found.chunks[-1] if found.chunks else None
        cursor = Cursor(
            from_ordinal=job.next_ordinal,
            to_ordinal=last.ordinal + 1 if last else job.next_ordinal,
            bookmark=last.bookmark if last else job.bookmark,
        )
        causes = [self._cause_of(job, chunk) for chunk in found.chunks]
        return Chunks(causes, job.arrival, cursor, is_last=found.is_last)

    async def _carry_out(self, chunks: Chunks) -> None:
        if chunks.causes:
            await self.processing.carry_out(chunks)
            return
        async with self.processing.engine.begin() as tx:
            await jobs.finish(tx, self.service.schema, chunks.arrival)

    async def _close(self, job: FileJob, reason: str = "") -> None:
        async with self.processing.engine.begin() as tx:
            if reason:
                await jobs.give_up(tx, self.service.schema, job.arrival, reason)
            else:
                await jobs.finish(tx, self.service.schema, job.arrival)

    def _chunks_of(self, job: FileJob) -> Iterator[Chunk]:
        chunks = self.service.file_kinds[job.kind].chunks
        assert chunks is not None
        return chunks(self.store.path(job.hash), job.next_ordinal, self._context(job))

    def _cause_of(self, job: FileJob, chunk: Chunk) -> Cause[Any]:
        return Cause(
            id=event_id(self.service.name, f"file:{job.hash}", chunk.ordinal),
            key=chunk.key,
            body=chunk.body,
            at=self.processing.clock.now(),
            correlation_id=chunk.correlation_id,
        )

    def _context(self, job: FileJob) -> FileContext:
        return FileContext(job.hash, job.name, job.kind, self.settings, job.memo, job.bookmark)


def _named(job: FileJob) -> dict[str, str]:
    return {"kind": job.kind, "file_hash": job.hash}
