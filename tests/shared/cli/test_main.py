"""The command line: its table of commands, and failures told in a sentence with a hint."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cobrelay.cli import main
from cobrelay.cli.failures import Explained, explain
from cobrelay.errors import Refused, Transient
from cobrelay.settings import Misconfigured


def cobrelay(*words: str) -> Result:
    return CliRunner().invoke(main.app, words)


def test_help_lists_every_command_without_loading_any() -> None:
    shown = cobrelay("--help").output

    assert all(name in shown for name in main.COMMANDS)


def test_an_unknown_command_is_a_mistake_of_usage() -> None:
    assert cobrelay("clam").exit_code == 2


def test_a_command_that_cannot_be_loaded_is_told_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(main.COMMANDS, "flow", main.Entry("no_such_module:app", ""))

    result = cobrelay("flow")

    assert isinstance(result.exception, Explained)
    assert result.exception.sentence.startswith("`cobrelay flow` can't be loaded: No module")


def test_an_unknown_service_is_answered_with_the_known_ones() -> None:
    result = cobrelay("run", "era-intaek")

    assert result.exit_code == 2
    assert "era-intake" in result.output


def test_topics_are_listed_for_programs() -> None:
    assert '"name": "era.claims.v1"' in cobrelay("topics", "list", "--json").output


def test_a_failure_ends_in_a_sentence_a_hint_and_its_exit_code(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cobrelay.cli.main", "migrate"],
        check=False,
        cwd=tmp_path,
        env={"PATH": "", "COBRELAY_CLOCK": "system"},
        capture_output=True,
        text=True,
    )

    assert done.stderr == "COBRELAY_CLAIM_KEY_SECRET is required.\nMend that and try again.\n"
    assert done.returncode == 2


@pytest.mark.parametrize(
    ("failure", "sentence", "exit_code"),
    [
        (Misconfigured("payers.toml: x is required."), "payers.toml: x is required.", 2),
        (
            Refused("COB-103", "sent already"),
            "Refused: COB-103: sent already.",
            1,
        ),
        (Transient("The broker is away."), "The broker is away.", 3),
        (ConnectionRefusedError(), "The database or the broker does not answer.", 3),
        (
            ExceptionGroup("", [FileNotFoundError(2, "", "a.835")]),
            "a.835 is not there.",
            2,
        ),
    ],
)
def test_what_is_expected_to_fail_is_explained(
    failure: Exception, sentence: str, exit_code: int
) -> None:
    explained = explain(failure)

    assert explained is not None
    assert (explained.sentence, explained.exit_code) == (sentence, exit_code)


def test_a_bug_is_not_explained_away() -> None:
    assert explain(ZeroDivisionError()) is None
