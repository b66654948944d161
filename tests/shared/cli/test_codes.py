"""`cobrelay codes` says what codes mean, and lays newer lists over ours without losing any."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cobrelay.cli import main
from cobrelay.cli.failures import USAGE, Explained
from cobrelay.x12 import codes


@pytest.fixture(autouse=True)
def _ours_alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("COBRELAY_CODES_DIR", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    yield
    codes.use(None)


def cobrelay_codes(*words: str) -> Result:
    return CliRunner().invoke(main.app, ["codes", *words])


def newer(folder: Path, text: str) -> str:
    file = folder / "newer.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_the_page_shows_what_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (Path(__file__).parents[3] / "docs/x12/codes.md").read_text()
    told = re.search(r"\$ cobrelay codes (show .*)\n((?:.+\n)+?)```", page)
    snippet = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert told
    assert snippet
    monkeypatch.setenv("COLUMNS", "110")

    shown = cobrelay_codes(*told[1].split()).output
    exec(snippet[1], {})

    assert [line.rstrip() for line in shown.splitlines()] == told[2].splitlines()
    assert capsys.readouterr().out.endswith("True False\n")


def test_an_adjustment_is_told_as_group_and_reason() -> None:
    shown = cobrelay_codes("show", "CO45")

    assert shown.exit_code == 0
    assert "contractual obligation" in shown.output
    assert "above the fee schedule" in shown.output


def test_a_status_is_told_with_category_and_entity() -> None:
    rows = json.loads(cobrelay_codes("show", "A7:400:PR", "--json").output)

    assert [(row["set"], row["code"]) for row in rows] == [
        ("status_category", "A7"),
        ("status", "400"),
        ("entity", "PR"),
    ]


def test_a_code_of_one_set_alone() -> None:
    [row] = json.loads(cobrelay_codes("show", "42", "--set", "adjustment_reason", "--json").output)

    assert (row["start"], row["stop"]) == ("1995-01-01", "2007-06-01")


def test_a_code_of_several_sets_is_told_for_each() -> None:
    assert {"adjustment_reason", "entity"} <= {
        row["set"] for row in json.loads(cobrelay_codes("show", "45", "--json").output)
    }


def test_an_unknown_code_is_a_finding_beside_those_that_are_known() -> None:
    shown = cobrelay_codes("show", "CO45", "CO9999")

    assert shown.exit_code == 1
    assert "above the fee schedule" in shown.output
    assert "Not in any set: CO9999." in shown.output


@pytest.mark.parametrize(
    "words", [("show", "45", "--set", "carc"), ("list", "carc"), ("update", "carc", __file__)]
)
def test_an_unknown_set_is_a_mistake_of_usage(words: tuple[str, ...]) -> None:
    assert cobrelay_codes(*words).exit_code == USAGE


def test_sets_are_listed_with_their_sources() -> None:
    sets = json.loads(cobrelay_codes("list", "--json").output)

    assert [each["set"] for each in sets] == list(codes.NAMES)
    assert all(each["source"] and each["as_of"] and each["sure_of"] for each in sets)
    assert "adjustment_reason" in cobrelay_codes("list").output


def test_the_codes_of_a_set_are_listed() -> None:
    assert "reversal of a previous payment" in cobrelay_codes("list", "claim_status").output
    assert len(json.loads(cobrelay_codes("list", "remark", "--json").output)) > 1200


def test_a_newer_list_is_laid_over_ours(tmp_path: Path) -> None:
    file = newer(
        tmp_path,
        "# as of: 2026-11-01\ncode,start,stop,wording\n"
        "309,2026-11-01,,a new reason\n45,,,our own words\n44,,2026-12-31,\n1,,,\n",
    )
    folder = tmp_path / "lists"

    told = cobrelay_codes("update", "adjustment_reason", file, "--folder", str(folder)).output

    assert told.splitlines()[:3] == ["1 added: 309", "1 changed: 45", "1 ended: 44"]
    written = (folder / "adjustment_reason.csv").read_text().splitlines()
    assert written == [
        "# as of: 2026-11-01",
        "code,start,stop,modified,wording",
        "309,2026-11-01,,,a new reason",
        "45,1995-01-01,,,our own words",
        "44,1995-01-01,2026-12-31,,discount for prompt payment",
    ]


def test_a_second_update_keeps_what_the_first_has_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COBRELAY_CODES_DIR", str(tmp_path / "lists"))

    cobrelay_codes("update", "remark", newer(tmp_path, "code,wording\nN998,first\n"))
    cobrelay_codes("update", "remark", newer(tmp_path, "code,wording\nN999,second\n"))

    rows = json.loads(cobrelay_codes("show", "N998", "N999", "M1", "--json").output)
    assert [row["meaning"] for row in rows[:2]] == ["first", "second"]
    assert len(rows) == 3
    assert [path.name for path in (tmp_path / "lists").iterdir()] == ["remark.csv"]


def test_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    file = newer(tmp_path, "code,wording\nN998,first\n")
    folder = ("--folder", str(tmp_path / "lists"))
    cobrelay_codes("update", "remark", file, *folder)
    before = (tmp_path / "lists" / "remark.csv").stat()

    told = cobrelay_codes("update", "remark", file, *folder).output

    assert "Nothing is new" in told
    assert (tmp_path / "lists" / "remark.csv").stat().st_ino == before.st_ino


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    file = newer(tmp_path, "code,wording\nN998,first\n")

    told = cobrelay_codes("update", "remark", file, "--folder", str(tmp_path / "l"), "--dry-run")

    assert "1 added: N998" in told.output
    assert not (tmp_path / "l").exists()


def test_mistakes_are_told_with_their_lines_and_nothing_is_written(tmp_path: Path) -> None:
    file = newer(tmp_path, "code,stop\nN1,soon\nN2,2026-01-01\nN2,2026-02-01\n")
    folder = tmp_path / "lists"

    told = cobrelay_codes("update", "remark", file, "--folder", str(folder))

    assert told.exit_code == 1
    assert told.output.splitlines() == [
        "line 2: N1: stop is no date; write it as 2026-03-01",
        "line 4: N2 stands in line 3 already",
        "Nothing was written.",
    ]
    assert list(folder.iterdir()) == []


def test_mistakes_are_told_for_programs(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(b"code\n\xff\n")

    told = cobrelay_codes("update", "remark", str(file), "--folder", str(tmp_path / "l"), "--json")

    assert told.exit_code == 1
    assert json.loads(told.output)["mistakes"] == [
        {"line": 1, "message": "the file is no text in UTF-8"}
    ]


def test_without_a_folder_there_is_no_update(tmp_path: Path) -> None:
    result = cobrelay_codes("update", "remark", newer(tmp_path, "code\nN998\n"))

    assert isinstance(result.exception, Explained)
    assert result.exception.exit_code == USAGE


def test_a_list_that_lies_there_with_a_mistake_is_told_before_anything_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "remark.csv").write_text("code,stop\nN1,soon\n")
    monkeypatch.setenv("COBRELAY_CODES_DIR", str(tmp_path))

    result = cobrelay_codes("show", "CO45")

    assert isinstance(result.exception, Explained)
    assert "remark.csv, line 2" in result.exception.sentence
