"""Loop trees out of placed segments."""

from cobrelay.x12.parser import Machine
from cobrelay.x12.schema import Loop
from cobrelay.x12.segment import Segment, read_row
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.tree import LoopNode


class _Open:
    """A loop that is still being filled."""

    __slots__ = ("items", "number")

    def __init__(self, number: int) -> None:
        self.number = number
        self.items: list[Segment | _Open] = []


def build_tree(machine: Machine, stretch: Stretch) -> LoopNode:
    """The loop that the stretch's first segment opens, with everything in it."""
    root = _Open(machine.items[stretch.uses[0]].parent if stretch.uses else 0)
    path = [root]
    latest = 0
    for at, (row, use) in enumerate(zip(stretch.rows, stretch.uses, strict=True)):
        composites = machine.composites[use] if use >= 0 else None
        segment = read_row(row, stretch.delimiters, stretch.place(at), composites)
        late = 0 <= use < latest and machine.items[use].parent != use - 1
        if late and (owner := _open_loop(path, machine.items[use].parent)):
            owner.items.append(segment)  # out of sequence: what is open stays open
            continue
        if use >= 0:
            _go_to(machine, path, use, begins=at > 0)
            latest = use
        path[-1].items.append(segment)
    return _closed(machine, root)


def _open_loop(path: list[_Open], number: int) -> _Open | None:
    return next((node for node in path if node.number == number), None)


def _go_to(machine: Machine, path: list[_Open], use: int, *, begins: bool) -> None:
    """Make the last loop of the path the one that the use belongs to, opening what is needed."""
    parent = machine.items[use].parent
    opens = begins and use == parent + 1
    target = machine.items[parent].parent if opens else parent
    chain: list[int] = []
    open_numbers = [node.number for node in path]
    at = target
    while at not in open_numbers and at > 0:
        chain.append(at)
        at = machine.items[at].parent
    if at in open_numbers:
        del path[open_numbers.index(at) + 1 :]
    else:
        del path[1:]
    if opens:
        chain.insert(0, parent)
    for number in reversed(chain):
        node = _Open(number)
        path[-1].items.append(node)
        path.append(node)


def _closed(machine: Machine, node: _Open) -> LoopNode:
    what = machine.items[node.number].what
    name = what.id if isinstance(what, Loop) else ""
    return LoopNode(
        name,
        tuple(i if isinstance(i, Segment) else _closed(machine, i) for i in node.items),
    )
