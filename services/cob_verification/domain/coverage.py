"""A coverage of a patient: which payer, which member, in which order, from when until when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Evidence(Enum):
    """How we know of a coverage, the weakest first (domain 4)."""

    CLAIM = "claim"
    FEED = "feed"
    API = "api"


@dataclass(frozen=True, slots=True)
class Address:
    street: str = ""
    street_2: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A subscriber; birth date as ISO text."""

    last_name: str = ""
    first_name: str = ""
    middle_name: str = ""
    suffix: str = ""
    birth_date: str = ""
    sex: str = ""
    is_organisation: bool = False
    address: Address = field(default_factory=Address)


@dataclass(frozen=True, slots=True)
class PayerName:
    """A payer as a document names it."""

    name: str = ""
    id: str = ""
    id_qualifier: str = ""
    other_ids: tuple[str, ...] = ()
    address: Address = field(default_factory=Address)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that it is called by: ids first."""
        return (self.id, *self.other_ids, self.name)

    @property
    def is_stated(self) -> bool:
        return any(text.strip() for text in self.texts)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A coverage as it is known now. `terminated_on` is the last day included; None is open."""

    coverage_id: str
    rank: int
    payer: PayerName
    member_id: str = ""
    claim_filing_indicator: str = ""
    insurance_type: str = ""
    group_number: str = ""
    group_name: str = ""
    relationship: str = ""
    subscriber: Person = field(default_factory=Person)
    effective_on: date | None = None
    terminated_on: date | None = None
    evidence: Evidence = Evidence.CLAIM
    payer_profile: str = ""
    also_known_as: tuple[str, ...] = ()
    """What the claim calls this payer, where a feed calls it otherwise."""

    def in_force(self, on: date) -> bool:
        began = self.effective_on is None or self.effective_on <= on
        return began and (self.terminated_on is None or on <= self.terminated_on)

    def in_force_throughout(self, first: date, last: date) -> bool:
        """In force on every date of service: a coverage is one span without gaps."""
        return self.in_force(first) and self.in_force(last)


UNSTATED_RANK = 99  # SBR01 U: after every stated place
_LETTERS = "PSTABCDEFGH"


def rank_of(responsibility: str) -> int:
    """SBR01 as a number: P 1, S 2, T 3, A 4 … H 11."""
    place = _LETTERS.find(responsibility) if len(responsibility) == 1 else -1
    return place + 1 if place >= 0 else UNSTATED_RANK


def member(text: str) -> str:
    """A member id as it is compared: upper case, letters and digits only."""
    return "".join(letter for letter in text.upper() if letter.isalnum())
