"""`cobrelay x12` shows and checks files; exit code 1 is a finding, 2 is usage."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from cobrelay.cli.x12 import app
from x12_files import data

RUNNER = CliRunner()


def test_show_names_loops_segments_elements_and_codes() -> None:
    shown = RUNNER.invoke(app, ["show", str(data("835/two_claims_with_plb.835"))]).output

    assert "2100 claim payment" in shown
    assert "processed as primary" in shown
    assert "contractual obligation" in shown
    assert "140.25" in shown


def test_show_says_what_is_no_x12(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html>")

    assert "no X12" in RUNNER.invoke(app, ["show", str(page)]).output


def test_a_good_file_is_accepted_with_exit_code_0() -> None:
    result = RUNNER.invoke(app, ["check", str(data("999/accepted.999"))])

    assert result.exit_code == 0
    assert "ACCEPT" in result.output


def test_findings_are_told_for_programs(tmp_path: Path) -> None:
    bad = tmp_path / "bad.835"
    raw = data("835/two_claims_with_plb.835").read_bytes()
    bad.write_bytes(raw.replace(b"HC-1002*1*90*62.5", b"HC-1002*1*90*63.5"))

    result = RUNNER.invoke(app, ["check", "--json", str(bad)])

    assert result.exit_code == 1
    (report,) = json.loads(result.output)
    assert (report["file"], report["verdict"]) == (str(bad), "QUARANTINE_CLAIM")
    finding = next(f for f in report["findings"] if f["code"] == "B-BAL-CLAIM")
    assert set(finding) == {
        "code",
        "severity",
        "segment",
        "position",
        "byte",
        "loop",
        "element",
        "message",
        "fix",
    }
    assert (finding["segment"], finding["element"]) == ("CLP", "CLP04")
    assert raw[finding["byte"] :].startswith(b"CLP*HC-1002")


def test_a_file_that_is_not_there_is_a_usage_error() -> None:
    assert RUNNER.invoke(app, ["check", "missing.835"]).exit_code == 2


def test_a_hostile_value_is_shown_as_text(tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.835"
    raw = data("835/two_claims_with_plb.835").read_bytes()
    hostile.write_bytes(raw.replace(b"*ASHBY*", b"*[/bold]\x1b[2J*"))

    result = RUNNER.invoke(app, ["show", str(hostile)])

    assert result.exit_code == 0
    assert "[/bold]" in result.output
    assert "\x1b" not in result.output
