"""What is made to cost much costs in proportion to its size, in time and in memory."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from cobrelay import x12
from generated_x12.hostile import SHAPES, Shape

TraceFunction = Callable[[FrameType, str, Any], Any]

KIBIBYTE, MEBIBYTE = 1024, 1024 * 1024
MEBIBYTES_MAX = 64  # for an input of one
GROWTH_MAX = 2.2  # for twice the input; what grows with the square does four times the work
shapes = pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())


def work(raw: bytes) -> int:
    """The lines of Python that run while a file is checked: the same on every machine."""
    lines = 0

    def tracer(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal lines
        lines += event == "line"
        return tracer

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        x12.check(raw)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("kibibytes", [12, pytest.param(64, marks=pytest.mark.slow)])
@shapes
def test_the_work_grows_with_the_size_and_not_with_its_square(shape: Shape, kibibytes: int) -> None:
    small, large = shape(kibibytes * KIBIBYTE), shape(2 * kibibytes * KIBIBYTE)
    x12.check(large)  # grammars and codes are made ready once, whatever the file

    assert work(large) <= GROWTH_MAX * work(small)


@pytest.mark.slow
@shapes
def test_a_mebibyte_takes_bounded_memory(shape: Shape) -> None:
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

    assert report.verdict >= x12.Verdict.WARN
