"""Findings: what is wrong with a file, exactly where, and what would be right.

Validation never raises; it yields `Finding`s. Codes are stable: `TA1:nnn` (interchange notes),
`AK9:n` (group), `IK5:n` (set), `IK3:n` (segment), `IK4:n` (element), else `B-…` (our own).
Nothing in a finding is PHI: codes and numbers are quoted, of all else only the shape is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, IntEnum


class Verdict(IntEnum):
    """What is done with the thing a finding is about; the most severe of a file wins."""

    ACCEPT = 0
    WARN = 1  # goes on, is noted
    DEDUP = 2  # had before: no effect
    REVIEW = 3  # the whole item waits for a match or a person
    QUARANTINE_CLAIM = 4  # this claim only; the rest goes on
    REJECT_SET = 5  # this ST..SE only
    REJECT_FILE = 6  # nothing of the file is used


class Severity(Enum):
    """How a person should read a finding."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Level(Enum):
    """A level of checking, each switchable."""

    ENVELOPE = "envelope"
    STRUCTURE = "structure"
    ELEMENTS = "elements"
    BALANCES = "balances"
    IDENTIFIERS = "identifiers"


ID_LONGEST = 4  # characters told of a segment id: it has three, what is longer may be a name
ALL_LEVELS = frozenset(Level)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: provenance together with the hash of the file."""

    segment_id: str = ""
    segment_index: int = 0  # ordinal in the file; the first ISA is 0
    position: int = 0  # as IK302 counts: ST is 1; 0 outside a set
    byte_offset: int = 0  # of the segment's first byte in the file


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: code, place, what is wrong and what would be right."""

    code: str
    verdict: Verdict
    place: Place
    message: str
    fix: str = ""
    element: str = ""  # "CLP03", "SVC01-2"; empty when the whole segment is meant
    loop: str = ""  # "2000A/2000B/2300/2320[2]"; a first occurrence has no ordinal
    interchange: str = ""  # ISA13; of what is no number only its shape, as of the next two
    group: str = ""  # GS06
    transaction_set: str = ""  # ST02
    value: str = ""  # what stands there, cut short; of what may name a person, only its shape
    ordinal: int = 0  # among the segments of its id in its loop; 0 where it comes but once

    @property
    def path(self) -> str:
        """The loop path down to the segment: `2000A/2000B/2300/2320[2]/CAS[1]`.

        Empty outside the loops of a set, except for a segment that repeats there: `PLB[2]`.
        """
        segment = self.place.segment_id
        if self.ordinal:
            segment += f"[{self.ordinal}]"
        return "/".join(filter(None, (self.loop, segment))) if self.loop or self.ordinal else ""

    @property
    def severity(self) -> Severity:
        """INFO for what is accepted, WARNING for what goes on, ERROR for what doesn't."""
        if self.verdict is Verdict.ACCEPT:
            return Severity.INFO
        return Severity.WARNING if self.verdict <= Verdict.DEDUP else Severity.ERROR


def most_severe(findings: Iterable[Finding]) -> Verdict:
    """The verdict that the findings amount to; ACCEPT when there are none."""
    return max((finding.verdict for finding in findings), default=Verdict.ACCEPT)
