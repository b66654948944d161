"""The folder where others drop files: none is taken before it is whole, and names are only data."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cobrelay.files.store import RawStore

UNFINISHED_SUFFIXES = (".part", ".tmp")
NO_PLAIN_FILE: Final = "NO_PLAIN_FILE"
UNREADABLE_FILE: Final = "UNREADABLE_FILE"
UNREMOVABLE_FILE: Final = "UNREMOVABLE_FILE"
# A right can be given without a trace at the file: it is tried again every so many looks.
TRIED_AGAIN_AFTER_LOOKS: Final = 240


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
    """What lies in an inbox and cannot be taken out of it.

    NO_PLAIN_FILE is a link, a folder, a pipe, and never touched; UNREADABLE_FILE a file that we may
    not read; UNREMOVABLE_FILE one that was kept, but that we may not take away.
    """

    name: str
    reason: str
    stamp: str = ""
    """Tells what is no file from another one of its name; of a file the name is all."""


@dataclass(frozen=True, slots=True)
class Oddities:
    """How what cannot be taken has changed since it was told, by name."""

    new: list[Oddity]
    gone: list[Oddity]


@dataclass(frozen=True, slots=True)
class _Look:
    size: int
    modified_ns: int
    changed_ns: int
    inode: int
    is_file: bool


@dataclass(frozen=True, slots=True)
class _Denied:
    look: _Look
    reason: str


class FolderInbox:
    """One folder. A file is whole when two looks at it see the same size and time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._last: dict[str, _Look] = {}
        self._told: set[Oddity] = set()
        self._denied: dict[str, _Denied] = {}
        self._looks = 0

    def look(self) -> list[Path]:
        """The files that have not changed since the look before this one, by name.

        One that we may not take is left out until it changes, but for a try now and then.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self._looks += 1
        seen = dict(self._entries())
        stable = [
            name for name, look in seen.items() if look.is_file and self._last.get(name) == look
        ]
        self._last = seen
        # A copy, for files are kept in other threads meanwhile.
        denied = self._denied.copy().items()
        self._denied = {name: each for name, each in denied if seen.get(name) == each.look}
        if self._looks % TRIED_AGAIN_AFTER_LOOKS:
            stable = [name for name in stable if name not in self._denied]
        return [self.folder / name for name in sorted(stable)]

    def size(self, path: Path) -> int:
        """How large a file was when it was last looked at, in bytes."""
        return self._last[path.name].size

    def oddities(self) -> Oddities:
        """What cannot be taken and was not told before, and what was told and is no longer so."""
        found = {
            Oddity(readable(name), NO_PLAIN_FILE, str(look.inode))
            for name, look in self._last.items()
            if not look.is_file
        }
        denied = self._denied.copy().items()
        found |= {Oddity(readable(name), each.reason) for name, each in denied}
        told, self._told = self._told, found
        return Oddities(_by_name(found - told), _by_name(told - found))

    def keep(self, path: Path, store: RawStore) -> Arrival | None:
        """Copies a file into the raw store; None when it cannot be taken or changed meanwhile."""
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except PermissionError:
            self._deny(path, UNREADABLE_FILE)
            return None
        except OSError:
            return None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            return None
        with os.fdopen(descriptor, "rb") as stream:
            return self._keep(path, stream, store)

    def remove(self, path: Path) -> None:
        """Takes away a file that was kept; one that we may not remove is told, and stays."""
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            self._deny(path, UNREMOVABLE_FILE)
        else:
            self._denied.pop(path.name, None)

    def _deny(self, path: Path, reason: str) -> None:
        if look := self._last.get(path.name):
            self._denied[path.name] = _Denied(look, reason)

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


def free(path: Path) -> Path:
    """A name beside `path` that is not taken: who reads the folder may not have come to it yet."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def readable(name: str) -> str:
    """A file name as one line of text that any database and terminal takes, whatever it is made of.

    What cannot be printed, as line ends, commands to a terminal and bytes that are no UTF-8, is
    written with a backslash.
    """
    return "".join(char if char.isprintable() else _escaped(char) for char in name)


def _by_name(oddities: set[Oddity]) -> list[Oddity]:
    return sorted(oddities, key=lambda each: (each.name, each.stamp))


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()


def _is_unfinished(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(UNFINISHED_SUFFIXES)


def _look_at(entry: os.DirEntry[str]) -> _Look | None:
    try:
        found = entry.stat(follow_symlinks=False)
    except PermissionError:  # its name can be read, and nothing else
        return _Look(0, 0, 0, entry.inode(), entry.is_file(follow_symlinks=False))
    except OSError:
        return None
    is_file = stat.S_ISREG(found.st_mode)
    return _Look(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, is_file)
