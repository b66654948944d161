"""Inputs guided by coverage (atheris), damaged by the same operators; a process of its own.

`python -m fuzzing.guided COUNT SEED FOLDER TALLY`. The first byte of an input chooses the target.
atheris has no wheel for every system and Python; `make fuzz` does without where it is missing.
"""

from __future__ import annotations

import bisect
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import atheris

from generated_x12.chance import Seeded, is_chosen
from generated_x12.mutation import mutate

# Coverage is counted in what is imported here.
with atheris.instrument_imports(include=["cobrelay", "cob_verification"]):
    from fuzzing.by_chance import SHARES
    from fuzzing.feeding import Feeder
    from fuzzing.targets import TARGETS

BYTES_MAX = 64 * 1024
MEMORY_MIB_MAX = 4096  # of the whole process, corpus included


def main() -> None:
    """Feeds `COUNT` inputs; libFuzzer doesn't come back, so the process ends within."""
    count, seed, folder, tally = (int(sys.argv[1]), int(sys.argv[2]), *map(Path, sys.argv[3:5]))
    feeder = Feeder(folder)

    def one(raw: bytes) -> None:
        feeder.feed(_target(raw[:1]), raw[1:])
        if feeder.tally.count >= count:
            feeder.done().write(tally)
            os._exit(0)

    flags = [
        f"-seed={seed}",
        f"-max_len={BYTES_MAX}",
        f"-rss_limit_mb={MEMORY_MIB_MAX}",
        "-timeout=120",
        "-verbosity=0",
        f"-artifact_prefix={folder}/",
    ]
    atheris.Setup([sys.argv[0], *flags, str(_corpus(folder))], one, custom_mutator=_mutated)
    atheris.Fuzz()


def _mutated(raw: bytes, size_max: int, seed: int) -> bytes:
    chance = Seeded(seed)
    choice = raw[:1] or b"\0"
    if is_chosen(chance, 16):
        choice = bytes([chance.between(0, 255)])
    if is_chosen(chance, 4):
        return choice + bytes(atheris.Mutate(raw[1:], size_max - 1))
    return choice + mutate(raw[1:], chance)[: size_max - 1]


def _target(choice: bytes) -> str:
    number = (choice[0] if choice else 0) * SHARES[-1] // 256
    return TARGETS[bisect.bisect_right(SHARES, number)].name


def _corpus(folder: Path) -> Path:
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, raw in enumerate(_seeds()):
        (corpus / f"{number:05d}").write_bytes(raw)
    return corpus


def _seeds() -> Iterator[bytes]:
    """Each seed behind the first byte that chooses its target."""
    chosen = {_target(bytes([number])): number for number in reversed(range(256))}
    for target in TARGETS:
        yield from (bytes([chosen[target.name]]) + raw for raw in target.seeds())


if __name__ == "__main__":
    main()
