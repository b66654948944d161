"""Code sets in our own short wording: what CO45, MA18 or A7:400 mean, and when a code is in force.

Every set is a file in `lists/`, read when it is first asked for. An installation can lay newer
lists over them (`use`, `cobrelay codes update`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cobrelay.x12.codes.listing import CodeList, Parsed

NAMES = (
    "adjustment_group",
    "adjustment_reason",
    "remark",
    "claim_status",
    "filing_indicator",
    "provider_adjustment",
    "status_category",
    "status",
    "entity",
    "relationship",
    "responsibility",
    "frequency",
    "place_of_service",
    "delay_reason",
    "patient_status",
    "reference",
    "date",
    "amount",
    "quantity",
    "payment_method",
    "handling",
    "acknowledgment",
    "interchange_note",
    "group_error",
    "set_error",
    "segment_error",
    "element_error",
)

_LISTS = Path(__file__).with_name("lists")
_laid_over: dict[str, Parsed] = {}


class Unreadable(ValueError):
    """A list that an installation has laid over ours has a mistake; says file, line and what."""


def meaning(name: str, code: str) -> str:
    """What a code means; empty when the set does not have it, or we have no wording for it."""
    found = code_list(name).codes.get(code)
    return found.wording if found else ""


def knows(name: str, code: str) -> bool:
    """Whether the set has the code, in force or not."""
    return code in code_list(name).codes


def active(name: str, code: str, day: date) -> bool | None:
    """Whether the code is in force on a day; None when the set does not have it."""
    found = code_list(name).codes.get(code)
    return found.active(day) if found else None


@lru_cache(maxsize=256)
def in_force_on(name: str, day: date | None) -> frozenset[str]:
    """The codes of a set that are in force on a day, for None all: one look-up a code of a file."""
    codes = code_list(name).codes.values()
    return frozenset(code.code for code in codes if day is None or code.active(day))


@lru_cache(maxsize=len(NAMES))
def code_list(name: str) -> CodeList:
    """A set; `name` is one of `NAMES`, else KeyError."""
    packaged = packaged_list(name)
    newer = _laid_over.get(name)
    if newer is None:
        return packaged
    return packaged.under(newer)


def packaged_list(name: str) -> CodeList:
    """A set as it came with this release; KeyError when there is none of that name."""
    if name not in NAMES:
        raise KeyError(name)
    return _parsed(_LISTS / f"{name}.csv").as_list()


def use(folder: Path | None) -> None:
    """Lays the lists of a folder (`remark.csv`, …) over ours from now on; None: ours alone.

    They are read at once: Unreadable names the first mistake, and nothing has changed then.
    """
    newer = {} if folder is None else _read(folder)
    _laid_over.clear()
    _laid_over.update(newer)
    code_list.cache_clear()
    in_force_on.cache_clear()


def _read(folder: Path) -> Mapping[str, Parsed]:
    found = {}
    for name in NAMES:
        path = folder / f"{name}.csv"
        if not path.exists():
            continue
        try:
            found[name] = _parsed(path)
        except UnicodeDecodeError:
            raise Unreadable(f"{path} is no text in UTF-8.") from None
        for mistake in found[name].mistakes:
            raise Unreadable(f"{path}, line {mistake.line}: {mistake.message}.")
    return found


def _parsed(path: Path) -> Parsed:
    from cobrelay.x12.codes.listing import parse  # noqa: PLC0415  (the codec starts without it)

    return parse(path.read_text(encoding="utf-8"))
