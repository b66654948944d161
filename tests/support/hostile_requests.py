"""Requests as nobody should send them: every field filled with what breaks careless servers."""

from __future__ import annotations

from typing import Any

from google.protobuf.descriptor import FieldDescriptor

from generated_x12.chance import Chance, is_chosen
from golden_events import filled

TEXTS = (
    "", " ", "\0", "a\0b", "\x1b[2J", "-1", "1e5", "9" * 5000, "x" * 100_000, "../../etc/x",
    "'; DROP TABLE x;--", "２０２６-０３-０２", "2026-02-30", "0001-01-01", "\u202e", "\U0001f600",
    "00000000-0000-0000-0000-000000000000", "%", "\\", "é",
)  # fmt: skip
NUMBERS = (0, -1, 1, 2**31 - 1, -(2**31), 2**63 - 1, -(2**63), 2**32 - 1, 2**64 - 1)
BITS = {
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1),
}


def hostile(request_type: Any, chance: Chance) -> Any:
    """A request with every field filled, some of them by something hostile."""
    request = filled(request_type)
    _spoil(request, chance)
    return request


def _spoil(message: Any, chance: Chance) -> None:
    for field in message.DESCRIPTOR.fields:
        if field.message_type is not None and not field.is_repeated:
            if is_chosen(chance, 8):
                message.ClearField(field.name)
            else:
                _spoil(getattr(message, field.name), chance)
        elif not field.is_repeated and is_chosen(chance, 3):
            _set(message, field, chance)


def _set(message: Any, field: Any, chance: Chance) -> None:
    if field.type == FieldDescriptor.TYPE_STRING:
        setattr(message, field.name, chance.one_of(TEXTS))
    elif field.cpp_type in BITS:
        low, high = BITS[field.cpp_type]
        fit = [number for number in NUMBERS if low <= number <= high]
        setattr(message, field.name, chance.one_of(fit))
    else:
        message.ClearField(field.name)
