"""The other side as the gateway sees it: offer a file, look for it, fetch what lies there."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from submission_gateway.domain.causes import Listing, Outcome
from submission_gateway.settings import Settings


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of offering a file; the reason is an error's kind, never its text."""

    outcome: Outcome
    reason: str = ""


class Clearinghouse(Protocol):
    """One receiver of interchanges. No method raises for what happens on the wire.

    Each is over within the timeout of a call: a lease is only as long (docs/adr/0007).
    """

    async def send(self, name: str, content: bytes) -> Attempt:
        """Offers a file under its final name; BROKE_OFF when it may have arrived."""

    async def look(self, name: str, size: int) -> Listing:
        """Whether a file of that name and size lies there."""

    async def fetch(self, into: Path) -> int:
        """Brings what lies there for us into a folder; how many files that were."""


def connect(settings: Settings) -> Clearinghouse:
    """The clearinghouse of this installation."""
    if settings.driver == "sftp":
        from submission_gateway.adapters.sftp import SftpClearinghouse  # noqa: PLC0415

        return SftpClearinghouse(settings)
    from submission_gateway.adapters.folder import FolderClearinghouse  # noqa: PLC0415

    return FolderClearinghouse(settings.outbox_path, settings.call_timeout_seconds)
