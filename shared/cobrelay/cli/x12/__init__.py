"""`cobrelay x12`: look into X12 files, say what is wrong with them, and answer them."""

import typer

from cobrelay.cli.x12.acknowledging import ack
from cobrelay.cli.x12.balancing import balance
from cobrelay.cli.x12.checking import check
from cobrelay.cli.x12.showing import show

app = typer.Typer(
    help="Look into X12 files, say what is wrong with them, and answer them.",
    no_args_is_help=True,
)
for command in (show, check, balance, ack):
    app.command()(command)

__all__ = ["app"]
