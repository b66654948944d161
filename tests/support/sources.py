"""What the architecture tests look at: the files of the repository, and their syntax trees."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SERVICES = sorted(path.parent.name for path in (ROOT / "services").glob("*/__init__.py"))
GENERATED = ("shared/cobrelay/contracts/", "shared/cobrelay/api/")
# Tables of a standard are as long as the standard.
DATA = ("/grammars/", "/codes/")


@cache
def repository_files() -> tuple[str, ...]:
    """Every file that is or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout
    return tuple(sorted(name for name in listed.splitlines() if (ROOT / name).is_file()))


@cache
def python_files() -> tuple[str, ...]:
    """Every Python file that a person wrote."""
    names = (name for name in repository_files() if name.endswith(".py"))
    return tuple(name for name in names if not name.startswith(GENERATED))


def product_files() -> tuple[str, ...]:
    """The Python files of services and shared, without tests."""
    return tuple(name for name in python_files() if name.startswith(("services/", "shared/")))


def domain_files() -> tuple[str, ...]:
    """The pure modules: decisions and vocabulary."""
    vocabulary = tuple(f"shared/cobrelay/{name}.py" for name in ("money", "clock", "ids", "errors"))
    return tuple(name for name in product_files() if "/domain/" in name or name in vocabulary)


@cache
def text(name: str) -> str:
    """A file's content."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def tree(name: str) -> ast.Module:
    """A Python file's syntax tree."""
    return ast.parse(text(name), filename=name)
