"""Where causes come from, and how each kind is taken exactly once, under the locks of its keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.files import jobs
from cobrelay.files.jobs import Cursor
from cobrelay.messaging import inbox, waiting
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.waiting import Place
from cobrelay.timers import timers
from cobrelay.timers.timers import Timer

Causes = Sequence[Cause[Any]]


class Source(Protocol):
    """Some causes, and the way to take those that were not taken before."""

    @property
    def causes(self) -> Causes: ...

    @property
    def places(self) -> Mapping[UUID, Place]: ...

    async def take(self, tx: AsyncConnection, schema: str) -> Causes:
        """The causes that are new, in order; called when all their keys are locked."""


@dataclass(frozen=True, slots=True)
class Messages:
    """Events of a topic, records of outside calls, verdicts on files: the inbox knows them."""

    causes: Causes
    places: Mapping[UUID, Place] = field(default_factory=dict)

    async def take(self, tx: AsyncConnection, schema: str) -> Causes:
        new = await inbox.first_time(tx, schema, [cause.id for cause in self.causes])
        return _once(self.causes, new)


@dataclass(frozen=True, slots=True)
class DueTimers:
    """Timers that came due: their rows go in the transaction of what they cause."""

    causes: Causes
    timers: Sequence[Timer]
    places: Mapping[UUID, Place] = field(default_factory=dict)

    async def take(self, tx: AsyncConnection, schema: str) -> Causes:
        taken = await timers.take(tx, schema, self.timers)
        return [
            cause
            for cause, timer in zip(self.causes, self.timers, strict=True)
            if (timer.kind, timer.key, timer.due_at) in taken
        ]


@dataclass(frozen=True, slots=True)
class ReadyWaiting:
    """What waited and can be tried again: past the inbox, which knows it already."""

    causes: Causes
    places: Mapping[UUID, Place]

    async def take(self, tx: AsyncConnection, schema: str) -> Causes:
        positions = [self.places[cause.id].position for cause in self.causes]
        taken = await waiting.take(tx, schema, positions)
        return [cause for cause in self.causes if self.places[cause.id].position in taken]


@dataclass(frozen=True, slots=True)
class Chunks:
    """Parts of a file: the file's cursor moves in the transaction of what they cause."""

    causes: Causes
    arrival: str
    cursor: Cursor
    is_last: bool
    places: Mapping[UUID, Place] = field(default_factory=dict)

    async def take(self, tx: AsyncConnection, schema: str) -> Causes:
        moved = await jobs.advance(tx, schema, self.arrival, self.cursor)
        if not moved:
            return []
        if self.is_last:
            await jobs.finish(tx, schema, self.arrival)
        new = await inbox.first_time(tx, schema, [cause.id for cause in self.causes])
        return _once(self.causes, new)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdict of the first pass over a file, unless it was given before."""

    causes: Causes
    memo: str = ""
    places: Mapping[UUID, Place] = field(default_factory=dict)

    async def take(self, tx: AsyncConnection, schema: str) -> Causes:
        new = await inbox.first_time(tx, schema, [cause.id for cause in self.causes])
        for cause in self.causes:
            await jobs.verified(tx, schema, cause.body.arrival, self.memo)
        return _once(self.causes, new)


def _once(causes: Causes, new: set[UUID]) -> Causes:
    """Each new cause once, also when it came twice in one batch."""
    left = set(new)
    taken = []
    for cause in causes:
        if cause.id in left:
            left.remove(cause.id)
            taken.append(cause)
    return taken
