"""The 837P as values: a batch header and a stream of claims, each with its whole loop tree.

Guide 005010X222A1. What a service reads comes typed; what it copies untouched is in
`Claim837.tree`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cobrelay.money import ZERO, Cents
from cobrelay.x12.findings import Finding, Verdict, most_severe
from cobrelay.x12.tree import LoopNode
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import (
    AdjudicationInfo,
    Adjustment,
    Amount,
    DateReference,
    Located,
    Party,
    Procedure,
    Reference,
    amount_of,
    date_of,
    phi,
    reference_of,
)

# What a claim that was only sketched leaves out: filled in when it is first asked for.
CLAIM_DETAILS = frozenset(
    {
        "billing_provider",
        "subscription",
        "subscriber",
        "payer",
        "patient",
        "relationship",
        "references",
        "dates",
        "amounts",
        "diagnoses",
        "providers",
        "other_subscribers",
        "lines",
    }
)


@dataclass(frozen=True, slots=True)
class ClaimBatch(Located):
    """BHT, submitter (1000A) and receiver (1000B)."""

    set: SetStart
    purpose: str  # BHT02: 00 original, 18 reissue
    reference: str  # BHT03: a 277CA answers under it
    created_on: date | None  # BHT04
    claim_type: str  # BHT06: CH chargeable, RP reporting, 31 subrogation
    submitter: Party
    receiver: Party
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscription(Located):
    """SBR: one coverage as the claim states it."""

    responsibility: str  # SBR01: P, S, T, A…H, U
    relationship: str = ""  # SBR02 (element 1069): 18 self, 01 spouse, 19 child, G8 other
    group_number: str = phi()  # SBR03
    group_name: str = ""  # SBR04
    insurance_type: str = ""  # SBR05
    filing_indicator: str = ""  # SBR09


@dataclass(frozen=True, slots=True)
class OtherSubscriber(Located):
    """Loop 2320 with 2330A and 2330B: another payer of the claim and what it said."""

    subscription: Subscription
    adjustments: tuple[Adjustment, ...] = ()  # claim level
    amounts: tuple[Amount, ...] = ()
    benefits_assigned: str = ""  # OI03
    signature_source: str = ""  # OI04
    release_of_information: str = ""  # OI06
    inpatient: AdjudicationInfo | None = None  # MIA (837I)
    outpatient: AdjudicationInfo | None = None  # MOA
    subscriber: Party | None = None  # 2330A
    payer: Party | None = None  # 2330B
    dates: tuple[DateReference, ...] = ()  # of 2330B

    @property
    def payer_id(self) -> str:
        """2330B NM109: what SVD01 refers to."""
        return self.payer.id if self.payer else ""

    @property
    def paid(self) -> Cents | None:
        """AMT*D (cents)."""
        return amount_of(self.amounts, "D")

    @property
    def remaining_liability(self) -> Cents | None:
        """AMT*EAF at claim level (cents)."""
        return amount_of(self.amounts, "EAF")

    @property
    def non_covered(self) -> Cents | None:
        """AMT*A8 (cents)."""
        return amount_of(self.amounts, "A8")

    @property
    def adjudicated_on(self) -> date | None:
        """DTP*573 at claim level."""
        return date_of(self.dates, "573")

    @property
    def payer_claim_control_number(self) -> str:
        """REF*F8 of 2330B: that payer's own number of the claim."""
        return self.payer.reference("F8") if self.payer else ""


@dataclass(frozen=True, slots=True)
class LineAdjudication(Located):
    """Loop 2430: what one other payer said of one line."""

    payer_id: str  # SVD01
    paid: Cents  # SVD02
    procedure: Procedure  # SVD03
    revenue_code: str = ""  # SVD04
    units: str = ""  # SVD05
    bundled_line: str = ""  # SVD06
    adjustments: tuple[Adjustment, ...] = ()
    adjudicated_on: date | None = None  # DTP*573
    remaining_liability: Cents | None = None  # AMT*EAF


