"""Sorts more records than memory should hold: sorted runs on disk, merged while they are read."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import BinaryIO, Final

RUN_RECORDS: Final = 100_000  # of some forty bytes: about 10 MB as objects
READ_RECORDS: Final = 1_000


def sorted_on_disk(
    records: Iterable[bytes], width: int, *, run_records: int = RUN_RECORDS
) -> Iterator[bytes]:
    """The records, all of `width` bytes, in the order of their bytes.

    What fits into one run stays in memory. The files of the others have no name, so that nothing
    is left of them when the process dies.
    """
    source = iter(records)
    first = sorted(islice(source, run_records))
    if len(first) < run_records:
        yield from first
        return
    with ExitStack() as stack:
        runs = [stack.enter_context(_kept(first))]
        del first
        while run := sorted(islice(source, run_records)):
            runs.append(stack.enter_context(_kept(run)))
        yield from heapq.merge(*(_read(run, width) for run in runs))


def _kept(run: Iterable[bytes]) -> BinaryIO:
    file = TemporaryFile()  # noqa: SIM115 - the caller's stack closes it
    file.writelines(run)
    file.seek(0)
    return file


def _read(run: BinaryIO, width: int) -> Iterator[bytes]:
    while block := run.read(width * READ_RECORDS):
        yield from (block[at : at + width] for at in range(0, len(block), width))
