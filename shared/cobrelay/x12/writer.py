"""The writer: segments out of a claim's tree in the guide's order, and interchanges around them.

It is the parser's inverse and driven by the same grammar. A value that contains a delimiter or a
control character is refused, never escaped or dropped.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from cobrelay.x12.delimiters import DEFAULT, Delimiters
from cobrelay.x12.guides import Guide, guide
from cobrelay.x12.schema import Loop
from cobrelay.x12.segment import Element, Segment, segment
from cobrelay.x12.tree import LoopNode

CLAIM_VERSION = "005010X222A1"  # the mandated one; others are read, never written


class Unwritable(ValueError):
    """A value or segment that can't be written; names the element, never quotes the value."""

    def __init__(self, segment_id: str, element: str, reason: str) -> None:
        super().__init__(f"{element or segment_id}: {reason}")
        self.segment_id = segment_id
        self.element = element
        self.reason = reason


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


def write_segment(
    segment: Segment, delimiters: Delimiters = DEFAULT, *, strict: bool = True
) -> str:
    """One segment with its terminator; raises `Unwritable`.

    Not `strict` gives back what was read as it was: empty elements at the end, foreign characters.
    """
    parts = [segment.id]
    for number, element in enumerate(segment.elements, start=1):
        if strict:
            parts.append(_element(segment.id, number, element, delimiters))
        elif isinstance(element, str):
            parts.append(element)
        else:
            parts.append(delimiters.component.join(element))
    while strict and len(parts) > 1 and not parts[-1]:
        parts.pop()
    return delimiters.element.join(parts) + delimiters.segment + delimiters.line_break


def _element(segment_id: str, number: int, element: Element, delimiters: Delimiters) -> str:
    label = f"{segment_id}{number:02d}"
    if isinstance(element, str):
        _refuse_unwritable(segment_id, label, element, delimiters)
        return element
    components = list(element)
    while components and not components[-1]:
        components.pop()
    for place, component in enumerate(components, start=1):
        _refuse_unwritable(segment_id, f"{label}-{place}", component, delimiters)
    return delimiters.component.join(components)


def _refuse_unwritable(segment_id: str, label: str, value: str, delimiters: Delimiters) -> None:
    if not (value.isascii() and value.isprintable()):
        raise Unwritable(segment_id, label, "a character outside the basic character set")
    for character in delimiters.all():
        if character in value:
            raise Unwritable(segment_id, label, "the value contains a delimiter")


def ordered(node: LoopNode, kind: str = "837") -> Iterator[Segment]:
    """All segments under a loop in the guide's order; raises `Unwritable` for what has no place."""
    found = guide(kind)
    assert found is not None
    for item in found.grammar.items:
        if isinstance(item.what, Loop) and item.what.id == node.id:
            yield from _ordered(found, item.number, node)
            return
    raise Unwritable(node.id, "", "no such loop in the guide")


def _ordered(found: Guide, number: int, node: LoopNode) -> Iterator[Segment]:
    placed = [(_place(found, number, item), item) for item in node.items]
    placed.sort(key=lambda pair: pair[0])
    for child, item in placed:
        if isinstance(item, Segment):
            yield item
        else:
            yield from _ordered(found, child[1], item)


def _place(found: Guide, number: int, item: Segment | LoopNode) -> tuple[int, int]:
    """Sorting key: the group in the loop, then the item's number in the guide."""
    machine = found.machine
    children = found.grammar.children[number]
    if isinstance(item, LoopNode):
        for child in children:
            what = machine.items[child].what
            if isinstance(what, Loop) and what.id == item.id:
                return machine.items[child].group, child
        raise Unwritable(item.id, "", "the loop has no place here")
    at = machine.qualified.get(item.id, 1)
    fallback: tuple[int, int] | None = None
    for child in children:
        what = machine.items[child].what
        if isinstance(what, Loop) or what.id != item.id:
            continue
        if not what.qualifiers or item[at] in what.qualifiers:
            return machine.items[child].group, child
        fallback = fallback or (machine.items[child].group, child)
    if fallback is None:
        raise Unwritable(item.id, "", "the segment has no place here")
    return fallback


def write_claim_body(tree: LoopNode, delimiters: Delimiters = DEFAULT) -> bytes:
    """Loop 2000A with one claim as bytes, HL numbered from 1; raises `Unwritable`."""
    segments = list(_numbered(ordered(tree)))
    return "".join(write_segment(item, delimiters) for item in segments).encode("ascii")


def _numbered(segments: Iterable[Segment]) -> Iterator[Segment]:
    listed = list(segments)
    levels = [item[3] for item in listed if item.id == "HL"]
    above = {"22": "20", "23": "22"}
    open_at: dict[str, str] = {}
    count = 0
    for item in listed:
        if item.id != "HL":
            yield item
            continue
        level = item[3]
        count += 1
        open_at[level] = str(count)
        parent = open_at.get(above.get(level, ""), "")
        below = levels[count] if count < len(levels) else ""
        has_child = "1" if above.get(below) == level else "0"
        yield Segment("HL", (str(count), parent, level, has_child), item.place)


def renumbered(body: bytes, first: int, delimiters: Delimiters) -> bytes:
    """A body whose HL count from 1, counting on from `first` instead."""
    if first == 1:
        return body
    shift = first - 1
    lines = body.decode("ascii").split(delimiters.segment)
    for at, line in enumerate(lines):
        row = line.strip("\r\n").split(delimiters.element)
        if row[0] == "HL":
            row[1] = str(int(row[1]) + shift)
            row[2] = str(int(row[2]) + shift) if row[2] else ""
            lines[at] = (delimiters.line_break if at else "") + delimiters.element.join(row)
    return delimiters.segment.join(lines).encode("ascii")


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
    head = "".join(write_segment(item, values.delimiters) for item in inner)
    tail = "".join(write_segment(item, values.delimiters) for item in trailer)
    return b"".join((_isa(values), head.encode("ascii"), *sets, tail.encode("ascii")))


def write_set(kind: str, tree: LoopNode, delimiters: Delimiters = DEFAULT) -> bytes:
    """A whole set from ST on, its segments in the guide's order, closed by SE; raises `Unwritable`.

    `tree` is the root loop (id "") without SE; ST02 is repeated in SE02.
    """
    segments = list(ordered(tree, kind))
    number = segments[0][2]
    segments.append(segment("SE", str(len(segments) + 1), number))
    return "".join(write_segment(item, delimiters) for item in segments).encode("ascii")


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
        _refuse_unwritable("ISA", label, value, delimiters)
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
    written = [write_segment(item, delimiters).encode("ascii") for item in header]
    next_level = 1
    terminator = delimiters.segment.encode("ascii")
    for body in one.bodies:
        shifted = renumbered(body, next_level, delimiters)
        next_level += _levels(body, delimiters)
        written.append(shifted)
    count = sum(part.count(terminator) for part in written) + 1
    written.append(write_segment(segment("SE", str(count), number), delimiters).encode("ascii"))
    return b"".join(written)


def _levels(body: bytes, delimiters: Delimiters) -> int:
    rows = body.decode("ascii").split(delimiters.segment)
    return sum(row.strip("\r\n").startswith(f"HL{delimiters.element}") for row in rows)


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
