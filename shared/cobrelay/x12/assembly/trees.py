"""Which loops a unit's segments stand in: as numbers for the views, as a tree to be changed."""

from functools import lru_cache
from operator import itemgetter

from cobrelay.x12.parser import Machine
from cobrelay.x12.schema import Loop
from cobrelay.x12.segment import Segment, read_row
from cobrelay.x12.stretch import BREAKS, Stretch
from cobrelay.x12.tree import LoopNode


class Nest:
    """One instance of a loop: where in the unit its segments stand, and the loops in it."""

    __slots__ = ("first", "loops", "number", "segments")

    def __init__(self, number: int, first: int) -> None:
        self.number = number  # of the loop in the grammar
        self.first = first  # segment that opened it, or the loops around it
        self.segments: list[int] = []
        self.loops: list[Nest] = []


def build_nest(machine: Machine, uses: list[int]) -> Nest:
    """The loop that the unit's first segment opens, with everything in it."""
    parents = _parents(machine)
    here = Nest(parents[uses[0]] if uses else 0, 0)
    path = [here]
    number = here.number
    latest = 0
    for at, use in enumerate(uses):
        if use >= 0:
            parent = parents[use]
            opens = use == parent + 1
            if use < latest and not opens and (owner := _open_loop(path, parent)):
                owner.segments.append(at)  # out of sequence: what is open stays open
                continue
            if parent != number or (opens and at > 0):
                _go_to(parents, path, use, at)
                here = path[-1]
                number = here.number
            latest = use
        here.segments.append(at)
    return path[0]


@lru_cache(maxsize=8)
def _parents(machine: Machine) -> tuple[int, ...]:
    return tuple(item.parent for item in machine.items)


@lru_cache(maxsize=8)
def names_of(machine: Machine) -> tuple[str, ...]:
    """The id of each loop by its number."""
    return tuple(item.what.id if isinstance(item.what, Loop) else "" for item in machine.items)


def _open_loop(path: list[Nest], number: int) -> Nest | None:
    return next((nest for nest in path if nest.number == number), None)


def _go_to(parents: tuple[int, ...], path: list[Nest], use: int, at: int) -> None:
    """Make the last loop of the path the one that the use belongs to, opening what is needed."""
    parent = parents[use]
    opens = at > 0 and use == parent + 1
    wanted = parents[parent] if opens else parent
    chain = [parent] if opens else []
    open_numbers = [nest.number for nest in path]
    while wanted not in open_numbers and wanted > 0:
        chain.append(wanted)
        wanted = parents[wanted]
    del path[open_numbers.index(wanted) + 1 if wanted in open_numbers else 1 :]
    for number in reversed(chain):
        nest = Nest(number, at)
        path[-1].loops.append(nest)
        path.append(nest)


def build_tree(machine: Machine, stretch: Stretch) -> LoopNode:
    """The same as a tree of segments."""
    return _tree(machine, stretch, build_nest(machine, stretch.uses))


def _tree(machine: Machine, stretch: Stretch, nest: Nest) -> LoopNode:
    what = machine.items[nest.number].what
    items: list[tuple[int, Segment | LoopNode]] = [
        (at, _segment(machine, stretch, at)) for at in nest.segments
    ]
    items += [(loop.first, _tree(machine, stretch, loop)) for loop in nest.loops]
    items.sort(key=itemgetter(0))
    return LoopNode(what.id if isinstance(what, Loop) else "", tuple(item for _, item in items))


def _segment(machine: Machine, stretch: Stretch, at: int) -> Segment:
    use = stretch.uses[at]
    composites = machine.composites[use] if use >= 0 else None
    text = stretch.texts[at].strip(BREAKS)
    return read_row(stretch.rows[at], stretch.delimiters, stretch.place(at), composites, text)
