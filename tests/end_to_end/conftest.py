"""Fixtures of the end-to-end tests: the files of the corpus beside the repository."""

from pathlib import Path

import pytest

from x12_files import corpus


@pytest.fixture(scope="session")
def golden() -> Path:
    """The folder of instructive X12 files; skips where the corpus is absent."""
    return corpus("golden")
