"""Readers share what is learnt of the guides, and no reader reads otherwise for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, zip_longest
from typing import Any

import pytest

from cobrelay import x12
from generated_x12.chance import Seeded
from generated_x12.envelope import Layout, to_bytes
from generated_x12.mutation import mutate
from generated_x12.reading import meaning
from generated_x12.strategies import DELIMITERS, MAKERS

READERS = 4
COMPONENT_AT = 104  # ISA16, from 0


def read_whole(raw: bytes) -> tuple[Any, ...]:
    """All that is said of a file and in it."""
    return x12.check(raw).findings, meaning(raw)


def mislabelled(raw: bytes, component: bytes) -> bytes:
    """The file with another component separator in its ISA, and nowhere else."""
    return raw[:COMPONENT_AT] + component + raw[COMPONENT_AT + 1 :]


def many_files() -> list[bytes]:
    """Files of every kind: sound, damaged, and of sound ones whose separator is another's."""
    found = []
    for at, make in enumerate(MAKERS.values()):
        for used in DELIMITERS:
            raw = to_bytes(make(Seeded(at)), Layout(used))
            found += [raw, mutate(raw, Seeded(at)), mislabelled(raw, b";")]
    return found


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Threads give way to each other wherever they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.parametrize("kind", ["835", "837"])
def test_files_with_different_separators_are_read_in_turns_as_they_are_one_by_one(
    kind: str,
) -> None:
    sound = to_bytes(MAKERS[kind](Seeded(5)))
    files = [sound, mislabelled(sound, b">"), to_bytes(MAKERS[kind](Seeded(5)), Layout("*>^~"))]
    alone = [[repr(item) for item in x12.read(raw)] for raw in files]

    turns = zip_longest(*map(x12.read, files))
    in_turns = list(zip(*([repr(item) for item in turn] for turn in turns), strict=True))

    said = [[text for text in one if text != "None"] for one in in_turns]
    assert said == alone
    assert x12.check(sound).verdict is x12.Verdict.ACCEPT
    assert x12.check(files[1]).verdict >= x12.Verdict.WARN


@pytest.mark.usefixtures("hasty_threads")
def test_files_with_different_separators_are_read_by_threads_as_they_are_one_by_one() -> None:
    sound = to_bytes(MAKERS["835"](Seeded(5)))
    files = [sound, mislabelled(sound, b">")] * 20
    alone = {raw: read_whole(raw) for raw in files}

    with ThreadPoolExecutor(READERS) as readers:
        read = readers.map(read_whole, files)

    assert list(read) == [alone[raw] for raw in files]


@pytest.mark.usefixtures("hasty_threads")
def test_many_different_files_are_read_by_threads_as_they_are_one_by_one() -> None:
    files = many_files()
    alone = list(map(read_whole, files))
    shuffled = list(chain.from_iterable(files[start::READERS] for start in range(READERS)))

    with ThreadPoolExecutor(READERS) as readers:
        read = dict(zip(shuffled, readers.map(read_whole, shuffled), strict=True))

    assert [read[raw] for raw in files] == alone
