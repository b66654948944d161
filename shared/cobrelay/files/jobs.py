"""The files of a service: what arrived, in which state it is, and how far it was read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from cobrelay.database.sql import query


@dataclass(frozen=True, slots=True)
class FileJob:
    """One arrival of a file. States: received, verified, emitting, done, refused."""

    arrival: str
    hash: str
    name: str
    kind: str
    size: int  # bytes
    received_at: datetime
    state: str = "received"
    memo: str = ""  # what the first pass leaves to the second
    next_ordinal: int = 0
    bookmark: str = ""  # of the chunk before the next
    attempts: int = 0
    reason_code: str = ""


_COLUMNS = (
    "arrival, hash, name, kind, size, received_at, state, memo, next_ordinal, bookmark, attempts,"
    " reason_code"
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a slice of a file moves the reading of it."""

    from_ordinal: int
    to_ordinal: int
    bookmark: str = ""


async def receive(tx: AsyncConnection, schema: str, job: FileJob) -> bool:
    """Enters an arrival; False when it is known already."""
    result = await tx.execute(
        query(
            schema,
            "INSERT INTO {schema}.files (arrival, hash, name, kind, size, received_at)"
            " VALUES (:arrival, :hash, :name, :kind, :size, :received_at)"
            " ON CONFLICT DO NOTHING",
        ),
        {
            "arrival": job.arrival,
            "hash": job.hash,
            "name": job.name,
            "kind": job.kind,
            "size": job.size,
            "received_at": job.received_at,
        },
    )
    return result.rowcount == 1


async def read_before(tx: AsyncConnection, schema: str, hashes: Collection[str]) -> set[str]:
    """Those of these bytes that were taken before, under whatever name."""
    rows = await tx.scalars(
        query(
            schema,
            "SELECT hash FROM {schema}.files"
            " WHERE hash = ANY(:hashes) AND state IN ('emitting', 'done')",
        ),
        {"hashes": list(hashes)},
    )
    return set(rows)


async def next_to_verify(
    tx: AsyncConnection, schema: str, above: int, up_to: int
) -> FileJob | None:
    """The oldest file of a size (bytes) that waits for its first pass; the attempt is counted.

    Counted before the file is touched, so that one that kills the reader is found out.
    """
    return await _take(
        tx,
        schema,
        "state = 'received' AND size > :above AND size <= :up_to ORDER BY position",
        {"above": above, "up_to": up_to},
    )


async def next_to_emit(tx: AsyncConnection, schema: str) -> FileJob | None:
    """Of the files in their second pass, the one whose last turn is longest ago; this is its turn.

    So files take turns, whatever their sizes, and none can starve another.
    """
    return await _take(tx, schema, "state = 'emitting' ORDER BY turn_at, position", {})


async def _take(
    tx: AsyncConnection, schema: str, which: str, parameters: dict[str, int]
) -> FileJob | None:
    statement = (
        "UPDATE {schema}.files SET attempts = attempts + 1, turn_at = clock_timestamp()"
        " WHERE arrival = (SELECT arrival FROM {schema}.files WHERE {which} LIMIT 1)"
        " RETURNING {columns}"
    )
    row = (
        await tx.execute(query(schema, statement, which=which, columns=_COLUMNS), parameters)
    ).first()
    return FileJob(*row) if row else None


async def listed(tx: AsyncConnection, schema: str, state: str = "") -> list[FileJob]:
    """The newest files first; in one state, or in all."""
    rows = await tx.execute(
        query(
            schema,
            "SELECT {columns} FROM {schema}.files WHERE :state = '' OR state = :state"
            " ORDER BY position DESC LIMIT 1000",
            columns=_COLUMNS,
        ),
        {"state": state},
    )
    return [FileJob(*row) for row in rows]


async def verified(tx: AsyncConnection, schema: str, arrival: str, memo: str) -> None:
    """The first pass is over; the verdict has been or is being decided."""
    await tx.execute(
        query(
            schema,
            "UPDATE {schema}.files SET state = 'verified', memo = :memo"
            " WHERE arrival = :arrival AND state = 'received'",
        ),
        {"arrival": arrival, "memo": memo},
    )


async def decide(
    tx: AsyncConnection, schema: str, arrival: str, *, proceed: bool, reason: str
) -> None:
    """The verdict: its chunks are read, or nothing of it is used."""
    await tx.execute(
        query(
            schema,
            "UPDATE {schema}.files SET state = :state, reason_code = :reason, attempts = 0,"
            # It goes before those that had a turn within this second, but not before all, always.
            " turn_at = clock_timestamp() - interval '1 second'"
            " WHERE arrival = :arrival AND state IN ('received', 'verified')",
        ),
        {"state": "emitting" if proceed else "refused", "reason": reason, "arrival": arrival},
    )


async def advance(tx: AsyncConnection, schema: str, arrival: str, cursor: Cursor) -> bool:
    """Moves the cursor; False when another process has moved it."""
    result = await tx.execute(
        query(
            schema,
            "UPDATE {schema}.files SET next_ordinal = :to_ordinal, bookmark = :bookmark,"
            " attempts = 0"
            " WHERE arrival = :arrival AND state = 'emitting' AND next_ordinal = :from_ordinal",
        ),
        {
            "to_ordinal": cursor.to_ordinal,
            "bookmark": cursor.bookmark,
            "from_ordinal": cursor.from_ordinal,
            "arrival": arrival,
        },
    )
    return result.rowcount == 1


async def pass_on(tx: AsyncConnection, schema: str, arrival: str) -> None:
    """A file left its turn to others, or was kept from it by them: that was no attempt."""
    await tx.execute(
        query(
            schema,
            "UPDATE {schema}.files SET attempts = greatest(attempts - 1, 0)"
            " WHERE arrival = :arrival AND state IN ('received', 'emitting')",
        ),
        {"arrival": arrival},
    )


async def finish(tx: AsyncConnection, schema: str, arrival: str) -> None:
    """Everything in the file has taken effect."""
    await tx.execute(
        query(
            schema,
            "UPDATE {schema}.files SET state = 'done'"
            " WHERE arrival = :arrival AND state = 'emitting'",
        ),
        {"arrival": arrival},
    )


async def give_up(tx: AsyncConnection, schema: str, arrival: str, reason: str) -> None:
    """The file breaks its reader half-way: a person must look."""
    await tx.execute(
        query(
            schema,
            "UPDATE {schema}.files SET state = 'refused', reason_code = :reason"
            " WHERE arrival = :arrival",
        ),
        {"reason": reason, "arrival": arrival},
    )


async def forget(tx: AsyncConnection, schema: str, arrivals: Collection[str]) -> None:
    """What could not be taken out of an inbox is gone; nothing was ever kept under these ids."""
    await tx.execute(
        query(schema, "DELETE FROM {schema}.files WHERE arrival = ANY(:arrivals) AND hash = ''"),
        {"arrivals": list(arrivals)},
    )
