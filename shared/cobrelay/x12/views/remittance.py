"""The 835 as values: a header per payment, a stream of claim payments, provider adjustments.

Guide 005010X221A1. Amounts are whole cents; positive adjustments reduce the payment.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cobrelay.money import ZERO, Cents
from cobrelay.x12.findings import Finding, Place, Verdict, most_severe
from cobrelay.x12.views.envelope import SetStart
from cobrelay.x12.views.facts import (
    AdjudicationInfo,
    Adjustment,
    Amount,
    Contact,
    DateReference,
    Located,
    Party,
    Procedure,
    Quantity,
    Reference,
    Remark,
    amount_of,
    date_of,
    phi,
    reference_of,
)

# What stands around the money: of claims that were only sketched, filled in when first asked for.
_OF_BOTH = frozenset({"references", "dates", "amounts", "quantities"})
LINE_DETAILS = _OF_BOTH | {"remarks"}
CLAIM_DETAILS = _OF_BOTH | {
    "patient",
    "insured",
    "corrected_insured",
    "rendering",
    "crossover_payer",
    "corrected_priority_payer",
    "other_subscriber",
    "inpatient",
    "outpatient",
    "contacts",
}


@dataclass(frozen=True, slots=True)
class RemittanceHeader(Located):
    """BPR, TRN, payer (1000A) and payee (1000B): one payment."""

    set: SetStart
    handling: str  # BPR01: I, H (notification only), …
    total_payment: Cents  # BPR02
    credit_debit: str  # BPR03: C or D
    method: str  # BPR04: ACH, CHK, NON, …
    payment_date: date | None  # BPR16
    trace_number: str  # TRN02
    payer_trace_id: str  # TRN03
    trace_supplement: str  # TRN04
    payer: Party
    payee: Party
    receiver_id: str = ""  # REF*EV
    production_date: date | None = None  # DTM*405
    currency: str = ""  # CUR02
    findings: tuple[Finding, ...] = ()
    trace_at: int = field(default=0, repr=False)

    @property
    def trace_place(self) -> Place:
        """Where the TRN stands; `place` is that of the BPR."""
        return self.source.place(self.trace_at)


@dataclass(frozen=True, slots=True)
class ServiceLine(Located):
    """SVC and its loop 2110."""

    ordinal: int  # 1, 2, … in the claim
    procedure: Procedure  # SVC01, as adjudicated
    charge: Cents  # SVC02
    paid: Cents  # SVC03
    revenue_code: str = ""  # SVC04
    units_paid: str = "1"  # SVC05; absent means 1
    submitted_procedure: Procedure | None = None  # SVC06, only when it differs
    submitted_units: str = ""  # SVC07, only when it differs
    adjustments: tuple[Adjustment, ...] = ()
    dates: tuple[DateReference, ...] = ()
    references: tuple[Reference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    remarks: tuple[Remark, ...] = ()

    if not TYPE_CHECKING:  # for a checker they are fields like any other

        def __getattr__(self, name: str) -> object:
            """A detail of a line that was sketched."""
            if name not in LINE_DETAILS:
                raise AttributeError(f"a line has no {name}")
            self.source.complete(self)
            return object.__getattribute__(self, name)

    @property
    def control_number(self) -> str:
        """REF*6R: our line item control number, when the payer echoes it."""
        return reference_of(self.references, "6R")

    @property
    def allowed(self) -> Cents | None:
        """AMT*B6 (cents)."""
        return amount_of(self.amounts, "B6")

    @property
    def service_from(self) -> date | None:
        """DTM*472, else 150."""
        return date_of(self.dates, "472") or date_of(self.dates, "150")

    @property
    def service_to(self) -> date | None:
        """DTM*151, else the single day."""
        return date_of(self.dates, "151") or self.service_from


@dataclass(frozen=True, slots=True)
class ClaimPayment(Located):
    """CLP and its loop 2100: one adjudicated claim."""

    ordinal: int  # 1, 2, … in the set
    set: SetStart
    patient_control_number: str = phi()  # CLP01
    status: str = ""  # CLP02
    charge: Cents = ZERO  # CLP03
    paid: Cents = ZERO  # CLP04
    patient_responsibility: Cents | None = None  # CLP05; not sent on reversals
    filing_indicator: str = ""  # CLP06
    payer_control_number: str = phi()  # CLP07
    facility_type: str = ""  # CLP08
    frequency: str = ""  # CLP09
    adjustments: tuple[Adjustment, ...] = ()  # claim level only
    lines: tuple[ServiceLine, ...] = ()
    patient: Party | None = None  # NM1*QC
    insured: Party | None = None  # NM1*IL, when it is not the patient
    corrected_insured: Party | None = None  # NM1*74
    rendering: Party | None = None  # NM1*82
    crossover_payer: Party | None = None  # NM1*TT
    corrected_priority_payer: Party | None = None  # NM1*PR
    other_subscriber: Party | None = None  # NM1*GB
    inpatient: AdjudicationInfo | None = None  # MIA
    outpatient: AdjudicationInfo | None = None  # MOA
    references: tuple[Reference, ...] = ()
    dates: tuple[DateReference, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    contacts: tuple[Contact, ...] = ()
    group_number: str = ""  # LX01
    findings: tuple[Finding, ...] = ()

    if not TYPE_CHECKING:  # for a checker they are fields like any other

        def __getattr__(self, name: str) -> object:
            """A detail of a claim that was sketched."""
            if name not in CLAIM_DETAILS:
                raise AttributeError(f"a claim has no {name}")
            self.source.complete(self)
            return object.__getattribute__(self, name)

    @property
    def verdict(self) -> Verdict:
        """The most severe of the claim's own findings."""
        return most_severe(self.findings)

    @property
    def remarks(self) -> tuple[str, ...]:
        """Claim-level RARCs of MIA and MOA."""
        inpatient = self.inpatient.remarks if self.inpatient else ()
        return inpatient + (self.outpatient.remarks if self.outpatient else ())

    @property
    def statement_from(self) -> date | None:
        """DTM*232."""
        return date_of(self.dates, "232")

    @property
    def statement_to(self) -> date | None:
        """DTM*233."""
        return date_of(self.dates, "233")

    @property
    def service_from(self) -> date | None:
        """The first day of service: of the lines where they say one, else DTM*232."""
        days = [line.service_from for line in self.lines if line.service_from]
        return min(days) if days else self.statement_from


@dataclass(frozen=True, slots=True)
class ProviderAdjustment(Located):
    """One pair of a PLB: positive reduces the payment, negative increases it."""

    ordinal: int  # 1, 2, … in the set, counted over all PLB pairs
    set: SetStart
    provider_id: str  # PLB01
    fiscal_year_end: date | None  # PLB02
    code: str  # PLB03-1: WO, FB, L6, 72, …
    reference: str = phi()  # PLB03-2
    amount: Cents = ZERO  # PLB04
