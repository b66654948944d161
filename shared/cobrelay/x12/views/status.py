"""The 277CA as values: what a clearinghouse or payer says of each claim before adjudication.

Guide 005010X214. Decide by the category code (A0 … A8), not by the action code or the totals.
"""

from dataclasses import dataclass
from datetime import date

from cobrelay.money import Cents
from cobrelay.x12.findings import Finding, Verdict, most_severe
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import (
    Amount,
    DateReference,
    Located,
    Party,
    Procedure,
    Quantity,
    Reference,
    phi,
    reference_of,
)


@dataclass(frozen=True, slots=True)
class StatusCode:
    """One composite of an STC: `A7:400:PR`."""

    category: str  # code source 507
    status: str  # code source 508
    entity: str = ""


@dataclass(frozen=True, slots=True)
class StatusInfo(Located):
    """STC: up to three reasons under one action."""

    codes: tuple[StatusCode, ...]  # STC01, STC10, STC11
    effective_on: date | None = None  # STC02
    action: str = ""  # STC03: WQ accept, U reject
    charge: Cents | None = None  # STC04
    text: str = phi()  # STC12


@dataclass(frozen=True, slots=True)
class LineStatus(Located):
    """Loop 2220D: a line that is the reason for a rejection."""

    procedure: Procedure
    charge: Cents
    statuses: tuple[StatusInfo, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[DateReference, ...] = ()

    @property
    def control_number(self) -> str:
        """REF*FJ: our REF*6R."""
        return reference_of(self.references, "FJ")


@dataclass(frozen=True, slots=True)
class ClaimStatus(Located):
    """Level PT, loops 2000D and 2200D: one claim."""

    patient: Party
    patient_control_number: str = phi()  # TRN*2: our CLM01
    statuses: tuple[StatusInfo, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[DateReference, ...] = ()
    lines: tuple[LineStatus, ...] = ()

    @property
    def payer_control_number(self) -> str:
        """REF*1K: the payer's own number, given when it accepts."""
        return reference_of(self.references, "1K")

    @property
    def clearinghouse_number(self) -> str:
        """REF*D9."""
        return reference_of(self.references, "D9")


@dataclass(frozen=True, slots=True)
class ProviderStatus(Located):
    """Level 19, loops 2000C and 2200C: one billing provider."""

    provider: Party
    trace: str = ""  # TRN*1 or 2
    statuses: tuple[StatusInfo, ...] = ()
    references: tuple[Reference, ...] = ()
    quantities: tuple[Quantity, ...] = ()  # QA accepted, QC rejected
    amounts: tuple[Amount, ...] = ()
    claims: tuple[ClaimStatus, ...] = ()


@dataclass(frozen=True, slots=True)
class ReceiverStatus(Located):
    """Level 21, loops 2000B and 2200B: us, and the batch that we sent."""

    receiver: Party
    batch: str = ""  # TRN*2: our BHT03
    statuses: tuple[StatusInfo, ...] = ()
    quantities: tuple[Quantity, ...] = ()  # 90 accepted, AA rejected
    amounts: tuple[Amount, ...] = ()  # YU accepted, YY rejected
    providers: tuple[ProviderStatus, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusReport(Located):
    """One 277CA."""

    set: SetStart
    reference: str  # BHT03
    created_on: date | None  # BHT04
    information_source: Party  # level 20
    source_trace: str = ""  # TRN*1
    received_on: date | None = None  # DTP*050
    processed_on: date | None = None  # DTP*009
    receivers: tuple[ReceiverStatus, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The most severe finding about this report itself."""
        return most_severe(self.findings)
