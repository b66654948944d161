"""How a cause is kept while it is parked or waits, and brought back as it was.

Events are kept as their protobuf bytes, everything else as JSON in which each class is named.
A class is only ever looked up by name among dataclasses, enums and protobuf messages.
"""

from __future__ import annotations

import base64
import dataclasses
import importlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any
from uuid import UUID

from google.protobuf.message import Message

from cobrelay.errors import Broken
from cobrelay.messaging.service import Service, name_of

_TAG = "$"
_PLAIN = (str, int, float, bool, type(None))


def encode(body: object) -> bytes:
    """The bytes under which a cause's body is kept; `name_of(body)` goes with them."""
    if isinstance(body, Message):
        return body.SerializeToString(deterministic=True)
    return json.dumps(_packed(body), separators=(",", ":")).encode()


def decode(service: Service, name: str, content: bytes) -> Any:
    """The body again; raises Broken when the service does not know the name any more."""
    subscription = service.subscriptions.get(name)
    if subscription is None:
        raise Broken(f"{service.name} has no subscription for {name}")
    if issubclass(subscription.body_type, Message):
        return subscription.body_type.FromString(content)
    body = _unpacked(json.loads(content))
    if name_of(body) != name:
        raise Broken(f"what was kept as {name} is something else")
    return body


def _packed(value: Any) -> Any:
    if isinstance(value, Enum):
        return {_TAG: "enum", "class": _name(type(value)), "name": value.name}
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, list):
        return [_packed(each) for each in value]
    return _packed_object(value)


def _packed_object(value: Any) -> dict[str, Any]:
    if isinstance(value, Message):
        content = base64.b64encode(value.SerializeToString(deterministic=True)).decode()
        return {_TAG: "protobuf", "class": _name(type(value)), "value": content}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {each.name: _packed(getattr(value, each.name)) for each in _fields(type(value))}
        return {_TAG: "dataclass", "class": _name(type(value)), "fields": fields}
    if isinstance(value, Mapping):
        return {_TAG: "dict", "items": [[_packed(k), _packed(v)] for k, v in value.items()]}
    for kind, (types, pack, _) in _SCALARS.items():
        if isinstance(value, types):
            return {_TAG: kind, "value": pack(value)}
    raise Broken(f"a {type(value).__qualname__} cannot be part of a cause")


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return [_unpacked(each) for each in value]
    return _unpacked_object(value) if isinstance(value, dict) else value


def _unpacked_object(value: dict[str, Any]) -> Any:
    match value[_TAG]:
        case "enum":
            return _class(value["class"], Enum)[value["name"]]
        case "protobuf":
            return _class(value["class"], Message).FromString(base64.b64decode(value["value"]))
        case "dataclass":
            return _dataclass(value)
        case "dict":
            return {_unpacked(key): _unpacked(item) for key, item in value["items"]}
        case kind:
            return _SCALARS[kind][2](value["value"])


def _dataclass(value: dict[str, Any]) -> Any:
    found: Any = _class(value["class"], object)
    is_dataclass: bool = dataclasses.is_dataclass(found)
    if not is_dataclass:
        raise Broken(f"{value['class']} is no dataclass")
    known = {each.name for each in _fields(found)}
    # A field that this release has dropped is dropped here too; a new one takes its default.
    return found(**{k: _unpacked(v) for k, v in value["fields"].items() if k in known})


def _sequence_of(make: Callable[[list[Any]], Any]) -> Callable[[list[Any]], Any]:
    return lambda items: make([_unpacked(each) for each in items])


_Scalar = tuple[tuple[type, ...], Callable[[Any], Any], Callable[[Any], Any]]
_SCALARS: dict[str, _Scalar] = {
    # datetime before date: every datetime is a date
    "datetime": ((datetime,), datetime.isoformat, datetime.fromisoformat),
    "date": ((date,), date.isoformat, date.fromisoformat),
    "decimal": ((Decimal,), str, Decimal),
    "uuid": ((UUID,), str, UUID),
    "bytes": ((bytes,), lambda value: base64.b64encode(value).decode(), base64.b64decode),
    "path": ((PurePath,), str, PurePath),
    "tuple": ((tuple,), lambda value: [_packed(each) for each in value], _sequence_of(tuple)),
    "frozenset": (
        (frozenset,),
        lambda value: sorted((_packed(each) for each in value), key=repr),
        _sequence_of(frozenset),
    ),
}


def _fields(found: type[Any]) -> tuple[dataclasses.Field[Any], ...]:
    return tuple(each for each in dataclasses.fields(found) if each.init)


def _name(found: type[Any]) -> str:
    return f"{found.__module__}:{found.__qualname__}"


def _class(name: str, base: type[Any]) -> Any:
    module, _, qualname = name.partition(":")
    found: Any = importlib.import_module(module)
    for part in qualname.split("."):
        found = getattr(found, part)
    if not isinstance(found, type) or not issubclass(found, base):
        raise Broken(f"{name} is not what it was")
    return found