@dataclass(frozen=True, slots=True)
class ClaimLine(Located):
    """Loop 2400: one service line."""

    number: str  # LX01
    procedure: Procedure  # SV101
    charge: Cents  # SV102
    unit_code: str = ""  # SV103: UN, MJ
    units: str = ""  # SV104
    place_of_service: str = ""  # SV105
    diagnosis_pointers: tuple[str, ...] = ()  # SV107
    dates: tuple[DateReference, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    adjudications: tuple[LineAdjudication, ...] = ()

    @property
    def control_number(self) -> str:
        """REF*6R."""
        return reference_of(self.references, "6R")

    @property
    def service_from(self) -> date | None:
        """DTP*472, its first day."""
        return date_of(self.dates, "472")

    @property
    def service_to(self) -> date | None:
        """DTP*472, its last day."""
        return next((d.end or d.start for d in self.dates if d.qualifier == "472"), None)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One composite of the HI segments."""

    qualifier: str  # ABK, ABF, BK, BF, …
    code: str = phi()


@dataclass(frozen=True, slots=True)
class Claim837(Located):
    """One claim with the context that it stands in: billing provider, subscriber, patient."""

    ordinal: int  # 1, 2, … in the set
    set: SetStart
    tree: LoopNode = field(repr=False)  # loop 2000A with this claim alone in it
    billing_provider: Party  # 2010AA
    subscription: Subscription  # SBR of 2000B: the destination payer's coverage
    subscriber: Party  # 2010BA
    payer: Party  # 2010BB: the destination payer
    patient: Party  # 2010CA, else the subscriber
    relationship: str  # PAT01 of 2000C, else SBR02
    patient_control_number: str = phi()  # CLM01
    charge: Cents = ZERO  # CLM02
    place_of_service: str = ""  # CLM05-1
    frequency: str = ""  # CLM05-3
    provider_signature: str = ""  # CLM06
    assignment: str = ""  # CLM07
    benefits_assigned: str = ""  # CLM08
    release_of_information: str = ""  # CLM09
    delay_reason: str = ""  # CLM20
    references: tuple[Reference, ...] = ()
    dates: tuple[DateReference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    providers: tuple[Party, ...] = ()  # 2310A–F
    other_subscribers: tuple[OtherSubscriber, ...] = ()
    lines: tuple[ClaimLine, ...] = ()
    findings: tuple[Finding, ...] = ()

    if not TYPE_CHECKING:  # for a checker they are fields like any other

        def __getattr__(self, name: str) -> object:
            """The tree of a claim that was read, or a detail of one that was sketched."""
            if name == "tree":
                object.__setattr__(self, "tree", self.source.tree())
            elif name in CLAIM_DETAILS:
                self.source.complete(self)
            else:
                raise AttributeError(f"a claim has no {name}")
            return object.__getattribute__(self, name)

    @property
    def verdict(self) -> Verdict:
        """The most severe of the claim's own findings."""
        return most_severe(self.findings)

    @property
    def billing_npi(self) -> str:
        """2010AA NM109."""
        return self.billing_provider.npi

    @property
    def billing_tax_id(self) -> str:
        """2010AA REF*EI or SY."""
        return self.billing_provider.tax_id

    @property
    def payer_claim_control_number(self) -> str:
        """2300 REF*F8: the destination payer's number of the claim that this one replaces."""
        return reference_of(self.references, "F8")

    @property
    def patient_paid(self) -> Cents | None:
        """AMT*F5 (cents)."""
        return amount_of(self.amounts, "F5")

    @property
    def service_from(self) -> date | None:
        """The first day of service of any line."""
        return min((d for line in self.lines if (d := line.service_from)), default=None)

    @property
    def service_to(self) -> date | None:
        """The last day of service of any line."""
        return max((d for line in self.lines if (d := line.service_to)), default=None)
