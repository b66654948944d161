"""A folder that somebody else empties: for those who carry files themselves."""

import asyncio
import os
from pathlib import Path

from submission_gateway.adapters.clearinghouse import Attempt
from submission_gateway.domain.causes import Listing, Outcome


class FolderClearinghouse:
    """Interchanges appear whole under their final name, or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, name: str, content: bytes) -> Attempt:
        return await asyncio.to_thread(self._write, name, content)

    async def look(self, name: str, size: int) -> Listing:
        try:
            found = (self._folder / name).stat().st_size
        except FileNotFoundError:
            return Listing.ABSENT
        except OSError:
            return Listing.UNCLEAR
        return Listing.WHOLE if found == size else Listing.UNCLEAR

    async def fetch(self, into: Path) -> int:  # noqa: ARG002
        """What comes back is dropped into the inbox by whoever carries the files."""
        return 0

    def _write(self, name: str, content: bytes) -> Attempt:
        part, final = self._folder / f"{name}.part", self._folder / name
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError as failure:
            return Attempt(Outcome.NOT_TAKEN, type(failure).__name__)
        try:
            part.replace(final)
        except OSError as failure:
            return Attempt(Outcome.BROKE_OFF, type(failure).__name__)
        return Attempt(Outcome.DELIVERED)
