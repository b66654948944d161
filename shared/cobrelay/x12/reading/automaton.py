"""Which claims fit their guide without a remark: an automaton worked out from the grammar.

The parser takes a segment at a time, counts it, and knows what to say of any; this only accepts.
Its states are the parser's together with what has occurred in the present groups of uses, so that
nothing is counted while a claim is read: one look-up a segment says what comes next. States and
steps are worked out when they are first met; whatever is not surely sound is left to the parser.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, cast

from cobrelay.x12.checking.elements import SegmentCheck
from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.guides import Guide, guide
from cobrelay.x12.parser import Fit, Transition
from cobrelay.x12.reading.fitting import Fits, fits_of
from cobrelay.x12.schema import Loop, SegmentUse

STEPS_MAX = 20_000  # beyond it all is learnt anew: a file that makes so many is hostile
COUNTED_MAX = 15  # loops that may occur more often are counted where a claim ends
EXITS_MAX = 16

Counts = tuple[tuple[int, int], ...]  # items of the present groups with how often each occurred
Row = list[str]


class State:
    """Where a claim stands, and the steps from there that were met so far."""

    __slots__ = ("counts", "exits", "item", "steps")

    def __init__(self, item: int, counts: Counts) -> None:
        self.item = item  # number of the use of the last segment
        self.counts = counts
        self.steps: dict[str, Any] = {}  # a Step by id; by id and qualifier where it has one
        self.exits: dict[str, Step | None] = {}  # how the next unit begins; by id and level


Step = tuple[State, Fits, SegmentCheck]


class Unit:
    """A unit that was followed to its end: its rows, their uses, and how the next one begins."""

    __slots__ = ("following", "rows", "uses")

    def __init__(self, rows: list[Row], uses: list[int]) -> None:
        self.rows = rows
        self.uses = uses
        self.following: Step | None = None  # the step into the next unit; None: the set ends


class Automaton:
    """Accepts the levels and claims of one guide."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._machine = guide.machine
        items = self._machine.items
        self.cuts = frozenset(items[number].opener.id for number in guide.cuts)
        inside = items[guide.claim_loop + 1 : items[guide.claim_loop].end]
        self._bounds = [(i.opener.id, i.what.most) for i in inside if _is_bounded(i.what)]
        self._longest = min((most for _, most in self._bounds), default=0)
        self._states: dict[tuple[int, Counts], State] = {}
        self._steps = 0
        self._fits: dict[int, Fits] = {}

    def entry(self, use: int) -> Step:
        """The step into a unit whose opener the parser has placed."""
        items = self._machine.items
        counts = {use: 1}
        above = items[use].parent
        while above > 0:
            counts[above] = 1
            above = items[above].parent
        return self._step(self._state(use, tuple(sorted(counts.items()))))

    def follow(
        self,
        entry: Step,
        lines: Sequence[str],
        first: int,
        delimiters: Delimiters,
        *,
        elements: bool,
    ) -> Unit | None:
        """The unit that line `first` opens, up to where the next begins; None when in doubt.

        Lines must be printable ASCII where elements are checked.
        """
        separator, component = delimiters.element, delimiters.component
        state, fits, check = entry
        line = lines[first]
        row = line.split(separator)
        if elements and not fits(row, line, component) and check.problems(row, line, component):
            return None
        rows, uses = [row], [state.item]
        for at in range(first + 1, len(lines)):
            line = lines[at]
            row = line.split(separator)
            step = state.steps.get(row[0])
            if step.__class__ is dict:
                step = step.get(row[1]) if len(row) > 1 else None
            if step is None:
                step = self._learn(state, row, component)
                if step is None:
                    return self._ended(Unit(rows, uses), state, row)
            state, fits, check = step
            if elements and not fits(row, line, component) and check.problems(row, line, component):
                return None
            rows.append(row)
            uses.append(state.item)
        return None

    def _ended(self, unit: Unit, state: State, row: Row) -> Unit | None:
        """The unit, if it may end where the row begins another, or ends the set."""
        segment_id = row[0]
        if segment_id not in self.cuts:
            return None
        if self._bounds and len(unit.rows) > self._longest and self._has_too_many(unit.rows):
            return None
        qualifier = self._machine.qualifier(row, "")
        key = segment_id + qualifier
        if key not in state.exits:
            if len(state.exits) >= EXITS_MAX:
                return None
            state.exits[key] = self._exit(state, segment_id, qualifier)
        following = state.exits[key]
        if following is None:
            return None
        unit.following = None if segment_id == "SE" else following
        return unit

    def _exit(self, state: State, segment_id: str, qualifier: str) -> Step | None:
        """The step out of a unit; None when something is to be said of it."""
        transition = self._machine.transition(state.item, segment_id, qualifier)
        following = self._following(state, transition)
        return None if following is None else self._step(following)

    def _has_too_many(self, rows: Sequence[Row]) -> bool:
        """Whether a loop that is not counted in the states occurs too often."""
        return any(sum(row[0] == opener for row in rows) > most for opener, most in self._bounds)

    def _learn(self, state: State, row: Row, component: str) -> Step | None:
        """Work out a step that was not met before."""
        segment_id = row[0]
        if segment_id in self.cuts or segment_id not in self._machine.grammar.segment_ids:
            return None
        qualifier = self._machine.qualifier(row, component)
        is_qualified = segment_id in self._machine.qualified
        if is_qualified and (known := state.steps.get(segment_id, {}).get(qualifier)):
            return cast("Step", known)  # the qualifier is a part of its element
        transition = self._machine.transition(state.item, segment_id, qualifier)
        following = self._following(state, transition)
        if following is None:
            return None
        if self._steps >= STEPS_MAX:  # other files, and those after it, are not to suffer for it
            self._states, self._steps = {}, 0
        self._steps += 1
        step = self._step(following)
        if is_qualified:
            state.steps.setdefault(segment_id, {})[qualifier] = step
        else:
            state.steps[segment_id] = step
        return step

    def _step(self, state: State) -> Step:
        check = self._guide.checks[state.item]
        assert check is not None
        fits = self._fits.get(state.item)
        if fits is None:
            fits = self._fits[state.item] = fits_of(check)
        return (state, fits, check)

    def _following(self, state: State, transition: Transition) -> State | None:
        """The state after a transition; None when something is to be said of it."""
        counts = dict(state.counts)
        if transition.fit is not Fit.EXPECTED:
            return None
        if any(not counts.get(number) for number in transition.required):
            return None
        items = self._machine.items
        what = transition.opened[0][0] if transition.opened else transition.item
        most = items[what].what.most
        is_counted = most and not _is_bounded(items[what].what)
        counts = {number: count for number, count in state.counts if self._stays(number, what)}
        counts[what] = counts.get(what, 0) + 1 if is_counted else 1
        if is_counted and counts[what] > most:
            return None
        if transition.opened:
            counts[transition.item] = 1
        return self._state(transition.item, tuple(sorted(counts.items())))

    def _stays(self, number: int, what: int) -> bool:
        """Whether it matters, once `what` has begun, that an item has occurred."""
        items = self._machine.items
        here, there = items[number], items[what]
        if here.parent == there.parent:
            return here.group == there.group
        return items[here.parent].number <= there.parent < items[here.parent].end

    def _state(self, item: int, counts: Counts) -> State:
        found = self._states.get((item, counts))
        if found is None:
            found = self._states[item, counts] = State(item, counts)
        return found


def _is_bounded(what: SegmentUse | Loop) -> bool:
    return isinstance(what, Loop) and what.most > COUNTED_MAX


@lru_cache(maxsize=8)
def automaton(kind: str) -> Automaton:
    """The automaton of a guide's claims, shared by all sets."""
    found = guide(kind)
    assert found is not None
    return Automaton(found)
