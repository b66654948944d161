"""`cobrelay x12 show`: the segments of files in their loops, every element named."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from cobrelay import x12
from cobrelay.cli.x12.files import FINDING_EXIT, AsJson, Claim, Files, echo_array, printable, source
from cobrelay.cli.x12.layout import INDENT_COLUMNS, Layout
from cobrelay.cli.x12.selecting import Shown, only_claim, only_loops
from cobrelay.cli.x12.words import values
from cobrelay.x12 import Line

Loop = Annotated[str, typer.Option(help="Only these loops, such as 2320 or 2110.")]
Raw = Annotated[bool, typer.Option("--raw", help="The segments as they stand, one a line.")]


def show(
    files: Files, loop: Loop = "", claim: Claim = "", raw: Raw = False, as_json: AsJson = False
) -> None:
    """Show each segment in its loop, elements named, codes in words; exit code 1 for nothing."""
    if raw and as_json:
        raise typer.BadParameter("--raw and --json are two forms of the same; give one of them.")
    if as_json:
        reports = [_as_json(file, _selected(file, loop, claim)) for file in files]
        echo_array(reports)
        nothing = not all(report["loops"] for report in reports)
    else:
        nothing = not _print_files(files, loop, claim, raw=raw)
    if nothing:
        raise typer.Exit(FINDING_EXIT)


def _print_files(files: Sequence[Path], loop: str, claim: str, *, raw: bool) -> bool:
    """Whether there was something to show of each."""
    console = Console(highlight=False)
    nothing = False
    for file in files:
        if len(files) > 1:
            console.print(Text(f"── {file}", style="bold"))
        shown = False
        for each in _selected(file, loop, claim):
            shown = True
            if raw:
                console.print(_as_it_stands(each.line), soft_wrap=True)
            else:
                _print(console, each)
        nothing = nothing or not shown
        if not shown:
            console.print(_why_nothing(file, loop, claim))
    return not nothing


def _selected(file: Path, loop: str, claim: str) -> Iterator[Shown]:
    lines: Iterable[Line] = x12.outline(source(file))
    if claim:
        lines = only_claim(lines, claim)
    if loop:
        return only_loops(lines, loop)
    return (Shown(line) for line in lines)


def _why_nothing(file: Path, loop: str, claim: str) -> Text:
    if claim:
        return Text(f"No claim {claim}" + (f" with a loop {loop}." if loop else "."))
    if loop:
        return Text(f"No loop {loop} in {file}.")
    return Text("This is no X12: it does not begin with an ISA of 106 characters.")


def _as_it_stands(line: Line) -> Text:
    terminator = line.delimiters.segment.strip("\r\n")
    return Text(printable(line.text.strip("\r\n") + terminator))


def _print(console: Console, shown: Shown) -> None:
    if shown.heading:
        console.print(Text(printable(shown.heading), style="bold magenta"))
    line = shown.line
    depth = (line.path.count("/") + 1 if line.path else 0) - shown.above
    for deeper, loop in enumerate(line.opened, start=depth - len(line.opened)):
        if deeper >= 0:  # those around a chosen loop are in its heading
            indent = " " * (INDENT_COLUMNS * deeper)
            console.print(Text(f"{indent}{loop.id} {loop.name}", style="bold blue"))
    layout = Layout(console.width, INDENT_COLUMNS * depth)
    console.print(layout.title(line))
    for value in values(line):
        for row in layout.rows(value):
            console.print(row)


def _as_json(file: Path, lines: Iterable[Shown]) -> dict[str, object]:
    """Loops in file order; one whose segments go on after a loop inside it appears again."""
    loops: list[dict[str, object]] = []
    segments: list[dict[str, object]] = []
    path: str | None = None
    for line in (each.line for each in lines):
        if line.path != path or line.opened:
            path, segments = line.path, []
            loops.append({"path": path, "name": _loop_name(line), "segments": segments})
        segments.append(_segment_as_json(line))
    return {"file": str(file), "loops": loops}


def _loop_name(line: Line) -> str:
    return line.opened[-1].name if line.opened else ""


def _segment_as_json(line: Line) -> dict[str, object]:
    place = line.segment.place
    return {
        "id": line.segment.id,
        "name": line.use.name if line.use else "",
        "place": {
            "index": place.segment_index,
            "position": place.position,
            "byte": place.byte_offset,
        },
        "elements": [
            {"element": value.label, "name": value.name, "value": value.raw, "words": value.words}
            for value in values(line)
            if value.label
        ],
    }
