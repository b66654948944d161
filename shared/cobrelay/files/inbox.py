"""The folder where others drop files: none is taken before it is whole, and names are only data."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
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
    size: int  # bytes
    stamp: str
    """Tells this arrival from another one of the same bytes under the same name."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """What lies in an inbox and is no file: a link, a folder, a pipe. It is never touched."""

    name: str
    stamp: str


@dataclass(frozen=True, slots=True)
class _Look:
    size: int
    modified_ns: int
    inode: int
    is_file: bool


class FolderInbox:
    """One folder. A file is whole when two looks at it see the same size and time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: dict[str, _Look] = {}
        self._told: set[Oddity] = set()

    def look(self) -> list[Path]:
        """The files that have not changed since the look before this one, by name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        seen = dict(self._entries())
        stable = [
            name for name, look in seen.items() if look.is_file and self._last.get(name) == look
        ]
        self._last = seen
        return [self.folder / name for name in sorted(stable)]

    def size(self, path: Path) -> int:
        """How large a file was when it was last looked at, in bytes."""
        return self._last[path.name].size

    def oddities(self) -> list[Oddity]:
        """What was seen by the last look, is no file, and was not told before."""
        found = {
            Oddity(readable(name), str(look.inode))
            for name, look in self._last.items()
            if not look.is_file
        }
        new = found - self._told
        self._told = found
        return sorted(new, key=lambda each: each.name)

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
        stamp = str(after.st_ctime_ns)
        return Arrival(path, content_hash, readable(path.name), after.st_size, stamp)

    def _entries(self) -> Iterator[tuple[str, _Look]]:
        with os.scandir(self.folder) as entries:
            for entry in entries:
                if not _is_unfinished(entry.name) and (look := _look_at(entry)):
                    yield entry.name, look


def readable(name: str) -> str:
    """A file name as one line of text that any database and terminal takes, whatever it is made of.

    What cannot be printed, as line ends, commands to a terminal and bytes that are no UTF-8, is
    written with a backslash.
    """
    return "".join(char if char.isprintable() else _escaped(char) for char in name)


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()


def _is_unfinished(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(UNFINISHED_SUFFIXES)


def _look_at(entry: os.DirEntry[str]) -> _Look | None:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    is_file = stat.S_ISREG(found.st_mode)
    return _Look(found.st_size, found.st_mtime_ns, found.st_ino, is_file)
