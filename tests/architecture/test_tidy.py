"""The manner of the code, as far as a machine can tell: sizes, names, and what stands where."""

import ast
import re
from collections.abc import Iterator

import pytest

from sources import DATA, domain_files, product_files, python_files, repository_files, text, tree

FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
PARAMETERS_MAX = 6
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}
Function = ast.FunctionDef | ast.AsyncFunctionDef

# Written in pieces, so that this file does not contain what it looks for.
HOSTS = ["pypi" + ".org", "python" + "hosted", "repo1" + ".maven", "maven" + ".org/maven2"]
PATHS = ["/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/", "/tm" + "p/brief"]
UNFINISHED = re.compile(r"\b(TO" + "DO|FIX" + r"ME)\b")


def demand_none(found: list[str]) -> None:
    assert not found, "\n" + "\n".join(found)


def functions(name: str) -> Iterator[Function]:
    for node in ast.walk(tree(name)):
        if isinstance(node, Function):
            yield node


def test_files_are_short() -> None:
    written = [name for name in python_files() if not any(part in name for part in DATA)]

    too_long = [name for name in written if len(text(name).splitlines()) > FILE_LINES_MAX]

    demand_none(too_long)


def test_functions_are_short() -> None:
    def length(function: Function) -> int:
        return (function.end_lineno or function.lineno) - function.lineno + 1

    too_long = [
        f"{name}: {function.name} has {length(function)} lines"
        for name in python_files()
        for function in functions(name)
        if length(function) > FUNCTION_LINES_MAX
    ]

    demand_none(too_long)


def test_functions_have_few_parameters() -> None:
    def count(function: Function) -> int:
        arguments = function.args
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        return len([each for each in named if each.arg not in {"self", "cls"}])

    # A command of the CLI has as many as it has options.
    files = [name for name in product_files() if "/cobrelay/cli/" not in name]
    too_many = [
        f"{name}: {function.name}"
        for name in files
        for function in functions(name)
        if count(function) > PARAMETERS_MAX and function.name != "__init__"
    ]

    demand_none(too_many)


def test_a_bool_is_passed_by_name() -> None:
    files = [name for name in product_files() if "/cobrelay/cli/" not in name]
    positional = [
        f"{name}: {function.name}({argument.arg})"
        for name in files
        for function in functions(name)
        for argument in [*function.args.posonlyargs, *function.args.args]
        if isinstance(argument.annotation, ast.Name) and argument.annotation.id == "bool"
    ]

    demand_none(positional)


def test_every_module_says_in_a_sentence_what_it_is_for() -> None:
    silent = [name for name in python_files() if not ast.get_docstring(tree(name))]

    demand_none(silent)


def test_no_module_has_a_name_that_says_nothing() -> None:
    stems = {
        name: {part.removesuffix(".py") for part in name.split("/")} for name in python_files()
    }

    demand_none([name for name, parts in stems.items() if parts & BANNED_NAMES])


def test_tests_use_the_real_thing_or_a_fake_never_a_mock() -> None:
    mocking = re.compile(r"unittest[.]mock|from unittest import mock|MagicMock")

    assert [name for name in python_files() if mocking.search(text(name))] == [
        "tests/architecture/test_tidy.py"
    ]


def test_money_and_dates_in_the_domain_are_never_floats() -> None:
    def has_float(name: str) -> bool:
        return any(
            (isinstance(node, ast.Name) and node.id == "float")
            or (isinstance(node, ast.Constant) and isinstance(node.value, float))
            for node in ast.walk(tree(name))
        )

    # The clock runs N times as fast, and N may be a fraction.
    files = [name for name in domain_files() if name != "shared/cobrelay/clock.py"]

    demand_none([name for name in files if has_float(name)])


def test_only_the_engine_commits() -> None:
    committing = [name for name in product_files() if re.search(r"\.commit\(", text(name))]

    demand_none([name for name in committing if "/cobrelay/messaging/" not in name])


@pytest.mark.parametrize(
    ("banned", "allowed"),
    [
        (r"\bdatetime\.(now|utcnow|today)\(|\bdate\.today\(", {"shared/cobrelay/clock.py"}),
        (r"\btime\.time(_ns)?\(", {"shared/cobrelay/clock.py"}),
        (r"\buuid[14]\(", {"shared/cobrelay/ids.py"}),
        (r"^import random|^from random import", {"shared/cobrelay/ids.py"}),
    ],
)
def test_time_and_chance_come_from_the_clock_and_the_ids(banned: str, allowed: set[str]) -> None:
    pattern = re.compile(banned, re.MULTILINE)
    # The sandbox draws from a seeded generator.
    files = [name for name in product_files() if "random" not in banned or "/sandbox/" not in name]

    demand_none([name for name in files if pattern.search(text(name)) and name not in allowed])


@pytest.mark.parametrize("banned", HOSTS + PATHS)
def test_no_file_names_a_registry_or_a_place_on_somebody_s_machine(banned: str) -> None:
    suffixes = (".py", ".md", ".toml", ".yml", ".yaml", ".lock", ".proto", ".sh", "Makefile")
    looked_at = [name for name in repository_files() if name.endswith((*suffixes, ".ci/run"))]

    demand_none([name for name in looked_at if banned in text(name)])


def test_every_crash_point_is_tried() -> None:
    named = {
        point
        for name in product_files()
        for point in re.findall(r'crash_point\("(\w+)"\)', text(name))
    }
    tests = "".join(text(name) for name in python_files() if name.startswith("tests/integration/"))

    assert named
    demand_none(sorted(point for point in named if f'"{point}"' not in tests))


def test_no_comment_is_a_banner() -> None:
    banner = re.compile(r"^\s*#\s*([-=*#~_])\1{3,}", re.MULTILINE)

    demand_none([name for name in python_files() if banner.search(text(name))])


def test_the_domain_s_values_have_slots() -> None:
    def is_slotted(decorator: ast.expr) -> bool:
        return isinstance(decorator, ast.Call) and any(
            each.arg == "slots" and ast.unparse(each.value) == "True" for each in decorator.keywords
        )

    unslotted = [
        f"{name}: {node.name}"
        for name in domain_files()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator) and not is_slotted(decorator)
    ]

    demand_none(unslotted)


def test_nothing_is_left_for_later() -> None:
    demand_none([name for name in python_files() if UNFINISHED.search(text(name))])


def test_servicers_raise_and_the_server_alone_chooses_the_status() -> None:
    servicers = [name for name in product_files() if name.endswith("/api.py")]

    demand_none([name for name in servicers if re.search(r"\.abort\(|StatusCode", text(name))])
