"""Which segments of a file are shown: all, some loops, or one claim with what it stands in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cobrelay.x12 import Line

_CLAIM_SEGMENTS = frozenset({"CLM", "CLP"})
# How deep what begins with a segment or loop lies around a claim.
_LEVELS = {"ISA": 0, "GS": 1, "ST": 2, "2000A": 3, "2000": 3, "2000B": 4, "2000C": 5}
_HEADER = 2
_AFTER_CLAIMS = frozenset({"PLB", "SE", "GE", "IEA"})
_KEPT_MAX = 1000


@dataclass(slots=True)
class _Context:
    """What the next claim stands in: envelope, header, and the loops around it."""

    lines: list[tuple[int, Line]] = field(default_factory=list)  # with their level

    def keep(self, line: Line) -> None:
        begun = _begins(line)
        if begun is not None:
            self.lines = [kept for kept in self.lines if kept[0] < begun]
        if line.segment.id not in _AFTER_CLAIMS and len(self.lines) < _KEPT_MAX:
            self.lines.append((_level(line), line))


def _begins(line: Line) -> int | None:
    """The level that begins with this segment, if one does."""
    if line.segment.id in ("ISA", "GS", "ST"):
        return _LEVELS[line.segment.id]
    levels = [_LEVELS[loop.id] for loop in line.opened if loop.id in _LEVELS]
    return min(levels, default=None)


def _level(line: Line) -> int:
    if line.segment.id in ("ISA", "GS"):
        return _LEVELS[line.segment.id]
    parts = (part.partition("[")[0] for part in line.path.split("/"))
    return max((_LEVELS[part] for part in parts if part in _LEVELS), default=_HEADER)


def only_claim(lines: Iterable[Line], number: str) -> Iterator[Line]:
    """The claims with this CLM01 or CLP01, each after the header that it stands in."""
    context = _Context()
    inside = shown = False
    for line in lines:
        segment_id = line.segment.id
        if segment_id in _CLAIM_SEGMENTS:
            inside, shown = True, line.segment[1] == number
            if shown:
                yield from (kept for _, kept in context.lines)
        elif segment_id in _AFTER_CLAIMS or _begins(line) is not None:
            inside = shown = False
        if shown:
            yield line
        elif not inside:
            context.keep(line)


@dataclass(frozen=True, slots=True)
class Shown:
    """A segment to show; the first of a chosen loop with its path as heading."""

    line: Line
    heading: str = ""
    above: int = 0  # loops around the chosen one: how far it is moved to the left


def only_loops(lines: Iterable[Line], loop_id: str) -> Iterator[Shown]:
    """The segments of every loop of this id, with all that is in it."""
    claim = ""
    for line in lines:
        if line.segment.id in _CLAIM_SEGMENTS:
            claim = line.segment[1]
        elif _begins(line) is not None:
            claim = ""
        parts = line.path.split("/")
        at = next((n for n, part in enumerate(parts) if part.partition("[")[0] == loop_id), None)
        if at is None:
            continue
        heading = ""
        if any(loop.id == loop_id for loop in line.opened):
            heading = "/".join(parts[: at + 1]) + (f"  claim {claim}" if claim else "")
        yield Shown(line, heading, at)
