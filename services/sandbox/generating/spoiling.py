"""Breaks a sound file the way files break on the way: cut off, miscounted, mislabelled."""

from __future__ import annotations

import re
from collections.abc import Callable


def spoiled(data: bytes, number: int) -> bytes:
    """The file with one of the faults, chosen by number."""
    return _FAULTS[number % len(_FAULTS)](data)


def _cut_off(data: bytes) -> bytes:
    return data[: len(data) * 3 // 5]


def _miscounted(data: bytes) -> bytes:
    """SE01 says one segment more than there are."""
    return re.sub(rb"~\nSE\*(\d+)\*", lambda found: b"~\nSE*%d*" % (int(found[1]) + 1), data)


def _mislabelled(data: bytes) -> bytes:
    """IEA02 is another control number than ISA13."""
    return re.sub(rb"~\nIEA\*1\*\d+", b"~\nIEA*1*999999999", data)


_FAULTS: tuple[Callable[[bytes], bytes], ...] = (_cut_off, _miscounted, _mislabelled)
