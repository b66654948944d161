"""SFTP: upload as .part, check the size, rename; the host key is pinned."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

import asyncssh

from cobrelay.files.inbox import free
from cobrelay.messaging.crash_points import crash_point
from submission_gateway.adapters.clearinghouse import Attempt
from submission_gateway.domain.causes import Listing, Outcome
from submission_gateway.settings import Settings

BLOCK_BYTES = 1 << 20  # of a file that is fetched: no more of it is ever in memory
FETCH_MAX = 200  # files a visit: a backlog is taken in turns, between which claims go out
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_NO_FILES = frozenset({asyncssh.FILEXFER_TYPE_DIRECTORY, asyncssh.FILEXFER_TYPE_SPECIAL})
FAILURES = (OSError, asyncssh.Error, TimeoutError)


class SftpClearinghouse:
    """One account on one server. Every call has its own deadline."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._outbound = PurePosixPath(settings.sftp_outbound_path)
        self._inbound = PurePosixPath(settings.sftp_inbound_path)

    async def send(self, name: str, content: bytes) -> Attempt:
        final = self._outbound / name
        part = self._outbound / f"{name}.part"
        offered = False
        try:
            async with (
                asyncio.timeout(self._settings.call_timeout_seconds),
                self._session() as sftp,
            ):
                async with sftp.open(part, "wb") as file:
                    await file.write(content)
                if (await sftp.stat(part)).size != len(content):
                    return Attempt(Outcome.NOT_TAKEN, "size")
                # From here on the other side may have it, whatever we are told.
                offered = True
                crash_point("before_rename")
                await sftp.posix_rename(part, final)
        except FAILURES as failure:
            outcome = Outcome.BROKE_OFF if offered else Outcome.NOT_TAKEN
            return Attempt(outcome, type(failure).__name__)
        return Attempt(Outcome.DELIVERED)

    async def look(self, name: str, size: int) -> Listing:
        try:
            async with (
                asyncio.timeout(self._settings.call_timeout_seconds),
                self._session() as sftp,
            ):
                found = (await sftp.stat(self._outbound / name)).size
        except asyncssh.SFTPNoSuchFile:
            return Listing.ABSENT
        except FAILURES:
            return Listing.UNCLEAR
        return Listing.WHOLE if found == size else Listing.UNCLEAR

    async def fetch(self, into: Path) -> int:
        """A file is removed over there only when it lies whole over here."""
        fetched = 0
        try:
            async with (
                asyncio.timeout(self._settings.call_timeout_seconds),
                self._session() as sftp,
            ):
                for name in _files(await sftp.readdir(self._inbound))[:FETCH_MAX]:
                    await self._take(sftp, name, into)
                    fetched += 1
        except FAILURES:
            return fetched
        return fetched

    async def _take(self, sftp: asyncssh.SFTPClient, name: str, into: Path) -> None:
        source = self._inbound / name
        # The name is the other side's: it is data, and must not choose where we write.
        safe = _UNSAFE.sub("_", name).lstrip(".")[:100] or "unnamed"
        part = into / f"{safe}.part"
        async with sftp.open(source, "rb") as file:
            with await asyncio.to_thread(_begun, part) as kept:
                while block := await file.read(BLOCK_BYTES):
                    assert isinstance(block, bytes)  # opened as "rb"
                    await asyncio.to_thread(kept.write, block)
                await asyncio.to_thread(_settle, kept)
        # Beside what came under the same name and was not read yet: over there it is removed.
        part.replace(free(into / safe))
        await sftp.remove(source)

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[asyncssh.SFTPClient]:
        settings = self._settings
        options: dict[str, Any] = {
            "username": settings.sftp_username,
            # None would switch the check off: without a pinned key nobody is trusted.
            "known_hosts": str(settings.sftp_known_hosts_path)
            if settings.sftp_known_hosts_path
            else b"",
            "client_keys": [str(settings.sftp_client_key_path)]
            if settings.sftp_client_key_path
            else [],
            "agent_path": None,
            "config": None,
        }
        if settings.sftp_password is not None:
            options["password"] = settings.sftp_password.get_secret_value()
        async with (
            asyncssh.connect(settings.sftp_host, settings.sftp_port, **options) as connection,
            connection.start_sftp_client() as sftp,
        ):
            yield sftp


def _files(entries: Sequence[asyncssh.SFTPName]) -> list[str]:
    """Whole files by name; what is no file (a folder of the other side's own) stays there."""
    names = [each.filename for each in entries if each.attrs.type not in _NO_FILES]
    texts = [name.decode(errors="replace") if isinstance(name, bytes) else name for name in names]
    return sorted(name for name in texts if not name.startswith(".") and not _is_partial(name))


def _is_partial(name: str) -> bool:
    return name.endswith((".part", ".tmp"))


def _begun(part: Path) -> BinaryIO:
    part.parent.mkdir(parents=True, exist_ok=True)
    return part.open("wb")


def _settle(kept: BinaryIO) -> None:
    kept.flush()
    os.fsync(kept.fileno())
