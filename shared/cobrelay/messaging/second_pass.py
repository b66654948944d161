"""The second pass over files: each is read slice by slice, one slice ahead of what takes effect."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final, NamedTuple

from cobrelay.files.jobs import FileJob
from cobrelay.files.kinds import Chunk

SLICE_CHUNKS: Final = 50  # take effect in about a tenth of a second: so long others wait for it
OPEN_MAX: Final = 8  # each holds a block of its file and a slice; a closed one is opened again


class Slice(NamedTuple):
    """Chunks that take effect together."""

    chunks: list[Chunk]
    is_last: bool


Opening = Callable[[FileJob], Iterator[Chunk]]


class OpenFile:
    """A file that is being read from a cursor on."""

    def __init__(self, job: FileJob, chunks: Iterator[Chunk]) -> None:
        self.ordinal = job.next_ordinal
        self._chunks = chunks
        self._ahead = self._read_on()

    async def slice(self) -> Slice:
        """What comes next; the slice after it is begun."""
        found = await self._ahead
        if found.chunks:
            self.ordinal = found.chunks[-1].ordinal + 1
        if not found.is_last:
            self._ahead = self._read_on()
        return found

    def close(self) -> None:
        self._ahead.cancel()

    def _read_on(self) -> asyncio.Task[Slice]:
        return asyncio.create_task(asyncio.to_thread(_slice_of, self._chunks))


def _slice_of(chunks: Iterator[Chunk]) -> Slice:
    found = list(islice(chunks, SLICE_CHUNKS))
    return Slice(found, is_last=len(found) < SLICE_CHUNKS)


class OpenFiles:
    """The files that are read in turns; only those whose turn was last are held open."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._files: dict[str, OpenFile] = {}

    async def slice(self, job: FileJob) -> Slice:
        """What follows the job's cursor."""
        held = self._files.pop(job.arrival, None)
        if held is not None and held.ordinal != job.next_ordinal:
            held.close()  # another process has read on in the meantime
            held = None
        if held is None:
            held = OpenFile(job, await asyncio.to_thread(self._opening, job))
        self._files[job.arrival] = held
        while len(self._files) > OPEN_MAX:
            self.close(next(iter(self._files)))
        return await held.slice()

    def close(self, arrival: str) -> None:
        """Forgets a file: it is at its end, or it is to be read from its cursor again."""
        if held := self._files.pop(arrival, None):
            held.close()
