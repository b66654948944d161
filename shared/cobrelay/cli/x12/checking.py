"""`cobrelay x12 check`: what is wrong with files, where, and what would be right."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from cobrelay import x12
from cobrelay.cli.x12.files import FINDING_EXIT, AsJson, Files, echo_array, printable, source

SHOWN_OF_EQUAL = 3

Levels = Annotated[
    list[x12.Level] | None,
    typer.Option("--level", help="Check only this; may be given several times."),
]


def check(files: Files, as_json: AsJson = False, level: Levels = None) -> None:
    """Say what is wrong with the files; exit code 1 when one of them is worse than a warning."""
    levels = frozenset(level) if level else x12.ALL_LEVELS
    worst = x12.Verdict.ACCEPT
    if as_json:
        reports = [(file, x12.check(source(file), levels=levels)) for file in files]
        worst = max(report.verdict for _, report in reports)
        echo_array(_as_json(file, report) for file, report in reports)
    else:
        console = Console(highlight=False)
        for file in files:
            found = _gathered(x12.read(source(file), levels=levels))
            _print(console, file, found)
            worst = max(worst, found.verdict)
    if worst > x12.Verdict.WARN:
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
                "loop": finding.path,
                "element": finding.element,
                "message": finding.message,
                "fix": finding.fix,
            }
            for finding in report.findings
        ],
    }


_WHERE_AT = 20  # the column at which places begin
_NARROWEST = 20
_INDENT = " " * 6  # of sentences
_Kind = tuple[str, str, str]


@dataclass(slots=True)
class _Found:
    """The findings of a file: the first of each kind by claim or set, and how many there are."""

    shown: dict[str, list[x12.Finding]] = field(default_factory=dict)  # by heading
    counts: dict[_Kind, int] = field(default_factory=dict)
    verdict: x12.Verdict = x12.Verdict.ACCEPT

    def add(self, heading: str, finding: x12.Finding) -> None:
        self.verdict = max(self.verdict, finding.verdict)
        count = self.counts[_kind(finding)] = self.counts.get(_kind(finding), 0) + 1
        if count <= SHOWN_OF_EQUAL:
            self.shown.setdefault(heading, []).append(finding)


def _kind(finding: x12.Finding) -> _Kind:
    return finding.code, finding.element, finding.place.segment_id


def _gathered(items: Iterable[x12.Item]) -> _Found:
    found = _Found()
    before: set[x12.Finding] = set()  # a set tells the grave ones again at its end
    for item in items:
        findings: tuple[x12.Finding, ...] = getattr(item, "findings", ())
        if not findings:
            continue
        heading = _heading(item)
        for finding in findings:
            if finding not in before:
                found.add(heading, finding)
        if isinstance(item, x12.SetEnd):
            before.clear()
        else:
            before.update(f for f in findings if f.verdict >= x12.Verdict.REJECT_SET)
    return found


def _heading(item: x12.Item) -> str:
    match item:
        case x12.ClaimPayment() | x12.Claim837():
            return f"claim {printable(item.patient_control_number)}, set {_set(item.set)}"
        case x12.RemittanceHeader() | x12.ClaimBatch() | x12.SetEnd():
            return f"set {_set(item.set)}"
        case x12.GroupAcknowledgment() | x12.StatusReport():
            return f"set {_set(item.set)}"
        case x12.GroupEnd():
            return f"group {printable(item.group.control_number)}".rstrip()
        case x12.InterchangeEnd() | x12.InterchangeAcknowledgment():
            return f"interchange {printable(item.interchange.control_number)}"
        case _:
            return "file"


def _set(start: x12.SetStart) -> str:
    return printable(f"{start.kind} {start.control_number}")


_STYLES = {
    x12.Severity.INFO: "dim",
    x12.Severity.WARNING: "yellow",
    x12.Severity.ERROR: "bold red",
}


def _print(console: Console, file: Path, found: _Found) -> None:
    style = "bold red" if found.verdict > x12.Verdict.WARN else "green"
    title = Text.assemble((str(file), "bold"), "  ", (found.verdict.name, style))
    console.print(title, soft_wrap=True)
    left = dict(found.counts)
    for heading, findings in found.shown.items():
        console.print(Text(f"  {heading}", style="bold blue"))
        for finding in findings:
            _print_finding(console, finding)
            left[_kind(finding)] -= 1
            more = found.counts[_kind(finding)] - SHOWN_OF_EQUAL
            if more > 0 and left[_kind(finding)] == more:
                console.print(Text(f"      … and {more:,} more like it", style="dim"))


def _print_finding(console: Console, finding: x12.Finding) -> None:
    place = finding.place
    where = finding.element or printable(place.segment_id)
    if finding.value:
        where += f" = {finding.value}"
    if place.position:
        where += f" at segment {place.position}"
    where += f", byte {place.byte_offset}"
    if finding.path:
        where += f", {finding.path}"
    columns = max(console.width - _WHERE_AT, _NARROWEST)
    lines = textwrap.wrap(where.lstrip(", "), columns, break_long_words=False)
    for number, line in enumerate(lines):
        code = "" if number else f"    {finding.code}"
        console.print(
            Text.assemble((f"{code:<{_WHERE_AT}}", _STYLES[finding.severity]), line), soft_wrap=True
        )
    advice = Text.assemble(finding.message, " ", (finding.fix, "green"))
    for row in advice.wrap(console, max(console.width - len(_INDENT), _NARROWEST)):
        row.rstrip()
        console.print(Text(_INDENT).append_text(row), soft_wrap=True)
