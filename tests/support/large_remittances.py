"""Remittances of any size, written claim by claim: made-up people, sound, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

# Two lines of 150.00, of which 110.00 each is paid: about as many bytes as a claim has in the wild.
CLAIM = (
    "CLP*BIG{0:09d}*1*300*220*20*12*ICN{0:011d}*11*1~"
    "NM1*QC*1*{1}*GIVEN****MI*W{0:09d}~"
    "NM1*82*1*PROVIDER*RENDERING****XX*1234567893~"
    "MOA***MA01~REF*EA*MRN{0:08d}~DTM*232*20260105~DTM*233*20260105~DTM*050*20260110~AMT*AU*300~"
)
LINE = (
    "SVC*HC:99213*150*110**1~DTM*472*20260105~CAS*CO*45*30~CAS*PR*2*10~"
    "REF*6R*{0:09d}L{1}~AMT*B6*120~"
)
SEGMENTS = 9 + 2 * 6
PAID = 220
ENVELOPE = (
    "ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260120*1200*^*00501"
    "*{control:09d}*0*T*:~GS*HP*PAYER*PROVIDER*20260120*1200*1*X*005010X221A1~"
)
HEAD = (
    "ST*835*{number:04d}~BPR*I*{paid}*C*ACH*CCP*01*999999999*DA*1*1555555555**01*999999999*DA*2"
    "*20260120~TRN*1*{trace}*1555555555~DTM*405*20260120~N1*PR*TEST PAYER~N3*1 PAYER ROAD~"
    "N4*TESTVILLE*NY*10001~PER*BL*HELP*TE*8005550100~N1*PE*TEST CLINIC*XX*1234567893~"
    "REF*TJ*123456789~LX*1~"
)
HEAD_SEGMENTS = HEAD.count("~")


def write(
    path: Path, claims: int, *, trace: str = "BIG", per_set: int = 0, control: int = 1
) -> None:
    """One file with this many claims, in one set or in sets of `per_set`."""
    size = per_set or claims
    starts = range(0, claims, size)
    with path.open("w", encoding="ascii", newline="") as file:
        file.write(ENVELOPE.format(control=control))
        for number, start in enumerate(starts, 1):
            file.writelines(
                _set(number, f"{trace}{number}", range(start, min(start + size, claims)))
            )
        file.write(f"GE*{len(starts)}*1~IEA*1*{control:09d}~")


def bytes_of_a_claim() -> int:
    return len(_claim(1))


def _set(number: int, trace: str, claims: range) -> Iterator[str]:
    yield HEAD.format(number=number, paid=PAID * len(claims), trace=trace)
    for claim in claims:
        yield _claim(claim)
    yield f"SE*{HEAD_SEGMENTS + SEGMENTS * len(claims) + 1}*{number:04d}~"


def _claim(number: int) -> str:
    return CLAIM.format(number, _name(number)) + LINE.format(number, 1) + LINE.format(number, 2)


def _name(number: int) -> str:
    """A last name of its own for each claim: who shares one with day and charge waits in line."""
    return "NAME" + "".join(chr(ord("A") + int(digit)) for digit in f"{number:07d}")
