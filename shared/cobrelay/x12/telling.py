"""How much is told of a file: of very many findings the first, then only what is worse."""

from dataclasses import dataclass

from cobrelay.x12.findings import Finding, Place, Verdict

FINDINGS_PER_FILE_MAX = 10_000  # of all sets; beyond it of each unit only what is worse
FINDINGS_PER_SET_MAX = 2000
FINDINGS_PER_UNIT_MAX = 200  # of one claim; beyond it only what is worse

WORST_IN_SET = Verdict.REJECT_SET  # nothing that stands in a set can be worse


@dataclass(slots=True)
class Telling:
    """What was told of a file so far."""

    told: int = 0
    stopped_at: Place | None = None  # where first something was not told

    @property
    def is_enough(self) -> bool:
        """Whether the file has so many findings that each unit gives only its worst."""
        return self.told >= FINDINGS_PER_FILE_MAX

    def stop(self, place: Place) -> None:
        """Something is not told here."""
        if self.stopped_at is None:
            self.stopped_at = place


def more(place: Place) -> Finding:
    """The finding that says where telling stopped."""
    return Finding(
        "B-MORE",
        Verdict.ACCEPT,
        place,
        "There are very many findings; from here on only what is worse may be told.",
        "Correct what is told, then check the file again.",
    )
