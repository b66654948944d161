"""Which claims fit their guide without a remark: an automaton worked out from the grammar.

The parser takes a segment at a time, counts it, and knows what to say of any; this only accepts.
Its states are the parser's together with what has occurred in the present group of uses, so that
nothing is counted while a claim is read: one look-up a segment says what comes next. States and
steps are worked out when they are first met; whatever is not surely sound is left to the parser.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from cobrelay.x12.checking.elements import SegmentCheck
from cobrelay.x12.guides import Guide, guide
from cobrelay.x12.parser import Fit, Transition
from cobrelay.x12.reading.fitting import Fits, fits_of
from cobrelay.x12.schema import Loop

STEPS_MAX = 20_000  # beyond it nothing more is learnt: a file that makes so many is hostile

Counts = tuple[tuple[int, int], ...]  # items of the present group with how often each occurred


class State:
    """Where a claim stands, and the steps from there that were met so far."""

    __slots__ = ("complete", "counts", "item", "steps")

    def __init__(self, item: int, counts: Counts, *, complete: bool) -> None:
        self.item = item  # number of the use of the last segment
        self.counts = counts
        self.complete = complete  # whether the claim may end here
        self.steps: dict[str, Any] = {}  # a Step by id; by id and qualifier where it has one


Step = tuple[State, Fits, SegmentCheck]


class Automaton:
    """Accepts the claims of one guide."""

    def __init__(self, guide: Guide, opener: str) -> None:
        self._guide = guide
        self._machine = guide.machine
        self._opener = opener
        items = self._machine.items
        self.cuts = frozenset(items[number].opener.id for number in guide.cuts)
        use = next(n for n in guide.cuts if items[n].opener.id == opener)
        end = items[items[use].parent].end
        bounds = [i.what.most for i in items[use:end] if isinstance(i.what, Loop) and i.what.most]
        self.longest = min(bounds, default=999)  # so no loop can occur too often in so few segments
        self._states: dict[tuple[int, Counts], State] = {}
        self._steps = 0
        self._fits: dict[int, Fits] = {}
        self._first = self._step(self._state(use, ()))

    def accepts(
        self, rows: Sequence[list[str]], texts: Sequence[str], component: str, *, elements: bool
    ) -> int:
        """How many segments from the opener on are a claim without a remark; 0 when in doubt.

        Texts must be printable ASCII where elements are checked.
        """
        state, fits, check = self._first
        if len(rows) > self.longest:
            return 0
        row, text = rows[0], texts[0]
        if elements and not fits(row, text, component) and check.problems(row, text, component):
            return 0
        for at in range(1, len(rows)):
            row = rows[at]
            step = state.steps.get(row[0])
            if step is not None and step.__class__ is dict:
                step = step.get(row[1]) if len(row) > 1 else None
            if step is None:
                step = self._learn(state, row)
                if step is None:
                    return at if state.complete and row[0] in self.cuts else 0
            state, fits, check = step
            text = texts[at]
            if elements and not fits(row, text, component) and check.problems(row, text, component):
                return 0
        return len(rows) if state.complete else 0

    def _learn(self, state: State, row: list[str]) -> Step | None:
        """Work out a step that was not met before."""
        segment_id = row[0]
        if segment_id in self.cuts or segment_id not in self._machine.grammar.segment_ids:
            return None
        is_qualified = self._machine.qualified.get(segment_id) == 1
        qualifier = row[1] if is_qualified and len(row) > 1 else ""
        transition = self._machine.transition(state.item, segment_id, qualifier)
        following = self._following(state, transition)
        if following is None or self._steps >= STEPS_MAX:
            return None
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
        if transition.opened:
            return self._state(transition.state, ())
        items, item = self._machine.items, transition.item
        here, there = items[state.item], items[item]
        if (here.parent, here.group) != (there.parent, there.group):
            counts = {}
        counts[item] = counts.get(item, 0) + 1
        if transition.most and counts[item] > transition.most:
            return None
        return self._state(item, tuple(sorted(counts.items())))

    def _state(self, item: int, counts: Counts) -> State:
        found = self._states.get((item, counts))
        if found is None:
            leaving = self._machine.transition(item, self._opener, "")
            counted = dict(counts)
            complete = all(counted.get(number) for number in leaving.required)
            found = self._states[item, counts] = State(item, counts, complete=complete)
        return found


@lru_cache(maxsize=8)
def automaton(kind: str, opener: str) -> Automaton | None:
    """The automaton of a guide's claims, shared by all sets; None where we have no guide."""
    found = guide(kind)
    return Automaton(found, opener) if found else None
