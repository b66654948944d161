"""`cobrelay generate`: writes a world of claims, coverages and remittances, with its truth."""

from __future__ import annotations

import json
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from cobrelay.cli.printing import AsJson

DEFAULT_AS_OF = "2026-03-02"  # fixed, so that a seed alone names a world


def generate(
    claims: Annotated[int, typer.Option(min=1, help="How many claims, about.")] = 300,
    seed: Annotated[int, typer.Option(help="The same seed writes the same world.")] = 7,
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("var/world"),
    as_of: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="Day of the primary payments.")
    ] = DEFAULT_AS_OF,  # type: ignore[assignment]
    story: Annotated[str, typer.Option(help="Only this story (see the table it prints).")] = "",
    as_json: AsJson = False,
) -> None:
    """Write original 837s, a coverage feed and primary 835s that belong together, and the truth."""
    generating = import_module("sandbox.generating")  # the sandbox is no part of the services
    known = generating.STORIES_BY_NAME
    if story and story not in known:
        raise typer.BadParameter(f"no such story; known are {', '.join(known)}")
    order = generating.Order(claims=claims, seed=seed, as_of=_day(as_of), story=story)
    totals = generating.generate(order, out)
    if as_json:
        typer.echo(json.dumps({"out": str(out), **totals}, indent=1))
        return
    table = Table("story", "what happens", "claims")
    for name, count in totals["claims_by_story"].items():
        table.add_row(name, known[name].title, str(count))
    console = Console()
    console.print(table)
    console.print(f"{totals['claims']} claims, {totals['payments']} payments in {out}")


def _day(moment: datetime) -> date:
    return moment.date()
