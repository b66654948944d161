"""The guide's order: the segments of a tree sorted into the places that the grammar gives them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from cobrelay.x12.guides import Guide, guide
from cobrelay.x12.schema import QUALIFYING_ELEMENT, Loop, SegmentUse
from cobrelay.x12.segment import Segment
from cobrelay.x12.tree import LoopNode
from cobrelay.x12.writing.texts import Unwritable


@dataclass(frozen=True, slots=True)
class _Uses:
    """Where segments of one id stand in a loop, as numbers of the guide's items."""

    index: int  # of the element that tells the uses apart, from 0
    by_qualifier: dict[str, int]
    otherwise: int


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each segment and loop directly in a loop stands."""

    segments: dict[str, int | _Uses]  # a number where a segment has one place
    loops: dict[str, int]


def ordered(node: LoopNode, kind: str = "837") -> list[Segment]:
    """All segments under a loop in the guide's order; raises `Unwritable` for what has no place."""
    found = guide(kind)
    assert found is not None
    for item in found.grammar.items:
        if isinstance(item.what, Loop) and item.what.id == node.id:
            segments: list[Segment] = []
            _put(_places(kind), item.number, node, segments)
            return segments
    raise Unwritable(node.id, "", "no such loop in the guide")


def _put(places: tuple[_Places, ...], number: int, node: LoopNode, into: list[Segment]) -> None:
    segments, loops = places[number].segments, places[number].loops
    ats: list[int] = []
    own: list[Segment] = []
    latest, is_sorted = 0, True
    for item in node.items:
        if isinstance(item, Segment):
            own.append(item)
            known = segments.get(item.id)
            at = known if isinstance(known, int) else _place_of(known, item)
        else:
            at = _place_of_loop(loops, item)
        if at < latest:
            is_sorted = False
        latest = at
        ats.append(at)
    if is_sorted and len(own) == len(ats):
        into += own
        return
    placed: Iterable[tuple[int, Segment | LoopNode]] = zip(ats, node.items, strict=True)
    for at, item in placed if is_sorted else sorted(placed, key=itemgetter(0)):
        if isinstance(item, Segment):
            into.append(item)
        else:
            _put(places, at, item, into)


def _place_of(use: _Uses | None, segment: Segment) -> int:
    if use is None:
        raise Unwritable(segment.id, "", "the segment has no place here")
    elements, index = segment.elements, use.index
    qualifier = elements[index] if index < len(elements) else ""
    if not isinstance(qualifier, str):
        qualifier = qualifier[0] if qualifier else ""
    return use.by_qualifier.get(qualifier, use.otherwise)


def _place_of_loop(loops: dict[str, int], node: LoopNode) -> int:
    if node.id not in loops:
        raise Unwritable(node.id, "", "the loop has no place here")
    return loops[node.id]


@lru_cache(maxsize=8)
def _places(kind: str) -> tuple[_Places, ...]:
    """For each item of a guide what stands in it; worked out once."""
    found = guide(kind)
    assert found is not None
    return tuple(_inside(found, number) for number in range(len(found.grammar.items)))


def _inside(found: Guide, number: int) -> _Places:
    children = [found.grammar.items[child] for child in found.grammar.children[number]]
    uses: dict[str, list[tuple[int, SegmentUse]]] = {}
    loops: dict[str, int] = {}
    for child in children:
        if isinstance(child.what, Loop):
            loops.setdefault(child.what.id, child.number)
        else:
            uses.setdefault(child.what.id, []).append((child.number, child.what))
    return _Places({name: _told_apart(name, group) for name, group in uses.items()}, loops)


def _told_apart(name: str, uses: list[tuple[int, SegmentUse]]) -> int | _Uses:
    """The first use that has the qualifier, or that has none; else the first of all."""
    by_qualifier: dict[str, int] = {}
    otherwise = uses[0][0]
    for number, use in uses:
        if not use.qualifiers:
            otherwise = number
            break
        for qualifier in use.qualifiers:
            by_qualifier.setdefault(qualifier, number)
    if set(by_qualifier.values()) <= {otherwise}:
        return otherwise
    return _Uses(QUALIFYING_ELEMENT.get(name, 1) - 1, by_qualifier, otherwise)
