"""What pyx12, a validator that isn't ours, says of a file, to hold it against what we say."""

from __future__ import annotations

import functools
import io
import json
import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyx12.map_if
import pyx12.params
import pyx12.x12n_document

# Where pyx12's report holds errors, and what acknowledges them.
_ACKNOWLEDGED_BY = {
    "interchanges": "TA1",
    "groups": "AK9",
    "transactions": "IK5",
    "segments": "IK3",
    "elements": "IK4",
}


@dataclass(frozen=True)
class Opinion:
    """pyx12's word: `A` accepted, `R` rejected, else the exception that it died of."""

    word: str
    codes: frozenset[str] = frozenset()

    @property
    def is_accepted(self) -> bool:
        return self.word == "A"


def opinion(raw: bytes) -> Opinion:
    """pyx12 reads ASCII; it may die of what stands in the file, which is a word too."""
    _prepare()
    report = io.StringIO()
    try:
        source = io.StringIO(raw.decode("ascii"))
        is_valid = pyx12.x12n_document.x12n_document(
            _parameters(), source, io.StringIO(), None, fd_json=report
        )
    except Exception as failure:
        return Opinion(type(failure).__name__)
    if is_valid:
        return Opinion("A")
    return Opinion("R", frozenset(_codes(json.loads(report.getvalue() or "{}"))))


def sets_accepted(raw: bytes) -> list[bool]:
    """Of each set whether pyx12 accepts it (`IK5*A`)."""
    _prepare()
    answer = io.StringIO()
    pyx12.x12n_document.x12n_document(_parameters(), io.StringIO(raw.decode("ascii")), answer, None)
    return [code == "A" for code in re.findall(r"IK5\*([A-Z])", answer.getvalue())]


def _codes(report: Mapping[str, Any]) -> Iterator[str]:
    """`IK4:7`, …: every error in the report, named as an acknowledgment names it."""
    for level, segment in _ACKNOWLEDGED_BY.items():
        for held in report.get(level) or ():
            yield from (f"{segment}:{error['err_cde']}" for error in held.get("errors") or ())
            yield from _codes(held)


@functools.cache
def _parameters() -> pyx12.params.ParamsBase:
    return pyx12.params.ParamsBase()


@functools.cache
def _prepare() -> None:
    """pyx12 reads its maps anew for each file, nine tenths of its time, and logs every error."""
    pyx12.map_if.load_map_file = functools.cache(pyx12.map_if.load_map_file)
    logging.getLogger("pyx12").setLevel(logging.CRITICAL)
