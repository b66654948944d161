"""Every event has its one topic, and what others may read says nothing that names anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import pytest
from google.protobuf.message import Message

from cobrelay.contracts.claims.v1 import events_pb2 as claims
from cobrelay.contracts.cob.v1 import events_pb2 as cob
from cobrelay.contracts.downstream.v1 import events_pb2 as downstream
from cobrelay.contracts.era.v1 import events_pb2 as era
from cobrelay.contracts.payments.v1 import events_pb2 as payments
from cobrelay.contracts.status.v1 import events_pb2 as status
from cobrelay.contracts.submissions.v1 import events_pb2 as submissions
from cobrelay.messaging.topics import TOPICS, overdue_of

AREAS = (claims, cob, downstream, era, payments, status, submissions)
PUBLIC = [event for topic in TOPICS if topic.is_public for event in topic.events]
# The minimum necessary: opaque ids, amounts, codes and states. To add a word here is to publish it.
PUBLISHED = {
    "claim_id",
    "payment_id",
    "disposition",
    "is_proved",
    "is_released",
    "is_reversal",
    "payer_sequence",
    "previous_state",
    "reason_code",
    "state",
}


def parts_of(messages: list[Any]) -> set[str]:
    """The messages that stand in others: parts of events, not events."""
    return {
        field.message_type.full_name
        for message in messages
        for field in message.fields
        if field.message_type is not None
    }


def fields_of(message: Any) -> Iterator[Any]:
    for field in message.fields:
        yield field
        if field.message_type is not None:
            yield from fields_of(field.message_type)


@pytest.mark.parametrize("point", entry_points(group="cobrelay.services"), ids=lambda one: one.name)
def test_a_service_says_first_what_it_takes_in_and_what_it_tells(point: EntryPoint) -> None:
    service = point.load()
    package = import_module(point.module.partition(".")[0])
    tells = {event.DESCRIPTOR.name for t in TOPICS if t.owner == point.name for event in t.events}
    takes = {
        each.body_type.DESCRIPTOR.name
        for each in service.subscriptions.values()
        if issubclass(each.body_type, Message)
    }

    named = set(re.findall(r"\w+", package.__doc__ or ""))
    everything = point.name == "status-tracker"  # "every internal topic"
    assert tells | (set() if everything else takes) <= named


def test_every_event_is_on_one_topic_and_on_one_alone() -> None:
    messages = [each for area in AREAS for each in area.DESCRIPTOR.message_types_by_name.values()]
    listed = [event.DESCRIPTOR.full_name for topic in TOPICS for event in topic.events]

    assert len(listed) == len(set(listed))
    assert set(listed) >= {each.full_name for each in messages} - parts_of(messages)


def test_a_topic_is_written_by_the_one_owner_it_names() -> None:
    assert len({topic.name for topic in TOPICS}) == len(TOPICS)
    assert all(topic.owner for topic in TOPICS)


def test_events_of_overdue_waits_are_on_their_owners_topic_and_alike() -> None:
    overdue = [topic.overdue for topic in TOPICS if topic.overdue is not None]
    shapes = {
        tuple((each.name, each.number) for each in kind.DESCRIPTOR.fields) for kind in overdue
    }

    assert all(topic.overdue in topic.events for topic in TOPICS if topic.overdue is not None)
    assert all(overdue_of(topic.owner) is topic.overdue for topic in TOPICS if topic.overdue)
    assert len(shapes) == 1


@pytest.mark.parametrize("event", PUBLIC, ids=lambda event: event.DESCRIPTOR.name)
def test_a_public_event_holds_opaque_ids_amounts_codes_and_states(event: type[Message]) -> None:
    names = {field.name for field in fields_of(event.DESCRIPTOR)}

    assert {name for name in names if not name.endswith("_cents")} <= PUBLISHED
