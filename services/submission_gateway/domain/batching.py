"""Which claims share an interchange: one receiver and payer, earliest filing limit first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from submission_gateway.domain.submission import Submission

# One claim per transaction set: a 999 rejects a set as a whole, and must not cost a neighbour.
CLAIMS_MAX = 200  # an interchange of 200 sets of about 60 segments stays below 1 MB


@dataclass(frozen=True, slots=True)
class Batch:
    """The claims of the next interchange, in the order in which they stand in it."""

    receiver: str
    payer_id: str
    submission_ids: tuple[str, ...]


def next_batch(ready: Iterable[Submission], *, claims_max: int = CLAIMS_MAX) -> Batch | None:
    """The claims that go with the most urgent one; None when none is ready.

    The usage (ISA15) belongs to the receiver, so that one receiver is one usage.
    """
    waiting = sorted(ready, key=urgency)
    if not waiting:
        return None
    first = waiting[0]
    together = [
        each.submission_id
        for each in waiting
        if (each.receiver, each.payer_id) == (first.receiver, first.payer_id)
    ]
    return Batch(first.receiver, first.payer_id, tuple(together[:claims_max]))


def urgency(submission: Submission) -> tuple[date, str]:
    """Days left first; the id makes the order the same on every run."""
    return submission.file_by or date.max, submission.submission_id
