"""What is wrong with where a segment stands: missing, out of sequence, too often.

Each problem is worded once: a hostile file has the same ones a hundred thousand times.
"""

from functools import lru_cache

from cobrelay.x12.checking.rules import Problem
from cobrelay.x12.findings import ID_LONGEST, Verdict
from cobrelay.x12.parser import Machine, Transition
from cobrelay.x12.schema import Loop, SegmentUse, Usage

EMPTY = Problem(
    "IK3:1",
    Verdict.WARN,
    "",
    "A segment is empty: two terminators follow each other.",
    "Leave out the second terminator.",
)
_worded_once = lru_cache(maxsize=1024)


@_worded_once
def missing(machine: Machine, number: int, held: Verdict) -> Problem:
    """A required segment or loop is not there; `held` is the verdict on what harms its claim."""
    item = machine.items[number]
    what, opener = item.what, item.opener
    is_loop = isinstance(what, Loop)
    expected = what.usage is Usage.EXPECTED
    rejected = Verdict.REJECT_SET if is_loop else held
    begin = f", which begins with {opener.id}," if is_loop else ""
    return Problem(
        "IK3:I7" if is_loop and not expected else "IK3:3",
        Verdict.WARN if expected else rejected,
        "",
        f"The required {'loop' if is_loop else 'segment'} {what.id} ({what.name}) is missing.",
        f"Give {what.id}{begin} before this place.",
    )


@_worded_once
def other_qualifier(segment_id: str, element: int) -> Problem:
    """The segment has a place here, not with the qualifier in this element."""
    return Problem(
        "IK4:7",
        Verdict.WARN,
        f"{segment_id}{element:02d}",
        f"{segment_id} has a qualifier that the guide has not here.",
        "Use a qualifier of the guide, or leave the segment out.",
    )


@_worded_once
def sequence(segment_id: str, verdict: Verdict) -> Problem:
    """The segment belongs earlier or later."""
    return Problem(
        "IK3:7",
        verdict,
        "",
        f"{segment_id} stands out of sequence.",
        "Put the segments in the guide's order.",
    )


@_worded_once
def unexpected(segment_id: str, verdict: Verdict) -> Problem:
    """The segment has a place in the set, not here."""
    return _unplaced("IK3:2", verdict, segment_id, "is not expected here")


@_worded_once
def not_in_set(segment_id: str) -> Problem:
    """The set has no such segment."""
    return _unplaced("IK3:1", Verdict.REJECT_SET, segment_id, "is no segment of this set")


def _looks_like_an_id(text: str) -> bool:
    """Longer ones are values behind a terminator that should not be there, perhaps a name."""
    return text.isalnum() and len(text) < ID_LONGEST


def _unplaced(code: str, verdict: Verdict, segment_id: str, what: str) -> Problem:
    return Problem(
        code,
        verdict,
        "",
        f"{segment_id if _looks_like_an_id(segment_id) else 'What stands here'} {what}.",
        "Leave it out, or put it where the guide has it.",
    )


def too_many(loop: Loop | SegmentUse) -> Problem:
    """The loop occurs more often than it may."""
    return _too_often("IK3:4", Verdict.REJECT_SET, f"Loop {loop.id} ({loop.name})", loop.most)


def repeated(use: SegmentUse | Loop) -> Problem:
    """The segment occurs more often than it may; a second one of what comes once harms little."""
    verdict = Verdict.WARN if use.most == 1 else Verdict.REJECT_SET
    return _too_often("IK3:5", verdict, f"{use.id} ({use.name})", use.most)


@_worded_once
def _too_often(code: str, verdict: Verdict, named: str, most: int) -> Problem:
    times = "once" if most == 1 else f"{most} times"
    message = f"{named} occurs more than {times}."
    return Problem(code, verdict, "", message, f"Give it {times} at most.")


def is_only_numbering(machine: Machine, transition: Transition) -> bool:
    """Whether nothing is missing but the LX that numbers a group of claims."""
    skipped = [machine.items[number].opener.id for number, _ in transition.opened[:-1]]
    return bool(skipped) and all(segment_id == "LX" for segment_id in skipped)
