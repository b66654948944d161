"""Recognises processes that a crash left behind, by pid and time of birth, and ends them."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil

from cobrelay.platform.children import Child, Process

FOLDER = "processes"
MARK = "COBRELAY_SUPERVISED"
PATIENCE_SECONDS = 10.0


def remember(home: Path, child: Child) -> None:
    """Writes down who a child is; a pid alone may be somebody else's tomorrow."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{child.process.name}"
    fresh.write_text(json.dumps({"pid": child.pid, "born": child.born}), encoding="ascii")
    fresh.rename(folder / f"{child.process.name}.json")


def forget(home: Path, name: str) -> None:
    """Its process has ended."""
    (home / FOLDER / f"{name}.json").unlink(missing_ok=True)


def stop(home: Path) -> None:
    """Ends whatever an earlier supervisor of this home started and didn't stop."""
    records = sorted((home / FOLDER).glob("*.json"))
    _end([process for record in records if (process := _recognised(record))])
    for record in records:
        record.unlink(missing_ok=True)


def marked(home: Path, process: Process) -> Process:
    """The process with a mark in its environment, which whatever it starts inherits."""
    environment = {**process.environment, MARK: _mark(home, process.name)}
    return replace(process, environment=environment)


def stop_family(home: Path, name: str) -> None:
    """Ends what a process of ours started and left to us when it ended."""
    mark = _mark(home, name)
    _end([each for each in psutil.Process().children(recursive=True) if _carries(each, mark)])


def _mark(home: Path, name: str) -> str:
    return f"{home.resolve()}:{name}"


def _carries(process: psutil.Process, mark: str) -> bool:
    with suppress(psutil.Error):
        return process.environ().get(MARK) == mark
    return False


def _recognised(record: Path) -> psutil.Process | None:
    with suppress(ValueError, KeyError, psutil.Error):
        known = json.loads(record.read_text(encoding="ascii"))
        process = psutil.Process(known["pid"])
        if abs(process.create_time() - known["born"]) < 0.1:
            return process
    return None


def _end(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.Error):
            process.terminate()
    _, stubborn = psutil.wait_procs(processes, PATIENCE_SECONDS)
    for process in stubborn:
        with suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(stubborn, PATIENCE_SECONDS)
