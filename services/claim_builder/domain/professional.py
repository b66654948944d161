"""What of a professional claim (837P) is copied to the next payer, and what was the last one's."""

from collections.abc import Sequence

from cobrelay.x12.segment import Segment, segment
from cobrelay.x12.tree import LoopNode
from cobrelay.x12.views.claim import Claim837

# Numbers that a payer issued or that only it understands (domain 2.5, 3.2).
PAYER_REFERENCES = (
    "G1",  # prior authorisation
    "9F",  # referral
    "F8",  # its claim number
    "9A",  # repriced claim
    "9C",  # adjusted repriced claim
    "D9",  # its clearinghouse's claim number
    "F5",  # Medicare's own crossover indicator
)
PAYER_LINE_REFERENCES = ("G1", "9F", "9B", "9D")
PAYER_PROVIDER_REFERENCES = ("G2", "LU")
REPRICING, CONTRACT = "HCP", "CN1"
REPRICER_RECEIVED = "050"
# Reports that are about payment and not about the patient: explanation of benefits, support data.
NOT_CLINICAL = ("EB", "OZ")
CLAIM_LOOPS_OF_PAYERS = ("2320",)
LINE_LOOPS_OF_PAYERS = ("2430",)
PROVIDER_LOOPS = ("2310", "2420")  # and a letter
FACILITY, DELAY_REASON = 5, 20
NEW_CLAIM = "1"


def billing_provider_level(original: Claim837) -> LoopNode:
    """2000A without what lies under it: billing and pay-to provider stay what they were.

    The pay-to plan (2010AC) is left out: it is where another plan claims money back.
    """
    return original.tree.without_loops("2000B", "2010AC")


def claim_loop(original: Claim837, control_number: str, line_numbers: Sequence[str]) -> LoopNode:
    """2300 with every line, as the next payer gets it; without anything of payers yet.

    Raises LookupError when the tree has no claim in it.
    """
    claim = original.tree.find("2300")
    if claim is None:
        raise LookupError("the original has no loop 2300")
    copied = (
        claim.without_loops(*CLAIM_LOOPS_OF_PAYERS)
        .without("REF", *PAYER_REFERENCES)
        .without("PWK", *NOT_CLINICAL)
        .without("DTP", REPRICER_RECEIVED)
        .without(REPRICING)
        .without(CONTRACT)
        .mapping(lambda item: _as_new(item, control_number))
    )
    return _with_lines(copied, line_numbers)


def claim_numbers_of_payer(original: Claim837) -> tuple[Segment, ...]:
    """REF*G1 and REF*9F of 2300: the first payer issued them, so they go to its 2330B."""
    claim = original.tree.find("2300")
    if claim is None:
        return ()
    found = (claim.segment("REF", qualifier) for qualifier in ("G1", "9F"))
    return tuple(segment("REF", each[1], each[2]) for each in found if each)


def _as_new(item: Segment | LoopNode, control_number: str) -> Segment | LoopNode:
    """CLM as a first claim to this payer; an earlier delay reason was meant for another."""
    if isinstance(item, LoopNode):
        return _provider_without_payers_numbers(item)
    if item.id != "CLM":
        return item
    facility, qualifier = item.component(FACILITY, 1), item.component(FACILITY, 2)
    return (
        item.with_element(1, control_number)
        .with_element(FACILITY, (facility, qualifier, NEW_CLAIM))
        .with_element(DELAY_REASON, "")
    )


def _provider_without_payers_numbers(item: Segment | LoopNode) -> Segment | LoopNode:
    if isinstance(item, LoopNode) and item.id.startswith(PROVIDER_LOOPS):
        return item.without("REF", *PAYER_PROVIDER_REFERENCES)
    return item


def _with_lines(claim: LoopNode, line_numbers: Sequence[str]) -> LoopNode:
    numbers = iter(line_numbers)

    def change(item: Segment | LoopNode) -> Segment | LoopNode:
        if isinstance(item, LoopNode) and item.id == "2400":
            return _line_loop(item, next(numbers))
        return item

    return claim.mapping(change)


def _line_loop(line: LoopNode, control_number: str) -> LoopNode:
    return (
        line.without_loops(*LINE_LOOPS_OF_PAYERS)
        .without("REF", *PAYER_LINE_REFERENCES, "6R")
        .without("PWK", *NOT_CLINICAL)
        .without(REPRICING)
        .without(CONTRACT)
        .mapping(_provider_without_payers_numbers)
        .adding(segment("REF", "6R", control_number))
    )
