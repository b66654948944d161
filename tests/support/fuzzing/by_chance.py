"""Inputs by chance: seeds, and what came of them before, damaged anew."""

from __future__ import annotations

import bisect
from itertools import accumulate

from fuzzing.feeding import Feeder
from fuzzing.targets import TARGETS
from generated_x12.chance import Chance, Seeded, is_chosen
from generated_x12.mutation import mutate

MEBIBYTE = 1024 * 1024
KEPT_MAX = 2_000  # damaged files that are damaged further
GROWN_ONE_IN = 4_000
SHARES = list(accumulate(target.share for target in TARGETS))


def by_chance(feeder: Feeder, count: int, seed: int) -> None:
    """`count` inputs: a seed, or what came of one before, damaged anew."""
    chance = Seeded(seed)
    kept = {target.name: list(target.seeds()) for target in TARGETS}
    for _ in range(count):
        name, raw = _next(kept, chance)
        feeder.feed(name, raw)


def _next(kept: dict[str, list[bytes]], chance: Chance) -> tuple[str, bytes]:
    target = TARGETS[bisect.bisect_right(SHARES, chance.between(0, SHARES[-1] - 1))]
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
