"""docs/where.md answers "where is …?": every path and every function that it names exists."""

import ast
import re

import pytest

from sources import ROOT, text, tree

WHERE = ROOT / "docs" / "where.md"
# | question | `path` | `function` |
ROW = re.compile(r"^\|(?P<question>[^|]+)\|[^|`]*`(?P<path>[^`|]+)`[^|]*\|(?P<names>[^|]*)\|", re.M)


def rows() -> list[tuple[str, str, list[str]]]:
    if not WHERE.exists():
        return []
    return [
        (row["question"].strip(), row["path"], re.findall(r"`([^`]+)`", row["names"]))
        for row in ROW.finditer(WHERE.read_text(encoding="utf-8"))
    ]


def defined_in(path: str) -> set[str]:
    """Functions, classes, their methods and the constants of a module."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
            found |= {f"{node.name}.{each.name}" for each in node.body if hasattr(each, "name")}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


@pytest.mark.parametrize(
    ("question", "path", "names"), [pytest.param(*row, id=row[0]) for row in rows()]
)
def test_an_answer_leads_to_something(question: str, path: str, names: list[str]) -> None:
    assert (ROOT / path).exists(), f"{question}: {path} is gone"
    if path.endswith(".py"):
        missing = {name.removesuffix("()") for name in names} - defined_in(path)
    else:
        missing = {name for name in names if (ROOT / path).is_file() and name not in text(path)}
    assert missing == set(), f"{question}: {path} has no {', '.join(sorted(missing))}"


@pytest.mark.parametrize(
    "question",
    [
        "Where does a claim get balanced?",
        "Where is the filing limit decided?",
        "Where is a double posting prevented?",
    ],
)
def test_the_questions_that_a_newcomer_asks_first_are_answered(question: str) -> None:
    assert question in {row[0] for row in rows()}
