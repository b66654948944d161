"""How acknowledgments add up for one claim, whatever their order and however often they come."""

from collections.abc import Collection
from dataclasses import dataclass

from submission_gateway.domain import reasons
from submission_gateway.domain.acknowledgments import Acknowledgment, Layer, Verdict


@dataclass(frozen=True, slots=True)
class Known:
    """A verdict that is on record for a claim."""

    layer: Layer
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Accept:
    """News: the layer accepted the claim, or has it (pending)."""

    is_pending: bool


@dataclass(frozen=True, slots=True)
class Reject:
    """News: the layer rejected the claim; it never entered the payer's system."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The same verdict of the same layer is on record."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A lower layer rejects what a higher one accepted: recorded, for a person, no effect."""


@dataclass(frozen=True, slots=True)
class Regress:
    """A layer accepts what it has rejected: which came last nobody can tell; for a person."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """It names the claim and decides nothing (A4, an unknown code, counts that prove nothing)."""

    reason: str


Effect = Accept | Reject | Repeat | Contradiction | Regress | Undecided


def weigh(acknowledgment: Acknowledgment, known: Collection[Known]) -> Effect:
    """What an acknowledgment adds to what is known.

    A late lower layer never takes back a higher one; a later rejection by the same or a higher
    layer overrides an earlier acceptance (domain 10.5), an acceptance no rejection of its layer.
    """
    layer, verdict = acknowledgment.layer, acknowledgment.verdict
    if Known(layer, verdict) in known:
        return Repeat()
    match verdict:
        case Verdict.REJECTED:
            above = any(each.layer > layer and _is_positive(each) for each in known)
            return Contradiction() if above else Reject()
        case Verdict.ACCEPTED:
            is_taken_back = Known(layer, Verdict.REJECTED) in known
            return Regress() if is_taken_back else Accept(is_pending=False)
        case Verdict.PENDING:
            # "Received" after "accepted" by the same layer tells nothing new.
            accepted = Known(layer, Verdict.ACCEPTED) in known
            return Repeat() if accepted else Accept(is_pending=True)
        case Verdict.UNDECIDED:
            is_counted = acknowledgment.about.unlisted is not None
            return Undecided(reasons.COUNTS_DISAGREE if is_counted else reasons.NO_DECISION)


def _is_positive(known: Known) -> bool:
    return known.verdict in (Verdict.ACCEPTED, Verdict.PENDING)
