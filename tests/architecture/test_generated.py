"""What is generated is committed, and is what its source says today."""

import filecmp
import subprocess
import sys
from pathlib import Path

import pytest

from sources import ROOT

BUF = Path(sys.executable).with_name("buf")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)


def differing(ours: Path, fresh: Path) -> list[str]:
    """Files that are on one side only or differ."""
    names = {
        path.relative_to(folder)
        for folder in (ours, fresh)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    _, unlike, missing = filecmp.cmpfiles(ours, fresh, sorted(map(str, names)), shallow=False)
    return unlike + missing


def test_the_python_of_the_contracts_is_up_to_date(tmp_path: Path) -> None:
    done = run(sys.executable, "proto/generate.py", tmp_path)

    assert done.returncode == 0, done.stderr
    for family in ("contracts", "api"):
        committed = ROOT / "shared" / "cobrelay" / family
        assert differing(committed, tmp_path / "cobrelay" / family) == [], "run `make proto`"


def test_the_generated_pages_are_up_to_date(tmp_path: Path) -> None:
    done = run(sys.executable, "docs/generate.py", tmp_path)

    assert done.returncode == 0, done.stderr
    stale = [
        page
        for page in (path.relative_to(tmp_path) for path in tmp_path.rglob("*.md"))
        if not (ROOT / "docs" / page).exists()
        or (ROOT / "docs" / page).read_text() != (tmp_path / page).read_text()
    ]
    assert stale == [], "run `make docs`"


def test_the_contracts_are_in_good_style() -> None:
    done = run(BUF, "lint", "proto")

    assert done.returncode == 0, done.stdout


def test_no_released_contract_is_broken() -> None:
    if not (ROOT / "proto" / "released.binpb").exists():
        pytest.skip("nothing has been released yet")

    done = run(BUF, "breaking", "proto", "--against", "proto/released.binpb")

    assert done.returncode == 0, done.stdout
