"""An event goes out as a CloudEvent and comes back as the cause that it was."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrelay.contracts.status import v1 as status
from cobrelay.errors import Refused
from cobrelay.messaging.cloudevents import attributes_of, cause_of, headers_of
from cobrelay.messaging.kept import Unreadable
from cobrelay.messaging.outbox import Envelope

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
EVENT = status.WorkItemOpened(work_item_id="w1")
NAME = EVENT.DESCRIPTOR.full_name
ENVELOPE = Envelope(
    id=UUID(int=7),
    topic="status.claims.v1",
    key="k1",
    type=NAME,
    body=EVENT.SerializeToString(),
    at=NOW,
    correlation_id="c1",
    causation_id="e1",
)
HEADERS = headers_of(ENVELOPE, "status-tracker")


def test_the_attributes_are_those_of_cloudevents_in_binary_mode() -> None:
    found = attributes_of(HEADERS)

    assert found["ce_specversion"] == "1.0"
    assert found["ce_type"] == NAME
    assert found["ce_source"] == "/cobrelay/status-tracker"
    assert found["ce_time"] == "2026-01-05T09:00:00Z"
    assert found["content-type"] == "application/protobuf"
    assert len(found["traceparent"]) == 55


def test_an_event_comes_back_as_it_was() -> None:
    cause = cause_of(b"k1", ENVELOPE.body, HEADERS, NOW)

    assert (cause.id, cause.key, cause.body) == (UUID(int=7), "k1", EVENT)
    assert (cause.correlation_id, cause.causation_id) == ("c1", "e1")


@pytest.mark.parametrize(
    ("key", "headers"),
    [
        (None, HEADERS),
        (b"", HEADERS),
        (b"\xff", HEADERS),
        (b"a\0b", HEADERS),
        (b"k1", []),
        (b"k1", [("ce_id", b"7"), ("ce_type", NAME.encode())]),
        (b"k1", [("ce_id", str(UUID(int=7)).encode())]),
    ],
)
def test_a_record_without_readable_key_id_or_type_is_dead(
    key: bytes | None, headers: list[tuple[str, bytes]]
) -> None:
    with pytest.raises(Refused, match="DEAD_RECORD"):
        cause_of(key, b"", headers, NOW)


def test_content_that_cannot_be_read_is_kept_for_parking() -> None:
    assert cause_of(b"k1", b"\xff", HEADERS, NOW).body == Unreadable(NAME, b"\xff")


@given(st.binary(), st.binary(), st.lists(st.tuples(st.text(), st.binary())))
def test_garbage_is_dead_or_unreadable_and_nothing_worse(
    key: bytes, value: bytes, headers: list[tuple[str, bytes]]
) -> None:
    with suppress(Refused):
        cause_of(key, value, [*headers, *HEADERS[1:3]], NOW)
