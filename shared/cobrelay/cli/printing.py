"""How commands show what services answer: tables for people, JSON for programs."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Final, Literal

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
ROOM: Final = 1_000  # columns of what is no terminal
GAP: Final = 2  # between two columns
SENTENCE: Final = 12  # columns that a sentence takes at least, in several lines


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
    """A table; amounts belong in columns whose names begin with $ and are set right.

    An id that is cut off is of no use: where the terminal is too narrow, each row is a paragraph,
    and what is no terminal has room for everything.
    """
    shown = [[str(cell) for cell in row] for row in rows]
    if not shown:
        typer.echo(empty)
        return
    console = _console()
    widths = _widths(columns, shown, console.width)
    if not widths:
        _show_paragraphs(console, columns, shown)
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, width in zip(columns, widths, strict=True):
        justify: Literal["left", "right"] = "right" if name.startswith("$") else "left"
        table.add_column(name.removeprefix("$"), justify=justify, width=width)
    for row in shown:
        table.add_row(*(Text(cell) for cell in row))  # what files say is no markup
    console.print(table)


def _console() -> Console:
    console = Console()
    has_width = console.is_terminal or "COLUMNS" in os.environ
    return console if has_width else Console(width=ROOM)


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Of each column; empty where there is no room. No word is broken, so that an id stays whole;
    sentences take several lines where they must, and share what is left."""
    longest, least = [], []
    for place, name in enumerate(columns):
        cells = [name.removeprefix("$"), *(row[place] for row in rows)]
        longest.append(max(len(cell) for cell in cells))
        word = max((len(word) for cell in cells for word in cell.split()), default=0)
        least.append(max(word, min(longest[-1], SENTENCE)))
    left = room - GAP * (len(columns) - 1) - sum(least)
    if left < 0:
        return []
    widths = least
    wanting = [place for place in range(len(columns)) if longest[place] > least[place]]
    for number, place in enumerate(sorted(wanting, key=lambda each: longest[each] - least[each])):
        more = min(longest[place] - least[place], left // (len(wanting) - number))
        widths[place] += more
        left -= more
    return widths


def _show_paragraphs(
    console: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    names = [name.removeprefix("$") for name in columns]
    room = max(map(len, names)) + GAP
    for number, row in enumerate(rows):
        if number:
            console.print()
        for name, cell in zip(names, row, strict=True):
            if cell:
                line = Text.assemble((name.ljust(room), "bold"), cell)
                console.print(line, soft_wrap=True)


def dollars(cents: int) -> str:
    """`1,234.50`; nothing for 0, so that a column shows where money is."""
    return format_dollars(cents) if cents else ""


def tell_more(next_page_token: str, limit: int) -> None:
    """A list that was cut says so."""
    if next_page_token:
        typer.echo(f"These are the first {limit}; --limit shows more.")


def minute(moment: str) -> str:
    """`2026-03-02 12:00` of an ISO moment; nothing of nothing."""
    return moment[:16].replace("T", " ")


def as_dict(message: Message) -> dict[str, Any]:
    """A message with the field names of the contract; empty fields are there."""
    return MessageToDict(
        message, preserving_proto_field_name=True, always_print_fields_with_no_presence=True
    )
