"""Files that wait for their time to be put out, and files that are still being written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sandbox.clearinghouse.receiving import Reply
from sandbox.journals import put

HALF_WRITTEN = (".part", ".tmp")
DUE_FORMAT = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Due:
    """A file that waits for its time; everything about it is in its name."""

    at: datetime
    delivery: int  # 0: a remittance
    user: str
    name: str

    @staticmethod
    def name_of(delivery: int, user: str, reply: Reply) -> str:
        when = reply.due_at.astimezone(UTC).strftime(DUE_FORMAT)
        return f"{when}--{delivery:06d}--{user}--{reply.name}"

    @classmethod
    def of(cls, path: Path) -> Due | None:
        """None for a file that was being written when the process died."""
        if path.suffix in HALF_WRITTEN:
            return None
        when, delivery, user, name = path.name.split("--", 3)
        at = datetime.strptime(when, DUE_FORMAT).replace(tzinfo=UTC)
        return cls(at, int(delivery), user, name)


def is_complete(path: Path) -> bool:
    hidden = path.name.startswith(".")
    return path.is_file() and not hidden and path.suffix not in HALF_WRITTEN


def move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError:  # another file system
        put(target, source.read_bytes())
        source.unlink()
