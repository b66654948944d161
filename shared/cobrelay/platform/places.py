"""Where the platform keeps things: per checkout under var/, per user in the cache folder."""

import hashlib
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path


def cache() -> Path:
    """The user's cache folder: what can be fetched again, shared by all checkouts."""
    base = os.environ.get("XDG_CACHE_HOME")
    folder = (Path(base) if base else Path.home() / ".cache") / "cobrelay"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def shared_folder(name: str) -> Path:
    """A folder of this user that all checkouts use together."""
    folder = cache() / name
    folder.mkdir(exist_ok=True)
    return folder


def open_to_others(path: Path) -> bool:
    """Whether another user may pass through every folder above `path` and enter it."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents))


def beside(home: Path, name: str) -> Path:
    """A folder for a process that runs as another user: in `home` where that user can reach it,
    else in a folder outside of it, under a name that belongs to `home` alone."""
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    if open_to_others(home):
        return home / name
    mark = hashlib.sha256(bytes(home)).hexdigest()[:12]
    folder = _outside() / f"cobrelay-{mark}"
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to somebody else; remove it.")
    return folder / name


def forget_beside(home: Path, name: str) -> None:
    """Deletes what `beside` gave, and its folder where nothing else is in it."""
    place = beside(home, name)
    shutil.rmtree(place, ignore_errors=True)
    if place.parent != home.resolve():
        with suppress(OSError):
            place.parent.rmdir()


def everyones(name: str) -> Path:
    """A folder of ours outside of any home that every user may read."""
    folder = _outside() / f"cobrelay-{os.getuid()}" / name
    folder.parent.mkdir(mode=0o755, exist_ok=True)
    if folder.parent.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder.parent} belongs to somebody else; remove it.")
    folder.mkdir(mode=0o755, exist_ok=True)
    return folder


def _outside() -> Path:
    """A folder that everybody reaches and that outlives a restart of the machine, if there is."""
    lasting = Path("/var/tmp")  # noqa: S108  (what we make there is checked to be ours)
    return lasting if lasting.is_dir() else Path(tempfile.gettempdir())
