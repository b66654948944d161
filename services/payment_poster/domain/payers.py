"""Which payer of payers.toml a remittance means: by its names and numbers, however they are cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

_NOT_IN_ALIAS = re.compile(r"[^0-9a-z]")
_NOT_IN_KEY = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Payers:
    """The payers' keys by everything that they are called."""

    keys: Mapping[str, str] = field(default_factory=dict)

    def key_of(self, names: Iterable[str]) -> str:
        """The payer's key; made from the first name or number when the payer is not configured."""
        called = [name for name in names if name]
        for name in called:
            if key := self.keys.get(folded(name)):
                return key
        return _NOT_IN_KEY.sub("-", called[0].casefold()).strip("-") if called else "unknown"


def folded(name: str) -> str:
    """A name or number without case, blanks and punctuation."""
    return _NOT_IN_ALIAS.sub("", name.casefold())
