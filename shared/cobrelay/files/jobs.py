"""The files of a service: what arrived, in which state it is, and how far it was read."""

from __future__ import annotations

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
    state: str
    next_ordinal: int
    attempts: int
    reason_code: str
    received_at: datetime


_COLUMNS = "arrival, hash, name, kind, state, next_ordinal, attempts, reason_code, received_at"


async def receive(tx: AsyncConnection, schema: str, job: FileJob) -> bool:
    """Enters an arrival; False when it is known already."""
    result = await tx.execute(
        query(
            schema,
            "INSERT INTO {schema}.files (arrival, hash, name, kind, received_at)"
            " VALUES (:arrival, :hash, :name, :kind, :received_at) ON CONFLICT DO NOTHING",
        ),
        {
            "arrival": job.arrival,
            "hash": job.hash,
            "name": job.name,
            "kind": job.kind,
            "received_at": job.received_at,
        },
    )
    return result.rowcount == 1


async def next_job(tx: AsyncConnection, schema: str) -> FileJob | None:
    """The oldest file that something can be done about; one whose verdict waits is left alone."""
    row = (
        await tx.execute(
            query(
                schema,
                "SELECT {columns} FROM {schema}.files WHERE state IN ('received', 'emitting')"
                " ORDER BY position LIMIT 1",
                columns=_COLUMNS,
            )
        )
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


async def attempt(tx: AsyncConnection, schema: str, arrival: str) -> int:
    """Counts an attempt before it is made, so that a file that kills the reader is found out."""
    count = await tx.scalar(
        query(
            schema,
            "UPDATE {schema}.files SET attempts = attempts + 1"
            " WHERE arrival = :arrival RETURNING attempts",
        ),
        {"arrival": arrival},
    )
    return int(count or 0)


async def verified(tx: AsyncConnection, schema: str, arrival: str) -> None:
    """The first pass is over; the verdict has been or is being decided."""
    await _move(tx, schema, arrival, "verified", "received")


async def decide(
    tx: AsyncConnection, schema: str, arrival: str, *, proceed: bool, reason: str
) -> None:
    """The verdict: its chunks are read, or nothing of it is used."""
    await tx.execute(
        query(
            schema,
            "UPDATE {schema}.files SET state = :state, reason_code = :reason, attempts = 0"
            " WHERE arrival = :arrival AND state IN ('received', 'verified')",
        ),
        {"state": "emitting" if proceed else "refused", "reason": reason, "arrival": arrival},
    )


async def advance(
    tx: AsyncConnection, schema: str, arrival: str, from_ordinal: int, to_ordinal: int
) -> bool:
    """Moves the cursor; False when another process has moved it."""
    result = await tx.execute(
        query(
            schema,
            "UPDATE {schema}.files SET next_ordinal = :to_ordinal, attempts = 0"
            " WHERE arrival = :arrival AND state = 'emitting' AND next_ordinal = :from_ordinal",
        ),
        {"to_ordinal": to_ordinal, "from_ordinal": from_ordinal, "arrival": arrival},
    )
    return result.rowcount == 1


async def finish(tx: AsyncConnection, schema: str, arrival: str) -> None:
    """Everything in the file has taken effect."""
    await _move(tx, schema, arrival, "done", "emitting")


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


async def _move(tx: AsyncConnection, schema: str, arrival: str, to: str, was: str) -> None:
    await tx.execute(
        query(
            schema,
            "UPDATE {schema}.files SET state = :to WHERE arrival = :arrival AND state = :was",
        ),
        {"to": to, "was": was, "arrival": arrival},
    )
