"""The message types of our contracts: events by topic, requests by service."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

from google.protobuf.message import Message

import cobrelay.api
from cobrelay.messaging.topics import TOPICS


def _requests() -> Iterator[type[Message]]:
    for found in pkgutil.iter_modules(cobrelay.api.__path__):
        module = importlib.import_module(f"cobrelay.api.{found.name}.v1")
        for name, value in sorted(vars(module).items()):
            if name.endswith("Request") and isinstance(value, type):
                yield value


EVENTS: tuple[type[Any], ...] = tuple(event for topic in TOPICS for event in topic.events)
REQUESTS: tuple[type[Any], ...] = tuple(dict.fromkeys(_requests()))
