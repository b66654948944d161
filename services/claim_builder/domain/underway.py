"""Is another claim to this payer under way, and which numbers has the payer seen?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claim_builder.domain.lifecycle import MAY_HAVE_LEFT, OVER, RECEIVED, BuiltState, is_settled
from claim_builder.domain.reasons import Hold

# What a person does about it.
REPLACE = "replace it with the payer by hand (frequency 7, with the payer's own claim number)"
OTHER_PLAN = (
    "for another plan of the patient or for this one before it was corrected; ask the payer to"
    " process this plan on that claim"
)
OTHER_PLAN_UNDER_WAY = "for another plan of the same payer; wait for its answer"


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
        is_of_coverage = claim.coverage_id == coverage_id
        if claim.state in OVER or not (is_of_coverage or claim.payer == payer):
            continue
        if claim.state not in RECEIVED:
            return Hold("CLB-108", what="" if is_of_coverage else OTHER_PLAN_UNDER_WAY)
        return Hold("CLB-402", what=REPLACE if is_of_coverage else OTHER_PLAN)
    return None


def numbers_seen(earlier: Sequence[EarlierClaim], payer: str) -> frozenset[str]:
    """CLM01s under which this payer may have had a claim from us."""
    return frozenset(
        claim.control_number
        for claim in earlier
        if claim.payer == payer and claim.state in MAY_HAVE_LEFT
    )
