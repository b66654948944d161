"""What is kept of a cause comes back as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrelay.contracts.era import v1 as era
from cobrelay.errors import Broken
from cobrelay.files import FileRefused, FileVerified
from cobrelay.messaging.bodies import decode, encode
from cobrelay.messaging.causes import TimerFired
from cobrelay.messaging.service import Service, name_of
from counting.handlers import Line, Lines
from counting.service import counting_service

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


class Colour(Enum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Part:
    amount_cents: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class Everything:
    """One of each kind of value that a cause may hold."""

    text: str
    parts: tuple[Part, ...]
    by_name: dict[str, date]
    event: era.ClaimPayment
    raw: bytes
    exact: Decimal
    at: datetime
    identity: UUID
    codes: frozenset[str]
    nothing: None = None


def _service() -> Service:
    service = counting_service()
    line = service.subscriptions["local:Line"]
    service.on(Everything, load=line.load, decide=line.decide, save=line.save)
    return service


@given(
    text=st.text(),
    cents=st.lists(st.integers()),
    names=st.dictionaries(st.text(), st.dates()),
    raw=st.binary(),
    exact=st.decimals(allow_nan=False),
)
def test_a_local_cause_comes_back_as_it_was(
    text: str, cents: list[int], names: dict[str, date], raw: bytes, exact: Decimal
) -> None:
    body = Everything(
        text=text,
        parts=tuple(Part(each, Colour.RED) for each in cents),
        by_name=names,
        event=era.ClaimPayment(ordinal=3, status_code="1"),
        raw=raw,
        exact=exact,
        at=NOW,
        identity=UUID(int=7),
        codes=frozenset({"a", "b"}),
    )

    assert decode(SERVICE, name_of(body), encode(body)) == body


SERVICE = _service()
KEPT = [
    Line(1),
    TimerFired("count", "a", NOW, {"number": 1}),
    FileVerified("hash", "name", "lines", "arrival", Lines(3)),
    FileVerified("hash", "name", "lines", "arrival", FileRefused("NO")),
    era.ClaimAdjudicated(claim_id="C1"),
]


@pytest.mark.parametrize("body", KEPT, ids=name_of)
def test_every_kind_of_cause_comes_back(body: object) -> None:
    assert decode(SERVICE, name_of(body), encode(body)) == body


def test_a_class_that_is_no_part_of_a_cause_is_not_kept() -> None:
    with pytest.raises(Broken):
        encode(Line(object()))  # type: ignore[arg-type]


def test_only_dataclasses_enums_and_messages_are_looked_up() -> None:
    kept = b'{"$":"dataclass","class":"subprocess:Popen","fields":{"args":"true"}}'

    with pytest.raises(Broken):
        decode(SERVICE, "local:Line", kept)


def test_a_field_that_is_gone_is_dropped() -> None:
    kept = b'{"$":"dataclass","class":"counting.handlers:Line","fields":{"number":4,"old":1}}'

    assert decode(SERVICE, "local:Line", kept) == Line(4)
