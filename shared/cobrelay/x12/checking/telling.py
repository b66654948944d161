"""How much is told of a file: of very many findings the first, then only what is worse.

What is told costs time, and so does what is wrong: there are limits to both, far beyond what
an honest file reaches.
"""

from dataclasses import dataclass

from cobrelay.x12.findings import Finding, Place, Verdict
from cobrelay.x12.stretch import Stretch

FINDINGS_PER_FILE_MAX = 10_000  # of all sets; beyond it of each unit only what is worse
FINDINGS_PER_SET_MAX = 2000
FINDINGS_PER_UNIT_MAX = 200  # of one claim; beyond it only what is worse

WORST_IN_SET = Verdict.REJECT_SET  # nothing that stands in a set can be worse


# Whoever sends more that is wrong, and so short as nothing real is, sends nothing of use: such a
# file is not read to its end.
WRONG_MAX = 5_000  # claims, levels, sets and groups
UNUSABLE_BYTES_MIN = 80  # of a file for each that can't be used; the smallest real one is longer
DOUBTFUL_BYTES_MIN = 32  # of a file for each with a warning
SEGMENTS_MAX = 20_000  # of a unit with more findings than are told
SEGMENT_BYTES_MIN = 12
MORE = "B-MORE"


@dataclass(slots=True)
class Telling:
    """What was told of a file so far, and how much of it is wrong."""

    told: int = 0
    wrong: int = 0  # units
    size_of_wrong: int = 0  # bytes that they would have at least if they were real
    is_hopeless: bool = False
    stopped_at: Place | None = None  # where first something was not told

    @property
    def is_enough(self) -> bool:
        """Whether the file has so many findings that each unit gives only its worst."""
        return self.told >= FINDINGS_PER_FILE_MAX

    def judge(self, worst: Verdict, offset: int) -> None:
        """Take into account what was read of a unit, up to this offset in the file."""
        if worst is Verdict.ACCEPT:
            return
        self.wrong += 1
        is_usable = worst < Verdict.REVIEW
        self.size_of_wrong += DOUBTFUL_BYTES_MIN if is_usable else UNUSABLE_BYTES_MIN
        self.is_hopeless |= self.wrong > WRONG_MAX and self.size_of_wrong > offset

    def skim(self, unit: Stretch, offset: int) -> None:
        """Take into account a unit of which enough was told, up to this offset in the file."""
        segments = len(unit.texts)
        is_dense = offset - unit.start.offset < segments * SEGMENT_BYTES_MIN
        self.is_hopeless |= is_dense and segments > SEGMENTS_MAX

    def stop(self, place: Place) -> None:
        """Something is not told here."""
        if self.stopped_at is None:
            self.stopped_at = place


def more(place: Place) -> Finding:
    """The finding that says where telling stopped."""
    return Finding(
        MORE,
        Verdict.ACCEPT,
        place,
        "There are very many findings; from here on only what is worse may be told.",
        "Correct what is told, then check the file again.",
    )
