"""Files in: kept by hash, verified in a first pass, read chunk by chunk in a second, resumable."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import Any

import structlog

from cobrelay.errors import Refused
from cobrelay.files import jobs
from cobrelay.files.inbox import Arrival, FolderInbox
from cobrelay.files.jobs import FileJob
from cobrelay.files.kinds import Chunk, FileContext, FileKind, FileRefused, FileVerified
from cobrelay.files.store import RawStore
from cobrelay.ids import event_id
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.crash_points import crash_point
from cobrelay.messaging.failures import is_transient, reason_of
from cobrelay.messaging.processing import Processing
from cobrelay.messaging.sources import Chunks, Verdicts

log = structlog.get_logger(__name__)

BATCH_CHUNKS = 200
ATTEMPTS_MAX = 3
BREAKS_READER = "FILE_BREAKS_READER"


class FileReader:
    """Takes the files of one service from inbox to effect; one process per service runs it."""

    def __init__(self, processing: Processing, store: RawStore, settings: Any) -> None:
        self.processing = processing
        self.service = processing.service
        self.store = store
        self.settings = settings
        self._inboxes = [
            (kind, FolderInbox(folder))
            for kind in self.service.file_kinds.values()
            for folder in kind.inboxes(settings)
        ]
        self._results: dict[str, Any] = {}

    async def receive(self) -> bool:
        """Takes what is whole out of the inboxes; True when something arrived."""
        arrived = False
        for kind, inbox in self._inboxes:
            for path in await asyncio.to_thread(inbox.look):
                arrival = await asyncio.to_thread(inbox.keep, path, self.store)
                if arrival is not None:
                    await self._enter(kind, arrival)
                    arrived = True
        return arrived

    async def read(self) -> bool:
        """Brings the oldest open file a pass further; False when there is none."""
        schema = self.service.schema
        async with self.processing.engine.begin() as tx:
            job = await jobs.next_job(tx, schema)
            if job is None:
                return False
            # Counted before the file is touched: one that kills the reader is found out.
            attempts = await jobs.attempt(tx, schema, job.arrival)
        if job.state == "received":
            await self._verify(job, attempts)
        else:
            await self._emit(job, attempts)
        return True

    async def _enter(self, kind: FileKind, arrival: Arrival) -> None:
        crash_point("after_store")
        identity = "\x1f".join((arrival.hash, arrival.name, arrival.stamp))
        job = FileJob(
            arrival=hashlib.sha256(identity.encode()).hexdigest()[:32],
            hash=arrival.hash,
            name=arrival.name,
            kind=kind.name,
            state="received",
            next_ordinal=0,
            attempts=0,
            reason_code="",
            received_at=self.processing.clock.now(),
        )
        async with self.processing.engine.begin() as tx:
            await jobs.receive(tx, self.service.schema, job)
        crash_point("after_receipt")
        await asyncio.to_thread(arrival.path.unlink, missing_ok=True)
        log.info("file received", kind=kind.name, file_hash=arrival.hash)

    async def _verify(self, job: FileJob, attempts: int) -> None:
        result: Any = FileRefused(BREAKS_READER)
        if attempts <= ATTEMPTS_MAX:
            result = await self._first_pass(job)
        self._results = {job.arrival: result}
        verified: FileVerified[Any] = FileVerified(
            job.hash, job.name, job.kind, job.arrival, result
        )
        cause = Cause(
            id=event_id(self.service.name, f"file:{job.arrival}:verified"),
            key=self.service.file_kinds[job.kind].key(verified),
            body=verified,
            at=self.processing.clock.now(),
        )
        await self.processing.carry_out(Verdicts([cause]))

    async def _first_pass(self, job: FileJob) -> Any:
        kind = self.service.file_kinds[job.kind]
        try:
            path = self.store.path(job.hash)
            return await asyncio.to_thread(kind.verify, path, self._context(job))
        except Refused as refusal:
            return FileRefused(refusal.code)
        except Exception as failure:
            if is_transient(failure):
                raise
            reason = reason_of(failure)
            log.error("file breaks its reader", file_hash=job.hash, **_shown(reason))
            return FileRefused(BREAKS_READER)

    async def _emit(self, job: FileJob, attempts: int) -> None:
        kind = self.service.file_kinds[job.kind]
        if attempts > ATTEMPTS_MAX or kind.chunks is None:
            return await self._close(job, "" if kind.chunks is None else BREAKS_READER)
        if job.arrival not in self._results:
            self._results = {job.arrival: await self._first_pass(job)}
        context = self._context(job, self._results[job.arrival])
        path = self.store.path(job.hash)
        chunks = await asyncio.to_thread(kind.chunks, path, job.next_ordinal, context)
        await self._emit_all(job, chunks)
        return None

    async def _emit_all(self, job: FileJob, chunks: Iterator[Chunk]) -> None:
        ordinal = job.next_ordinal
        ahead = asyncio.create_task(asyncio.to_thread(_next_chunks, chunks))
        while True:
            batch = await ahead
            is_last = len(batch) < BATCH_CHUNKS
            if not is_last:  # read on while this batch takes effect
                ahead = asyncio.create_task(asyncio.to_thread(_next_chunks, chunks))
            following = batch[-1].ordinal + 1 if batch else ordinal
            causes = [self._cause_of(job, chunk) for chunk in batch]
            await self._carry_out(Chunks(causes, job.arrival, ordinal, following, is_last), ahead)
            ordinal = following
            if is_last:
                return

    async def _carry_out(self, chunks: Chunks, ahead: asyncio.Task[list[Chunk]]) -> None:
        try:
            if chunks.causes:
                await self.processing.carry_out(chunks)
            else:
                async with self.processing.engine.begin() as tx:
                    await jobs.finish(tx, self.service.schema, chunks.arrival)
        except BaseException:
            ahead.cancel()
            raise

    async def _close(self, job: FileJob, reason: str) -> None:
        async with self.processing.engine.begin() as tx:
            if reason:
                await jobs.give_up(tx, self.service.schema, job.arrival, reason)
            else:
                await jobs.finish(tx, self.service.schema, job.arrival)

    def _cause_of(self, job: FileJob, chunk: Chunk) -> Cause[Any]:
        return Cause(
            id=event_id(self.service.name, f"file:{job.hash}", chunk.ordinal),
            key=chunk.key,
            body=chunk.body,
            at=self.processing.clock.now(),
            correlation_id=chunk.correlation_id,
        )

    def _context(self, job: FileJob, result: Any = None) -> FileContext:
        return FileContext(job.hash, job.name, job.kind, self.settings, result)


def _next_chunks(chunks: Iterator[Chunk]) -> list[Chunk]:
    return list(islice(chunks, BATCH_CHUNKS))


def _shown(reason: Any) -> dict[str, str]:
    return {"error": reason.error_type, "traceback": reason.traceback_hash}
