"""The envelope as it is read: what is open, and the facts of ISA, GS and ST."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cobrelay.x12.checking.quoting import numbered, quoted
from cobrelay.x12.checking.rules import Problem
from cobrelay.x12.checking.telling import Telling
from cobrelay.x12.delimiters import Delimiters
from cobrelay.x12.findings import Finding, Place, Verdict
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import at, day, short_day
from cobrelay.x12.views.envelope import GroupStart, InterchangeStart, SetStart

NO_GS = ["GS"]  # the row of a group whose GS is missing
FINDINGS_PER_FILE_MAX = 1000  # of its envelopes


@dataclass(slots=True)
class Open:
    """The interchange, group and set that are open, with what was counted in them."""

    delimiters: Delimiters
    interchange: InterchangeStart | None = None
    group: GroupStart | None = None
    open_set: SetStart | None = None
    groups: int = 0
    sets: int = 0
    sets_in_file: int = 0
    interchanges: int = 0
    seen: set[tuple[str, str]] = field(default_factory=set)  # (ISA06, ISA13) of the file
    set_numbers: set[str] = field(default_factory=set)  # ST02 of the group
    partial: bool = False  # resumed within: counts can't be compared
    is_checked: bool = True  # whether the envelope is one of the levels
    telling: Telling = field(default_factory=Telling)
    _findings: list[Finding] = field(default_factory=list)  # of the interchange or group
    _worst: Verdict = Verdict.ACCEPT  # of these
    _told: int = 0  # of the envelopes of the file

    def finding(self, problem: Problem, place: Place, row: Sequence[str] = ()) -> Finding:
        """The finding for a problem at a place of the envelope, where this segment stands."""
        return Finding(
            problem.code,
            problem.verdict,
            place,
            problem.message,
            problem.fix,
            problem.element,
            "",
            numbered(self.interchange.control_number) if self.interchange else "",
            numbered(self.group.control_number) if self.group else "",
            numbered(self.open_set.control_number) if self.open_set else "",
            quoted(row, problem.element) if row else "",
        )

    def report(self, problem: Problem, place: Place, row: Sequence[str] = ()) -> None:
        """Keep a finding for the end of what is open; of very many only what is worse."""
        if not self.is_checked:
            return
        if self._told >= FINDINGS_PER_FILE_MAX and problem.verdict <= self._worst:
            self.telling.stop(place)
            return
        self._told += 1
        self._worst = max(self._worst, problem.verdict)
        self._findings.append(self.finding(problem, place, row))

    def over(self) -> tuple[Finding, ...]:
        """What was found since something was over last: of the interchange or group that is."""
        found = tuple(self._findings)
        self._findings.clear()
        self._worst = Verdict.ACCEPT
        return found


def read_isa(
    row: list[str], ordinal: int, delimiters: Delimiters, source: Stretch
) -> InterchangeStart:
    """The facts of an ISA."""
    return InterchangeStart(
        ordinal,
        delimiters,
        at(row, 5),
        at(row, 6).strip(),
        at(row, 7),
        at(row, 8).strip(),
        at(row, 9),
        at(row, 10),
        at(row, 13),
        at(row, 14),
        at(row, 15),
        source=source,
    )


def read_gs(
    row: list[str], ordinal: int, interchange: InterchangeStart, source: Stretch
) -> GroupStart:
    """The facts of a GS."""
    return GroupStart(
        ordinal,
        interchange,
        at(row, 1),
        at(row, 2),
        at(row, 3),
        day(at(row, 4)) or short_day(at(row, 4)),
        at(row, 6),
        at(row, 8),
        source=source,
    )


def read_st(row: list[str], ordinal: int, group: GroupStart, source: Stretch) -> SetStart:
    """The facts of an ST."""
    return SetStart(
        ordinal,
        group.interchange,
        group,
        at(row, 1),
        at(row, 2),
        at(row, 3) or group.version,
        source=source,
    )
