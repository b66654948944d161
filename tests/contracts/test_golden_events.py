"""What was once published can be read for ever: the committed bytes of each event type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from google.protobuf.unknown_fields import UnknownFieldSet

from golden_events import (
    COMMAND,
    EVENTS,
    FOLDER,
    SUFFIX,
    encoded,
    files_of,
    filled,
    is_covered,
)

GOLDEN = [(event, path) for event in EVENTS for path in files_of(event)]


def unknown_in(message: Any) -> Iterator[int]:
    """The numbers of fields that the bytes have and the contract has no more."""
    fields: Any = UnknownFieldSet(message)
    yield from (field.field_number for field in fields)
    for field, value in message.ListFields():
        if field.message_type is None or field.message_type.GetOptions().map_entry:
            continue
        for part in value if field.is_repeated else [value]:
            yield from unknown_in(part)


def is_part(found: Any, whole: Any) -> bool:
    """Whether all that was found is in the whole, which may have gained fields since."""
    match found:
        case dict():
            return all(name in whole and is_part(found[name], whole[name]) for name in found)
        case list():
            return len(found) == len(whole) and all(map(is_part, found, whole))
    return bool(found == whole)


@pytest.mark.parametrize(("event", "path"), GOLDEN, ids=lambda value: getattr(value, "stem", ""))
def test_golden_bytes_are_read_whole_and_written_alike(event: type[Message], path: Path) -> None:
    golden = path.read_bytes()

    message = event.FromString(golden)

    assert list(unknown_in(message)) == []
    assert encoded(message) == golden
    # Each value is its field's name: two fields that swapped their numbers would show.
    assert is_part(MessageToDict(message), MessageToDict(filled(event)))


def test_every_event_has_golden_bytes_with_each_of_its_fields() -> None:
    bare = [event.DESCRIPTOR.full_name for event in EVENTS if not is_covered(event)]

    assert not bare, f"no golden bytes with all fields of {', '.join(bare)}: run `{COMMAND}`"


def test_golden_bytes_belong_to_an_event_of_the_registry() -> None:
    known = {path for _, path in GOLDEN}

    assert sorted(set(FOLDER.rglob(f"*{SUFFIX}")) - known) == []
