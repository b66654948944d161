"""Remittances for the tests of intake, written as text: made-up people, sound by default."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal


def money(cents: int) -> str:
    """Cents as X12 writes them."""
    return f"{Decimal(cents) / 100:.2f}"


@dataclass(frozen=True)
class Claim:
    """One CLP with one line; `paid` is the charge less 20.00 contractual and 10.00 coinsurance."""

    number: str = "ACCT1"
    charge: int = 10000
    contractual: int = 2000
    coinsurance: int = 1000
    status: str = "1"
    icn: str = "ICN1"
    day: str = "20260105"
    last: str = "DOE"
    first: str = "JANE"
    paid: int | None = None  # None: what balances

    @property
    def cents_paid(self) -> int:
        balanced = self.charge - self.contractual - self.coinsurance
        return balanced if self.paid is None else self.paid

    def reversal(self) -> Claim:
        return replace(
            self,
            status="22",
            charge=-self.charge,
            contractual=-self.contractual,
            coinsurance=-self.coinsurance,
        )

    def segments(self) -> list[str]:
        responsibility = "" if self.status == "22" else money(self.coinsurance)
        paid = money(self.cents_paid)
        adjustments = [
            f"CAS*{group}*{reason}*{money(cents)}"
            for group, reason, cents in (
                ("CO", "45", self.contractual),
                ("PR", "2", self.coinsurance),
            )
            if cents
        ]
        return [
            f"CLP*{self.number}*{self.status}*{money(self.charge)}*{paid}*{responsibility}"
            f"*12*{self.icn}*11*1",
            f"NM1*QC*1*{self.last}*{self.first}****MI*M1",
            f"SVC*HC:99213*{money(self.charge)}*{paid}**1",
            f"DTM*472*{self.day}",
            *adjustments,
            "REF*6R*1",
        ]


@dataclass(frozen=True)
class Plb:
    """One amount of a PLB; positive reduces the payment."""

    code: str
    cents: int
    reference: str = "REF1"

    def segment(self) -> str:
        return f"PLB*1234567893*20261231*{self.code}:{self.reference}*{money(self.cents)}"


@dataclass(frozen=True)
class Remittance:
    """One ST..SE; `paid` is what balances unless it is stated."""

    claims: Sequence[Claim] = field(default_factory=lambda: [Claim()])
    plbs: Sequence[Plb] = ()
    trace: str = "TRACE1"
    paid: int | None = None
    method: str = "ACH"
    credit: str = "C"
    set_number: str = "0001"

    @property
    def cents_paid(self) -> int:
        claims = sum(claim.cents_paid for claim in self.claims)
        net = claims - sum(plb.cents for plb in self.plbs)
        return net if self.paid is None else self.paid

    def segments(self) -> list[str]:
        body = [
            f"ST*835*{self.set_number}",
            f"BPR*I*{money(self.cents_paid)}*{self.credit}*{self.method}************20260120",
            f"TRN*1*{self.trace}*1555555555",
            "DTM*405*20260120",
            "N1*PR*TEST PAYER",
            "N3*1 PAYER ROAD",
            "N4*TESTVILLE*NY*10001",
            "PER*BL*HELP*TE*8005550100",
            "N1*PE*TEST CLINIC*XX*1234567893",
            "REF*TJ*123456789",
            *(["LX*1"] if self.claims else []),
            *(segment for claim in self.claims for segment in claim.segments()),
            *(
                f"PLB*1234567893*20261231*{p.code}:{p.reference}*{money(p.cents)}"
                for p in self.plbs
            ),
        ]
        return [*body, f"SE*{len(body) + 1}*{self.set_number}"]


def era(*remittances: Remittance, control: str = "000000001") -> bytes:
    """A whole file with one interchange and one group."""
    numbered = [
        replace(each, set_number=f"{number:04d}") for number, each in enumerate(remittances, 1)
    ]
    segments = [
        "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260120*1200*^*00501"
        f"*{control}*0*T*:",
        "GS*HP*PAYER*PROVIDER*20260120*1200*1*X*005010X221A1",
        *(segment for each in numbered for segment in each.segments()),
        f"GE*{len(numbered)}*1",
        f"IEA*1*{control}",
    ]
    return "".join(f"{segment}~\n" for segment in segments).encode()
