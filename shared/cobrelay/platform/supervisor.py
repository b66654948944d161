"""Keeps a table of processes running, restarts what dies, and leaves nothing behind."""

import asyncio
import fcntl
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import IO

from cobrelay.platform import leftovers
from cobrelay.platform.children import Child, Failed, Process, adopt_orphans

LOCK = "supervisor.lock"
FILES = {LOCK, leftovers.FOLDER}  # ours in the home folder
LOOK_SECONDS = 0.1
FIRST_DELAY_SECONDS = 0.2
LAST_DELAY_SECONDS = 10.0
HEALTHY_SECONDS = 30.0  # who lived this long starts again without delay


class State(StrEnum):
    """What a supervised process is doing."""

    STARTING = "starting"
    RUNNING = "running"
    WAITING = "waiting to restart"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Status:
    """One row of `cobrelay status`."""

    name: str
    state: State
    pid: int | None
    restarts: int
    exit_code: int | None  # of the last time it ended
    log: str


Observer = Callable[[Status], None]


class AlreadyRunning(RuntimeError):
    """Another supervisor works in the same home folder."""


class Supervisor:
    """Owns the processes that it starts. Use it as an async context manager, in the main thread
    (a child is told to die with the *thread* that started it)."""

    def __init__(self, home: Path, observe: Observer | None = None) -> None:
        self._home = home
        self._observe = observe or _look_away
        self._watched: dict[str, _Watched] = {}
        self._lock: IO[str] | None = None

    async def __aenter__(self) -> "Supervisor":
        self._home.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self._home / LOCK)
        adopt_orphans()
        await asyncio.to_thread(leftovers.stop, self._home)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.shield(self.stop_all())
        if self._lock is not None:
            self._lock.close()

    async def start(self, process: Process) -> None:
        """Starts it and waits until it is ready; Failed or Misconfigured where it never is."""
        watched = _Watched(process, self._home, self._observe)
        self._watched[process.name] = watched
        await watched.start()

    async def stop(self, name: str) -> None:
        """Stops one process for good."""
        await self._watched[name].stop()

    async def stop_all(self) -> None:
        """Stops all: first the services, side by side, then what they stand on."""
        for foundation in (False, True):
            group = [each for each in self._watched.values() if each.foundation is foundation]
            await asyncio.gather(*(watched.stop() for watched in group))

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> None:
        """Sends a signal, as an accident would; the process is restarted if it dies of it."""
        self._watched[name].kill(number)

    def statuses(self) -> list[Status]:
        """All of them, in the order in which they were started."""
        return [watched.status for watched in self._watched.values()]

    async def wait_ready(self, name: str) -> None:
        """Returns when it runs and answers, also after a restart."""
        await self._watched[name].running.wait()


class _Watched:
    """One process and its restarts."""

    def __init__(self, process: Process, home: Path, observe: Observer) -> None:
        self.running = asyncio.Event()
        self.foundation = process.foundation
        self._process = leftovers.marked(home, process)
        self._home = home
        self._observe = observe
        self._child: Child | None = None
        self._watching: asyncio.Task[None] | None = None
        self.status = Status(process.name, State.STARTING, None, 0, None, str(process.log))

    async def start(self) -> None:
        child = self._spawn(restarts=0)
        await self._ready(child)
        if not self.running.is_set():
            failure = child.failure
            await self.stop()
            raise failure
        self._watching = asyncio.create_task(self._watch(child), name=f"watch {child.pid}")

    async def stop(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.gather(self._watching, return_exceptions=True)
            self._watching = None
        if self._child is not None:
            child, self._child = self._child, None
            await asyncio.to_thread(child.stop)
            await self._ended(child)

    def kill(self, number: signal.Signals) -> None:
        if self._child is not None and self._child.exit_code is None:
            self._child.send(number)

    async def _watch(self, child: Child) -> None:
        loop, restarts, delay = asyncio.get_running_loop(), 0, 0.0
        while True:
            born = loop.time()
            await self._until_death(child)
            await self._ended(child)
            if not self._process.restarts:
                return
            healthy = loop.time() - born > HEALTHY_SECONDS
            delay = FIRST_DELAY_SECONDS if healthy or not delay else delay * 2
            self._say(State.WAITING, None, restarts, child.exit_code)
            await asyncio.sleep(min(delay, LAST_DELAY_SECONDS))
            restarts += 1
            child = self._spawn(restarts)
            await self._ready(child)

    def _spawn(self, restarts: int) -> Child:
        child = Child(self._process)
        self._child = child
        leftovers.remember(self._home, child)
        self._say(State.STARTING, child.pid, restarts, None)
        return child

    async def _ready(self, child: Child) -> None:
        """Waits until it answers, ends, or its time is over; `running` says which."""
        loop = asyncio.get_running_loop()
        patience = loop.time() + self._process.ready_seconds
        ready = self._process.ready or (lambda: True)
        while not await asyncio.to_thread(ready):
            if child.exit_code is not None or loop.time() > patience:
                return
            await asyncio.sleep(LOOK_SECONDS)
        if child.exit_code is None:
            self.running.set()
            self._say(State.RUNNING, child.pid, self.status.restarts, None)

    async def _until_death(self, child: Child) -> None:
        while child.exit_code is None:  # noqa: ASYNC110  (a process has no event to wait for)
            await asyncio.sleep(LOOK_SECONDS)

    async def _ended(self, child: Child) -> None:
        self.running.clear()
        await asyncio.to_thread(leftovers.stop_family, self._home, self._process.name)
        leftovers.forget(self._home, self._process.name)
        self._say(State.ENDED, None, self.status.restarts, child.exit_code)

    def _say(self, state: State, pid: int | None, restarts: int, exit_code: int | None) -> None:
        log = str(self._process.log)
        self.status = Status(self._process.name, state, pid, restarts, exit_code, log)
        self._observe(self.status)


@asynccontextmanager
async def interruption() -> AsyncIterator[asyncio.Event]:
    """An event that Ctrl-C, SIGTERM or a closed terminal sets, instead of ending us at once."""
    loop, asked = asyncio.get_running_loop(), asyncio.Event()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for number in numbers:
        loop.add_signal_handler(number, asked.set)
    try:
        yield asked
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)


async def until_asked(asked: asyncio.Event, work: Coroutine[None, None, None]) -> None:
    """Does `work` until it is done or we are asked to stop, whichever comes first."""
    working, waiting = asyncio.create_task(work), asyncio.create_task(asked.wait())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not working.done():
        working.cancel()
        await asyncio.wait({working})
    if not working.cancelled():
        working.result()


def _look_away(status: Status) -> None:
    """The observer of who has none."""
    del status


def _locked(path: Path) -> IO[str]:
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise AlreadyRunning(f"{path.parent} is in use by another run.") from None
    return file


__all__ = [
    "AlreadyRunning",
    "Failed",
    "Process",
    "State",
    "Status",
    "Supervisor",
    "interruption",
    "until_asked",
]
