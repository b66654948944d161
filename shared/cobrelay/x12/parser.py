"""The parser: walks the grammar segment by segment and says where each one belongs.

It is a machine whose states are the grammar's segment uses. Transitions are worked out from the
grammar when they are first met and kept, so that a long file costs one look-up a segment. A segment
that the grammar doesn't expect is placed where it fits best and reported, never lost.
"""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from cobrelay.x12.schema import Grammar, Item, Loop, SegmentUse, Usage


class Fit(Enum):
    """How a segment fits the place that it was given."""

    EXPECTED = 0
    OTHER_QUALIFIER = 1  # the segment has a place here, not with this qualifier
    OUT_OF_SEQUENCE = 2  # belongs earlier in this loop or in one around it
    LOOP_OUT_OF_SEQUENCE = 3  # begins a loop that belongs before the last segment
    UNEXPECTED = 4  # has a place in the set, not here
    NOT_IN_SET = 5  # no such segment in this set


@dataclass(frozen=True, slots=True)
class Transition:
    """What a segment does in a state."""

    item: int  # number of its segment use; -1 when it has none
    state: int  # the state after it
    fit: Fit
    opened: tuple[tuple[int, int], ...]  # loops that begin with it, outermost first, with their end
    required: tuple[int, ...]  # items that must have occurred by now
    most: int  # how often the use may repeat; 0 is unbounded

    @property
    def plain(self) -> bool:
        """Whether nothing is to be said or done but to count the segment."""
        return self.fit is Fit.EXPECTED and not self.opened and not self.required


class Spot(NamedTuple):
    """Where a segment stands, in the guide's names."""

    loop: str = ""  # "2000A/2000B/2300/2320[2]"
    ordinal: int = 0  # among the segments of its id in its loop; 0 where it comes but once


class Machine:
    """The transitions of one grammar, shared by all sets that are read with it."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.items = grammar.items
        self.qualified = grammar.qualified
        self._children = grammar.children
        self.zeros = [0] * len(self.items)
        self.composites = tuple(_composites(item) for item in self.items)
        self.alike = tuple(self._alike(item) for item in self.items)
        self.known: dict[tuple[int, str, str], Transition] = {}
        self.plain: dict[tuple[int, str, str], Transition] = {}  # those of `known` that are
        self._qualifiers = frozenset({""}).union(  # empty: the segment has none
            *(item.what.qualifiers for item in self.items if isinstance(item.what, SegmentUse))
        )

    def _alike(self, item: Item) -> tuple[int, ...]:
        """The uses of the same segment in the same loop; none where it can't come again."""
        if isinstance(item.what, Loop):
            return ()
        uses = (self.items[number] for number in self._children[item.parent])
        same = [
            use.number
            for use in uses
            if isinstance(use.what, SegmentUse) and use.what.id == item.what.id
        ]
        return tuple(same) if len(same) > 1 or item.what.most != 1 else ()

    def qualifier(self, row: list[str], component: str) -> str:
        """What tells uses of this segment apart: mostly its first element; empty without."""
        at = self.qualified.get(row[0], len(row))
        value = row[at] if at < len(row) else ""
        return value.split(component, 1)[0] if row[0] == "HI" else value

    def matches(self, number: int, row: list[str], component: str) -> bool:
        """Whether the segment is of this use."""
        return self._matches(self.items[number], row[0], self.qualifier(row, component))

    def transition(self, state: int, segment_id: str, qualifier: str) -> Transition:
        """What this segment does in this state."""
        key = (state, segment_id, qualifier)
        found = self.known.get(key)
        if found is None:
            if qualifier not in self._qualifiers:  # keep hostile values out of the memory
                key = (state, segment_id, "?")
                found = self.known.get(key)
            if segment_id not in self.grammar.segment_ids:
                return Transition(-1, state, Fit.NOT_IN_SET, (), (), 0)
            if found is None:
                found = self.known[key] = self._work_out(state, segment_id, key[2])
                if found.plain:
                    self.plain[key] = found
        return found

    def _work_out(self, state: int, segment_id: str, qualifier: str) -> Transition:
        found = self._forward(state, segment_id, qualifier)
        if found is None:
            found = self._backward(state, segment_id, qualifier)
        if found is None and self.qualified.get(segment_id) == 1:
            found = self._with_other_qualifier(state, segment_id)
        return found or self._anywhere(state, segment_id, qualifier)

    def _matches(self, item: Item, segment_id: str, qualifier: str) -> bool:
        use = item.opener
        return use.id == segment_id and (not use.qualifiers or qualifier in use.qualifiers)

    def _forward(self, state: int, segment_id: str, qualifier: str) -> Transition | None:
        required: list[int] = []
        here = self.items[state]
        while here.parent >= 0:
            siblings = self._siblings(here)
            for number in siblings:
                item = self.items[number]
                if item.group >= here.group and self._matches(item, segment_id, qualifier):
                    if item.group > here.group:
                        required += self._required(siblings, here.group, item.group)
                    return self._to(item, Fit.EXPECTED, tuple(required))
            required += self._required(siblings, here.group, None)
            here = self.items[here.parent]
        return None

    def _siblings(self, here: Item) -> tuple[int, ...]:
        return self._children[here.parent][1:]  # the opener only comes with its loop

    def _required(self, siblings: tuple[int, ...], start: int, stop: int | None) -> list[int]:
        return [
            number
            for number in siblings
            if self.items[number].what.usage is not Usage.SITUATIONAL
            and self.items[number].group >= start
            and (stop is None or self.items[number].group < stop)
        ]

    def _backward(self, state: int, segment_id: str, qualifier: str) -> Transition | None:
        here = self.items[state]
        while here.parent >= 0:
            for number in self._siblings(here):
                item = self.items[number]
                if item.group < here.group and self._matches(item, segment_id, qualifier):
                    if isinstance(item.what, Loop):
                        return self._to(item, Fit.LOOP_OUT_OF_SEQUENCE, ())
                    most = item.what.most
                    return Transition(number, state, Fit.OUT_OF_SEQUENCE, (), (), most)
            here = self.items[here.parent]
        return None

    def _with_other_qualifier(self, state: int, segment_id: str) -> Transition | None:
        here = self.items[state]
        while here.parent >= 0:
            for number in self._siblings(here):
                item = self.items[number]
                if isinstance(item.what, SegmentUse) and item.what.id == segment_id:
                    return Transition(number, state, Fit.OTHER_QUALIFIER, (), (), 0)
            here = self.items[here.parent]
        return None

    def _anywhere(self, state: int, segment_id: str, qualifier: str) -> Transition:
        same = [
            item
            for item in self.items[1:]
            if isinstance(item.what, SegmentUse) and item.what.id == segment_id
        ]
        exact = [item for item in same if self._matches(item, segment_id, qualifier)]
        target = next((item for item in exact if item.number > state), (exact or same)[0])
        opened: list[tuple[int, int]] = []
        around = self._around(state)
        at = self.items[target.parent]
        is_opener = self._children[at.number][0] == target.number
        if not is_opener and at.number not in around:
            return Transition(-1, state, Fit.UNEXPECTED, (), (), 0)
        while at.number not in around or (is_opener and at.number == target.parent):
            opened.append((at.number, at.end))
            if at.parent < 0:
                break
            at = self.items[at.parent]
        use = target.what
        most = use.most if isinstance(use, SegmentUse) else 0
        return Transition(
            target.number, target.number, Fit.UNEXPECTED, tuple(reversed(opened)), (), most
        )

    def _around(self, state: int) -> set[int]:
        around: set[int] = set()
        parent = self.items[state].parent
        while parent >= 0:
            around.add(parent)
            parent = self.items[parent].parent
        return around

    def _to(self, item: Item, fit: Fit, required: tuple[int, ...]) -> Transition:
        if isinstance(item.what, Loop):
            use = item.number + 1
            return Transition(use, use, fit, ((item.number, item.end),), required, 0)
        return Transition(item.number, item.number, fit, (), required, item.what.most)


