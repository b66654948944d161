"""`cobrelay x12 ack`: the 999 (with TA1) or the 277CA for a file, on standard output."""

import sys
from typing import Annotated

import typer

from cobrelay import clock, x12
from cobrelay.cli.x12.files import FINDING_EXIT, File, source

Number = Annotated[int, typer.Option(min=1, max=999_999_999, help="ISA13 and GS06 of the answer.")]


def ack(
    file: File,
    claims: Annotated[
        bool, typer.Option("--277ca", help="Answer claim by claim instead of set by set.")
    ] = False,
    control_number: Number = 1,
) -> None:
    """Write the 999 for a file, or its 277CA; exit code 1 when there is nothing to answer."""
    now = clock.system_clock().now()
    values = x12.AnswerValues(now, control_number, control_number)
    items = x12.read(source(file))
    answer = x12.acknowledge_claims(items, values) if claims else x12.acknowledge(items, values)
    if not answer:
        what = "no claim that can be read" if claims else "no interchange that can be answered"
        typer.echo(f"The file has {what}; `cobrelay x12 check` says why.", err=True)
        raise typer.Exit(FINDING_EXIT)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
