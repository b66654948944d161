"""What `make up` leaves running: the platform and the services, until `make down`."""

import asyncio
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from cobrelay.platform import current, environment
from cobrelay.platform.installation import Installation
from cobrelay.platform.supervisor import (
    AlreadyRunning,
    Failed,
    Supervisor,
    interruption,
    until_asked,
)
from cobrelay.settings import Misconfigured

HOME = Path("var/platform")
DROP_FOLDER = Path("var/inbox")
OUTBOX = Path("var/outbox")
STATUS = "status.json"


async def serve(home: Path, outbox: Path) -> None:
    """Runs until a signal asks to stop; then stops everything in order."""
    async with interruption() as asked, Supervisor(home, lambda _: board.write()) as supervisor:
        board = _Board(home, supervisor)
        settings = {"SUBMISSION_GATEWAY_OUTBOX_PATH": str(outbox)}
        installation = Installation(home, supervisor, settings)
        try:
            await until_asked(asked, _start(installation, board))
            if not asked.is_set():
                current.publish(installation.environment.of_operator)
                await asked.wait()
        finally:
            current.withdraw()
            board.is_up = False
            await supervisor.stop_all()
            await installation.stop()
            board.remove()


async def _start(installation: Installation, board: "_Board") -> None:
    await installation.start_platform()
    await installation.start_services()
    inboxes = {name: environment.inbox(installation.home, name) for name in environment.READERS}
    pairs = [f"{name}={folder}" for name, folder in inboxes.items()]
    sorting = ("cobrelay.platform.sorter", str(DROP_FOLDER), *pairs)
    await installation.start(installation.program("inbox-sorter", *sorting))
    await installation.start(installation.program(environment.MONITOR, "flow_monitor"))
    board.is_up = True
    board.write()


class _Board:
    """What `cobrelay status` reads."""

    def __init__(self, home: Path, supervisor: Supervisor) -> None:
        self.is_up = False
        self._file = home / STATUS
        self._supervisor = supervisor

    def write(self) -> None:
        rows = [asdict(status) for status in self._supervisor.statuses()]
        record = {"pid": os.getpid(), "is_up": self.is_up, "processes": rows}
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps(record, indent=1), encoding="utf-8")
        fresh.rename(self._file)

    def remove(self) -> None:
        self._file.unlink(missing_ok=True)


def main() -> None:
    """Ends with a sentence where something of ours does not start."""
    for folder in (DROP_FOLDER, OUTBOX):  # who is told of them may use them at once
        folder.mkdir(parents=True, exist_ok=True)
    try:
        asyncio.run(serve(HOME.resolve(), OUTBOX.resolve()))
    except* (Failed, AlreadyRunning, Misconfigured) as failures:
        sys.stderr.write(f"{_first(failures)}\n")
        sys.exit(1)


def _first(failure: BaseException) -> BaseException:
    while isinstance(failure, BaseExceptionGroup):
        failure = failure.exceptions[0]
    return failure


if __name__ == "__main__":
    main()
