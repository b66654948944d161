"""What a TA1 and a 999 repeat of what they answer, put right where it could not be written so.

An answer must be valid itself, or nobody reads what it says. Where a number or a code can't be
repeated as it came, the finding about it says so; what is written here only keeps its place.
"""

from cobrelay.x12.acknowledging.addressing import UNNAMED, AnswerValues
from cobrelay.x12.acknowledging.answered import AnsweredGroup
from cobrelay.x12.checking.envelope import FUNCTIONAL_CODES
from cobrelay.x12.grammars.t999 import GRAMMAR
from cobrelay.x12.schema import SegmentUse, walk
from cobrelay.x12.values import is_time, short_day
from cobrelay.x12.views.envelope import GroupStart, InterchangeStart, SetStart

_USES = {use.id: use for use in walk(GRAMMAR.root) if isinstance(use, SegmentUse)}
_GROUP_CODES = _USES["AK1"].elements[0].codes
_KINDS = _USES["AK2"].elements[0].codes
_KIND_IN = {code: kind for kind, code in FUNCTIONAL_CODES.items() if kind in _KINDS}
_ISA13_LENGTH = 9
_GROUP_NUMBER_LONGEST = 9
_VERSION_LONGEST = 12
_SET_NUMBER_SHORTEST, _SET_NUMBER_LONGEST = 4, 9


def repeated_interchange(start: InterchangeStart, values: AnswerValues) -> tuple[str, str, str]:
    """TA101 to TA103; the time of the answer where that of the interchange is none."""
    number = start.control_number if _is_number(start.control_number) else ""
    now = values.created_at
    return (
        number.zfill(_ISA13_LENGTH)[:_ISA13_LENGTH],
        start.date if short_day(start.date) else f"{now:%y%m%d}",
        start.time if is_time(start.time) else f"{now:%H%M}",
    )


def functional_code(group: AnsweredGroup) -> str:
    """AK101: the code of the group, else of the first set in it; empty where neither is one."""
    codes = [group.start.functional_code]
    codes += [FUNCTIONAL_CODES.get(each.start.kind, "") for each in group.sets[:1]]
    return next((code for code in codes if code in _GROUP_CODES), "")


def repeated_group(start: GroupStart, values: AnswerValues) -> tuple[str, str]:
    """AK102 and AK103."""
    number = start.control_number if _is_number(start.control_number) else "0"
    return (
        number[:_GROUP_NUMBER_LONGEST],
        values.echo(start.version, _VERSION_LONGEST) or UNNAMED,
    )


def repeated_set(start: SetStart, code: str, values: AnswerValues) -> tuple[str, str]:
    """AK201 and AK202, in a group with this code."""
    kind = start.kind if start.kind in _KINDS else _KIND_IN.get(code, "")
    number = values.echo(start.control_number, _SET_NUMBER_LONGEST)
    return kind, number.zfill(_SET_NUMBER_SHORTEST)


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal()
