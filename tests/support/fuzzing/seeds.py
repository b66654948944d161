"""What fuzzing starts from: our own test data, generated files, and the corpus, read in place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from cobrelay import x12
from fuzzing.messages import EVENTS, REQUESTS
from generated_x12.chance import Seeded
from generated_x12.envelope import to_bytes
from generated_x12.mutation import EVIL
from generated_x12.strategies import MAKERS
from golden_events import encoded, filled

ROOT = Path(__file__).parents[3]
CORPUS = Path(os.environ.get("COBRELAY_X12_CORPUS", ROOT / "../shared/data"))
SEED_BYTES_MAX = 6_000  # small ones are read quickly, and hold every shape
GENERATED = 40
HEADER = (
    "patient_last_name,patient_first_name,patient_birth_date,patient_sex,rank,payer_id,"
    "member_id,relationship,effective_on,terminated_on\n"
)


def of_kind(*kinds: str) -> Callable[[], Iterator[bytes]]:
    """Seeds of these kinds: generated, from tests/data, from the corpus where it is at hand."""

    def found() -> Iterator[bytes]:
        for kind in kinds:
            if kind in MAKERS:
                yield from (to_bytes(MAKERS[kind](Seeded(seed))) for seed in range(GENERATED))
        yield from (raw for raw in _files() if x12.sniff(raw[:4096]) in kinds)

    return found


@cache
def _files() -> tuple[bytes, ...]:
    paths = [path for path in sorted((ROOT / "tests/data").glob("*/*")) if path.is_file()]
    if CORPUS.is_dir():
        paths += [path for path in sorted(CORPUS.rglob("*")) if path.is_file()]
    raws = (path.read_bytes() for path in paths if path.stat().st_size <= SEED_BYTES_MAX)
    return tuple(dict.fromkeys(raws))


def amounts() -> Iterator[bytes]:
    yield from (b"0", b"43.5", b"-.05", b"1234567890123456.78", b"120.", *EVIL)


def dates() -> Iterator[bytes]:
    yield from (b"20260302", b"2026-03-02", b"20260101-20261231", b"260302", b"0915", *EVIL)


def events() -> Iterator[bytes]:
    for at, event in enumerate(EVENTS):
        yield bytes([at]) + encoded(filled(event))


def requests() -> Iterator[bytes]:
    for at, request in enumerate(REQUESTS):
        yield bytes([at]) + encoded(filled(request))


def coverages() -> Iterator[bytes]:
    row = "ASHBY,WREN,1980-02-29,F,{rank},LAKE1,LK900100,18,2025-01-01,\n"
    yield (HEADER + row.format(rank=1) + row.format(rank=2)).encode()
    yield (HEADER + row.format(rank="1e5")).encode()
    yield (HEADER.replace(",", ";") + row.format(rank=1)).encode()
    yield ("\ufeff" + HEADER + '"ASHBY\n",' + row.format(rank="=1+1")).encode()


def configurations() -> Iterator[bytes]:
    folder = ROOT / "deploy/config"
    yield from (path.read_bytes() for path in sorted(folder.glob("*.toml")))
    yield b'[payers.lake]\nname = "Lake"\nkind = "commercial"\naliases = ["LAKE1"]\n'
    yield b'[defaults]\nfiling_limits = [{ days = 90, from = "remittance" }]\n'


def names() -> Iterator[bytes]:
    yield from (b"era.835", b"../../etc/x", b"a\nb.835", b"\xff\xfe.835", "Ñandú.835".encode())
    yield from (b"a" * 255, b".part", b"\x1b[2J", "\u202e835".encode(), "\U0001f600".encode())
