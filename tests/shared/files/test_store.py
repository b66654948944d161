"""What is kept is complete, under the hash of its bytes, for ever."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import pytest

from cobrelay.files import RawStore

CONTENT = b"ISA*00*" * 100_000


@pytest.fixture
def store(tmp_path: Path) -> RawStore:
    return RawStore(tmp_path / "store")


def test_bytes_paths_and_streams_are_kept_alike(store: RawStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(CONTENT)

    kept = {store.put(CONTENT), store.put(tmp_path / "file"), store.put(BytesIO(CONTENT))}

    assert kept == {hashlib.sha256(CONTENT).hexdigest()}
    with store.open(kept.pop()) as stream:
        assert stream.read() == CONTENT


def test_nothing_but_the_file_is_left(store: RawStore) -> None:
    content_hash = store.put(CONTENT)
    store.put(CONTENT)

    assert [path for path in store.root.rglob("*") if path.is_file()] == [store.path(content_hash)]


def test_a_hash_that_was_never_kept_is_not_found(store: RawStore) -> None:
    with pytest.raises(FileNotFoundError):
        store.open("0" * 64)
