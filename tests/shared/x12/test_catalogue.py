"""The catalogue of findings has every code that the codec uses, and no other."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest

from cobrelay import x12
from cobrelay.x12.checking.catalogue import RULES
from x12_files import corpus, data_files

ROOT = Path(x12.__file__).parent
CODE = re.compile(r"(IK[345]|AK9|TA1):[0-9I]+|B-[A-Z]+(-[A-Z]+)*")
NOTE = re.compile(r"0[0-9]{2}")


def codes_in_use() -> set[str]:
    """Every text in the code that is a whole code; notes of an ISA are without their kind."""
    found = set()
    for path in ROOT.rglob("*.py"):
        if path.name == "catalogue.py" or path.parent.name in ("grammars", "acknowledging"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if CODE.fullmatch(node.value):
                    found.add(node.value)
                elif path.name == "delimiters.py" and NOTE.fullmatch(node.value):
                    found.add(f"TA1:{node.value}")
    return found


def test_the_catalogue_has_every_code_in_use_and_no_other() -> None:
    assert {rule.code for rule in RULES} == codes_in_use()


def test_no_code_stands_in_the_catalogue_twice() -> None:
    codes = [rule.code for rule in RULES]

    assert len(codes) == len(set(codes))


def test_findings_come_with_a_verdict_that_the_catalogue_names() -> None:
    verdicts = {rule.code: rule.verdicts.split(", ") for rule in RULES}
    try:
        files = [*data_files(), *sorted(corpus("malformed").glob("*.x12"))]
    except pytest.skip.Exception:
        files = data_files()

    for path in files:
        for finding in x12.check(path).findings:
            is_answer = finding.verdict is x12.Verdict.REVIEW  # of a 999 or a 277CA at most
            assert is_answer or finding.verdict.name in verdicts[finding.code], finding


@pytest.mark.parametrize("name", x12.__all__)
def test_every_public_name_has_a_docstring(name: str) -> None:
    public = getattr(x12, name)
    if not (inspect.isclass(public) or inspect.isfunction(public)):
        pytest.skip("a constant or a type alias, told where it stands")

    own = inspect.getdoc(public) or ""
    assert own
    assert not own.startswith(f"{name}("), "it has only what dataclasses write themselves"
