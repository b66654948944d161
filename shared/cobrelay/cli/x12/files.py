"""The files that the `cobrelay x12` commands read: by name, or `-` for standard input."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from cobrelay.x12 import Readable

FINDING_EXIT = 1
STANDARD_INPUT = Path("-")


def _existing(files: list[Path]) -> list[Path]:
    return [_existing_one(file) for file in files]


def _existing_one(file: Path) -> Path:
    if file != STANDARD_INPUT and not file.is_file():
        raise typer.BadParameter(f"there is no file {str(file)!r}.")
    return file


Files = Annotated[list[Path], typer.Argument(callback=_existing, help="X12 files; - is stdin.")]
File = Annotated[Path, typer.Argument(callback=_existing_one, help="An X12 file; - is stdin.")]
Claim = Annotated[str, typer.Option(help="Only the claim with this CLM01 or CLP01.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON array for programs.")]


def source(file: Path) -> Readable:
    """What to read: the path, or standard input as it comes."""
    return sys.stdin.buffer if file == STANDARD_INPUT else file


def printable(value: str) -> str:
    """The value without what a terminal would obey."""
    return "".join(character if character.isprintable() else "·" for character in value)


def echo_array(objects: Iterable[object]) -> None:
    """A JSON array, each object written as soon as it is known."""
    lead = "["
    for each in objects:
        typer.echo(lead + "\n" + json.dumps(each, indent=2), nl=False)
        lead = ","
    typer.echo("[]" if lead == "[" else "\n]")
