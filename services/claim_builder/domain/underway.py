"""Is another claim to this payer under way, and which numbers has the payer seen?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claim_builder.domain.lifecycle import MAY_HAVE_LEFT, OVER, RECEIVED, BuiltState, is_settled
from claim_builder.domain.reasons import Hold


@dataclass(frozen=True, slots=True)
class EarlierClaim:
    """A claim that we built before for the same original."""

    submission_id: str
    determination_id: str
    coverage_id: str
    payer: str  # id of the payer that it goes to
    state: BuiltState
    is_withdrawn: bool = False
    control_number: str = field(default="", repr=False)

    @property
    def is_unsettled(self) -> bool:
        """Withdrawn, and the gateway has not said yet whether it left before that."""
        return self.is_withdrawn and not is_settled(self.state)


def unsettled(earlier: Iterable[EarlierClaim]) -> tuple[str, ...]:
    """Submissions whose end has to be known before anything is built anew."""
    return tuple(claim.submission_id for claim in earlier if claim.is_unsettled)


def in_the_way(earlier: Iterable[EarlierClaim], coverage_id: str, payer: str) -> Hold | None:
    """No second live claim for one claim and coverage: what was sent has to be replaced.

    Nor to the same payer under a coverage that was corrected since: it would be a duplicate.
    """
    for claim in earlier:
        is_same = claim.coverage_id == coverage_id or claim.payer == payer
        if is_same and claim.state not in OVER:
            return Hold("CLB-402" if claim.state in RECEIVED else "CLB-108")
    return None


def numbers_seen(earlier: Sequence[EarlierClaim], payer: str) -> frozenset[str]:
    """CLM01s under which this payer may have had a claim from us."""
    return frozenset(
        claim.control_number
        for claim in earlier
        if claim.payer == payer and claim.state in MAY_HAVE_LEFT
    )