def _composites(item: Item) -> frozenset[int]:
    if not isinstance(item.what, SegmentUse):
        return frozenset()
    elements = enumerate(item.what.elements, start=1)
    return frozenset(number for number, element in elements if element.components)


class Walk:
    """One set being read: where it stands and how often each item has occurred."""

    __slots__ = ("_zeros", "counts", "machine", "state")

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.state = 1  # ST is the first item in the root
        self.counts = machine.zeros.copy()
        self._zeros = machine.zeros
        self.counts[0] = self.counts[1] = 1

    def standing(self, opener: int) -> "Walk":
        """A walk at the opener of a loop, within the loops that are around it in this one."""
        walk = Walk(self.machine)
        loop = self.machine.items[self.machine.items[opener].parent]
        walk.state = opener
        walk.counts[: loop.number + 1] = self.counts[: loop.number + 1]
        walk.counts[opener] = 1 if loop.number else self.counts[opener]
        return walk

    def step(self, segment_id: str, qualifier: str) -> Transition:
        """Take a segment; `counts` then says how often its use and loops have occurred."""
        transition = self.machine.transition(self.state, segment_id, qualifier)
        self.state = transition.state
        return transition

    def count(self, transition: Transition) -> int:
        """Count the segment in; the number of times its use has now occurred in its loop."""
        counts = self.counts
        for number, end in transition.opened:
            counts[number] += 1
            counts[number + 1 : end] = self._zeros[number + 1 : end]
        if transition.item < 0:
            return 0
        counts[transition.item] += 1
        return counts[transition.item]

    def missing(self, transition: Transition) -> list[int]:
        """The required items that have not occurred although they should have by now."""
        return [number for number in transition.required if not self.counts[number]]

    def spot(self, item: int) -> Spot:
        """Where the latest segment stands, if it is of this use; -1: it has none."""
        alike = self.machine.alike[item] if item >= 0 else ()
        return Spot(self.path(item), sum(self.counts[use] for use in alike))

    def path(self, item: int) -> str:
        """The loop path of an item in the guide's names: `2000A/2000B/2300/2320[2]`."""
        names: list[str] = []
        items = self.machine.items
        parent = items[item].parent if item >= 0 else items[self.state].parent
        while parent > 0:
            what = items[parent].what
            count = self.counts[parent]
            names.append(f"{what.id}[{count}]" if count > 1 else what.id)
            parent = items[parent].parent
        return "/".join(reversed(names))
