"""What pyx12, a validator that isn't ours, says of a file, to hold it against what we say."""

from __future__ import annotations

import functools
import io
import logging
import re
from dataclasses import dataclass

import pyx12.map_if
import pyx12.params
import pyx12.x12n_document

_CODED = {"IK3": 4, "IK4": 3, "IK5": 2, "AK9": 5, "TA1": 5}  # element that holds the error code
_NO_ERROR = frozenset({"", "000"})


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
    answer = io.StringIO()
    try:
        source = io.StringIO(raw.decode("ascii"))
        is_valid = pyx12.x12n_document.x12n_document(_parameters(), source, answer, None)
    except Exception as failure:
        return Opinion(type(failure).__name__)
    return Opinion("A" if is_valid else "R", _codes(answer.getvalue()))


def sets_accepted(raw: bytes) -> list[bool]:
    """Of each set whether pyx12 accepts it (`IK5*A`)."""
    _prepare()
    answer = io.StringIO()
    pyx12.x12n_document.x12n_document(_parameters(), io.StringIO(raw.decode("ascii")), answer, None)
    return [code == "A" for code in re.findall(r"IK5\*([A-Z])", answer.getvalue())]


def _codes(acknowledgment: str) -> frozenset[str]:
    rows = (text.strip().split("*") for text in acknowledgment.split("~"))
    return frozenset(
        f"{row[0]}:{code}"
        for row in rows
        if row[0] in _CODED and len(row) > _CODED[row[0]]
        if (code := row[_CODED[row[0]]]) not in _NO_ERROR
    )


@functools.cache
def _parameters() -> pyx12.params.ParamsBase:
    return pyx12.params.ParamsBase()


@functools.cache
def _prepare() -> None:
    """pyx12 reads its maps anew for each file, nine tenths of its time, and logs every error."""
    pyx12.map_if.load_map_file = functools.cache(pyx12.map_if.load_map_file)
    logging.getLogger("pyx12").setLevel(logging.CRITICAL)
