"""What 837P claims stand in: provider, subscriber, patient; read once for all claims in it."""

from collections.abc import Iterable, Mapping

from cobrelay.x12.assembly.kinds import (
    ABSENT,
    BILLING_PROVIDER,
    BIRTH,
    CITY,
    CONTACT,
    COVERAGE,
    PARTY,
    PATIENT,
    PAYER,
    REFERENCE,
    RELATION,
    STREET,
    SUBSCRIBER,
    Step,
    in_order,
    kinds_of,
    loop_id,
)
from cobrelay.x12.assembly.loops import (
    UNCOVERED,
    Described,
    filled,
    party_of,
    reference_in,
    rows_of,
    subscription_in,
)
from cobrelay.x12.assembly.parts import NOBODY, Row, at, read_contact
from cobrelay.x12.assembly.trees import build_tree
from cobrelay.x12.parser import Machine
from cobrelay.x12.stretch import Start, Stretch
from cobrelay.x12.tree import LoopNode, loop
from cobrelay.x12.views.claim import Subscription
from cobrelay.x12.views.facts import Party

_PARTIES = frozenset({BILLING_PROVIDER, SUBSCRIBER, PAYER, PATIENT, PARTY})
_LOOPS = ("2000A", "2000B", "2000C")


class Level:
    """One HL with what stands under it, without its claims."""

    __slots__ = ("_tree", "coverage", "id", "parties", "relationship", "stretch")

    def __init__(self, loop_id: str, stretch: Stretch) -> None:
        self.id = loop_id
        self.stretch = stretch
        self.parties: dict[int, Party] = {}  # by kind; the first of each
        self.coverage = UNCOVERED
        self.relationship: str | None = None  # PAT01; None without a PAT
        self._tree: LoopNode | None = None

    def tree(self, machine: Machine) -> LoopNode:
        """The loop, shared by the trees of all its claims."""
        if self._tree is None:
            self._tree = build_tree(machine, self.stretch)
        return self._tree


Facts = tuple[Party, Subscription, Party, Party, Party, str]


class Around:
    """The levels that a claim stands in; a new one for each HL."""

    __slots__ = ("contexts", "facts", "levels", "machine")

    def __init__(self, machine: Machine, levels: Mapping[str, Level]) -> None:
        self.machine = machine
        self.levels = levels
        # Where the levels begin: what must be read again to understand a claim in them.
        self.contexts: tuple[Start, ...] = tuple(
            [levels[name].stretch.start for name in _LOOPS if name in levels]
        )
        # Billing provider, subscription, subscriber, payer, patient and relationship.
        self.facts = _facts(*map(levels.get, _LOOPS))

    def within(self, level: Level) -> "Around":
        """The same with a new level, which ends those below it."""
        above = _LOOPS[: _LOOPS.index(level.id)] if level.id in _LOOPS else _LOOPS
        kept = {name: each for name, each in self.levels.items() if name in above}
        kept[level.id] = level
        return Around(self.machine, kept)

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


def _facts(provider: Level | None, holder: Level | None, dependent: Level | None) -> Facts:
    billing = provider.parties.get(BILLING_PROVIDER, NOBODY) if provider else NOBODY
    subscription = holder.coverage if holder else UNCOVERED
    subscriber = holder.parties.get(SUBSCRIBER, NOBODY) if holder else NOBODY
    payer = holder.parties.get(PAYER, NOBODY) if holder else NOBODY
    patient, relationship = subscriber, subscription.relationship
    if dependent is not None:
        patient = dependent.parties.get(PATIENT, NOBODY)
        if dependent.relationship is not None:
            relationship = dependent.relationship
    return billing, subscription, subscriber, payer, patient, relationship


def read_sound_level(machine: Machine, stretch: Stretch, rows: list[Row]) -> Level:
    """The level of a stretch whose segments stand in the guide's order."""
    return _read(machine, stretch, rows, list(enumerate(kinds_of(machine, stretch.uses))))


def read_level(machine: Machine, stretch: Stretch) -> Level:
    """The level that an HL opens, with its segments in whatever order."""
    rows = rows_of(stretch)
    return _read(machine, stretch, rows, in_order(machine, stretch.uses, [row[0] for row in rows]))


def _read(machine: Machine, stretch: Stretch, rows: list[Row], steps: list[Step]) -> Level:
    level = Level(loop_id(machine, stretch.uses[0]), stretch)
    try:
        _gather(level, rows, steps)
    except IndexError:  # a row is shorter than it should be, which a finding says
        level = Level(level.id, stretch)
        _gather(level, filled(rows), steps)
    return level


def _gather(  # noqa: C901 - one flat pass over the segments
    level: Level, rows: list[Row], steps: Iterable[Step]
) -> None:
    """Fill in parties, coverage and relationship."""
    stretch = level.stretch
    found: dict[int, Described] = {}
    here = Described(ABSENT, 0)
    for index, kind in steps:
        row = rows[index]
        if kind in _PARTIES:
            here = Described(row, index)
            found.setdefault(kind, here)
        elif kind == STREET:
            here.street = row
        elif kind == CITY:
            here.city = row
        elif kind == BIRTH:
            here.birth = row
        elif kind == REFERENCE:
            here.references.append(reference_in(row, stretch, index))
        elif kind == CONTACT:
            here.contacts.append(read_contact(row, stretch, index))
        elif kind == COVERAGE and level.coverage is UNCOVERED:
            level.coverage = subscription_in(row, stretch, index)
        elif kind == RELATION and level.relationship is None:
            level.relationship = at(row, 1)
    for kind, described in found.items():
        level.parties[kind] = party_of(described, stretch)
