"""Every snippet of the codec's page runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from x12_files import data

PAGE = Path(__file__).parents[3] / "docs" / "x12" / "README.md"
SNIPPETS = re.findall(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=range(len(SNIPPETS)))
def test_a_snippet_of_the_page_runs(snippet: str, capsys: pytest.CaptureFixture[str]) -> None:
    is_claim = "Claim837" in snippet
    name = "837/original_self_and_child.837" if is_claim else "835/two_claims_with_plb.835"
    scope = {"path": data(name)}

    exec(snippet, scope)

    assert capsys.readouterr().out or scope["body"]


def test_every_file_that_the_page_names_is_there() -> None:
    root = PAGE.parents[2] / "shared" / "cobrelay" / "x12"
    named = re.findall(r"`((?:[a-z]+/)?[a-z0-9_]+\.py|[a-z]+/)`", PAGE.read_text())

    for name in named:
        assert (root / name).exists() or (root / "grammars" / name).exists(), name
