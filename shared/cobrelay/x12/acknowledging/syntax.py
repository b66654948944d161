"""The TA1 and the 999 for a file: what is wrong with its envelope and with the syntax of its sets.

A set is accepted (A), accepted with errors that were noted (E), or rejected (R) when a finding
rejects the set. A claim that is quarantined alone is an error noted: the 277CA rejects it.
"""

from collections.abc import Iterable, Iterator

from cobrelay.x12.acknowledging.addressing import AnswerValues
from cobrelay.x12.acknowledging.answered import (
    AnsweredGroup,
    AnsweredInterchange,
    AnsweredSet,
    answered,
)
from cobrelay.x12.acknowledging.repeating import (
    functional_code,
    repeated_group,
    repeated_interchange,
    repeated_set,
)
from cobrelay.x12.acknowledging.wording import (
    SEGMENT_HAS_ELEMENT_ERRORS,
    element_error,
    segment_error,
)
from cobrelay.x12.findings import Finding, Verdict
from cobrelay.x12.segment import Segment, segment
from cobrelay.x12.tree import LoopNode, loop
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.items import Item
from cobrelay.x12.writing.writer import enclose, write_set

VERSION = "005010X231A1"
CODES_MAX = 5  # IK502 to IK506, AK905 to AK909
_BAD_GS = "024"  # TA105
_LOOP_ID_LENGTH = 4  # IK303
_POSITION_MAX = 999_999  # IK302
_CONTEXT_LONGEST = 35  # CTX01-2
_GUIDE_LONGEST = 35  # AK203
_NEVER_ANSWERED = frozenset({"FA"})  # no 999 for a 999

Noted = tuple[Finding, str]  # with the claim's own number, where it is about one


def acknowledge(items: Iterable[Item], values: AnswerValues) -> bytes:
    """The 999 for each group of a file, and a TA1 where it is asked for or all that can be said.

    `items` is what `read` gives; nothing of it is held but the findings. One interchange goes back
    for each that came; it is TA1 alone where that one is refused. Empty when there is nothing to
    answer: a file without an ISA that can be read, or of 999s alone. Guide 005010X231A1; the
    table of codes is in `acknowledging/wording.py`.
    """
    answers = (_written(found, values, number) for number, found in enumerate(answered(items)))
    return b"".join(answers)


def _written(found: AnsweredInterchange, values: AnswerValues, number: int) -> bytes:
    groups = [] if found.is_refused else found.groups
    told = [group for group in groups if group.start.functional_code not in _NEVER_ANSWERED]
    asked = found.start.acknowledgment_requested == "1"
    named = [group for group in told if functional_code(group)]
    if len(named) < len(told):  # what it is that such a group holds no 999 can say
        found.notes.setdefault(_BAD_GS, Verdict.WARN)
        asked, told = True, named
    answers = [_ta1(found, values)] if found.is_refused or asked else []
    if not told and not answers:
        return b""
    sets = [
        write_set("999", _tree(group, f"{at:04d}", values), values.delimiters)
        for at, group in enumerate(told, start=1)
    ]
    outer = values.returning(found.start, told[0].start if told else None, number)
    return enclose(outer, "FA", VERSION, sets, answers)


def _ta1(found: AnsweredInterchange, values: AnswerValues) -> Segment:
    start = found.start
    worst = max(found.notes, key=lambda code: found.notes[code], default="000")
    status = "R" if found.is_refused else "E" if found.notes else "A"
    return segment("TA1", *repeated_interchange(start, values), status, worst)


def _tree(group: AnsweredGroup, number: str, values: AnswerValues) -> LoopNode:
    code = functional_code(group)
    received = len(group.sets)
    included = group.included if group.included >= 0 else received
    codes = tuple(group.codes)[:CODES_MAX]
    counts = (str(included), str(received), str(group.accepted))
    told = [each for each in group.sets if not group.is_refused or each.status == "R"]
    return loop(
        "",
        segment("ST", "999", number, VERSION),
        segment("AK1", code, *repeated_group(group.start, values)),
        *(_response(each, code, values) for each in told),
        segment("AK9", group.status, *counts, *codes),
    )


def _response(one: AnsweredSet, code: str, values: AnswerValues) -> LoopNode:
    start = one.start
    errors = sorted(one.noted.items(), key=_order)
    codes = dict.fromkeys(
        code for finding, _ in errors for code in [_set_code(finding)] if code is not None
    )
    told = [note for note in errors if not note[0].code.startswith("IK5:")]
    return loop(
        "2000",
        segment("AK2", *repeated_set(start, code, values), _guide(start)),
        *_segment_errors(told, values),
        segment("IK5", one.status, *tuple(codes)[:CODES_MAX]),
    )


def _guide(start: SetStart) -> str:
    version = start.version
    is_one = version.isalnum() and version.isascii() and len(version) <= _GUIDE_LONGEST
    return version if is_one else ""


def _set_code(finding: Finding) -> str | None:
    kind, _, code = finding.code.partition(":")
    return code if kind == "IK5" else "5" if finding.verdict >= Verdict.REJECT_SET else None


def _order(noted: Noted) -> tuple[int, str, int, int]:
    finding, _ = noted
    element = element_error(finding) or (0, 0, "")
    return finding.place.position, finding.place.segment_id, element[0], element[1]


def _segment_errors(noted: Iterable[Noted], values: AnswerValues) -> Iterator[LoopNode]:
    """Loop 2100: one a segment and IK304; the elements of one segment stand together."""
    by_segment: dict[tuple[int, str, str], list[Noted]] = {}
    for finding, claim in noted:
        place = finding.place
        error = SEGMENT_HAS_ELEMENT_ERRORS if element_error(finding) else segment_error(finding)
        by_segment.setdefault((place.position, place.segment_id, error), []).append(
            (finding, claim)
        )
    for (position, segment_id, error), together in by_segment.items():
        first, claim = together[0]
        loop_id = first.loop.rpartition("/")[2].partition("[")[0][:_LOOP_ID_LENGTH]
        named = values.echo(segment_id, 3)
        if not named:  # an empty segment: there is nothing that IK301 could say
            continue
        context = [segment("CTX", ("CLM01", values.echo(claim, _CONTEXT_LONGEST)))] if claim else []
        yield loop(
            "2100",
            segment("IK3", named, str(min(position, _POSITION_MAX)), loop_id, error),
            *context,
            *_element_errors(finding for finding, _ in together),
        )


def _element_errors(findings: Iterable[Finding]) -> Iterator[LoopNode]:
    for told in dict.fromkeys(element_error(finding) for finding in findings):
        if told is not None:
            element, component, code = told
            position = (str(element), str(component)) if component else str(element)
            yield loop("2110", segment("IK4", position, "", code))
