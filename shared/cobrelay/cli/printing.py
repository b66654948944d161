"""How commands show what services answer: tables for people, JSON for programs."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

import typer
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cobrelay.money import format_dollars

AsJson = Annotated[bool, typer.Option("--json", help="For programs.")]
Actor = Annotated[str, typer.Option(help="Who does this; it is recorded.")]
Reason = Annotated[str, typer.Option(help="Why; it is recorded.")]


def show_json(answer: Message | Sequence[Message] | Mapping[str, Sequence[Message]]) -> None:
    """A message, a list of them, or lists by service, with the field names of the contract."""
    shown: object
    match answer:
        case Message():
            shown = as_dict(answer)
        case Mapping():
            shown = {name: [as_dict(each) for each in found] for name, found in answer.items()}
        case _:
            shown = [as_dict(each) for each in answer]
    typer.echo(json.dumps(shown, indent=1))


def show_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, empty: str) -> None:
    """A table; amounts belong in columns whose names begin with $ and are set right."""
    shown = [[str(cell) for cell in row] for row in rows]
    if not shown:
        typer.echo(empty)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(
            name.removeprefix("$"), justify="right" if name.startswith("$") else "left"
        )
    for row in shown:
        table.add_row(*(Text(cell) for cell in row))  # what files say is no markup
    Console().print(table)


def dollars(cents: int) -> str:
    """`1,234.50`; nothing for 0, so that a column shows where money is."""
    return format_dollars(cents) if cents else ""


def as_dict(message: Message) -> dict[str, Any]:
    """A message with the field names of the contract; empty fields are there."""
    return MessageToDict(
        message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True
    )
