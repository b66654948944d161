"""`cobrelay x12`: look into X12 files, and say what is wrong with them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cobrelay import x12
from cobrelay.money import format_dollars, parse_cents
from cobrelay.x12.codes import meaning
from cobrelay.x12.codes.elements import CODE_SETS
from cobrelay.x12.outline import Line
from cobrelay.x12.schema import ElementUse, SegmentUse

app = typer.Typer(
    help="Look into X12 files, and say what is wrong with them.", no_args_is_help=True
)

FINDING_EXIT = 1
INDENT_COLUMNS = 2
SNIFFED_BYTES = 4096

Files = Annotated[
    list[Path], typer.Argument(exists=True, dir_okay=False, readable=True, help="X12 files.")
]


@app.command()
def show(files: Files) -> None:
    """Show each segment of the files in its loop, with every element named and codes in words."""
    console = Console()
    for file in files:
        if len(files) > 1:
            console.rule(str(file), align="left")
        kind = ""
        for line in x12.outline(file):
            kind = line.path or kind
            for renderable in _segment(line):
                console.print(renderable)
        if not kind and _is_unknown(file):
            console.print("This is no X12: it does not begin with an ISA of 106 characters.")


def _is_unknown(file: Path) -> bool:
    with file.open("rb") as stream:
        return x12.sniff(stream.read(SNIFFED_BYTES)) == "unknown"


def _segment(line: Line) -> Iterator[Padding]:
    depth = line.path.count("/") + 1 if line.path else 0
    for up, loop in enumerate(reversed(line.opened)):
        heading = Text(f"{loop.id} {loop.name}", style="bold blue")
        yield Padding(heading, (0, 0, 0, INDENT_COLUMNS * (depth - 1 + up)))
    name = line.use.name if line.use else "no place in the guide"
    title = Text.assemble((f"{_printable(line.segment.id):<4}", "bold"), (name, "dim"))
    elements = _elements(line)
    body = Group(title, Padding(elements, (0, 0, 0, 4))) if elements.row_count else title
    yield Padding(body, (0, 0, 0, INDENT_COLUMNS * depth))


def _elements(line: Line) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(style="green")
    table.add_column(justify="left")
    table.add_column(style="italic cyan")
    for label, name, value, words in _values(line):
        table.add_row(Text(label), Text(name), Text(_printable(value)), Text(words))
    return table


def _printable(value: str) -> str:
    """The value without what a terminal would obey."""
    return "".join(character if character.isprintable() else "·" for character in value)


def _values(line: Line) -> Iterator[tuple[str, str, str, str]]:
    segment = line.segment
    for number, element in enumerate(segment.elements, start=1):
        label = f"{segment.id}{number:02d}"
        use = _use(line.use, number)
        if isinstance(element, str) and not (use and use.components):
            if element:
                yield (label, *_explained(label, element, use))
            continue
        for place, part in enumerate(segment.components(number), start=1):
            inner = use.components[place - 1] if use and place <= len(use.components) else None
            if part:
                yield (f"{label}-{place}", *_explained(f"{label}-{place}", part, inner))


def _use(use: SegmentUse | None, number: int) -> ElementUse | None:
    if use is None or number > len(use.elements):
        return None
    return use.elements[number - 1]


def _explained(label: str, value: str, use: ElementUse | None) -> tuple[str, str, str]:
    kind = use.type if use else None
    words = meaning(CODE_SETS[label], value) if label in CODE_SETS else ""
    cents = parse_cents(value) if kind and kind.kind == "R" and kind.longest == 18 else None
    shown = value.strip() if cents is None else f"{format_dollars(cents):>14}"
    if kind and kind.kind == "DT" and len(value) == 8:
        shown = f"{value[:4]}-{value[4:6]}-{value[6:]}"
    return kind.name if kind else "", shown, words


@app.command()
def check(
    files: Files,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array for programs.")] = False,
) -> None:
    """Say what is wrong with the files; exit code 1 when one of them is worse than a warning."""
    reports = [(file, x12.check(file)) for file in files]
    if as_json:
        typer.echo(json.dumps([_as_json(file, report) for file, report in reports], indent=2))
    else:
        console = Console()
        for file, report in reports:
            _print_report(console, file, report)
    if any(report.verdict > x12.Verdict.WARN for _, report in reports):
        raise typer.Exit(FINDING_EXIT)


def _as_json(file: Path, report: x12.Report) -> dict[str, object]:
    return {
        "file": str(file),
        "verdict": report.verdict.name,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "segment": finding.place.segment_id,
                "position": finding.place.position,
                "byte": finding.place.byte_offset,
                "loop": finding.loop,
                "element": finding.element,
                "message": finding.message,
                "fix": finding.fix,
            }
            for finding in report.findings
        ],
    }


_STYLES = {
    x12.Severity.INFO: "dim",
    x12.Severity.WARNING: "yellow",
    x12.Severity.ERROR: "bold red",
}


def _print_report(console: Console, file: Path, report: x12.Report) -> None:
    bad = report.verdict > x12.Verdict.WARN
    console.print(Text.assemble((str(file), "bold"), "  ", (report.verdict.name, _worst(bad=bad))))
    for finding in report.findings:
        place = finding.place
        where = finding.element or _printable(place.segment_id)
        if place.position:
            where += f" at segment {place.position}"
        where += f", byte {place.byte_offset}"
        if finding.loop:
            where += f", loop {finding.loop}"
        head = Text.assemble((finding.code, _STYLES[finding.severity]), f"  {where}")
        console.print(Padding(head, (0, 0, 0, 2)))
        advice = Text(f"{finding.message} {finding.fix}".rstrip())
        console.print(Padding(advice, (0, 0, 0, 6)))


def _worst(*, bad: bool) -> str:
    return "bold red" if bad else "green"
