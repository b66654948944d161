"""Files that are made to cost much: each shape at any size, so that growth can be measured."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

from generated_x12.acknowledgment import acknowledgment_file, status_file
from generated_x12.chance import Seeded
from generated_x12.claim import claim_file
from generated_x12.envelope import Layout, interchange, to_bytes
from generated_x12.remittance import remittance_file

Shape = Callable[[int], bytes]

REMITTANCE, CLAIM = remittance_file(Seeded(3)), claim_file(Seeded(3))
RESPONSE, STATUS = acknowledgment_file(Seeded(3)), status_file(Seeded(3))


def _filled(made: list[str], before: str, filler: str) -> Shape:
    """The file with `filler` (many times, `{}` its number) before the first such segment."""
    at = next(n for n, segment in enumerate(made) if segment.startswith(before))
    head, tail = to_bytes(made[:at]), to_bytes(made[at:])
    is_numbered = "{}" in filler

    def shape(size: int) -> bytes:
        if not is_numbered:
            return head + filler.encode() * (size // len(filler)) + tail
        texts = (filler.replace("{}", str(n)) for n in range(1, size // len(filler)))
        return head + "".join(texts).encode() + tail

    return shape


def _claims_with_faults(size: int) -> bytes:
    """Claims that don't balance, with a code and a date that don't exist."""
    one = (
        "CLP*N*1*100*50**12*ICN*11*1~NM1*QC*1*ASHBY*WREN~DTM*232*20261301~"
        "SVC*HC:99213*100*40**1~CAS*XX*45*NaN~CAS*CO*9999*1.005~"
    )
    return _filled(REMITTANCE, "SE", one)(size)


def _levels(size: int, parent: Callable[[int], int]) -> bytes:
    """Billing providers nested in one another as `parent` says."""
    levels = [f"HL*{n}*{parent(n)}*22*1" for n in range(2, size // 14)]
    return to_bytes(interchange("837", [["BHT*0019*00*1*20260302*0800*CH", "HL*1**20*1", *levels]]))


def _interchanges(size: int) -> bytes:
    """Whole files one after the other, each with other delimiters than the one before."""
    written = [to_bytes(REMITTANCE, Layout(used)) for used in ("*:^~", "|>!'")]
    return b"".join(islice(cycle(written), 2 * size // sum(map(len, written))))


def _sets(size: int) -> bytes:
    return to_bytes(interchange("835", [["BPR*I*0*C*NON"]] * (size // 40)))


SHAPES: dict[str, Shape] = {
    "a segment that never ends": lambda size: to_bytes(REMITTANCE[:12]) + b"X" * size,
    "elements without end": _filled(REMITTANCE, "N1*PE", "*"),
    "components without end": lambda size: to_bytes(
        [*REMITTANCE[:14], "CLP*A*1*1*1**12*B", "SVC*" + ":" * size, *REMITTANCE[14:]]
    ),
    "triplets without end": lambda size: to_bytes(
        [*REMITTANCE[:14], "CLP*A*1*1*1**12*B", "CAS*CO" + "*45*1*1" * (size // 7)]
    ),
    "empty segments": _filled(REMITTANCE, "N1*PE", "~"),
    "unknown segments": _filled(REMITTANCE, "N1*PE", "ZZZ*1~"),
    "segments out of place": _filled(REMITTANCE, "N1*PE", "SVC*HC:1*9*1~"),
    "segments outside any set": _filled(REMITTANCE, "ST", "REF*1*2~"),
    "claims with faults": _claims_with_faults,
    "lines with faults": _filled(REMITTANCE, "SE", "SVC*HC:1*NaN*1e5~DTM*472*20261301~"),
    "adjustments of one claim": _filled(REMITTANCE, "SE", "CAS*CO*{}*1~"),
    "provider adjustments": _filled(REMITTANCE, "SE", "PLB*1*20261231*ZZ:{}*x~"),
    "levels within levels": lambda size: _levels(size, lambda n: n - 1),
    "levels in a circle": lambda size: _levels(size, lambda n: n + 1),
    "claims without lines": _filled(CLAIM, "SE", "CLM*A*1***11:B:1*Y*A*Y*Y~"),
    "other payers": _filled(CLAIM, "LX", "SBR*P*18~AMT*D*1~OI***Y***Y~NM1*PR*2*P*****PI*P{}~"),
    "payers after lines": _filled(
        CLAIM, "SE", "LX*1~SV1*HC:G0463*1*UN*1***1~SBR*T*18~OI***Y***Y~NM1*PR*2*P*****PI*P~"
    ),
    "answers of a line": _filled(CLAIM, "SE", "SVD*P{}*1*HC:1**1~CAS*CO*45*1~"),
    "diagnoses": _filled(CLAIM, "LX", "HI*ABK:J2.9~"),
    "diagnosis pointers": _filled(CLAIM, "SE", "LX*1~SV1*HC:99213*1*UN*1***9:8:7:6~"),
    "responses": _filled(RESPONSE, "AK9", "AK2*837*{}~IK3*X*1**Z~IK5*Q~"),
    "segment errors": _filled(RESPONSE, "AK9", "IK3*CLM*x*2300*8~IK4*a*b*c~"),
    "statuses": _filled(STATUS, "SE", "STC*Z9:Z:Z*2026*Q*1e5~"),
    "patients": _filled(STATUS, "SE", "HL*{}*3*PT~NM1*QC*1~TRN*2*X~STC*A7:1*20260113*U*1~"),
    "claims of nothing": _filled(REMITTANCE, "SE", "CLP~"),
    "claims of little": _filled(REMITTANCE, "SE", "CLP*A*1*0*0~SVC*HC:1*0*0~"),
    "lines of nothing": _filled(CLAIM, "SE", "LX~"),
    "sets": _sets,
    "sets of nothing": _filled(REMITTANCE, "ST", "ST*835*1~SE*2*1~"),
    "sets within sets": _filled(REMITTANCE, "SE", "ST*835*0001~"),
    "interchanges of two kinds": _interchanges,
    "interchanges cut short": lambda size: to_bytes(REMITTANCE[:1]) * (size // 107),
    "blanks": lambda size: to_bytes(REMITTANCE) + b" \r\n" * (size // 3),
    "control characters": _filled(REMITTANCE, "N1*PE", "REF*\x00*\x1b\xff~"),
}
