"""Starts one process so that it can't outlive us, and stops it by its own pid."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from cobrelay.platform import launch
from cobrelay.settings import Misconfigured

PR_SET_CHILD_SUBREAPER = 36
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One row of the table of processes: what to start, and how to stop it."""

    name: str
    command: tuple[str, ...]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    user: int | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10.0
    orphan_signal: signal.Signals = signal.SIGKILL
    restarts: bool = True
    foundation: bool = False  # others stand on it: it is stopped last
    ready: Callable[[], bool] | None = None
    ready_seconds: float = 60.0


# What ends so has said in its last line which key of what file is wrong (messaging.run).
WRONGLY_CONFIGURED = 2


class Failed(RuntimeError):
    """A process ended or did not become ready; the sentence names it and its log file."""


class Child:
    """A running process."""

    def __init__(self, process: Process) -> None:
        self.process = process
        process.log.parent.mkdir(parents=True, exist_ok=True)
        with process.log.open("ab") as log:
            self._popen = subprocess.Popen(
                _launched(process),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=process.folder,
                env={**os.environ, **process.environment},
                # A Ctrl-C in the terminal is for us, who then stop them in order.
                start_new_session=True,
            )
        self.born = psutil.Process(self.pid).create_time()

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; minus the signal's number where a signal ended it."""
        return self._popen.poll()

    @property
    def failure(self) -> Failed | Misconfigured:
        """Why it isn't ready, as far as we know; what is configured wrong it says itself."""
        if self.exit_code == WRONGLY_CONFIGURED and (said := self._last_words()):
            return Misconfigured(f"{self.process.name} does not start: {said}")
        over = self.exit_code is not None
        what = f"ended with {self.exit_code}" if over else "does not become ready"
        return Failed(f"{self.process.name} {what}; see {self.process.log}.")

    def _last_words(self) -> str:
        text = self.process.log.read_text(encoding="utf-8", errors="replace")
        return text.strip().rpartition("\n")[2]

    def send(self, number: signal.Signals) -> None:
        self._popen.send_signal(number)

    def kill(self) -> None:
        """SIGKILL, and waits for the end."""
        self._popen.kill()
        self._popen.wait()

    def wait_ready(self) -> None:
        """Blocks until it answers; Failed where it ends or takes too long."""
        if self.process.ready is None:
            return
        patience = time.monotonic() + self.process.ready_seconds
        while not self.process.ready():
            if self.exit_code is not None or time.monotonic() > patience:
                raise self.failure
            time.sleep(0.05)

    def stop(self) -> None:
        """Asks, waits, and then insists."""
        self.send(self.process.stop_signal)
        try:
            self._popen.wait(self.process.stop_seconds)
        except subprocess.TimeoutExpired:
            self.kill()


def adopt_orphans() -> None:
    """Makes us the parent of whatever our children leave behind, so that we can end it."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _launched(process: Process) -> list[str]:
    """The command behind `launch`, which lets the process die with us, and under its user."""
    user = -1 if process.user is None else process.user
    group = -1 if process.user is None else _group_of(process.user)
    numbers = (os.getpid(), int(process.orphan_signal), user, group)
    python = (sys.executable, "-I", "-S", launch.__file__)
    return [*python, *(str(number) for number in numbers), *process.command]


def _group_of(user: int) -> int:
    import pwd  # noqa: PLC0415  (not on every system, needed only where we are root)

    return pwd.getpwuid(user).pw_gid
