"""What a decision may bring about besides the rows it saves: events, timers, facts on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from google.protobuf.message import Message

from cobrelay.messaging.causes import Cause


@dataclass(frozen=True, slots=True)
class Publish:
    """An event becomes durable with the cause's writes and is published after them.

    Its id is UUIDv5 of (service, cause.id, how many events of this cause came before it).
    `key` is the Kafka key, by default the cause's; so is `correlation_id`.
    """

    cause: Cause[Any]
    event: Message
    key: str | None = field(default=None, kw_only=True)
    correlation_id: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Something is due at `due_at` (UTC); setting (kind, key) again moves it.

    `lock_key` becomes the key of the cause when it fires: usually the claim key.
    """

    kind: str
    key: str
    due_at: datetime
    lock_key: str = field(kw_only=True)
    payload: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    correlation_id: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class CancelTimer:
    """What was due is not any more."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Record:
    """This fact is on record now: whatever awaits it is played again, in order of arrival."""

    fact: str


Effect = Publish | SetTimer | CancelTimer | Record
