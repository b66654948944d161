"""Whatever lies in an inbox and however it is called, nothing outside is touched or taken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cobrelay.files.inbox import FolderInbox, readable
from cobrelay.files.store import RawStore

MANY = 3000


@pytest.fixture
def inbox(tmp_path: Path) -> FolderInbox:
    (tmp_path / "inbox").mkdir()
    return FolderInbox(tmp_path / "inbox")


@pytest.fixture
def store(tmp_path: Path) -> RawStore:
    return RawStore(tmp_path / "store")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"two\nlines.835", "two\\nlines.835"),
        (b"\x1b[2J\x1b]0;owned\x07.835", "\\x1b[2J\\x1b]0;owned\\x07.835"),
        (b"\xff\xfe.835", "\\udcff\\udcfe.835"),
        ("\u202e538.era".encode(), "\\u202e538.era"),
        (b"x..\\..\\era.835", "x..\\..\\era.835"),
        (b"x" * 255, "x" * 255),
        ("é.835".encode(), "é.835"),
        (b"'; DROP TABLE files; --", "'; DROP TABLE files; --"),
    ],
)
def test_a_name_is_shown_as_one_printable_line(
    inbox: FolderInbox, store: RawStore, name: bytes, shown: str
) -> None:
    (inbox.folder / os.fsdecode(name)).write_bytes(b"content")
    inbox.look()

    (path,) = inbox.look()
    arrival = inbox.keep(path, store)

    assert arrival is not None
    assert arrival.name == shown
    assert arrival.name.isprintable()
    assert arrival.path.parent == inbox.folder


def test_what_is_no_file_is_told_once_and_never_opened(inbox: FolderInbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"not for us")
    (inbox.folder / "link").symlink_to(secret)
    (inbox.folder / "dangling").symlink_to(tmp_path / "nowhere")
    (inbox.folder / "loop").symlink_to(inbox.folder / "loop")
    (inbox.folder / "out").symlink_to("../..")
    (inbox.folder / "folder").mkdir()
    (inbox.folder / "folder" / "inner.835").write_bytes(b"content")
    os.mkfifo(inbox.folder / "pipe")

    looks = [inbox.look() for _ in range(3)]
    told = [each.name for each in inbox.oddities().new]

    assert looks == [[], [], []]
    assert told == ["dangling", "folder", "link", "loop", "out", "pipe"]
    assert inbox.oddities().new == []
    assert secret.read_bytes() == b"not for us"


def test_a_link_that_takes_the_place_of_a_file_is_not_followed(
    inbox: FolderInbox, store: RawStore, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"not for us")
    path = inbox.folder / "era.835"
    path.write_bytes(b"content")
    inbox.look()
    (found,) = inbox.look()

    path.unlink()
    path.symlink_to(secret)

    assert inbox.keep(found, store) is None
    assert not any(each.is_file() for each in tmp_path.glob("store/**/*"))


def test_thousands_of_files_are_seen_in_one_look_by_name(inbox: FolderInbox) -> None:
    for number in range(MANY):
        (inbox.folder / f"{number:06d}.835").touch()
    inbox.look()

    found = inbox.look()

    assert [path.name for path in found] == [f"{number:06d}.835" for number in range(MANY)]
    assert inbox.oddities().new == []


def test_readable_keeps_what_can_be_read() -> None:
    assert readable("Überweisung 2026-03 (1).835") == "Überweisung 2026-03 (1).835"
