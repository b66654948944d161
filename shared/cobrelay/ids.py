"""Who a claim and an event are: the same facts give the same id on every replay."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from uuid import UUID, uuid5

NAMESPACE = UUID("6f2b0c1e-3f0a-5f43-9d5c-0b4b7e6a1c55")
CONTROL_NUMBER_MAX = 17  # CLP01 and CLM01 keep at least this many characters (domain 0)
_SEPARATOR = "\x1f"  # joins parts so that ("a", "bc") and ("ab", "c") differ


def event_id(service: str, cause: str, ordinal: int = 0) -> UUID:
    """The id of the nth thing that `service` makes of `cause`: a replay makes the same id again."""
    return uuid5(NAMESPACE, _SEPARATOR.join((service, cause, str(ordinal))))


def minted(kind: str, *natural_key: str) -> str:
    """An opaque id (claim, determination, entry …) that follows from its natural key alone."""
    return str(uuid5(NAMESPACE, _SEPARATOR.join((kind, *natural_key))))


def normalised_control_number(patient_control_number: str) -> str:
    """CLM01 or CLP01 as both sides can agree on it: upper case, no leading zeros, 17 characters."""
    return patient_control_number.strip().upper().lstrip("0")[:CONTROL_NUMBER_MAX]


def claim_key(secret: str, patient_control_number: str) -> str:
    """The Kafka key of a claim, alike from 837 and 835, without its number in it."""
    number = normalised_control_number(patient_control_number)
    digest = hmac.new(secret.encode(), number.encode(), hashlib.sha256)
    return digest.hexdigest()[:32]  # 128 bits: collisions cost a shared order and nothing worse


@dataclass(frozen=True, slots=True)
class Ids:
    """The event ids of one service."""

    service: str

    def event_id(self, cause: str, ordinal: int = 0) -> UUID:
        return event_id(self.service, cause, ordinal)
