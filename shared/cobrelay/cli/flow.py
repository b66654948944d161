"""`cobrelay flow`: how the pipeline is doing, as a live table."""

import json
import os
import time
import urllib.request
from typing import Annotated, Any

import typer
from rich.console import Console, Group
from rich.live import Live
from rich.table import Table
from rich.text import Text

from cobrelay.cli.failures import Explained
from cobrelay.money import format_dollars

REFRESH_SECONDS = 1.0


def flow(
    once: Annotated[bool, typer.Option("--once", help="Print one table and end.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One snapshot, for programs.")] = False,
) -> None:
    """Show events and dollars per checkpoint, and what is unfinished; live where it can be."""
    if as_json:
        typer.echo(json.dumps(_snapshot(), indent=1))
        return
    console = Console()
    if once or not console.is_terminal:
        console.print(_picture(_snapshot()))
        return
    with Live(_picture(_snapshot()), console=console, auto_refresh=False) as live:
        while True:
            time.sleep(REFRESH_SECONDS)
            live.update(_picture(_snapshot()), refresh=True)


def _snapshot() -> dict[str, Any]:
    port = os.environ.get("FLOW_MONITOR_HTTP_PORT")
    if not port:
        raise Explained(
            "It isn't known where the flow monitor answers.",
            "`make up` starts it; or set FLOW_MONITOR_HTTP_PORT.",
        )
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/flow", timeout=5) as answer:
            return dict(json.load(answer))
    except OSError:
        hint = "`make status` says whether it runs; nothing else depends on it."
        raise Explained("The flow monitor does not answer.", hint) from None


def _picture(snapshot: dict[str, Any]) -> Group:
    counts = Table("checkpoint", box=None, header_style="bold")
    for name in ("events", "$", "last 10 s", "$ last 10 s"):
        counts.add_column(name, justify="right")
    for checkpoint, total in snapshot["totals"].items():
        recent = snapshot["window"].get(checkpoint, {"events": 0, "cents": 0})
        counts.add_row(
            checkpoint,
            f"{total['events']:,}",
            format_dollars(total["cents"]),
            f"{recent['events']:,}",
            format_dollars(recent["cents"]),
        )
    latencies = Table("from", "to", box=None, header_style="bold")
    for name in ("claims", "median ms", "p99 ms"):
        latencies.add_column(name, justify="right")
    for each in snapshot["latencies"]:
        cells = (each["claims"], each["median_ms"], each["p99_ms"])
        latencies.add_row(each["from"], each["to"], *(f"{cell:,}" for cell in cells))
    seconds = snapshot["oldest_unfinished_ms"] // 1000
    rest = Text(f"{snapshot['unfinished']} unfinished, the oldest for {seconds} s")
    return Group(counts, Text(), latencies, Text(), rest)
