"""The payers and providers of the sandbox's world, as data; they stand in deploy/config too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sandbox.segments import Party


class Benefit(StrEnum):
    """How a payer works out what it pays after others (domain 7)."""

    MEDICARE = "medicare"
    SUPPLEMENT = "supplement"  # Medicare's deductible and coinsurance
    STANDARD = "standard"  # what it would have paid alone, up to what is left
    LESSER_OF = "lesser_of"  # Medicaid: its own fee less what was paid before


class Habit(StrEnum):
    """How a payer behaves once it has accepted a claim."""

    PROMPT = "prompt"
    SLOW = "slow"
    SILENT = "silent"  # accepts and never answers


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer. Permille are of the charge (fee) and of its own fee (share)."""

    key: str  # its table in payers.toml
    id: str  # NM109 in 2010BB and 2330B
    name: str
    tax_id: str
    filing_indicator: str  # SBR09
    claim_indicator: str  # CLP06: the 835 has no CI
    benefit: Benefit
    habit: Habit = Habit.PROMPT
    coba_id: str = ""
    fee_permille: int = 1000
    share_permille: int = 1000
    states_id: bool = True  # REF*2U in its 835s; some payers leave it out
    answers_lines: bool = True  # False: claim-level adjustments and no SVC at all

    @property
    def trace_id(self) -> str:
        """TRN03: 1 and the tax id."""
        return f"1{self.tax_id}"


@dataclass(frozen=True, slots=True)
class Provider:
    """A billing provider of ours."""

    name: str
    npi: str
    tax_id: str
    street: str
    city: str
    state: str
    zip: str


MEDICARE = Payer(
    "medicare-b", "12402", "MEDICARE PART B", "205296137", "MB", "MB", Benefit.MEDICARE
)
SUPPLEMENT = Payer(
    "supplement",
    "SUPP01",
    "EXAMPLE MEDICARE SUPPLEMENT",
    "411111101",
    "CI",
    "15",
    Benefit.SUPPLEMENT,
    coba_id="55001",
)
SECOND_SUPPLEMENT = Payer(
    "second-supplement",
    "SUPP02",
    "SECOND MEDICARE SUPPLEMENT",
    "411111102",
    "CI",
    "15",
    Benefit.SUPPLEMENT,
    Habit.SLOW,
    coba_id="55002",
    answers_lines=False,
)
MEDICAID = Payer(
    "state-medicaid",
    "SKMD0",
    "EXAMPLE STATE MEDICAID",
    "411111103",
    "MC",
    "MC",
    Benefit.LESSER_OF,
    coba_id="70001",
    fee_permille=550,
)
FIRST_COMMERCIAL = Payer(
    "first-commercial",
    "COMM1",
    "FIRST COMMERCIAL HEALTH",
    "411111104",
    "12",
    "12",
    Benefit.STANDARD,
)
SECOND_COMMERCIAL = Payer(
    "second-commercial",
    "COMM2",
    "SECOND COMMERCIAL HEALTH",
    "411111105",
    "CI",
    "15",
    Benefit.STANDARD,
    fee_permille=700,
    share_permille=500,
)
THIRD_COMMERCIAL = Payer(
    "third-commercial",
    "COMM3",
    "THIRD COMMERCIAL HEALTH",
    "411111106",
    "CI",
    "13",
    Benefit.STANDARD,
    states_id=False,
)
BENEFIT_TRUST = Payer(
    "benefit-trust",
    "TRUST1",
    "EXAMPLE BENEFIT TRUST FUND",
    "411111107",
    "ZZ",
    "15",
    Benefit.STANDARD,
    Habit.SILENT,
)

PAYERS = (
    MEDICARE,
    SUPPLEMENT,
    SECOND_SUPPLEMENT,
    MEDICAID,
    FIRST_COMMERCIAL,
    SECOND_COMMERCIAL,
    THIRD_COMMERCIAL,
    BENEFIT_TRUST,
)
PAYERS_BY_ID = {payer.id: payer for payer in PAYERS}

PROVIDERS = (
    Provider(
        "EXAMPLE PHYSICIANS GROUP",
        "1999999984",
        "123456789",
        "100 MAIN ST",
        "SPRINGFIELD",
        "IL",
        "627010001",
    ),
    Provider(
        "EXAMPLE CARDIOLOGY ASSOCIATES",
        "1999999976",
        "123456780",
        "200 LAKE AVE",
        "SPRINGFIELD",
        "IL",
        "627020002",
    ),
    Provider(
        "EXAMPLE SURGERY CENTER",
        "1999999968",
        "123456781",
        "300 HILL RD",
        "DECATUR",
        "IL",
        "625210003",
    ),
)

SUBMITTER = Party("EXAMPLEHS")
CLEARINGHOUSE = Party("CLEARHOUSE1")
