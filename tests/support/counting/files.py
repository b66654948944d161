"""Files of the counting service: a line is `key number [status]`; `!` refuses the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cobrelay.errors import Refused
from cobrelay.files import Chunk, FileContext
from counting.handlers import Line, Lines


def verify(path: Path, context: FileContext) -> Lines:
    del context
    lines = path.read_text().splitlines()
    if "!" in lines:
        raise Refused("REFUSED_BY_FIRST_PASS")
    return Lines(len(lines))


def chunks(path: Path, from_ordinal: int, context: FileContext) -> Iterator[Chunk]:
    del context
    with path.open() as stream:
        for ordinal, line in enumerate(stream):
            if ordinal >= from_ordinal:
                key, number, *status = line.split()
                yield Chunk(ordinal, key, Line(int(number), "".join(status)))
