"""Files arrive: what is whole in an inbox is kept by its hash and entered, in lanes by size."""

from __future__ import annotations

import asyncio
import hashlib
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from cobrelay.files import jobs
from cobrelay.files.inbox import UNREADABLE_FILE, Arrival, FolderInbox, Oddity
from cobrelay.files.jobs import FileJob
from cobrelay.files.kinds import FileKind
from cobrelay.files.lanes import Lane, lane_of
from cobrelay.files.store import RawStore
from cobrelay.messaging.crash_points import crash_point
from cobrelay.messaging.processing import Processing

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole file in an inbox."""

    kind: FileKind
    inbox: FolderInbox
    path: Path


class Arrivals:
    """The inboxes of one service."""

    def __init__(
        self, processing: Processing, store: RawStore, settings: Any, lanes: Sequence[Lane]
    ) -> None:
        self._processing = processing
        self._schema = processing.service.schema
        self._store = store
        self._lanes = lanes
        self._inboxes = [
            (kind, FolderInbox(folder))
            for kind in processing.service.file_kinds.values()
            for folder in kind.inboxes(settings)
        ]
        self._whole: dict[Lane, deque[Whole]] = {lane: deque() for lane in lanes}

    async def look(self) -> list[Lane]:
        """Looks for whole files and gives each to its lane; the lanes that have some."""
        found: dict[Lane, deque[Whole]] = {lane: deque() for lane in self._lanes}
        for kind, inbox in self._inboxes:
            for path in await asyncio.to_thread(inbox.look):
                lane = lane_of(inbox.size(path), self._lanes)
                found[lane].append(Whole(kind, inbox, path))
            oddities = inbox.oddities()
            for oddity in oddities.new:
                await self._refuse(kind, inbox, oddity)
            if oddities.gone:
                await self._forget(inbox, oddities.gone)
        self._whole = found
        return [lane for lane, whole in found.items() if whole]

    async def keep(self, lane: Lane) -> bool:
        """Keeps the next file of a lane; False when there is none."""
        if not self._whole[lane]:
            return False
        whole = self._whole[lane].popleft()
        arrival = await asyncio.to_thread(whole.inbox.keep, whole.path, self._store)
        if arrival is not None:  # else it was taken by a look before, or has changed
            await self._enter(whole.kind, whole.inbox, arrival)
        return True

    async def _enter(self, kind: FileKind, inbox: FolderInbox, arrival: Arrival) -> None:
        crash_point("after_store")
        job = FileJob(
            arrival=_digest(arrival.hash, arrival.name, arrival.stamp),
            hash=arrival.hash,
            name=arrival.name,
            kind=kind.name,
            size=arrival.size,
            received_at=self._processing.clock.now(),
        )
        async with self._processing.engine.begin() as tx:
            await jobs.receive(tx, self._schema, job)
            # It may have been told by a process before this one.
            unreadable = Oddity(arrival.name, UNREADABLE_FILE)
            await jobs.forget(tx, self._schema, [_id_of(inbox, unreadable)])
        crash_point("after_receipt")
        await asyncio.to_thread(inbox.remove, arrival.path)
        log.info("file received", kind=kind.name, file_hash=arrival.hash, bytes=arrival.size)

    async def _refuse(self, kind: FileKind, inbox: FolderInbox, oddity: Oddity) -> None:
        """It stays where it is and is shown as long as it lies there: a person must look."""
        job = FileJob(
            arrival=_id_of(inbox, oddity),
            hash="",
            name=oddity.name,
            kind=kind.name,
            size=0,
            received_at=self._processing.clock.now(),
        )
        async with self._processing.engine.begin() as tx:
            await jobs.receive(tx, self._schema, job)
            await jobs.give_up(tx, self._schema, job.arrival, oddity.reason)
        log.warning("something in an inbox cannot be taken", kind=kind.name, code=oddity.reason)

    async def _forget(self, inbox: FolderInbox, oddities: Sequence[Oddity]) -> None:
        async with self._processing.engine.begin() as tx:
            await jobs.forget(tx, self._schema, [_id_of(inbox, oddity) for oddity in oddities])


def _id_of(inbox: FolderInbox, oddity: Oddity) -> str:
    return _digest("", str(inbox.folder), oddity.name, oddity.stamp or oddity.reason)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]
