"""What can make something happen: a message, a timer, a chunk of a file, a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

B_co = TypeVar("B_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Cause(Generic[B_co]):
    """One thing that happened, at the business time at which it is decided."""

    id: UUID
    """The id of the event, or UUIDv5 of (service, cause, ordinal) for what we make ourselves."""
    key: str
    """The claim key: what shares a key is handled in order and under one lock."""
    body: B_co
    """A protobuf event, `TimerFired`, `FileVerified`, or a frozen dataclass of the service."""
    at: datetime
    """Business time, UTC. The only time that a handler may use."""
    correlation_id: str = ""
    """The claim id where it is known."""
    causation_id: str = ""
    """The id of the event that caused this one; empty for the first."""


@dataclass(frozen=True, slots=True)
class TimerFired:
    """A timer of `kind` has come due; its lock key is the key of the cause."""

    kind: str
    key: str
    due_at: datetime
    payload: Mapping[str, Any] = field(default_factory=dict)
