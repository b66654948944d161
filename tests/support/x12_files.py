"""X12 for tests: our own data files, the corpus beside the repository, a small remittance maker."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

DATA = Path(__file__).parent.parent / "data"
_REPOSITORY = Path(__file__).parent.parent.parent


def data(name: str) -> Path:
    """A file of tests/data: `data("835/two_claims_with_plb.835")`."""
    return DATA / name


def data_files() -> list[Path]:
    """Every X12 file of tests/data."""
    return sorted(path for path in DATA.glob("*/*") if path.suffix != ".md")


def corpus(folder: str) -> Path:
    """A folder of the corpus; skips the test when the corpus is not there."""
    root = Path(os.environ.get("COBRELAY_X12_CORPUS", _REPOSITORY / "../shared/data"))
    if not (root / folder).is_dir():
        pytest.skip(f"no X12 corpus at {root}: set COBRELAY_X12_CORPUS")
    return root / folder


@dataclass(frozen=True)
class MadeLine:
    """A service line in cents; the charge follows, so that it balances."""

    paid: int = 8000
    adjustments: tuple[tuple[str, str, int], ...] = (("CO", "45", 1500), ("PR", "2", 2000))

    @property
    def charge(self) -> int:
        return self.paid + sum(amount for _, _, amount in self.adjustments)


@dataclass(frozen=True)
class MadeClaim:
    """A claim payment whose sums hold."""

    number: str = "HC-1"
    status: str = "1"
    lines: tuple[MadeLine, ...] = (MadeLine(),)
    adjustments: tuple[tuple[str, str, int], ...] = ()

    @property
    def charge(self) -> int:
        return sum(line.charge for line in self.lines)

    @property
    def paid(self) -> int:
        taken = sum(amount for _, _, amount in self.adjustments)
        return sum(line.paid for line in self.lines) - taken


@dataclass(frozen=True)
class MadeRemittance:
    """A remittance whose sums hold; every part can be set."""

    claims: tuple[MadeClaim, ...] = (MadeClaim(),)
    provider_adjustments: tuple[tuple[str, int], ...] = ()
    control_number: int = 7

    @property
    def paid(self) -> int:
        taken = sum(amount for _, amount in self.provider_adjustments)
        return sum(claim.paid for claim in self.claims) - taken

    def segments(self) -> list[str]:
        """The segments from ST to SE, without terminators."""
        body = [
            "ST*835*0001",
            f"BPR*I*{dollars(self.paid)}*C*CHK************20260302",
            "TRN*1*TRACE1*1987654321",
            "N1*PR*LAKE HEALTH PLAN",
            "N3*12 QUAY RD",
            "N4*DULUTH*MN*55802",
            "PER*BL*EDI DESK*TE*2185550102",
            "N1*PE*HARBOR CLINIC*FI*411111111",
            "LX*1",
        ]
        for claim in self.claims:
            body += _claim(claim)
        body += [
            f"PLB*1500000017*20261231*{code}:X*{dollars(amount)}"
            for code, amount in self.provider_adjustments
        ]
        return [*body, f"SE*{len(body) + 1}*0001"]

    def to_bytes(self, *, line_break: str = "") -> bytes:
        """The whole interchange."""
        number = self.control_number
        segments = [
            f"ISA*00*{'':10}*00*{'':10}*ZZ*{'LAKEPAYER':15}*ZZ*{'HARBOR':15}"
            f"*260302*0915*^*00501*{number:09d}*0*T*:",
            f"GS*HP*LAKEPAYER*HARBOR*20260302*0915*{number}*X*005010X221A1",
            *self.segments(),
            f"GE*1*{number}",
            f"IEA*1*{number:09d}",
        ]
        return "".join(f"{segment}~{line_break}" for segment in segments).encode()


def _claim(claim: MadeClaim) -> list[str]:
    amounts = f"{dollars(claim.charge)}*{dollars(claim.paid)}"
    segments = [f"CLP*{claim.number}*{claim.status}*{amounts}**12*ICN{claim.number}"]
    segments += [_cas(*adjustment) for adjustment in claim.adjustments]
    segments += ["NM1*QC*1*ASHBY*WREN****MI*LK1", "DTM*232*20260110"]
    for number, line in enumerate(claim.lines, start=1):
        segments.append(f"SVC*HC:99213*{dollars(line.charge)}*{dollars(line.paid)}**1")
        segments.append("DTM*472*20260110")
        segments += [_cas(*adjustment) for adjustment in line.adjustments]
        segments.append(f"REF*6R*{number}")
    return segments


def _cas(group: str, reason: str, amount: int) -> str:
    return f"CAS*{group}*{reason}*{dollars(amount)}"


def dollars(cents: int) -> str:
    """Cents as an X12 amount with two decimals."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"
