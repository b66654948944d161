"""The folder where others drop files: none is taken before it is whole, and names are only data."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cobrelay.files.store import RawStore

UNFINISHED_SUFFIXES = (".part", ".tmp")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A whole file that lies in an inbox and is kept by its hash."""

    path: Path
    hash: str
    name: str
    stamp: str
    """Tells this arrival from another one of the same bytes under the same name."""


@dataclass(frozen=True, slots=True)
class _Look:
    size: int
    modified_ns: int
    inode: int


class FolderInbox:
    """One folder. A file is whole when two looks at it see the same size and time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: dict[str, _Look] = {}

    def look(self) -> list[Path]:
        """The files that have not changed since the look before this one, by name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        seen = {}
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if not _is_unfinished(entry.name) and (look := _look_at(entry)):
                    seen[entry.name] = look
        stable = [name for name, look in seen.items() if self._last.get(name) == look]
        self._last = seen
        return [self.folder / name for name in sorted(stable)]

    def keep(self, path: Path, store: RawStore) -> Arrival | None:
        """Copies a file into the raw store; None when it is no plain file or changed meanwhile."""
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            return None
        with os.fdopen(descriptor, "rb") as stream:
            return self._keep(path, stream, store)

    def _keep(self, path: Path, stream: BinaryIO, store: RawStore) -> Arrival | None:
        before = os.fstat(stream.fileno())
        content_hash = store.put(stream)
        after = os.fstat(stream.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            return None
        # Nobody can set the change time, so a file that is dropped again has another stamp, and
        # one that a crash left in the inbox has the same.
        return Arrival(path, content_hash, readable(path.name), str(after.st_ctime_ns))


def readable(name: str) -> str:
    """A file name as text that any database takes, whatever bytes it is made of."""
    return name.encode("utf-8", "backslashreplace").decode()


def _is_unfinished(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(UNFINISHED_SUFFIXES)


def _look_at(entry: os.DirEntry[str]) -> _Look | None:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return _Look(found.st_size, found.st_mtime_ns, found.st_ino)
