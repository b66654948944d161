"""The envelope: ISA, GS, ST … SE, GE, IEA: nesting, counts and control numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cobrelay.x12.checking.quoting import quoted
from cobrelay.x12.checking.rules import Problem
from cobrelay.x12.delimiters import Delimiters, is_known_version
from cobrelay.x12.findings import Finding, Place, Verdict
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.values import count, day, is_time, short_day
from cobrelay.x12.views.envelope import GroupStart, InterchangeStart, SetStart

FUNCTIONAL_CODES = {
    "835": "HP",
    "837": "HC",
    "999": "FA",
    "997": "FA",
    "277": "HN",
    "276": "HR",
    "270": "HS",
    "271": "HB",
    "278": "HI",
    "820": "RA",
    "834": "BE",
    "841": "SP",
    "275": "PI",
    "824": "AG",
}
NO_GS = ["GS"]  # the row of a group whose GS is missing
_CONTROL_NUMBER = re.compile(r"[0-9]{9}")
_SET_NUMBER = re.compile(r"[A-Za-z0-9]{1,9}")  # the guide wants four at least; fewer harm nobody


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
    findings: list[Finding] = field(
        default_factory=list
    )  # of the interchange or group that is open
    partial: bool = False  # resumed within: counts can't be compared
    is_checked: bool = True  # whether the envelope is one of the levels

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
            self.interchange.control_number if self.interchange else "",
            self.group.control_number if self.group else "",
            self.open_set.control_number if self.open_set else "",
            quoted(row, problem.element) if row else "",
        )

    def report(self, problem: Problem, place: Place, row: Sequence[str] = ()) -> None:
        """Keep a finding for the end of what is open."""
        if self.is_checked:
            self.findings.append(self.finding(problem, place, row))


def rejected(code: str, element: str, message: str, fix: str) -> Problem:
    """A problem that spoils the file."""
    return Problem(code, Verdict.REJECT_FILE, element, message, fix)


def set_rejected(code: str, element: str, message: str, fix: str) -> Problem:
    """A problem that spoils the set."""
    return Problem(code, Verdict.REJECT_SET, element, message, fix)


def _at(row: list[str], number: int) -> str:
    return row[number] if number < len(row) else ""


def read_isa(
    row: list[str], ordinal: int, delimiters: Delimiters, source: Stretch
) -> InterchangeStart:
    """The facts of an ISA."""
    return InterchangeStart(
        ordinal,
        delimiters,
        _at(row, 5),
        _at(row, 6).strip(),
        _at(row, 7),
        _at(row, 8).strip(),
        _at(row, 9),
        _at(row, 10),
        _at(row, 13),
        _at(row, 14),
        _at(row, 15),
        source=source,
    )


def check_isa(view: InterchangeStart, row: list[str], receivers: frozenset[str]) -> list[Problem]:
    """Version, control number, date, usage and receiver of an ISA."""
    found = []
    if not is_known_version(_at(row, 12)):
        found.append(rejected("TA1:017", "ISA12", "ISA12 names no version we know.", "Use 00501."))
    if not _CONTROL_NUMBER.fullmatch(view.control_number):
        found.append(
            rejected("TA1:018", "ISA13", "ISA13 is no number of nine digits.", "Use nine digits.")
        )
    if short_day(view.date) is None:
        found.append(_isa_warning("TA1:014", "ISA09", "is no date that exists", "Give YYMMDD."))
    if not is_time(view.time):
        found.append(_isa_warning("TA1:015", "ISA10", "is no time", "Give HHMM."))
    if view.usage not in ("P", "T", "I"):
        found.append(_isa_warning("TA1:020", "ISA15", "is no usage", "Use P or T."))
    if receivers and view.receiver_id not in receivers:
        found.append(
            rejected("TA1:009", "ISA08", "ISA08 is not one of our ids.", "Send it to its receiver.")
        )
    return found


def _isa_warning(code: str, element: str, what: str, fix: str) -> Problem:
    return Problem(code, Verdict.WARN, element, f"{element} {what}.", fix)


def read_gs(
    row: list[str], ordinal: int, interchange: InterchangeStart, source: Stretch
) -> GroupStart:
    """The facts of a GS."""
    return GroupStart(
        ordinal,
        interchange,
        _at(row, 1),
        _at(row, 2),
        _at(row, 3),
        day(_at(row, 4)) or short_day(_at(row, 4)),
        _at(row, 6),
        _at(row, 8),
        source=source,
    )


def is_made_up(group: GroupStart) -> bool:
    """Whether the group stands for a GS that was missing, which is said already."""
    return not (group.functional_code or group.version or group.control_number)


def check_gs(view: GroupStart) -> list[Problem]:
    """The date of a GS, and that it has a control number."""
    found = []
    if view.date is None:
        found.append(rejected("AK9:6", "GS04", "GS04 is no date that exists.", "Give CCYYMMDD."))
    if not view.control_number:
        found.append(rejected("AK9:6", "GS06", "GS06 is missing.", "Give a control number."))
    for element, code in (("GS02", view.sender_code), ("GS03", view.receiver_code)):
        if not code.strip():
            found.append(
                Problem(
                    "AK9:6",
                    Verdict.WARN,
                    element,
                    f"{element} is missing.",
                    "Name sender and receiver of the group.",
                )
            )
    return found


def read_st(row: list[str], ordinal: int, group: GroupStart, source: Stretch) -> SetStart:
    """The facts of an ST."""
    return SetStart(
        ordinal,
        group.interchange,
        group,
        _at(row, 1),
        _at(row, 2),
        _at(row, 3) or group.version,
        source=source,
    )


def _guide(version: str) -> str:
    """The guide that a version names, whatever its errata: `005010X222` of `005010X222A2`."""
    return re.sub(r"A[0-9]$", "", version)


def check_st(view: SetStart, row: list[str], numbers: set[str]) -> list[Problem]:
    """Kind, version and number of a set against its group."""
    found = []
    if not _SET_NUMBER.fullmatch(view.control_number):
        found.append(
            set_rejected(
                "IK5:7",
                "ST02",
                "ST02 is no control number of at most nine letters and digits.",
                "Number the sets of a group.",
            )
        )
    expected = FUNCTIONAL_CODES.get(view.kind)
    if expected is None:
        found.append(set_rejected("IK5:6", "ST01", "ST01 names no set we know.", "Use 835, 837, …"))
    elif view.group.functional_code != expected and not is_made_up(view.group):
        found.append(
            set_rejected(
                "IK5:18",
                "ST01",
                f"A set {view.kind} stands in a group {view.group.functional_code[:2]!r}.",
                f"Put it into a group {expected}.",
            )
        )
    if _at(row, 3) and _guide(_at(row, 3)) != _guide(view.group.version):
        found.append(
            set_rejected(
                "IK5:19",
                "ST03",
                "ST03 names another guide than GS08.",
                "Name the same guide in both.",
            )
        )
    if view.control_number in numbers:
        found.append(
            set_rejected(
                "IK5:23",
                "ST02",
                "ST02 is used by an earlier set of the group.",
                "Give each set of a group its own number.",
            )
        )
    return found


def check_se(row: list[str], start: SetStart, segments: int) -> list[Problem]:
    """The count and number of an SE."""
    found = []
    if count(_at(row, 1)) != segments:
        found.append(
            set_rejected(
                "IK5:4",
                "SE01",
                f"SE01 does not say the number of segments, {segments}.",
                f"Give {segments}, ST and SE included.",
            )
        )
    if _at(row, 2) != start.control_number:
        found.append(
            set_rejected("IK5:3", "SE02", "SE02 is not ST02.", "Repeat the number of the ST.")
        )
    return found


def check_ge(row: list[str], group: GroupStart, sets: int) -> list[Problem]:
    """The count and number of a GE."""
    found = []
    if count(_at(row, 1)) != sets:
        found.append(
            rejected(
                "AK9:5",
                "GE01",
                f"GE01 does not say the number of sets, {sets}.",
                f"Give {sets}.",
            )
        )
    if _at(row, 2) != group.control_number:
        found.append(rejected("AK9:4", "GE02", "GE02 is not GS06.", "Repeat the number of the GS."))
    return found


def check_iea(row: list[str], interchange: InterchangeStart, groups: int) -> list[Problem]:
    """The count and number of an IEA."""
    found = []
    if count(_at(row, 1)) != groups:
        found.append(
            rejected(
                "TA1:021",
                "IEA01",
                f"IEA01 does not say the number of groups, {groups}.",
                f"Give {groups}.",
            )
        )
    if _at(row, 2) != interchange.control_number:
        found.append(
            rejected("TA1:001", "IEA02", "IEA02 is not ISA13.", "Repeat the number of the ISA.")
        )
    return found
