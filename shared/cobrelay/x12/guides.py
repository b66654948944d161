"""The guides that can be read: each grammar compiled once, with its checks, on first use."""

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module

from cobrelay.x12.checking.elements import SegmentCheck
from cobrelay.x12.parser import Machine
from cobrelay.x12.schema import Grammar, Loop, SegmentUse

_MODULES = {"835": "t835", "837": "t837p", "999": "t999", "277": "t277ca"}
_CLAIM_LOOPS = frozenset({"2100", "2300"})
# Where a new unit of reading begins: openers of these loops, and these segments of the root.
_CUT_LOOPS = {
    "835": frozenset({"2000", "2100"}),
    "837": frozenset({"2000A", "2000B", "2000C", "2300"}),
    "999": frozenset[str](),
    "277": frozenset[str](),
}
_CUT_SEGMENTS = {"835": frozenset({"PLB", "SE"})}


@dataclass(frozen=True, slots=True)
class Guide:
    """A grammar ready for reading."""

    kind: str
    grammar: Grammar = field(repr=False)
    machine: Machine = field(repr=False)
    checks: tuple[SegmentCheck | None, ...] = field(repr=False)  # by item number
    in_claim: tuple[bool, ...] = field(repr=False)  # by item number
    cuts: frozenset[int] = field(repr=False)  # items that begin a new unit of reading
    claim_loop: int  # number of the loop that is one claim; 0 where there is none


@lru_cache(maxsize=8)
def guide(kind: str) -> Guide | None:
    """The guide for ST01, or None when we have none."""
    if kind not in _MODULES:
        return None
    grammar: Grammar = import_module(f"cobrelay.x12.grammars.{_MODULES[kind]}").GRAMMAR
    in_claim = _in_claim(grammar)
    checks = tuple(
        SegmentCheck(item.what, in_claim=in_claim[item.number])
        if isinstance(item.what, SegmentUse)
        else None
        for item in grammar.items
    )
    loops = (item for item in grammar.items if isinstance(item.what, Loop))
    claim_loop = next((item.number for item in loops if item.what.id in _CLAIM_LOOPS), 0)
    return Guide(kind, grammar, Machine(grammar), checks, in_claim, _cuts(grammar), claim_loop)


def _in_claim(grammar: Grammar) -> tuple[bool, ...]:
    if grammar.kind not in ("835", "837"):
        return tuple(False for _ in grammar.items)
    inside: list[bool] = []
    for item in grammar.items:
        own = isinstance(item.what, Loop) and item.what.id in _CLAIM_LOOPS
        inside.append(own or (item.parent >= 0 and inside[item.parent]))
    return tuple(inside)


def _cuts(grammar: Grammar) -> frozenset[int]:
    loops = _CUT_LOOPS[grammar.kind]
    segments = _CUT_SEGMENTS.get(grammar.kind, frozenset({"SE"}))
    return frozenset(
        item.number + 1 if isinstance(item.what, Loop) else item.number
        for item in grammar.items
        if (isinstance(item.what, Loop) and item.what.id in loops)
        or (item.parent == 0 and isinstance(item.what, SegmentUse) and item.what.id in segments)
    )
