"""A file takes effect chunk by chunk, once, and goes on where it stopped."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cobrelay.errors import Broken, Transient
from cobrelay.files import FileContext, jobs
from cobrelay.files.jobs import FileJob
from cobrelay.files.lanes import Lane
from cobrelay.messaging import reading, second_pass
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.first_pass import BREAKS_READER
from cobrelay.messaging.loops import repeat, sleep
from cobrelay.messaging.reading import FileReader
from cobrelay.messaging.sources import Chunks, Source, Verdicts
from counting.handlers import Lines
from counting.service import Settings
from counting.world import World

PATIENCE_SECONDS = 60.0
LINES = [(f"key {number % 7}".replace(" ", "-"), number) for number in range(950)]


def drop(world: World, name: str, content: str) -> None:
    world.inbox.mkdir(exist_ok=True)
    (world.inbox / name).write_text(content)


def text_of(lines: list[tuple[str, int]]) -> str:
    return "".join(f"{key} {number}\n" for key, number in lines)


async def files(world: World) -> list[FileJob]:
    async with world.engine.connect() as reader:
        return await jobs.listed(reader, "counting")


async def test_a_file_takes_effect_line_by_line_and_leaves_the_inbox(world: World) -> None:
    drop(world, "lines.txt", text_of(LINES))

    await world.relay.settle()

    assert sorted(await world.counted()) == sorted(LINES)
    (job,) = await files(world)
    assert (job.state, job.next_ordinal, job.name) == ("done", 950, "lines.txt")
    assert list(world.inbox.iterdir()) == []
    assert world.relay.store.path(job.hash).read_text() == text_of(LINES)


async def test_others_go_on_while_a_files_verdict_is_decided(world: World) -> None:
    drop(world, "lines.txt", text_of(LINES[:1]))
    begun, told = threading.Event(), threading.Event()
    subscriptions = world.processing.service.subscriptions
    plain = subscriptions["file:lines"]

    def slow(cause: Cause[Any], facts: Any) -> Any:
        begun.set()
        assert told.wait(PATIENCE_SECONDS), "nobody else could do anything"
        return plain.decide(cause, facts)

    subscriptions["file:lines"] = replace(plain, decide=slow)
    settling = asyncio.create_task(world.relay.settle())
    await asyncio.to_thread(begun.wait, PATIENCE_SECONDS)
    told.set()
    await settling

    assert await world.counted() == LINES[:1]


async def test_nothing_of_a_refused_file_is_used(world: World) -> None:
    drop(world, "lines.txt", text_of(LINES[:300]) + "!\n")

    await world.relay.settle()

    assert await world.counted() == []
    (job,) = await files(world)
    assert (job.state, job.reason_code) == ("refused", "REFUSED_BY_FIRST_PASS")


async def test_the_same_file_again_is_seen_and_has_no_effect(world: World) -> None:
    for name in ("lines.txt", "again.txt"):
        drop(world, name, text_of(LINES[:10]))
        await world.relay.settle()

    assert sorted(await world.counted()) == sorted(LINES[:10])
    assert [job.name for job in await files(world)] == ["again.txt", "lines.txt"]


async def test_a_bad_line_parks_its_key_and_the_file_goes_on(world: World) -> None:
    drop(world, "lines.txt", "a 1\nbad 2 POISON\nb 3\nbad 4\n")

    await world.relay.settle()

    assert await world.counted() == [("a", 1), ("b", 3)]
    assert [each.type for each in await world.parked()] == ["local:Line"] * 2
    assert (await files(world))[0].state == "done"


async def test_reading_goes_on_where_it_stopped(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(world, "lines.txt", text_of(LINES))
    carry_out = reading.FileReader._carry_out
    turns = count()

    async def fails_in_the_middle(self: object, chunks: object) -> None:
        if next(turns) == 4:
            raise Transient("the database went away")
        await carry_out(self, chunks)  # type: ignore[arg-type]

    monkeypatch.setattr(reading.FileReader, "_carry_out", fails_in_the_middle)
    with pytest.raises(Transient):
        await world.relay.settle()
    assert (await files(world))[0].next_ordinal == 4 * second_pass.SLICE_CHUNKS

    await world.relay.settle()

    assert sorted(await world.counted()) == sorted(LINES)


async def test_files_take_turns(world: World) -> None:
    drop(world, "large.txt", text_of(LINES))
    drop(world, "small.txt", "a 1001\nb 1002\n")

    await world.relay.settle()

    numbers = [number for _, number in await in_order(world)]
    assert numbers.index(1001) <= 2 * second_pass.SLICE_CHUNKS
    assert len(numbers) == len(LINES) + 2


async def in_order(world: World) -> list[tuple[str, int]]:
    """What was counted, in the order in which it was."""
    statement = sa.text("SELECT key, number FROM counting.counted ORDER BY ctid")
    async with world.engine.connect() as reader:
        return [(row.key, row.number) for row in await reader.execute(statement)]


async def test_a_file_overtakes_a_larger_one_that_is_still_verified(world: World) -> None:
    overtaken = threading.Event()
    member = world.relay._members[0]
    kind = member.service.file_kinds["lines"]

    def verify(path: Path, context: FileContext) -> Lines:
        if context.name == "large.txt":
            assert overtaken.wait(PATIENCE_SECONDS)
        return kind.verify(path, context)  # type: ignore[no-any-return]

    member.service.file_kinds["lines"] = replace(kind, verify=verify)
    lanes = (Lane("small", -1, 100, apart=False), Lane("large", 100, 1 << 30, apart=False))
    reader = FileReader(member.processing, world.relay.store, Settings(world.inbox), lanes=lanes)
    drop(world, "large.txt", text_of(LINES))
    drop(world, "small.txt", "a 1001\nb 1002\n")
    stopping = asyncio.Event()
    running = [
        asyncio.create_task(repeat(step, pause, what=name, stopping=stopping))
        for name, step, pause in reader.loops(lambda seconds: sleep(seconds, stopping))
    ]

    await until(world, 2)
    overtaken.set()
    await until(world, len(LINES) + 2)
    stopping.set()
    await asyncio.gather(*running)

    assert (await in_order(world))[:2] == [("a", 1001), ("b", 1002)]


async def until(world: World, count: int) -> None:
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while len(await world.counted()) < count:
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0.01)


async def test_a_reader_that_fails_half_way_gives_the_file_up(world: World) -> None:
    drop(world, "lines.txt", text_of(LINES[:170]) + "no number\n")

    await world.relay.settle()

    assert len(await world.counted()) == 150
    (job,) = await files(world)
    assert (job.state, job.reason_code, job.next_ordinal) == ("refused", BREAKS_READER, 150)


async def test_a_file_that_kills_its_reader_is_found_out(world: World) -> None:
    drop(world, "lines.txt", text_of(LINES[:10]))
    reader = world.relay._members[0].reader
    for _ in range(2):
        await reader.receive()
    async with world.engine.begin() as tx:
        await tx.execute(sa.text("UPDATE counting.files SET attempts = 3"))

    await world.relay.settle()

    (job,) = await files(world)
    assert (job.state, job.reason_code) == ("refused", BREAKS_READER)


BLINKS = 5  # more than a file has attempts


async def settle_through(world: World, failures: int) -> None:
    """Settles in spite of so many transient failures, as the loops of a process do."""
    for _ in range(failures):
        with pytest.raises(Transient):
            await world.relay.settle()
    await world.relay.settle()


@pytest.mark.parametrize("at", [0, 1], ids=["verdict", "first slice"])
async def test_a_database_that_fails_again_and_again_does_not_count_against_a_file(
    world: World, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    drop(world, "lines.txt", text_of(LINES[:10]))
    processing = world.relay._members[0].processing
    carry_out = processing.carry_out
    turns = count()

    async def fails(source: Source) -> object:
        if isinstance(source, (Verdicts, Chunks)[at]) and next(turns) < BLINKS:
            raise Transient("a deadlock")
        return await carry_out(source)

    monkeypatch.setattr(processing, "carry_out", fails)
    monkeypatch.setattr(reading, "TRANSIENT_LIMIT_SECONDS", 0.0)
    await settle_through(world, BLINKS)

    assert sorted(await world.counted()) == sorted(LINES[:10])
    assert (await files(world))[0].state == "done"


async def test_a_reader_that_is_kept_from_the_file_does_not_count_against_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(world, "lines.txt", text_of(LINES[:10]))
    failing_verify(world, monkeypatch, OSError("the disk is away"), times=BLINKS)

    await settle_through(world, BLINKS)

    assert sorted(await world.counted()) == sorted(LINES[:10])


async def test_a_file_that_is_gone_is_not_sought_for_ever(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(world, "lines.txt", text_of(LINES[:10]))
    failing_verify(world, monkeypatch, FileNotFoundError("gone"), times=1000)

    await settle_through(world, reading.ATTEMPTS_MAX)

    assert (await files(world))[0].reason_code == BREAKS_READER


def failing_verify(
    world: World, monkeypatch: pytest.MonkeyPatch, failure: Exception, *, times: int
) -> None:
    """The first pass fails so often, then reads."""
    kinds = world.relay._members[0].service.file_kinds
    whole, turns = kinds["lines"], count()

    def verify(path: Path, context: FileContext) -> Lines:
        if next(turns) < times:
            raise failure
        return whole.verify(path, context)  # type: ignore[no-any-return]

    monkeypatch.setitem(kinds, "lines", replace(whole, verify=verify))


async def test_what_is_called_off_does_not_count_against_the_file(world: World) -> None:
    """A process that ends or is led no more calls off what it reads."""
    drop(world, "lines.txt", text_of(LINES[:10]))
    member = world.relay._members[0]
    kind, begun, over = member.service.file_kinds["lines"], threading.Event(), threading.Event()

    def verify(path: Path, context: FileContext) -> Lines:
        begun.set()
        assert over.wait(PATIENCE_SECONDS)
        return kind.verify(path, context)  # type: ignore[no-any-return]

    member.service.file_kinds["lines"] = replace(kind, verify=verify)
    for _ in range(2):
        await member.reader.receive()
    reading_on = asyncio.create_task(member.reader.read())
    await asyncio.to_thread(begun.wait)
    assert (await files(world))[0].attempts == 1
    reading_on.cancel()
    await asyncio.gather(reading_on, return_exceptions=True)
    over.set()

    assert (await files(world))[0].attempts == 0


async def test_an_unreadable_file_is_refused_and_not_tried_for_ever(world: World) -> None:
    world.inbox.mkdir()
    (world.inbox / "lines.txt").write_bytes(b"\xff\xfe\x00")

    await world.relay.settle()

    assert (await files(world))[0].reason_code == BREAKS_READER


async def test_a_relay_that_never_gets_quiet_is_told_off(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cobrelay.messaging.in_memory.TURNS_MAX", 3)
    world.relay._members[0].service.background("busy", _always_busy)

    with pytest.raises(Broken):
        await world.relay.settle()


async def _always_busy(_runtime: object) -> bool:
    return True
