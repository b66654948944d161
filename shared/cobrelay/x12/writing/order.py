"""The guide's order: the segments of a tree sorted into the places that the grammar gives them."""

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

    at: int  # the element that tells the uses apart
    by_qualifier: dict[str, int]
    otherwise: int


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each segment and loop directly in a loop stands."""

    segments: dict[str, _Uses]
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
    uses, loops = places[number].segments, places[number].loops
    placed: list[tuple[int, Segment | LoopNode]] = []
    latest, is_sorted = 0, True
    for item in node.items:
        if isinstance(item, LoopNode):
            at = _place_of_loop(loops, item)
        else:
            use = uses.get(item.id)
            if use is None:
                raise Unwritable(item.id, "", "the segment has no place here")
            by_qualifier = use.by_qualifier
            at = by_qualifier.get(item[use.at], use.otherwise) if by_qualifier else use.otherwise
        is_sorted = is_sorted and at >= latest
        latest = at
        placed.append((at, item))
    if not is_sorted:
        placed.sort(key=itemgetter(0))
    for at, item in placed:
        if isinstance(item, LoopNode):
            _put(places, at, item, into)
        else:
            into.append(item)


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


def _told_apart(name: str, uses: list[tuple[int, SegmentUse]]) -> _Uses:
    """The first use that has the qualifier, or that has none; else the first of all."""
    by_qualifier: dict[str, int] = {}
    for number, use in uses:
        if not use.qualifiers:
            return _Uses(QUALIFYING_ELEMENT.get(name, 1), by_qualifier, number)
        for qualifier in use.qualifiers:
            by_qualifier.setdefault(qualifier, number)
    return _Uses(QUALIFYING_ELEMENT.get(name, 1), by_qualifier, uses[0][0])
