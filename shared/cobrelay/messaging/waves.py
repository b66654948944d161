"""How a batch is cut so that nothing in a wave depends on another part of the same wave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from cobrelay.errors import Refused
from cobrelay.messaging.causes import Cause
from cobrelay.messaging.kept import Unreadable
from cobrelay.messaging.service import Service, Subscription


@dataclass(frozen=True, slots=True)
class Entry:
    """A cause with its subscription and every key that it locks, or why it cannot be handled."""

    cause: Cause[Any]
    subscription: Subscription | None
    locks: frozenset[str]
    failure: Exception | None = None


def entry_of(service: Service, cause: Cause[Any]) -> Entry:
    """Finds subscription and lock keys; a failure costs this cause alone."""
    own = frozenset((cause.key,))
    if isinstance(cause.body, Unreadable):
        return Entry(cause, None, own, Refused("UNREADABLE"))
    try:
        subscription = service.subscription_of(cause.body)
        further = subscription.also_locks(cause.body) if subscription.also_locks else ()
        return Entry(cause, subscription, own.union(further))
    except Exception as failure:
        return Entry(cause, None, own, failure)


def waves_of(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Waves in which each lock key occurs once; what shares a key keeps its order."""
    waves: list[list[Entry]] = []
    last: dict[str, int] = {}
    for entry in entries:
        number = 1 + max((last.get(key, -1) for key in entry.locks), default=-1)
        for key in entry.locks:
            last[key] = number
        if number == len(waves):
            waves.append([])
        waves[number].append(entry)
    yield from waves


def groups_of(wave: Iterable[Entry]) -> Iterator[tuple[Subscription, list[Entry]]]:
    """A wave by subscription, in the order in which the service subscribed."""
    able = [(entry.subscription, entry) for entry in wave if entry.subscription is not None]
    able.sort(key=lambda pair: pair[0].order)
    for subscription, pairs in groupby(able, key=lambda pair: pair[0]):
        yield subscription, [entry for _, entry in pairs]
