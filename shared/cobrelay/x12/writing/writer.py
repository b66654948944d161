"""The writer: segments out of a claim's tree in the guide's order, and interchanges around them.

It is the parser's inverse and driven by the same grammar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from cobrelay.x12.delimiters import DEFAULT, Delimiters
from cobrelay.x12.segment import Segment, segment
from cobrelay.x12.tree import LoopNode
from cobrelay.x12.writing.levels import numbered, renumbered
from cobrelay.x12.writing.order import ordered
from cobrelay.x12.writing.texts import Unwritable, refuse_unwritable, write_segments

CLAIM_VERSION = "005010X222A1"  # the mandated one; others are read, never written


@dataclass(frozen=True, slots=True)
class InterchangeValues:
    """What ISA and GS say."""

    sender_qualifier: str  # ISA05
    sender_id: str  # ISA06, at most 15 characters
    receiver_qualifier: str  # ISA07
    receiver_id: str  # ISA08
    group_sender: str  # GS02
    group_receiver: str  # GS03
    created_at: datetime
    interchange_control_number: int  # ISA13
    group_control_number: int  # GS06
    usage: str = "T"  # ISA15: P only where the installation says so
    delimiters: Delimiters = DEFAULT


@dataclass(frozen=True, slots=True)
class Submitter:
    """Loop 1000A."""

    name: str
    id: str
    contact_name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Loop 1000B."""

    name: str
    id: str


@dataclass(frozen=True, slots=True)
class ClaimSet:
    """One ST…SE of claims; bodies are what `write_claim_body` gave."""

    control_number: int  # ST02
    batch_reference: str  # BHT03
    submitter: Submitter
    receiver: Receiver
    bodies: Sequence[bytes]


def write_claim_body(tree: LoopNode, delimiters: Delimiters = DEFAULT) -> bytes:
    """Loop 2000A with one claim as bytes, HL numbered from 1; raises `Unwritable`."""
    return write_segments(numbered(ordered(tree)), delimiters)


def write_interchange(values: InterchangeValues, sets: Sequence[ClaimSet]) -> bytes:
    """ISA to IEA around one group of claim sets, GS08 005010X222A1; raises `Unwritable`."""
    return enclose(values, "HC", CLAIM_VERSION, [_set(values, one) for one in sets])


def enclose(
    values: InterchangeValues,
    functional_code: str,
    version: str,
    sets: Sequence[bytes],
    answers: Sequence[Segment] = (),
) -> bytes:
    """ISA to IEA around the written sets of one group; raises `Unwritable`.

    `answers` are the TA1 that stand before the group. Without a set there is no group.
    """
    number = str(values.group_control_number)
    inner = [*answers]
    trailer = []
    if sets:
        inner.append(_gs(values, functional_code, version))
        trailer.append(segment("GE", str(len(sets)), number))
    groups = "1" if sets else "0"
    trailer.append(segment("IEA", groups, f"{values.interchange_control_number:09d}"))
    head = write_segments(inner, values.delimiters)
    tail = write_segments(trailer, values.delimiters)
    return b"".join((_isa(values), head, *sets, tail))


def write_set(kind: str, tree: LoopNode, delimiters: Delimiters = DEFAULT) -> bytes:
    """A whole set from ST on, its segments in the guide's order, closed by SE; raises `Unwritable`.

    `tree` is the root loop (id "") without SE; ST02 is repeated in SE02.
    """
    segments = ordered(tree, kind)
    number = segments[0][2]
    segments.append(segment("SE", str(len(segments) + 1), number))
    return write_segments(segments, delimiters)


def _isa(values: InterchangeValues) -> bytes:
    delimiters = values.delimiters
    fields = (
        ("ISA05", values.sender_qualifier, 2),
        ("ISA06", values.sender_id, 15),
        ("ISA07", values.receiver_qualifier, 2),
        ("ISA08", values.receiver_id, 15),
        ("ISA15", values.usage, 1),
    )
    for label, value, longest in fields:
        refuse_unwritable("ISA", label, value, delimiters)
        if not 0 < len(value) <= longest:
            raise Unwritable("ISA", label, f"it takes 1 to {longest} characters")
    if not 0 < values.interchange_control_number < 1_000_000_000:
        raise Unwritable("ISA", "ISA13", "the control number takes 1 to 9 digits")
    elements = (
        "ISA",
        "00",
        " " * 10,
        "00",
        " " * 10,
        f"{values.sender_qualifier:<2}",
        f"{values.sender_id:<15}",
        f"{values.receiver_qualifier:<2}",
        f"{values.receiver_id:<15}",
        f"{values.created_at:%y%m%d}",
        f"{values.created_at:%H%M}",
        delimiters.repetition or "U",
        "00501",
        f"{values.interchange_control_number:09d}",
        "0",
        values.usage,
        delimiters.component,
    )
    text = delimiters.element.join(elements) + delimiters.segment + delimiters.line_break
    return text.encode("ascii")


def _gs(values: InterchangeValues, functional_code: str, version: str) -> Segment:
    return segment(
        "GS",
        functional_code,
        values.group_sender,
        values.group_receiver,
        f"{values.created_at:%Y%m%d}",
        f"{values.created_at:%H%M}",
        str(values.group_control_number),
        "X",
        version,
    )


def _set(values: InterchangeValues, one: ClaimSet) -> bytes:
    delimiters = values.delimiters
    number = f"{one.control_number:04d}"
    header = [segment("ST", "837", number, CLAIM_VERSION), *_opening(values, one)]
    written = [write_segments(header, delimiters)]
    levels = 0
    for body in one.bodies:
        counted_on, count = renumbered(body, levels, delimiters)
        written.append(counted_on)
        levels += count
    terminator = delimiters.segment.encode("ascii")
    count = sum(part.count(terminator) for part in written) + 1
    written.append(write_segments([segment("SE", str(count), number)], delimiters))
    return b"".join(written)


def _opening(values: InterchangeValues, one: ClaimSet) -> Iterator[Segment]:
    created = values.created_at
    yield segment(
        "BHT", "0019", "00", one.batch_reference, f"{created:%Y%m%d}", f"{created:%H%M}", "CH"
    )
    sender = one.submitter
    yield segment("NM1", "41", "2", sender.name, "", "", "", "", "46", sender.id)
    numbers = ("TE", sender.phone) if sender.phone else ()
    yield segment("PER", "IC", sender.contact_name, *numbers)
    yield segment("NM1", "40", "2", one.receiver.name, "", "", "", "", "46", one.receiver.id)
