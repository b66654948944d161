"""The loop tree of a claim: immutable nodes that can be searched, copied and changed.

Items of a node may be added in any place: the writer puts them in the guide's order. Loop ids are
the guide's (`2000A`, `2320`, `2330B`); a path such as `"2320/2330B"` walks down.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from cobrelay.x12.segment import Segment


@dataclass(frozen=True, slots=True)
class LoopNode:
    """One instance of a loop: its segments and the loops in it, in order."""

    id: str
    items: tuple["Segment | LoopNode", ...] = ()

    def segments(self, segment_id: str = "", qualifier: str = "") -> Iterator[Segment]:
        """The segments directly in this loop, of this id and first element where given."""
        for item in self.items:
            if (
                isinstance(item, Segment)
                and segment_id in ("", item.id)
                and qualifier in ("", item[1])
            ):
                yield item

    def segment(self, segment_id: str, qualifier: str = "") -> Segment | None:
        """The first such segment directly in this loop, or None."""
        return next(self.segments(segment_id, qualifier), None)

    def loops(self, path: str = "") -> Iterator["LoopNode"]:
        """The loops under this one along a path (`"2320/2330B"`); all children if empty."""
        head, _, rest = path.partition("/")
        for item in self.items:
            if isinstance(item, LoopNode) and head in ("", item.id):
                if rest:
                    yield from item.loops(rest)
                else:
                    yield item

    def loop(self, path: str) -> "LoopNode | None":
        """The first loop along the path, or None."""
        return next(self.loops(path), None)

    def find(self, loop_id: str) -> "LoopNode | None":
        """The first loop of this id at any depth (this one included), or None."""
        if self.id == loop_id:
            return self
        for item in self.items:
            if isinstance(item, LoopNode) and (found := item.find(loop_id)):
                return found
        return None

    def walk(self) -> Iterator[Segment]:
        """All segments of this loop and of the loops in it, in order."""
        for item in self.items:
            if isinstance(item, Segment):
                yield item
            else:
                yield from item.walk()

    def adding(self, *items: "Segment | LoopNode") -> "LoopNode":
        """This loop with items added at the end (the writer sorts them into place)."""
        return replace(self, items=self.items + items)

    def without(self, segment_id: str, *qualifiers: str) -> "LoopNode":
        """This loop without these segments of its own (any first element when none is named)."""
        return self.keeping(
            lambda item: (
                not (
                    isinstance(item, Segment)
                    and item.id == segment_id
                    and (not qualifiers or item[1] in qualifiers)
                )
            )
        )

    def without_loops(self, *loop_ids: str) -> "LoopNode":
        """This loop without the loops of these ids directly in it."""
        return self.keeping(lambda item: not (isinstance(item, LoopNode) and item.id in loop_ids))

    def keeping(self, wanted: Callable[["Segment | LoopNode"], bool]) -> "LoopNode":
        """This loop with only the items that are wanted."""
        return replace(self, items=tuple(item for item in self.items if wanted(item)))

    def mapping(self, change: Callable[["Segment | LoopNode"], "Segment | LoopNode"]) -> "LoopNode":
        """This loop with each item directly in it changed."""
        return replace(self, items=tuple(change(item) for item in self.items))

    def mapping_loops(self, loop_id: str, change: Callable[["LoopNode"], "LoopNode"]) -> "LoopNode":
        """This loop with each loop of this id, at any depth, changed (outer before inner)."""

        def visit(item: "Segment | LoopNode") -> "Segment | LoopNode":
            if isinstance(item, Segment):
                return item
            return (change(item) if item.id == loop_id else item).mapping(visit)

        return self.mapping(visit)

    def replacing(self, segment: Segment) -> "LoopNode":
        """This loop with `segment` in place of its own segments of that id, or added."""
        return self.without(segment.id).adding(segment)


def loop(loop_id: str, *items: Segment | LoopNode) -> LoopNode:
    """Make a loop: `loop("2330B", segment("NM1", "PR", "2", "KEY", "", "", "", "", "PI", "1"))`."""
    return LoopNode(loop_id, items)
