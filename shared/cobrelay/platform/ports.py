"""Finds free ports and keeps other checkouts of this machine off them until we are done."""

import fcntl
import secrets
import socket
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

from cobrelay.platform.places import shared_folder

# Below the range from which systems take the ports of outgoing connections (32768 on Linux).
PORTS = range(20_000, 32_000)


class Ports:
    """Ports of 127.0.0.1, each held by a lock file so that two starts at once differ."""

    def __init__(self) -> None:
        self._held: list[IO[str]] = []

    def reserve(self) -> int:
        """A port that nobody listens on and no other checkout has reserved."""
        for _ in PORTS:
            port = secrets.choice(PORTS)
            if _is_free(port) and self._hold(shared_folder("ports") / str(port)):
                return port
        raise OSError(f"No port from {PORTS.start} to {PORTS.stop} is free.")

    def release(self) -> None:
        """Gives all of them back."""
        while self._held:
            self._held.pop().close()

    def __enter__(self) -> "Ports":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def _hold(self, path: Path) -> bool:
        try:
            file = path.open("w")
        except OSError:
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()  # another checkout holds it
            return False
        self._held.append(file)
        return True


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return True
    return False


def answers(port: int) -> bool:
    """Whether something accepts connections there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
