"""The envelope: what is wrong with ISA, GS, ST … SE, GE, IEA: form, counts and control numbers."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from cobrelay.x12.checking.elements import SegmentCheck
from cobrelay.x12.checking.rules import Problem
from cobrelay.x12.delimiters import Delimiters, is_known_version
from cobrelay.x12.findings import Verdict
from cobrelay.x12.grammars.envelope import ENVELOPE
from cobrelay.x12.values import at, count, short_day
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
_INTERCHANGE_NUMBER = re.compile(r"[0-9]{9}")
_GROUP_NUMBER = re.compile(r"[0-9]{1,9}")
_SET_NUMBER = re.compile(r"[A-Za-z0-9]{1,9}")  # the guide wants four at least; fewer harm nobody
_HIPAA_VERSIONS = ("00501", "00401")  # ISA12 of the guides; others are read as these

# What an element that is not well-formed is called: by its number, else by 0.
_CODES: dict[str, dict[int, str]] = {
    "ISA": {
        1: "TA1:010",
        2: "TA1:011",
        3: "TA1:012",
        4: "TA1:013",
        5: "TA1:005",
        6: "TA1:006",
        7: "TA1:007",
        8: "TA1:008",
        9: "TA1:014",
        10: "TA1:015",
        14: "TA1:019",
        15: "TA1:020",
    },
    "GS": {0: "TA1:024", 6: "AK9:6", 8: "AK9:2"},
    "GE": {0: "TA1:022", 1: "AK9:5", 2: "AK9:4"},
    "IEA": {0: "TA1:022", 1: "TA1:021", 2: "TA1:001"},
}
_FORMS = {name: SegmentCheck(use, in_claim=False) for name, use in ENVELOPE.items()}
_REMEMBERED_LONGEST = 200  # characters; an envelope repeats itself
_ST_LONGEST = 4  # ST and its three elements


def rejected(code: str, element: str, message: str, fix: str) -> Problem:
    """A problem that spoils the file."""
    return Problem(code, Verdict.REJECT_FILE, element, message, fix)


def set_rejected(code: str, element: str, message: str, fix: str) -> Problem:
    """A problem that spoils the set."""
    return Problem(code, Verdict.REJECT_SET, element, message, fix)


def check_isa(view: InterchangeStart, row: list[str], receivers: frozenset[str]) -> list[Problem]:
    """Version, control number, receiver and values of an ISA; its widths were checked before."""
    found = []
    if not is_known_version(at(row, 12)):
        found.append(rejected("TA1:017", "ISA12", "ISA12 names no version we know.", "Use 00501."))
    elif at(row, 12) not in _HIPAA_VERSIONS:
        found.append(_warning("TA1:017", "ISA12", "is the version of no guide", "Use 00501."))
    if not _INTERCHANGE_NUMBER.fullmatch(view.control_number):
        found.append(
            rejected("TA1:018", "ISA13", "ISA13 is no number of nine digits.", "Use nine digits.")
        )
    if short_day(view.date) is None:
        found.append(_warning("TA1:014", "ISA09", "is no date that exists", "Give YYMMDD."))
    if receivers and view.receiver_id not in receivers:
        found.append(
            rejected("TA1:009", "ISA08", "ISA08 is not one of our ids.", "Send it to its receiver.")
        )
    found.extend(
        _warning(_CODES["ISA"][number], f"ISA{number:02d}", "is blank", "Name sender and receiver.")
        for number, name in ((6, view.sender_id), (8, view.receiver_id))
        if not name
    )
    return _with_form(found, row, view.delimiters)


def _warning(code: str, element: str, what: str, fix: str) -> Problem:
    return Problem(code, Verdict.WARN, element, f"{element} {what}.", fix)


def is_made_up(group: GroupStart) -> bool:
    """Whether the group stands for a GS that was missing, which is said already."""
    return not (group.functional_code or group.version or group.control_number)


def check_gs(view: GroupStart, row: list[str]) -> list[Problem]:
    """The date and control number of a GS, and the values of the others."""
    found = []
    if view.date is None:
        found.append(rejected("AK9:6", "GS04", "GS04 is no date that exists.", "Give CCYYMMDD."))
    elif len(at(row, 4)) != len("CCYYMMDD"):
        found.append(_warning("TA1:024", "GS04", "is a date without its century", "Give CCYYMMDD."))
    if not _GROUP_NUMBER.fullmatch(view.control_number):
        found.append(
            rejected(
                "AK9:6",
                "GS06",
                "GS06 is no number of one to nine digits.",
                "Number the groups with digits.",
            )
        )
    trimmed = [value.strip() for value in row]
    return _with_form(found, trimmed, view.interchange.delimiters)


def _with_form(found: list[Problem], row: list[str], delimiters: Delimiters) -> list[Problem]:
    """What is said of a segment, and what of the form of elements of which nothing is said yet."""
    text = delimiters.element.join(row)
    form = _form if len(text) <= _REMEMBERED_LONGEST else _form_of
    wrong = form(text, delimiters.element, delimiters.component)
    if not wrong:
        return found
    told = {problem.element for problem in found}
    return [*found, *(problem for problem in wrong if problem.element not in told)]


def _form_of(text: str, separator: str, component: str) -> tuple[Problem, ...]:
    row = text.split(separator)
    return tuple(_renamed(_FORMS[row[0]].problems(row, text, component), row[0]))


_form = lru_cache(maxsize=256)(_form_of)


def _renamed(problems: Iterable[Problem], segment_id: str) -> Iterator[Problem]:
    """The same in the codes of the envelope, which has none for elements."""
    codes = _CODES[segment_id]
    for problem in problems:
        number = int(problem.element.removeprefix(segment_id) or 0)
        code = problem.code if problem.code.startswith("B-") else codes.get(number, codes.get(0))
        if code is None:  # of a separator or number that is checked by itself
            continue
        verdict = problem.verdict
        if verdict is Verdict.REJECT_SET:
            verdict = Verdict.REJECT_FILE
        yield Problem(code, verdict, problem.element, problem.message, problem.fix)


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
    if at(row, 3) and _guide(at(row, 3)) != _guide(view.group.version):
        found.append(
            set_rejected(
                "IK5:19",
                "ST03",
                "ST03 names another guide than GS08.",
                "Name the same guide in both.",
            )
        )
    if len(row) > _ST_LONGEST:
        found.append(_surplus_in_st(row, view.interchange.delimiters))
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


def _surplus_in_st(row: list[str], delimiters: Delimiters) -> Problem:
    wrong = _FORMS["ST"].problems(row, delimiters.element.join(row), delimiters.component)
    return next(problem for problem in wrong if problem.code == "IK4:3")


def check_se(row: list[str], start: SetStart, segments: int) -> list[Problem]:
    """The count and number of an SE."""
    found = []
    if count(at(row, 1)) != segments:
        found.append(
            set_rejected(
                "IK5:4",
                "SE01",
                f"SE01 does not say the number of segments, {segments}.",
                f"Give {segments}, ST and SE included.",
            )
        )
    if at(row, 2) != start.control_number:
        found.append(
            set_rejected("IK5:3", "SE02", "SE02 is not ST02.", "Repeat the number of the ST.")
        )
    return found


def check_ge(row: list[str], group: GroupStart, sets: int) -> list[Problem]:
    """The count and number of a GE, and that nothing follows them."""
    found = []
    if count(at(row, 1)) != sets:
        found.append(
            rejected(
                "AK9:5",
                "GE01",
                f"GE01 does not say the number of sets, {sets}.",
                f"Give {sets}.",
            )
        )
    if at(row, 2) != group.control_number:
        found.append(rejected("AK9:4", "GE02", "GE02 is not GS06.", "Repeat the number of the GS."))
    return _with_form(found, row, group.interchange.delimiters)


def check_iea(row: list[str], interchange: InterchangeStart, groups: int) -> list[Problem]:
    """The count and number of an IEA, and that nothing follows them."""
    found = []
    if count(at(row, 1)) != groups:
        found.append(
            rejected(
                "TA1:021",
                "IEA01",
                f"IEA01 does not say the number of groups, {groups}.",
                f"Give {groups}.",
            )
        )
    if at(row, 2) != interchange.control_number:
        found.append(
            rejected("TA1:001", "IEA02", "IEA02 is not ISA13.", "Repeat the number of the ISA.")
        )
    return _with_form(found, row, interchange.delimiters)
