"""Code sets in our own short wording: what CO45, MA18 or A7:400 mean; loaded when asked for.

Every set is a module of this package with `SOURCE`, `AS_OF` and `CODES`, one code a line.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module

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
    "reference",
    "date",
    "amount",
)


@lru_cache(maxsize=len(NAMES))
def code_set(name: str) -> Mapping[str, str]:
    """The codes of a set with their meaning; `name` is one of `NAMES`."""
    if name not in NAMES:
        raise KeyError(name)
    text: str = import_module(f"cobrelay.x12.codes.{name}").CODES
    pairs = (line.split(None, 1) for line in text.strip().splitlines())
    return {code: meaning.strip() for code, meaning in pairs}


def meaning(name: str, code: str) -> str:
    """What a code means, or an empty text when the set does not have it."""
    return code_set(name).get(code, "")
