"""What 837P claims stand in: provider, subscriber, patient; read once for all claims in it."""

from collections.abc import Iterable, Mapping

from cobrelay.x12.assembly.kinds import (
    ABSENT,
    BILLING_PROVIDER,
    COVERAGE,
    PARTY,
    PATIENT,
    PAYER,
    RELATION,
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
    rows_of,
    subscription_in,
)
from cobrelay.x12.assembly.parts import NOBODY, Row
from cobrelay.x12.assembly.trees import build_tree
from cobrelay.x12.checking.identifiers import has_good_npi
from cobrelay.x12.parser import Machine
from cobrelay.x12.stretch import Start, Stretch
from cobrelay.x12.tree import LoopNode, loop
from cobrelay.x12.values import at, is_npi
from cobrelay.x12.views.claim import Subscription
from cobrelay.x12.views.facts import Party

_PARTIES = frozenset({BILLING_PROVIDER, SUBSCRIBER, PAYER, PATIENT, PARTY})
_LOOPS = _PROVIDER, _SUBSCRIBER, _PATIENT = ("2000A", "2000B", "2000C")
_ABOVE = {name: _LOOPS[:depth] for depth, name in enumerate(_LOOPS)}


Facts = tuple[Party, Subscription, Party, Party, Party, str]


class Found:
    """What stands under one HL, but for claims and levels."""

    __slots__ = ("coverage", "parties", "relationship")

    def __init__(self) -> None:
        self.parties: dict[int, Party] = {}  # by kind; the first of each
        self.coverage = UNCOVERED
        self.relationship: str | None = None  # PAT01; None without a PAT


class Level:
    """One HL with what stands under it, without its claims; read when it is asked for."""

    __slots__ = ("_found", "_machine", "_tree", "id", "is_identified", "responsibility", "stretch")

    def __init__(self, machine: Machine, stretch: Stretch, found: Found | None) -> None:
        self.id = loop_id(machine, stretch.uses[0])
        self.stretch = stretch
        self.responsibility = ""  # SBR01
        self.is_identified = True  # no NPI of a billing provider that fails its check
        self._machine = machine
        self._found = found
        self._tree: LoopNode | None = None

    @property
    def found(self) -> Found:
        """Parties, coverage and relationship."""
        if self._found is None:
            steps = enumerate(kinds_of(self._machine, self.stretch.uses))
            self._found = _read(self.stretch, self.stretch.rows, list(steps))
        return self._found

    @property
    def tree(self) -> LoopNode:
        """The loop, shared by the trees of all its claims."""
        if self._tree is None:
            self._tree = build_tree(self._machine, self.stretch)
        return self._tree


class Around:
    """The levels that a claim stands in; a new one for each HL."""

    __slots__ = ("_facts", "contexts", "is_identified", "levels", "machine", "responsibility")

    def __init__(self, machine: Machine, levels: Mapping[str, Level]) -> None:
        self.machine = machine
        self.levels = levels
        # Where the levels begin: what must be read again to understand a claim in them.
        self.contexts: tuple[Start, ...] = tuple(
            [levels[name].stretch.start for name in _LOOPS if name in levels]
        )
        self.responsibility = levels[_SUBSCRIBER].responsibility if _SUBSCRIBER in levels else ""
        self.is_identified = _PROVIDER not in levels or levels[_PROVIDER].is_identified
        self._facts: Facts | None = None

    @property
    def facts(self) -> Facts:
        """Billing provider, subscription, subscriber, payer, patient and relationship."""
        if self._facts is None:
            levels = (self.levels.get(name) for name in _LOOPS)
            self._facts = _facts(*(level.found if level else None for level in levels))
        return self._facts

    def within(self, level: Level) -> "Around":
        """The same with a new level, which ends those below it."""
        above = _ABOVE.get(level.id, _LOOPS)
        kept = {name: self.levels[name] for name in above if name in self.levels}
        kept[level.id] = level
        return Around(self.machine, kept)

    def tree_of(self, claim: Stretch) -> LoopNode:
        """Loop 2000A with this claim alone in it."""
        provider, subscriber, patient = (
            level.tree if (level := self.levels.get(name)) else None for name in _LOOPS
        )
        inner = build_tree(self.machine, claim)
        if patient is not None:
            inner = patient.adding(inner)
        around = (subscriber or loop("2000B")).adding(inner)
        return (provider or loop("2000A")).adding(around)


def _facts(provider: Found | None, holder: Found | None, dependent: Found | None) -> Facts:
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


def sound_level(machine: Machine, stretch: Stretch, rows: list[Row]) -> Level:
    """The level of a stretch whose segments stand in the guide's order."""
    level = Level(machine, stretch, None)
    if level.id == _SUBSCRIBER:
        level.responsibility = at(rows[1], 1)  # the HL is followed by the SBR
    elif level.id == _PROVIDER:
        billing = [row for row in rows if row[0] == "NM1" and at(row, 1) == "85"]
        level.is_identified = all(map(has_good_npi, billing))
    return level


def read_level(machine: Machine, stretch: Stretch) -> Level:
    """The level that an HL opens, with its segments in whatever order."""
    rows = rows_of(stretch)
    found = _read(stretch, rows, in_order(machine, stretch.uses, [row[0] for row in rows]))
    level = Level(machine, stretch, found)
    level.responsibility = found.coverage.responsibility
    billing_npi = found.parties.get(BILLING_PROVIDER, NOBODY).npi
    level.is_identified = not billing_npi or is_npi(billing_npi)
    return level


def _read(stretch: Stretch, rows: list[Row], steps: list[Step]) -> Found:
    try:
        return _gathered(stretch, rows, steps)
    except IndexError:  # a row is shorter than it should be, which a finding says
        return _gathered(stretch, filled(rows), steps)


def _gathered(stretch: Stretch, rows: list[Row], steps: Iterable[Step]) -> Found:
    read = Found()
    found: dict[int, Described] = {}
    here = Described(ABSENT, 0)
    for index, kind in steps:
        row = rows[index]
        if kind in _PARTIES:
            here = Described(row, index)
            found.setdefault(kind, here)
        elif kind == COVERAGE and read.coverage is UNCOVERED:
            read.coverage = subscription_in(row, stretch, index)
        elif kind == RELATION and read.relationship is None:
            read.relationship = at(row, 1)
        else:
            here.take(kind, row, stretch, index)
    for kind, described in found.items():
        read.parties[kind] = party_of(described, stretch)
    return read
