"""Where choices come from: Hypothesis, which shrinks them, or a seed, which is fast."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")


class Chance(Protocol):
    """Makes choices; the first option and the lowest number are the plainest."""

    def between(self, low: int, high: int) -> int: ...

    def one_of(self, options: Sequence[T]) -> T: ...


class Draw(Protocol):
    """Hypothesis' `draw`, in a composite strategy or of `st.data()`."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T: ...


class Drawn:
    """Choices that Hypothesis draws, and shrinks when a property fails."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw

    def between(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))

    def one_of(self, options: Sequence[T]) -> T:
        return options[self.between(0, len(options) - 1)]


class Seeded:
    """Choices from a seed: the same seed, the same choices."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def between(self, low: int, high: int) -> int:
        # Several times as fast as randint; the bias of the modulus harms nobody here.
        return low + int(self._random.random() * (high - low + 1))

    def one_of(self, options: Sequence[T]) -> T:
        return options[int(self._random.random() * len(options))]


def is_chosen(chance: Chance, one_in: int = 2) -> bool:
    """True once in so many times; shrinks to False."""
    return chance.between(0, one_in - 1) == one_in - 1


def some(chance: Chance, options: Sequence[T], low: int, high: int) -> list[T]:
    """`low` to `high` different options, in the order of `options`."""
    count = chance.between(low, min(high, len(options)))
    left = list(range(len(options)))
    picked = sorted(left.pop(chance.between(0, len(left) - 1)) for _ in range(count))
    return [options[at] for at in picked]
