"""What a service process is told by its environment, and how mistakes in it are said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cobrelay.messaging.environment import EnginePlatform, lay_code_lists_over
from cobrelay.settings import Misconfigured, from_environment
from cobrelay.x12 import codes


@pytest.fixture(autouse=True)
def _ours_alone() -> Iterator[None]:
    yield
    codes.use(None)


def platform(folder: Path, monkeypatch: pytest.MonkeyPatch) -> EnginePlatform:
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", "secret")
    monkeypatch.setenv("COBRELAY_CODES_DIR", str(folder))
    return from_environment(EnginePlatform)


def test_newer_code_lists_lie_over_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "remark.csv").write_text("code,wording\nN999,a new remark\n")

    lay_code_lists_over(platform(tmp_path, monkeypatch))

    assert codes.meaning("remark", "N999") == "a new remark"


def test_a_folder_that_is_not_there_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_code_lists_over(platform(tmp_path / "none", monkeypatch))

    assert codes.knows("remark", "M1")


def test_a_mistake_in_a_list_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "remark.csv").write_text("code,stop\nN999,soon\n")

    with pytest.raises(Misconfigured, match="line 2: N999: stop is no date"):
        lay_code_lists_over(platform(tmp_path, monkeypatch))
