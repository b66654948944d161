"""The page of the codec's rules: every code, what it checks, where in the code, and why."""

import ast
from collections.abc import Iterator
from pathlib import Path

from cobrelay import x12
from cobrelay.x12.acknowledging.subjects import ENTITIES, OF_CLAIMS, OF_ENTITIES, subject
from cobrelay.x12.acknowledging.wording import ELEMENT_ERRORS, INTERCHANGE_NOTES, STATUSES
from cobrelay.x12.checking.catalogue import NOT_CHECKED, RULES, Rule
from cobrelay.x12.codes import meaning

CODEC = Path(x12.__file__).parent
_CLAIM = "2300"
_IN_LOOPS = (
    ("2010BA", "NM109"),
    ("2010BB", "NM109"),
    ("2310B", "NM109"),
    ("2010AA", "REF02"),
    ("2320", "CAS02"),
    ("2320", "CAS03"),
    ("2320", "CAS04"),
    ("2320", "AMT02"),
    ("2400", "DTP03"),
    ("2430", "DTP03"),
)
_ELSEWHERE = frozenset({"catalogue.py", "unread.py", "wording.py"})
_LEVELS = {
    x12.Level.ENVELOPE: "Envelope and counts",
    x12.Level.STRUCTURE: "Structure",
    x12.Level.ELEMENTS: "Elements",
    x12.Level.BALANCES: "Balances",
    x12.Level.IDENTIFIERS: "Identifiers, dates and codes of their day",
}
_INTRODUCTION = """\
# Which rule is checked where

Every code that a finding can have. `cobrelay x12 check --level` switches a level on; only what
keeps the rest of a file from being read (no ISA, a bad separator, a file cut short) is told at
every level. A verdict is what is done with the thing that the finding is about; where several are
named, it depends on how much hangs on the element or segment (an amount, or a comment). Findings
about a 999, a TA1 or a 277CA are never worse than REVIEW: an answer that can't be read waits for a
person.

"""
_HEAD = "| code | checks that | verdict | sets | where | source |\n|---|---|---|---|---|---|\n"
_ANSWERS = """\
## How a 999, a TA1 and a 277CA tell it

A finding with a code of the standard is told with that code. The others get the closest. A 277CA
says A6 where something is missing and A7 where it is invalid, with the status of what it is about
(the second table) and whose it is (the third), or with 684: the 999 says it exactly.

| finding | IK403 of the 999 | TA105 | STC01 of the 277CA |
|---|---|---|---|
"""


def rules_page() -> str:
    """Levels with their rules, how answers tell them, and what is not checked."""
    told = (*_answers(), *_subjects())
    return "".join((_INTRODUCTION, *_levels(), _ANSWERS, *told, *_not_checked()))


def _levels() -> Iterator[str]:
    where = _where()
    for level, title in _LEVELS.items():
        yield f"## {title} (`{level.value}`)\n\n"
        yield _HEAD
        for rule in RULES:
            if rule.level is level:
                yield _row(rule, where.get(rule.code, ""))
        yield "\n"


def _row(rule: Rule, where: str) -> str:
    cells = (f"`{rule.code}`", rule.checks, rule.verdicts, rule.sets, where, rule.source)
    return f"| {' | '.join(cells)} |\n"


def _answers() -> Iterator[str]:
    for code in sorted({*ELEMENT_ERRORS, *INTERCHANGE_NOTES, *STATUSES}):
        element, note = ELEMENT_ERRORS.get(code, ""), INTERCHANGE_NOTES.get(code, "")
        words = STATUSES.get(code)
        status = f"{words.category}:{words.status}" if words else ""
        told = (
            _in_words("element_error", element),
            _in_words("interchange_note", note),
            f"{status} {meaning('status', words.status)}" if words else "",
        )
        yield f"| `{code}` | {' | '.join(told)} |\n"


def _subjects() -> Iterator[str]:
    """What is told of an element in its commonest loop, and whose it is in which loop."""
    yield "\n| what a finding is about | status in the 277CA |\n|---|---|\n"
    for loop, element in (*_IN_LOOPS, *((_CLAIM, each) for each in sorted(OF_CLAIMS))):
        about = subject(loop, element[:3].rstrip("0"), element)
        if about is not None:
            where = "" if loop == _CLAIM else f" of {loop}"
            yield f"| {element}{where} | {_in_words('status', about.status)} |\n"
    for element, status in sorted(OF_ENTITIES.items()):
        yield f"| {element} | {_in_words('status', status)} |\n"
    yield "\n| entity in the 277CA | loops |\n|---|---|\n"
    for entity in sorted(set(ENTITIES.values())):
        loops = ", ".join(loop for loop, code in ENTITIES.items() if code == entity)
        yield f"| {_in_words('entity', entity)} | {loops} |\n"


def _in_words(name: str, code: str) -> str:
    return f"{code} {meaning(name, code)}" if code else ""


def _not_checked() -> Iterator[str]:
    yield "\n## What a file alone can't tell\n\n| question | who knows |\n|---|---|\n"
    for question, who in NOT_CHECKED:
        yield f"| {question} | {who} |\n"


def _where() -> dict[str, str]:
    """The modules in which each code stands."""
    found: dict[str, list[str]] = {}
    for path in sorted(CODEC.rglob("*.py")):
        if path.name in _ELSEWHERE or path.parent.name == "grammars":
            continue
        for code in sorted(set(_texts(path))):
            found.setdefault(code, []).append(f"`{path.relative_to(CODEC)}`")
    return {code: ", ".join(places) for code, places in found.items()}


def _texts(path: Path) -> Iterator[str]:
    """Every text in a module; the notes of an ISA stand there without their kind."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_note = path.name == "delimiters.py" and len(node.value) == len("000")
            yield f"TA1:{node.value}" if is_note else node.value
