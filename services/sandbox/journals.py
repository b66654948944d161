"""Append-only journals of JSON rows that survive a kill in the middle of a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class Journal:
    """One row a line. A row is there whole, or not at all: a torn last line is cut off."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._mend()

    def append(self, row: Json) -> None:
        """On disk when this returns."""
        line = json.dumps(row, separators=(",", ":")) + "\n"
        with self._path.open("ab") as journal:
            journal.write(line.encode())
            journal.flush()
            os.fsync(journal.fileno())

    def rows(self) -> Iterator[Json]:
        with self._path.open() as journal:
            for line in journal:
                yield json.loads(line)

    def _mend(self) -> None:
        with self._path.open("ab+") as journal:
            journal.seek(0)
            whole = journal.read().rfind(b"\n") + 1
            journal.truncate(whole)


def put(path: Path, data: bytes) -> None:
    """A file that others see whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
