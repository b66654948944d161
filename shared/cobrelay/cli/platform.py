"""`cobrelay up`, `down` and `status`: the platform and the services of this checkout."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated, Any

import psutil
import typer
from rich.console import Console

from cobrelay.cli.failures import FINDING, Explained
from cobrelay.cli.printing import show_table
from cobrelay.platform.daemon import DROP_FOLDER, HOME, OUTBOX, STATUS

LOG = HOME / "daemon.log"
START_SECONDS = 300  # the first time downloads the broker
STOP_SECONDS = 60
LOOK_SECONDS = 0.2
MODULE = "cobrelay.platform.daemon"


def up() -> None:
    """Start Kafka, PostgreSQL and the services; they run until `cobrelay down`."""
    console = Console()
    if _running() is not None:
        console.print("It is up already; `make status` says what runs.")
        return
    HOME.mkdir(parents=True, exist_ok=True)
    (HOME / STATUS).unlink(missing_ok=True)  # of one that was killed
    with LOG.open("wb") as log:
        daemon = subprocess.Popen(
            [sys.executable, "-m", MODULE],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    with console.status("Starting …") as shown:
        patience = time.monotonic() + START_SECONDS
        while not (board := _board()).get("is_up"):
            _fail_if_over(daemon, patience)
            starting = [row["name"] for row in board["processes"] if row["state"] != "running"]
            shown.update(f"Starting {', '.join(starting)} …" if starting else "Starting …")
            time.sleep(LOOK_SECONDS)
    console.print(
        f"Up. Drop 835, 837, 999, 277CA and coverage files into {DROP_FOLDER}/; "
        "`cobrelay quarantine list` tells what could not be used."
    )
    console.print(f"What goes out appears in {OUTBOX}/. `make down` ends it.")


def down() -> None:
    """Stop the services, then Kafka and PostgreSQL; their data stays."""
    daemon = _running()
    if daemon is None:
        Console().print("Nothing is up.")
        return
    daemon.send_signal(signal.SIGTERM)
    with Console().status("Stopping …"):
        try:
            daemon.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            daemon.kill()  # what it started dies with it
    Console().print("Down.")


def status(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Say what is running; exit code 1 where something isn't."""
    board = _board() if _running() is not None else _nothing()
    if as_json:
        typer.echo(json.dumps(board, indent=1))
    else:
        _show(board)
    if not board["is_up"] or any(row["state"] != "running" for row in board["processes"]):
        raise typer.Exit(FINDING)


def _show(board: dict[str, Any]) -> None:
    if not board["processes"]:
        Console().print("Nothing is up. `make up` starts it.")
        return
    show_table(
        ("process", "state", "pid", "restarts", f"log in {HOME}/"),
        (
            (row["name"], row["state"], row["pid"] or "", row["restarts"], _near(row["log"]))
            for row in board["processes"]
        ),
        empty="",
    )


def _near(log: str) -> str:
    """As short as it can be."""
    return os.path.relpath(log, HOME) if log else ""


def _board() -> dict[str, Any]:
    try:
        board: dict[str, Any] = json.loads((HOME / STATUS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _nothing()
    return board


def _nothing() -> dict[str, Any]:
    return {"is_up": False, "processes": []}


def _running() -> psutil.Process | None:
    """The daemon of this checkout, if it lives: a pid alone may be somebody else's by now."""
    try:
        process = psutil.Process(int(_board()["pid"]))
        is_ours = MODULE in process.cmdline() and Path(process.cwd()) == Path(os.getcwd())
    except (KeyError, psutil.Error):
        return None
    return process if is_ours else None


def _fail_if_over(daemon: subprocess.Popen[bytes], patience: float) -> None:
    if daemon.poll() is not None:
        last = LOG.read_text(encoding="utf-8", errors="replace").strip().rpartition("\n")[2]
        raise Explained(last or "It ended at once.", f"More is in {LOG} and {HOME}/logs/.")
    if time.monotonic() > patience:
        daemon.terminate()
        raise Explained(f"It did not start in {START_SECONDS} seconds.", f"See {LOG}.")
