"""The grammar's grammar: loops, the use of segments in them, elements and their types.

A grammar is a tree of `Loop`s and `SegmentUse`s as data; `Grammar` numbers its items in the guide's
order. The notation of elements in a use is one letter each, `R` required, `S` situational, `N` not
used; a composite has its components in parentheses: `R(RRSSSSSN)RRS`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

UNBOUNDED = 0

# The element (from 1) whose value tells apart uses of the same segment; 1 where not named.
QUALIFYING_ELEMENT = {"HL": 3}


class Usage(Enum):
    """How binding a part of the grammar is."""

    REQUIRED = "R"  # without it the set can't be understood
    EXPECTED = "E"  # the guide requires it; the world leaves it out; absence is a warning
    SITUATIONAL = "S"


@dataclass(frozen=True, slots=True)
class ElementType:
    """What the element dictionary says of an element: type, length, meaning."""

    name: str
    kind: str  # AN text, ID code, R money or decimal, N0 integer, DT date, TM time
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class CompositeType:
    """A composite element and its components."""

    name: str
    components: tuple[ElementType, ...]


@dataclass(frozen=True, slots=True)
class ElementUse:
    """One element (or component) in one use of a segment."""

    usage: str  # R, S or N
    type: ElementType | None  # None for a composite
    codes: frozenset[str] = frozenset()  # allowed values; empty: any
    components: tuple["ElementUse", ...] = ()  # of a composite


@dataclass(frozen=True, slots=True)
class SegmentUse:
    """A segment in its place in a loop."""

    id: str
    name: str
    usage: Usage
    most: int  # UNBOUNDED, or how often it may repeat
    qualifiers: frozenset[str]
    elements: tuple[ElementUse, ...]


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop: its first item is the segment that opens it."""

    id: str
    name: str
    usage: Usage
    most: int
    items: tuple["SegmentUse | Loop", ...]

    @property
    def opener(self) -> SegmentUse:
        """The segment that begins each instance."""
        first = self.items[0]
        assert isinstance(first, SegmentUse)
        return first


@dataclass(frozen=True, slots=True)
class Item:
    """A use or loop with its number in the guide's order and its way up."""

    number: int
    what: SegmentUse | Loop
    parent: int  # number of the loop that it stands in; -1 for the root
    group: int  # items of a loop that may stand in any order among each other share it
    end: int = 0  # the first number after this item's subtree

    @property
    def opener(self) -> SegmentUse:
        """The segment that this item begins with."""
        return self.what if isinstance(self.what, SegmentUse) else self.what.opener

    @property
    def opener_number(self) -> int:
        """The number of that segment's use."""
        return self.number if isinstance(self.what, SegmentUse) else self.number + 1


@dataclass(frozen=True)
class Grammar:
    """A transaction set: what it is called on the wire, and its tree."""

    kind: str  # ST01
    functional_code: str  # GS01
    version: str  # the GS08 that we emit
    accepted_versions: re.Pattern[str]
    root: Loop
    dictionary: Mapping[str, Sequence[ElementType | CompositeType]] = field(repr=False)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every loop and segment use in the guide's order; the root is number 0."""
        found: list[Item] = []
        _number(self.root, -1, 0, found)
        return tuple(found)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each item the numbers of the items directly in it."""
        children: list[list[int]] = [[] for _ in self.items]
        for item in self.items[1:]:
            children[item.parent].append(item.number)
        return tuple(tuple(numbers) for numbers in children)

    @cached_property
    def qualified(self) -> dict[str, int]:
        """Segment ids that have qualified uses, with the element that qualifies."""
        return {
            item.what.id: QUALIFYING_ELEMENT.get(item.what.id, 1)
            for item in self.items
            if isinstance(item.what, SegmentUse) and item.what.qualifiers
        }

    @cached_property
    def segment_ids(self) -> frozenset[str]:
        """Every segment id that has a place in the set."""
        return frozenset(item.what.id for item in self.items if isinstance(item.what, SegmentUse))


def _number(what: SegmentUse | Loop, parent: int, group: int, found: list[Item]) -> None:
    number = len(found)
    found.append(Item(number, what, parent, group, number + 1))
    if isinstance(what, SegmentUse):
        return
    opener_before, group = "", 0
    for child in what.items:
        opener = child.id if isinstance(child, SegmentUse) else child.opener.id
        if opener != opener_before or opener in ("HL", "LX"):
            group += 1
        opener_before = opener
        _number(child, number, group, found)
    found[number] = Item(number, what, parent, found[number].group, len(found))


_USES = re.compile(r"([RSN])(?:\(([RSN]*)\))?")


class Table:
    """Makes segment uses out of lines of data, with the element dictionary filled in."""

    def __init__(self, types: Mapping[str, Sequence[ElementType | CompositeType]]) -> None:
        self._types = types

    def use(
        self,
        segment: str,
        name: str,
        usage: str,
        most: int,
        elements: str,
        codes: Mapping[str, str] | None = None,
    ) -> SegmentUse:
        """One line of the guide's table: `use("NM1:QC", "patient", "R", 1, "RRSS…")`."""
        segment_id, _, qualifiers = segment.partition(":")
        allowed = {key: frozenset(text.split()) for key, text in (codes or {}).items()}
        types = self._types[segment_id]
        uses = tuple(
            _element(types[number - 1], match, str(number), allowed)
            for number, match in enumerate(_USES.finditer(elements), start=1)
        )
        return SegmentUse(segment_id, name, Usage(usage), most, frozenset(qualifiers.split()), uses)


def _element(
    kind: ElementType | CompositeType,
    match: re.Match[str],
    key: str,
    allowed: Mapping[str, frozenset[str]],
) -> ElementUse:
    usage, inner = match.group(1), match.group(2)
    none: frozenset[str] = frozenset()
    if isinstance(kind, ElementType):
        return ElementUse(usage, kind, allowed.get(key, none))
    components = tuple(
        ElementUse(letter, kind.components[at], allowed.get(f"{key}-{at + 1}", none))
        for at, letter in enumerate(inner or "S" * len(kind.components))
    )
    return ElementUse(usage, None, none, components)


_TYPE = re.compile(r"(AN|ID|R|N0|N2|DT|TM|B) (\d+)/(\d+) (.+)")


def element_types(lines: Sequence[str]) -> Sequence[ElementType | CompositeType]:
    """The dictionary entry of a segment: `AN 1/38 patient name`, composites `name: a | b`."""
    return tuple(_read_type(line) for line in lines)


def _read_type(line: str) -> ElementType | CompositeType:
    match = _TYPE.fullmatch(line)
    if match:
        kind, shortest, longest, name = match.groups()
        return ElementType(name, kind, int(shortest), int(longest))
    name, _, rest = line.partition(": ")
    parts = tuple(_read_type(part) for part in rest.split(" | "))
    return CompositeType(name, tuple(p for p in parts if isinstance(p, ElementType)))


def walk(loop: Loop) -> Iterator[SegmentUse | Loop]:
    """All uses and loops under a loop, in the guide's order."""
    for item in loop.items:
        yield item
        if isinstance(item, Loop):
            yield from walk(item)
