"""What `cobrelay demo` says of files that it cannot relay, before anything is started."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cobrelay.cli import main
from cobrelay.cli.failures import USAGE, Explained, explain


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ("{folder}/absent.835", "is not there"),
        ("{folder}/letter.txt", "is neither X12 that a service reads nor a coverage feed"),
        ("{folder}/empty", "There is no file in what FILES names"),
        ("{folder}/o'brien.835", "has a quote that is not closed"),
    ],
)
def test_what_cannot_be_relayed_is_told_in_a_sentence(
    tmp_path: Path, files: str, sentence: str
) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sirs")
    (tmp_path / "empty").mkdir()

    named = files.format(folder=tmp_path)
    failure = CliRunner().invoke(main.app, ["demo", "--files", named]).exception

    assert isinstance(failure, Explained)
    assert sentence in failure.sentence
    assert failure.hint
    assert failure.exit_code == USAGE


def test_a_file_that_may_not_be_read_is_told_by_its_name() -> None:
    told = explain(PermissionError(13, "Permission denied", "a.835"))

    assert told is not None
    assert (told.sentence, told.exit_code) == ("a.835 may not be read.", USAGE)
