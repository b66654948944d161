"""A file is taken when it is whole, once, and whatever it is called."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cobrelay.files.inbox import Arrival, FolderInbox
from cobrelay.files.store import RawStore


@pytest.fixture
def inbox(tmp_path: Path) -> FolderInbox:
    (tmp_path / "inbox").mkdir()
    return FolderInbox(tmp_path / "inbox")


@pytest.fixture
def store(tmp_path: Path) -> RawStore:
    return RawStore(tmp_path / "store")


def test_a_file_that_still_grows_is_left_alone(inbox: FolderInbox) -> None:
    path = inbox.folder / "era.835"
    path.write_bytes(b"half")
    assert inbox.look() == []

    path.write_bytes(b"half and more")
    assert inbox.look() == []
    assert inbox.look() == [path]


@pytest.mark.parametrize("name", ["era.835.part", "era.TMP", ".era.835"])
def test_an_unfinished_name_is_left_alone(inbox: FolderInbox, name: str) -> None:
    (inbox.folder / name).write_bytes(b"whole")

    assert [inbox.look() for _ in range(3)] == [[], [], []]


def test_links_folders_and_pipes_are_no_files(
    inbox: FolderInbox, store: RawStore, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"not for us")
    (inbox.folder / "link").symlink_to(secret)
    (inbox.folder / "folder").mkdir()
    os.mkfifo(inbox.folder / "pipe")

    assert [inbox.look() for _ in range(2)] == [[], []]
    for name in ("link", "pipe", "folder", "gone"):
        assert inbox.keep(inbox.folder / name, store) is None


@pytest.mark.parametrize(
    "name", [b"; rm -rf $HOME.835", b"two\nlines.835", b"\xff\xfe.835", b"%s {0} ${x}", b"-rf"]
)
def test_an_odd_name_is_only_data(inbox: FolderInbox, store: RawStore, name: bytes) -> None:
    path = inbox.folder / os.fsdecode(name)
    path.write_bytes(b"content")
    inbox.look()

    (found,) = inbox.look()
    arrival = inbox.keep(found, store)

    assert isinstance(arrival, Arrival)
    assert arrival.name.encode()  # any database takes it
    assert store.path(arrival.hash).read_bytes() == b"content"


def test_the_same_bytes_dropped_again_are_another_arrival(
    inbox: FolderInbox, store: RawStore
) -> None:
    arrivals = []
    for _ in range(2):
        path = inbox.folder / "era.835"
        path.write_bytes(b"content")
        arrivals.append(inbox.keep(path, store))
        path.unlink()

    first, second = arrivals
    assert first is not None
    assert second is not None
    assert first.hash == second.hash
    assert first.stamp != second.stamp


def test_a_file_left_behind_by_a_crash_is_the_same_arrival(
    inbox: FolderInbox, store: RawStore
) -> None:
    path = inbox.folder / "era.835"
    path.write_bytes(b"content")

    assert inbox.keep(path, store) == inbox.keep(path, store)
