"""Asks an independent validator (pyx12) what a clearinghouse's syntax check would say."""

from __future__ import annotations

import functools
import io
import logging
from dataclasses import dataclass

import pyx12.map_if
import pyx12.params
import pyx12.x12n_document

from sandbox.reading import Interchange, read

ACCEPTED = ("A", "E")


@dataclass(frozen=True, slots=True)
class SetVerdict:
    """What a 999 says of one transaction set: IK5, and the segments that stand before it."""

    control_number: str  # ST02
    code: str  # IK501
    errors: tuple[tuple[str, ...], ...]  # IK3, IK4, CTX and IK5 as they are to be sent

    @property
    def is_accepted(self) -> bool:
        return self.code in ACCEPTED


def verdicts(data: bytes) -> tuple[SetVerdict, ...]:
    """One verdict per transaction set; slow (some ten files a second): run it in a thread.

    pyx12 reads text and crashes on bytes beyond ASCII; it is given them as question marks, which
    it takes for invalid characters where the guide does.
    """
    _prepare()
    text = data.decode("ascii", errors="replace").replace("\ufffd", "?")
    answer = io.StringIO()
    pyx12.x12n_document.x12n_document(_parameters(), io.StringIO(text), answer, None)
    return tuple(_sets(read(answer.getvalue().encode("ascii", errors="replace"))))


@functools.cache
def _parameters() -> pyx12.params.ParamsBase:
    return pyx12.params.ParamsBase()


@functools.cache
def _prepare() -> None:
    """Once per process. pyx12 reads its maps anew for each document, nine tenths of its time;
    they don't change while it works. It logs each error with the value that it found: a
    patient's, sometimes."""
    pyx12.map_if.load_map_file = functools.cache(pyx12.map_if.load_map_file)
    logging.getLogger("pyx12").setLevel(logging.CRITICAL)


def _sets(acknowledgment: Interchange) -> list[SetVerdict]:
    found: list[SetVerdict] = []
    for group in acknowledgment.groups:
        for transaction in group.transactions:
            control_number = ""
            errors: list[tuple[str, ...]] = []
            for row in transaction.rows:
                if row.id == "AK2":
                    control_number, errors = row[2], []
                elif row.id in ("IK3", "IK4", "CTX"):
                    errors.append(row.elements)
                elif row.id == "IK5":
                    verdict = (*errors, row.elements)
                    found.append(SetVerdict(control_number, row[1], verdict))
    return found
