"""The SFTP server's host key and its submitters' keys: made once, then kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import asyncssh

from sandbox.journals import put

ALGORITHM = "ssh-ed25519"


@dataclass(frozen=True, slots=True)
class Keys:
    """Paths of the key files; `known_hosts` is what a client pins the server with."""

    folder: Path

    @property
    def host(self) -> Path:
        return self.folder / "host_key"

    @property
    def client(self) -> Path:
        return self.folder / "client_key"

    @property
    def client_public(self) -> Path:
        return self.folder / "client_key.pub"

    @property
    def known_hosts(self) -> Path:
        return self.folder / "known_hosts"


def prepared(folder: Path, host: str, port: int) -> Keys:
    """The key files, made where they are missing."""
    keys = Keys(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if not keys.host.exists():
        _make(keys.host)
    if not keys.client_public.exists():
        _make(keys.client)
    public = asyncssh.read_private_key(keys.host).export_public_key().decode().strip()
    name, key = f"[{host}]:{port}", " ".join(public.split()[:2])
    put(keys.known_hosts, f"{name} {key}\n".encode())
    return keys


def _make(path: Path) -> None:
    key = asyncssh.generate_private_key(ALGORITHM)
    part = path.with_name(f"{path.name}.part")
    key.write_private_key(part)
    part.chmod(0o600)
    key.write_public_key(path.with_name(f"{path.name}.pub"))
    part.replace(path)
