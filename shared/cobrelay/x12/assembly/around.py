"""What 837P claims stand in: provider, subscriber, patient; read once for all claims in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cobrelay.x12.assembly.loops import UNCOVERED, party_in, rows_of, subscription_in
from cobrelay.x12.assembly.parts import at
from cobrelay.x12.assembly.trees import build_nest, build_tree
from cobrelay.x12.parser import Machine
from cobrelay.x12.schema import Loop
from cobrelay.x12.stretch import Start, Stretch
from cobrelay.x12.tree import LoopNode, loop
from cobrelay.x12.views.claim import Subscription
from cobrelay.x12.views.facts import Party

_LOOPS = ("2000A", "2000B", "2000C")


@dataclass(slots=True)
class Level:
    """One HL with what stands under it, without its claims."""

    id: str  # of its loop
    stretch: Stretch
    parties: Mapping[str, Party]  # by loop; the first of each
    subscription: Subscription
    relationship: str | None  # PAT01; None without a PAT
    _tree: LoopNode | None = None

    def tree(self, machine: Machine) -> LoopNode:
        """The loop, shared by the trees of all its claims."""
        if self._tree is None:
            self._tree = build_tree(machine, self.stretch)
        return self._tree


@dataclass(slots=True)
class Around:
    """The levels that a claim stands in; a new one for each HL."""

    machine: Machine
    levels: Mapping[str, Level] = field(default_factory=dict)

    def within(self, level: Level) -> "Around":
        """The same with a new level, which ends those below it."""
        above = _LOOPS[: _LOOPS.index(level.id)] if level.id in _LOOPS else _LOOPS
        kept = {name: each for name, each in self.levels.items() if name in above}
        return Around(self.machine, {**kept, level.id: level})

    @property
    def contexts(self) -> tuple[Start, ...]:
        """Where the levels begin: what must be read again to understand a claim in them."""
        return tuple(self.levels[name].stretch.start for name in _LOOPS if name in self.levels)

    def tree_of(self, claim: Stretch) -> LoopNode:
        """Loop 2000A with this claim alone in it."""
        provider, subscriber, patient = (
            level.tree(self.machine) if (level := self.levels.get(name)) else None
            for name in _LOOPS
        )
        inner = build_tree(self.machine, claim)
        if patient is not None:
            inner = patient.adding(inner)
        around = (subscriber or loop("2000B")).adding(inner)
        return (provider or loop("2000A")).adding(around)


def read_level(machine: Machine, stretch: Stretch) -> Level:
    """The level that an HL opens."""
    nest, rows = build_nest(machine, stretch.uses), rows_of(stretch)
    parties: dict[str, Party] = {}
    for inner in nest.loops:
        name = _name(machine, inner.number)
        if name not in parties:
            parties[name] = party_in(inner, rows, stretch)
    subscription, relationship = UNCOVERED, None
    for index in reversed(nest.segments):
        match rows[index][0]:
            case "SBR":
                subscription = subscription_in(rows[index], stretch, index)
            case "PAT":
                relationship = at(rows[index], 1)
    return Level(_name(machine, nest.number), stretch, parties, subscription, relationship)


def _name(machine: Machine, number: int) -> str:
    what = machine.items[number].what
    return what.id if isinstance(what, Loop) else ""
