"""Loop 2320 of an 837P: another payer of the claim, and what it said of the claim as a whole."""

from cobrelay.x12.assembly.loops import UNCOVERED, Described, party_of, subscription_in
from cobrelay.x12.assembly.parts import Row, padded
from cobrelay.x12.making import maker
from cobrelay.x12.stretch import Stretch
from cobrelay.x12.views.claim import OtherSubscriber
from cobrelay.x12.views.facts import NOWHERE, AdjudicationInfo, Adjustment, Amount, DateReference

_make_other = maker(OtherSubscriber)


class Other:
    """Another payer as far as its loop was gathered; of what may stand once, the first counts."""

    __slots__ = (
        "adjustments",
        "amounts",
        "at",
        "coverage",
        "dates",
        "information",
        "payer",
        "signatures",
        "subscriber",
    )

    def __init__(self, coverage: Row, at: int) -> None:
        self.coverage = coverage  # SBR
        self.at = at
        self.adjustments: list[Adjustment] = []
        self.amounts: list[Amount] = []
        self.dates: list[DateReference] = []  # of 2330B
        self.signatures: Row = []  # OI
        self.information: dict[str, AdjudicationInfo] = {}
        self.subscriber: Described | None = None  # 2330A
        self.payer: Described | None = None  # 2330B


def other_of(found: Other, stretch: Stretch) -> OtherSubscriber:
    """The coverage with its subscriber and payer."""
    oi, coverage = found.signatures, found.coverage
    is_there = coverage[0] != ""
    if len(oi) < 7:
        oi = padded(oi, 7)
    return _make_other(
        subscription_in(coverage, stretch, found.at) if is_there else UNCOVERED,
        tuple(found.adjustments),
        tuple(found.amounts),
        oi[3],
        oi[4],
        oi[6],
        found.information.get("MIA"),
        found.information.get("MOA"),
        party_of(found.subscriber, stretch) if found.subscriber else None,
        party_of(found.payer, stretch) if found.payer else None,
        tuple(found.dates),
        source=stretch if is_there else NOWHERE,
        at=found.at if is_there else 0,
    )
