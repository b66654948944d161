"""The raw store: every file we ever received, kept forever under the hash of its bytes."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

COPY_BYTES = 1 << 20


class RawStore:
    """Files by SHA-256, in folders of two characters; what is there is complete, for ever."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, hash: str) -> Path:  # noqa: A002 - the word of the domain
        """Where the file with this hash lies, or would."""
        return self.root / hash[:2] / hash

    def open(self, hash: str) -> BinaryIO:  # noqa: A002
        """The bytes with this hash; raises FileNotFoundError."""
        return self.path(hash).open("rb")

    def put(self, source: Path | bytes | BinaryIO) -> str:
        """Keeps the bytes and returns their hash; durable when it returns."""
        match source:
            case bytes():
                return self._put_bytes(source)
            case Path():
                with source.open("rb") as stream:
                    return self._put_stream(stream)
        return self._put_stream(source)

    def _put_bytes(self, content: bytes) -> str:
        with self._temporary() as temporary:
            temporary.write(content)
            return self._keep(temporary, hashlib.sha256(content).hexdigest())

    def _put_stream(self, stream: BinaryIO) -> str:
        digest = hashlib.sha256()
        with self._temporary() as temporary:
            while block := stream.read(COPY_BYTES):
                digest.update(block)
                temporary.write(block)
            return self._keep(temporary, digest.hexdigest())

    def _temporary(self) -> tempfile._TemporaryFileWrapper[bytes]:
        self.root.mkdir(parents=True, exist_ok=True)
        return tempfile.NamedTemporaryFile(dir=self.root, prefix=".", suffix=".part", delete=False)

    def _keep(self, temporary: tempfile._TemporaryFileWrapper[bytes], hash: str) -> str:  # noqa: A002
        final = self.path(hash)
        temporary.flush()
        os.fsync(temporary.fileno())
        final.parent.mkdir(parents=True, exist_ok=True)
        Path(temporary.name).replace(final)
        for folder in (final.parent, self.root):
            _sync_folder(folder)
        return hash


def _sync_folder(folder: Path) -> None:
    """Makes a rename survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
