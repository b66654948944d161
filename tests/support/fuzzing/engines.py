"""Where inputs come from: seeds damaged by chance, or guided by coverage where atheris is there.

Both use the operators of `generated_x12.mutation`.
"""

from __future__ import annotations

import bisect
import os
import sys
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from fuzzing.feeding import Feeder
from fuzzing.targets import TARGETS
from generated_x12.chance import Chance, Seeded, is_chosen
from generated_x12.mutation import mutate

MEBIBYTE = 1024 * 1024
KEPT_MAX = 2_000  # damaged files that are damaged further
GROWN_ONE_IN = 4_000
GUIDED_BYTES_MAX = 64 * 1024
_SHARES = list(accumulate(target.share for target in TARGETS))


def by_chance(feeder: Feeder, count: int, seed: int) -> None:
    """`count` inputs: a seed, or what came of one before, damaged anew."""
    chance = Seeded(seed)
    kept = {target.name: list(target.seeds()) for target in TARGETS}
    for _ in range(count):
        name, raw = _next(kept, chance)
        feeder.feed(name, raw)


def _next(kept: dict[str, list[bytes]], chance: Chance) -> tuple[str, bytes]:
    target = TARGETS[bisect.bisect_right(_SHARES, chance.between(0, _SHARES[-1] - 1))]
    pool = kept[target.name]
    raw = mutate(chance.one_of(pool), chance)
    if len(pool) < KEPT_MAX and len(raw) < len(pool[0]) * 2 and is_chosen(chance, 8):
        pool.append(raw)
    if is_chosen(chance, GROWN_ONE_IN):
        raw = grown(raw, chance)
    return target.name, raw


def grown(raw: bytes, chance: Chance) -> bytes:
    """Up to a mebibyte: a part of it many times over."""
    at = chance.between(0, max(len(raw) - 1, 0))
    block = raw[at : at + chance.between(1, 2000)] or b"~"
    return (raw[:at] + block * (MEBIBYTE // len(block)) + raw[at:])[:MEBIBYTE]


def is_guidable() -> bool:
    """Whether atheris is installed; it has no wheel for every system and Python."""
    try:
        import atheris  # noqa: F401, PLC0415 - optional
    except ImportError:
        return False
    return True


def guided(feeder: Feeder, count: int, seed: int, tally: Path) -> None:
    """`count` inputs, guided by coverage. Ends the process: libFuzzer doesn't come back.

    The first byte of an input chooses the target.
    """
    import atheris  # noqa: PLC0415 - optional

    corpus = feeder.folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, raw in enumerate(_seeds()):
        (corpus / f"{number:05d}").write_bytes(raw)

    def one(raw: bytes) -> None:
        feeder.feed(_target(raw[:1]), raw[1:])
        if feeder.tally.count >= count:
            feeder.done().write(tally)
            sys.stdout.flush()
            os._exit(0)

    def other(raw: bytes, size_max: int, number: int) -> bytes:
        chance = Seeded(number)
        choice = raw[:1] or b"\0"
        if is_chosen(chance, 16):
            choice = bytes([chance.between(0, 255)])
        if is_chosen(chance, 4):
            return choice + bytes(atheris.Mutate(raw[1:], size_max - 1))
        return choice + mutate(raw[1:], chance)[: size_max - 1]

    flags = [
        f"-seed={seed + 1}",
        f"-max_len={GUIDED_BYTES_MAX}",
        "-rss_limit_mb=4096",
        "-timeout=120",
        "-verbosity=0",
        f"-artifact_prefix={feeder.folder}/",
    ]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], one, custom_mutator=other)
    atheris.Fuzz()


def _target(choice: bytes) -> str:
    number = (choice[0] if choice else 0) * _SHARES[-1] // 256
    return TARGETS[bisect.bisect_right(_SHARES, number)].name


def _seeds() -> Iterator[bytes]:
    for number in range(256):
        name = _target(bytes([number]))
        if number and _target(bytes([number - 1])) == name:
            continue
        (target,) = (each for each in TARGETS if each.name == name)
        yield from (bytes([number]) + raw for raw in target.seeds())
