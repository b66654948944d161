"""`cobrelay demo`: brings everything up, relays a world or one's own files, tells what came."""

from __future__ import annotations

import asyncio
import os
import shlex
import sys
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from cobrelay.cli.failures import USAGE, Explained
from cobrelay.platform.sorter import kind_of

HOME = "var/demo"
HINT = (
    "FILES takes 835, 837 and coverage CSV; `cobrelay x12 check FILE` says what is wrong with X12."
)
WIDTH = 120  # of a report that goes to a file

Day = Annotated[
    datetime | None,
    typer.Option(envvar="AS_OF", formats=["%Y-%m-%d"], help="Where business time begins."),
]


def demo(
    files: Annotated[str, typer.Option(envvar="FILES", help="Your files or folders.")] = "",
    as_of: Day = None,
    once: Annotated[
        str, typer.Option(envvar="ONCE", help="Anything: end when the report is written.")
    ] = "",
    claims: Annotated[int, typer.Option(min=1, help="How many claims, about.")] = 300,
    seed: Annotated[int, typer.Option(help="The same seed writes the same world.")] = 7,
    scale: Annotated[
        int, typer.Option(min=0, help="How fast business time passes; 0: as fast as fits.")
    ] = 0,
) -> None:
    """Watch claims go through all services, or relay files of your own."""
    demonstration = import_module("sandbox.demonstration")  # no part of the services
    chosen: dict[str, Any] = {"claims": claims, "seed": seed}
    if scale:
        chosen["scale"] = scale
    if as_of:
        chosen |= {"as_of": as_of.date(), "is_as_of_chosen": True}
    if files:
        chosen |= _own(files, as_of.date() if as_of else None)
    stays = not once and sys.stdout.isatty()
    plan = demonstration.Plan(home=_home(), stays=stays, **chosen)
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    raise typer.Exit(asyncio.run(demonstration.demonstrate(plan, console)))


def _home() -> Path:
    """COBRELAY_DEMO_HOME, for a run beside another one; it is wiped when the run starts."""
    return Path(os.environ.get("COBRELAY_DEMO_HOME") or HOME).resolve()


def _paths(files: str) -> list[Path]:
    try:
        return [Path(each) for each in shlex.split(files)]
    except ValueError:
        hint = "A name with a quote in it goes in quotes of the other kind."
        raise Explained("FILES has a quote that is not closed.", hint, USAGE) from None


def _own(files: str, as_of: date | None) -> dict[str, Any]:
    """The user's files, and the day after the newest date in them."""
    reading = import_module("sandbox.demonstration.own_files")
    try:
        found = reading.own_files(_paths(files), kind_of)
    except reading.Unknown as unknown:
        raise Explained(str(unknown), HINT, USAGE) from None
    if not found:
        raise Explained(
            "There is no file in what FILES names.", "Name files, or folders of them.", USAGE
        )
    newest = reading.newest_date(found)
    if as_of is None and newest is None:
        raise Explained("The files name no date.", "Set AS_OF=YYYY-MM-DD.", USAGE)
    return {"files": found, "as_of": as_of or newest + timedelta(days=1)}
