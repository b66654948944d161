"""Writes the golden bytes of the events: one of each type, every field filled, alike on each run.

`.venv/bin/python tests/support/golden_events.py` writes what is missing. A file that is there is
never rewritten: its bytes stand for what lies on topics and in tables, and must be read for ever.
When an event gains a field, a file with it is written beside the older one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from cobrelay.messaging.topics import TOPICS

FOLDER = Path(__file__).parents[1] / "contracts" / "golden"
COMMAND = ".venv/bin/python tests/support/golden_events.py"
SUFFIX = ".binpb"
EVENTS = [event for topic in TOPICS for event in topic.events]


def filled(event: type[Message]) -> Message:
    """An event with every field filled by its name, so that fields that swap places are seen."""
    message = event()
    _fill(message)
    return message


def encoded(message: Message) -> bytes:
    """Its bytes, with the entries of maps in order."""
    return message.SerializeToString(deterministic=True)


def files_of(event: type[Message]) -> list[Path]:
    """The golden files of an event type, oldest first: `v1/era.ClaimAdjudicated[.2].binpb`."""
    folder, name = _place(event.DESCRIPTOR)
    paths = [folder / f"{name}{SUFFIX}", *(folder / f"{name}.{n}{SUFFIX}" for n in range(2, 100))]
    return [path for path in paths if path.exists()]


def is_covered(event: type[Message]) -> bool:
    """Whether a golden file of it fills every field that the event has today."""
    return any(path.read_bytes() == encoded(filled(event)) for path in files_of(event))


def write_missing() -> Iterator[Path]:
    """Writes a file for each event type that lacks one of today's fields."""
    for event in EVENTS:
        if not is_covered(event):
            folder, name = _place(event.DESCRIPTOR)
            folder.mkdir(parents=True, exist_ok=True)
            nth = len(files_of(event)) + 1
            path = folder / (f"{name}.{nth}{SUFFIX}" if nth > 1 else f"{name}{SUFFIX}")
            path.write_bytes(encoded(filled(event)))
            yield path


def _place(event: Any) -> tuple[Path, str]:
    """`cobrelay.contracts.era.v1.ClaimAdjudicated` as its folder `v1` and its name in it."""
    area, version, name = event.full_name.split(".")[-3:]
    return FOLDER / version, f"{area}.{name}"


def _fill(message: Any) -> None:
    for field in message.DESCRIPTOR.fields:
        held = getattr(message, field.name)
        if field.message_type is None:
            value = _scalar(field)
            if field.is_repeated:
                held.extend([value, value])
            else:
                setattr(message, field.name, value)
        elif field.message_type.GetOptions().map_entry:
            entry = field.message_type.fields_by_name
            held[_scalar(entry["key"])] = _scalar(entry["value"])
        elif field.is_repeated:
            _fill(held.add())
            _fill(held.add())
        else:
            held.SetInParent()
            _fill(held)


def _scalar(field: Any) -> Any:
    match field.cpp_type:
        case FieldDescriptor.CPPTYPE_STRING:
            is_bytes = field.type == FieldDescriptor.TYPE_BYTES
            return field.name.encode() if is_bytes else field.name
        case FieldDescriptor.CPPTYPE_BOOL:
            return True
        case FieldDescriptor.CPPTYPE_ENUM:
            return field.enum_type.values[1].number
    return zlib.crc32(field.name.encode()) % 1_000_000 + 1


if __name__ == "__main__":
    for written in write_missing():
        print(written.relative_to(FOLDER.parents[2]))  # noqa: T201 - a program of the tree
