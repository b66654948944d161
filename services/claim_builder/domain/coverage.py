"""A patient's coverage as the determination hands it over, and what its kind demands of a claim."""

from dataclasses import dataclass
from datetime import date

from cobrelay.x12.views.facts import Party

SELF = "18"  # element 1069: the patient is the subscriber
MEDICARE_INDICATORS = frozenset({"MA", "MB"})
MEDICAID_INDICATORS = frozenset({"MC"})
RESPONSIBILITIES = "PSTABCDEFGH"  # SBR01 in order: primary, secondary, tertiary, fourth … eleventh


@dataclass(frozen=True, slots=True)
class PayerPolicy:
    """What payers.toml says of one payer, as far as the builder needs it."""

    kind: str = "commercial"
    channel: str = "sftp"
    wants_f8: bool = True
    wants_t4: bool = False
    id: str = ""
    """Its id at the destination's receiver; empty: the id that the coverage has."""

    @property
    def is_paper_only(self) -> bool:
        return self.channel == "paper"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One coverage with its payer and subscriber; ids and names as the sources state them."""

    coverage_id: str
    payer: Party
    subscriber: Party
    member_id: str
    relationship: str
    rank: int = 0
    filing_indicator: str = ""
    insurance_type: str = ""
    group_number: str = ""
    group_name: str = ""
    effective_on: date | None = None
    terminated_on: date | None = None  # the last day included
    policy: PayerPolicy = PayerPolicy()

    @property
    def payer_id(self) -> str:
        """NM109 of 2010BB and 2330B, and so SVD01: the id that is valid at the receiver."""
        return self.policy.id or self.payer.id

    @property
    def is_medicare(self) -> bool:
        return self.filing_indicator in MEDICARE_INDICATORS or self.policy.kind == "medicare"

    @property
    def is_medicaid(self) -> bool:
        return self.filing_indicator in MEDICAID_INDICATORS or self.policy.kind == "medicaid"

    @property
    def patient_relationship(self) -> str:
        """Relationship to the subscriber; Medicare and Medicaid know the patient alone."""
        return SELF if self.is_medicare or self.is_medicaid else self.relationship

    @property
    def patient_is_subscriber(self) -> bool:
        return self.patient_relationship == SELF

    def is_in_force(self, day: date) -> bool:
        """Both ends included; an open end never ends."""
        starts = self.effective_on is None or self.effective_on <= day
        return starts and (self.terminated_on is None or day <= self.terminated_on)


def responsibility(sequence: int) -> str:
    """SBR01 of the payer at this place in the order (1 is P)."""
    return RESPONSIBILITIES[sequence - 1]
