"""Writes X12: segments, transaction sets and interchanges with their counts and control numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

Segment = tuple[str, ...]

ELEMENT = "*"
COMPONENT = ":"
REPETITION = "^"
TERMINATOR = "~"


@dataclass(frozen=True, slots=True)
class Party:
    """One end of an interchange: qualifier (ISA05, ISA07) and id (ISA06, ISA08; GS02, GS03)."""

    id: str
    qualifier: str = "ZZ"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stands around transaction sets; `at` is business time in UTC."""

    sender: Party
    receiver: Party
    functional_code: str
    version: str
    control_number: int
    at: datetime
    usage: str = "T"


def composite(*components: str) -> str:
    """An element of several components, without empty ones at its end."""
    return COMPONENT.join(components).rstrip(COMPONENT)


def money(cents: int) -> str:
    """Cents as X12 writes dollars: no decimals that say nothing (4300 is 43, 1250 is 12.5)."""
    sign, whole, rest = "-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100
    if not rest:
        return f"{sign}{whole}"
    return f"{sign}{whole}.{rest:02d}".rstrip("0")


def day(on: date) -> str:
    return on.strftime("%Y%m%d")


def transaction_set(code: str, number: int, body: Iterable[Segment], version: str) -> list[Segment]:
    """ST, body and SE. An 835 carries its version in GS08 alone: the guide leaves ST03 out."""
    control = f"{number:04d}"
    opening: Segment = ("ST", code, control) if code == "835" else ("ST", code, control, version)
    segments = [opening, *body]
    return [*segments, ("SE", str(len(segments) + 1), control)]


def interchange(envelope: Envelope, sets: Sequence[Sequence[Segment]]) -> bytes:
    """The bytes of one interchange with one functional group."""
    group = str(envelope.control_number)
    inner: list[Segment] = [_group_header(envelope, group)]
    for transaction in sets:
        inner.extend(transaction)
    inner.append(("GE", str(len(sets)), group))
    return _bytes(envelope, inner, groups=1)


def bare_interchange(envelope: Envelope, segments: Sequence[Segment]) -> bytes:
    """An interchange without a group: only TA1 travels so."""
    return _bytes(envelope, segments, groups=0)


def _bytes(envelope: Envelope, inner: Sequence[Segment], *, groups: int) -> bytes:
    control = f"{envelope.control_number:09d}"
    lines = [_isa(envelope, control)]
    lines.extend(ELEMENT.join(segment).rstrip(ELEMENT) for segment in inner)
    lines.append(f"IEA{ELEMENT}{groups}{ELEMENT}{control}")
    return "".join(f"{line}{TERMINATOR}\n" for line in lines).encode("ascii")


def _isa(envelope: Envelope, control: str) -> str:
    sender, receiver, at = envelope.sender, envelope.receiver, envelope.at
    return ELEMENT.join(
        (
            *("ISA", "00", " " * 10, "00", " " * 10),
            *(sender.qualifier, sender.id.ljust(15), receiver.qualifier, receiver.id.ljust(15)),
            *(at.strftime("%y%m%d"), at.strftime("%H%M"), REPETITION, "00501", control),
            *("0", envelope.usage, COMPONENT),
        )
    )


def _group_header(envelope: Envelope, group: str) -> Segment:
    at = envelope.at
    parties = (envelope.sender.id, envelope.receiver.id)
    when = (day(at.date()), at.strftime("%H%M"))
    return ("GS", envelope.functional_code, *parties, *when, group, "X", envelope.version)
