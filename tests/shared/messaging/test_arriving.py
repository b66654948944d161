"""What cannot be taken out of an inbox is shown once, as long as it lies there, and left alone."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cobrelay.files import jobs
from cobrelay.files.inbox import TRIED_AGAIN_AFTER_LOOKS
from cobrelay.files.jobs import FileJob
from counting.world import World


@dataclass(slots=True)
class Forbidden:
    """Names that nobody may read, not even an administrator; how often it was tried."""

    names: set[str] = field(default_factory=set)
    tries: int = 0


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch) -> Forbidden:
    rights, real = Forbidden(), os.open

    def guarded(path: os.PathLike[str], flags: int, *rest: int) -> int:
        if Path(path).name in rights.names:
            rights.tries += 1
            raise PermissionError
        return real(path, flags, *rest)

    monkeypatch.setattr(os, "open", guarded)
    return rights


def drop(world: World, name: str, content: str) -> None:
    world.inbox.mkdir(exist_ok=True)
    (world.inbox / name).write_text(content)


async def files(world: World) -> list[FileJob]:
    async with world.engine.connect() as reader:
        return await jobs.listed(reader, "counting")


async def test_what_is_no_file_is_left_alone_and_shown(world: World, tmp_path: Path) -> None:
    world.inbox.mkdir()
    (tmp_path / "secret").write_text("a 1\n")
    (world.inbox / "link").symlink_to(tmp_path / "secret")
    (world.inbox / "folder\n\x1b[31m").mkdir()

    await world.relay.settle()
    await world.relay.settle()

    assert [(job.name, job.reason_code) for job in await files(world)] == [
        ("link", "NO_PLAIN_FILE"),
        ("folder\\n\\x1b[31m", "NO_PLAIN_FILE"),
    ]
    assert len(list(world.inbox.iterdir())) == 2
    assert await world.counted() == []

    (world.inbox / "link").unlink()
    await world.relay.settle()

    assert [job.name for job in await files(world)] == ["folder\\n\\x1b[31m"]


async def test_a_file_that_may_not_be_read_is_shown_until_it_may_be(
    world: World, forbidden: Forbidden
) -> None:
    drop(world, "mine.txt", "a 1\n")
    drop(world, "lines.txt", "a 2\n")
    forbidden.names = {"lines.txt"}

    for _ in range(5):
        await world.relay.settle()

    assert await world.counted() == [("a", 1)]
    assert {job.name: (job.state, job.reason_code) for job in await files(world)} == {
        "lines.txt": ("refused", "UNREADABLE_FILE"),
        "mine.txt": ("done", ""),
    }
    assert forbidden.tries == 1

    forbidden.names = set()
    (world.inbox / "lines.txt").chmod(0o640)
    await world.relay.settle()

    assert await world.counted() == [("a", 1), ("a", 2)]
    assert {job.state for job in await files(world)} == {"done"}


async def test_a_right_that_leaves_no_trace_at_the_file_is_found_after_a_while(
    world: World, forbidden: Forbidden
) -> None:
    drop(world, "lines.txt", "a 1\n")
    forbidden.names = {"lines.txt"}
    await world.relay.settle()

    forbidden.names = set()
    reader = world.relay._members[0].reader
    for _ in range(TRIED_AGAIN_AFTER_LOOKS):
        await reader.receive()
    await world.relay.settle()

    assert await world.counted() == [("a", 1)]
    assert [job.state for job in await files(world)] == ["done"]


async def test_a_file_that_was_taken_away_unread_is_shown_no_longer(
    world: World, forbidden: Forbidden
) -> None:
    drop(world, "lines.txt", "a 1\n")
    forbidden.names = {"lines.txt"}
    await world.relay.settle()
    await world.relay.settle()
    assert [job.reason_code for job in await files(world)] == ["UNREADABLE_FILE"]

    (world.inbox / "lines.txt").unlink()
    await world.relay.settle()

    assert await files(world) == []


async def test_a_file_that_may_not_be_removed_is_taken_once_and_shown(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(world, "lines.txt", "a 1\n")

    def not_ours(path: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(path, missing_ok)

    with monkeypatch.context() as within:
        within.setattr(Path, "unlink", not_ours)
        for _ in range(3):
            await world.relay.settle()

    assert await world.counted() == [("a", 1)]
    assert [(job.state, job.reason_code) for job in await files(world)] == [
        ("refused", "UNREMOVABLE_FILE"),
        ("done", ""),
    ]
