"""Which payer a name or an id means, and what that payer wants (its profile in payers.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache


class LimitFrom(Enum):
    """The clock of a filing limit."""

    SERVICE = "service"
    REMITTANCE = "remittance"


@dataclass(frozen=True, slots=True)
class FilingLimit:
    """So many days from the last date of service or from the earlier payer's payment date."""

    days: int
    start: LimitFrom
    source: str = ""


DEFAULT_LIMIT = FilingLimit(90, LimitFrom.REMITTANCE, "none stated: the shorter is assumed")


@dataclass(frozen=True, slots=True)
class PayerProfile:
    """What differs from payer to payer, as far as the next payer's part in a claim goes."""

    key: str = ""
    """Empty for the defaults."""
    kind: str = "commercial"
    aliases: frozenset[str] = frozenset()
    filing_limits: tuple[FilingLimit, ...] = (DEFAULT_LIMIT,)
    crossover_wait_days: int = 30
    considers_denied: bool = False
    class_overrides: tuple[tuple[str, str], ...] = ()
    """"CO-50" or "50", and the class of domain 6.1 that it means for this payer."""


@lru_cache(maxsize=1 << 14)  # the same few payers are named again and again
def alias(text: str) -> str:
    """A name or id as it is compared: without case, spaces and punctuation."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def aliases(texts: Iterable[str]) -> frozenset[str]:
    """All of them that say anything."""
    return frozenset(found for text in texts if (found := alias(text)))


def payer_key(texts: Iterable[str]) -> str:
    """The key of a payer that payers.toml does not know: its id, else its name, hyphenated."""
    first = next((text for text in texts if text.strip()), "")
    return re.sub(r"[^a-z0-9]+", "-", first.lower()).strip("-")


@dataclass(frozen=True, slots=True)
class PayerDirectory:
    """The payers of payers.toml, found by any of their aliases."""

    by_alias: Mapping[str, PayerProfile]
    defaults: PayerProfile
    version: str = ""
    """The hash of the file: stored with each decision."""

    @staticmethod
    def of(
        profiles: Iterable[PayerProfile], defaults: PayerProfile | None = None, version: str = ""
    ) -> PayerDirectory:
        found = {name: profile for profile in profiles for name in profile.aliases}
        return PayerDirectory(found, defaults or PayerProfile(), version)

    def known(self, texts: Iterable[str]) -> PayerProfile | None:
        """The profile that the first known name or id belongs to."""
        names = (alias(text) for text in texts)
        return next((self.by_alias[name] for name in names if name in self.by_alias), None)

    def profile(self, texts: Iterable[str]) -> PayerProfile:
        """The payer's profile; for a payer that is not in the file the defaults."""
        texts = tuple(texts)
        return self.known(texts) or replace(self.defaults, key="", aliases=aliases(texts))
