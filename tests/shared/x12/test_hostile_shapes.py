"""What is made to cost much costs in proportion to its size, in time and in memory."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from cobrelay import x12
from generated_x12.hostile import SHAPES, Shape

KIBIBYTE, MEBIBYTE = 1024, 1024 * 1024
MEBIBYTES_MAX = 64  # for an input of one
GROWTH_MAX = 9  # for four times the input; what grows with the square takes sixteen times as much
ATTEMPTS = 8
shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())


def seconds(raw: bytes) -> float:
    began = time.process_time()
    x12.check(raw)
    return time.process_time() - began


@shapes
def test_the_time_grows_with_the_size_and_not_with_its_square(shape: Shape) -> None:
    small, large = shape(48 * KIBIBYTE), shape(192 * KIBIBYTE)
    least_small = least_large = float("inf")

    for _ in range(ATTEMPTS):  # the machine has other things to do: the least of some is the cost
        least_small = min(least_small, seconds(small))
        least_large = min(least_large, seconds(large))
        if least_large < GROWTH_MAX * least_small + 0.02:
            return

    pytest.fail(f"{least_large / least_small:.1f} times the time for four times the input")


@pytest.mark.slow
@shapes
def test_a_mebibyte_takes_no_more_than_64(shape: Shape) -> None:
    raw = shape(MEBIBYTE)

    tracemalloc.start()
    report = x12.check(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < MEBIBYTES_MAX * MEBIBYTE
    assert len(report.findings) <= 10_000 + len(x12.Verdict)


@pytest.mark.slow
@pytest.mark.parametrize(
    "shape", ["a segment that never ends", "empty segments", "claims with faults", "sets"]
)
def test_ten_mebibytes_are_contained(shape: str) -> None:
    """A segment of 10 MB, 10^7 empty segments, some 10^5 claims with faults in each, many sets."""
    report = x12.check(SHAPES[shape](10 * MEBIBYTE))

    assert report.verdict > x12.Verdict.WARN
