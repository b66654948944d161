"""The SFTP server: each submitter sees its own folders and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

import asyncssh

from sandbox.clearinghouse.keys import Keys

WRITING = asyncssh.FXF_WRITE


@dataclass(slots=True)
class Traffic:
    """What is being written just now; `changed` is called when a file may be complete."""

    changed: Callable[[], None]
    being_written: dict[Path, int] = field(default_factory=dict)

    def began(self, path: Path) -> None:
        self.being_written[path] = self.being_written.get(path, 0) + 1

    def ended(self, path: Path) -> None:
        left = self.being_written.pop(path, 1) - 1
        if left:
            self.being_written[path] = left
        self.changed()

    @property
    def paths(self) -> Collection[Path]:
        return self.being_written.keys()


class Folders(asyncssh.SFTPServer):
    """One session of a submitter, confined to its home."""

    def __init__(
        self, channel: asyncssh.SSHServerChannel[bytes], home: Path, traffic: Traffic
    ) -> None:
        user = channel.get_extra_info("username")
        self._traffic = traffic
        self._open: dict[int, Path] = {}
        super().__init__(channel, chroot=bytes(home / user))

    def open(self, path: bytes, pflags: int, attrs: asyncssh.SFTPAttrs) -> object:
        file = super().open(path, pflags, attrs)
        if pflags & WRITING:
            self._open[id(file)] = self._local(path)
            self._traffic.began(self._local(path))
        return file

    def close(self, file_obj: object) -> None:
        path = self._open.pop(id(file_obj), None)
        super().close(file_obj)
        if path:
            self._traffic.ended(path)

    def rename(self, oldpath: bytes, newpath: bytes) -> None:
        super().rename(oldpath, newpath)
        self._traffic.changed()

    def posix_rename(self, oldpath: bytes, newpath: bytes) -> None:
        super().posix_rename(oldpath, newpath)
        self._traffic.changed()

    def exit(self) -> None:
        """A session that ends leaves its files closed, finished or not."""
        for path in self._open.values():
            self._traffic.ended(path)
        self._open.clear()
        super().exit()

    def _local(self, path: bytes) -> Path:
        return Path(self.map_path(path).decode())


class Submitters(asyncssh.SSHServer):
    """Who may come in: known user names, each with the installation's client key."""

    def __init__(self, users: Collection[str], authorized: asyncssh.SSHAuthorizedKeys) -> None:
        self._users = users
        self._authorized = authorized
        self._connection: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        self._connection = conn

    def begin_auth(self, username: str) -> bool:
        if self._connection and username in self._users:
            self._connection.set_authorized_keys(self._authorized)
        return True


async def listen(
    address: tuple[str, int], home: Path, users: Collection[str], keys: Keys, traffic: Traffic
) -> asyncssh.SSHAcceptor:
    """The running server; `home` holds one folder per user."""
    authorized = asyncssh.read_authorized_keys(str(keys.client_public))
    return await asyncssh.create_server(
        lambda: Submitters(users, authorized),
        *address,
        server_host_keys=[str(keys.host)],
        sftp_factory=lambda channel: Folders(channel, home, traffic),
        reuse_address=True,
        password_auth=False,
        allow_scp=False,
    )
