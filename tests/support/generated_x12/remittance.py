"""Remittances (835) that balance by construction: lines, claims, provider adjustments, payment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generated_x12.chance import Chance, is_chosen, some
from generated_x12.envelope import dollars, interchange
from generated_x12.money import adjustments, charge

PROCEDURES = ("HC:99213", "HC:99214:25", "HC:J3301", "HC:73030:LT:59", "HC:G0463", "HC:36415")
STATUSES = ("1", "2", "3", "4", "19", "22")
NAMES = ("ASHBY*WREN", "BRANDT*IVO", "O'NEIL*ANN-MARIE", "VALE*ORIN*Q")
REMARKS = ("N130", "M15", "N362", "MA01")


@dataclass(frozen=True)
class Claim:
    """CLP and what follows it, with the sums that it must be read to have (cents)."""

    segments: tuple[str, ...]
    number: str
    charge: int
    paid: int
    lines: tuple[tuple[int, int], ...]  # charge and payment of each


@dataclass(frozen=True)
class Remittance:
    """One payment: its claims in groups (one LX each) and what is taken from or added to it."""

    claims: tuple[Claim, ...]
    provider_adjustments: tuple[tuple[str, int], ...] = ()
    trace: str = "TRACE1"

    @property
    def adjusted(self) -> int:
        return sum(amount for _, amount in self.provider_adjustments)

    @property
    def paid(self) -> int:
        return sum(claim.paid for claim in self.claims) - self.adjusted

    def body(self) -> list[str]:
        """What stands between ST and SE."""
        method = "CHK" if self.paid else "NON"
        return [
            f"BPR*I*{dollars(self.paid)}*C*{method}************20260302",
            f"TRN*1*{self.trace}*1987654321",
            "DTM*405*20260302",
            "N1*PR*LAKE HEALTH PLAN",
            "N3*12 QUAY RD",
            "N4*DULUTH*MN*55802",
            "REF*2U*LAKE1",
            "PER*BL*EDI DESK*TE*2185550102",
            "N1*PE*HARBOR CLINIC*XX*1500000017",
            "REF*TJ*411111111",
            *(["LX*1"] if self.claims else []),
            *(segment for claim in self.claims for segment in claim.segments),
            *self._plb(),
        ]

    def _plb(self) -> list[str]:
        pairs = [f"{code}:X{n}*{dollars(a)}" for n, (code, a) in enumerate(self._taken())]
        return [
            "PLB*1500000017*20261231*" + "*".join(pairs[at : at + 6])
            for at in range(0, len(pairs), 6)
        ]

    def _taken(self) -> Sequence[tuple[str, int]]:
        return self.provider_adjustments


def claim(chance: Chance, ordinal: int = 1) -> Claim:
    """One claim payment: by lines with or without claim-level adjustments, or without lines."""
    number = f"HC-{ordinal}{chance.one_of(('', 'A', '-77', 'ZQ9'))}"
    status = chance.one_of(STATUSES)
    sign = -1 if status == "22" else 1
    lines = [_line(chance, at, sign) for at in range(1, chance.between(0, 4) + 1)]
    charged = sum(line[1] for line in lines) if lines else sign * charge(chance)
    paid = sum(line[2] for line in lines) if lines else sign * chance.between(0, abs(charged))
    at_claim: list[str] = []
    if not lines:
        at_claim = adjustments(chance, charged - paid)
    elif is_chosen(chance, 4):
        more = chance.between(1, 50_00)
        at_claim, paid = adjustments(chance, more), paid - more
    segments = [
        f"CLP*{number}*{status}*{dollars(charged)}*{dollars(paid)}**12*ICN{ordinal}*11*1",
        *at_claim,
        f"NM1*QC*1*{chance.one_of(NAMES)}",
        *_about(chance),
        "DTM*232*20260110",
        *(segment for line in lines for segment in line[0]),
    ]
    sums = tuple((line[1], line[2]) for line in lines)
    return Claim(tuple(segments), number, charged, paid, sums)


def _about(chance: Chance) -> list[str]:
    """The optional segments after the patient's name, in the guide's order."""
    return some(
        chance,
        (
            "NM1*IL*1*ASHBY*ROWAN****MI*LK900100",
            "NM1*82*1*VALE*ORIN****XX*1500000025",
            "MOA***MA01*MA18",
            "REF*1L*GRP77",
        ),
        0,
        4,
    )


def _line(chance: Chance, number: int, sign: int) -> tuple[list[str], int, int]:
    charged = charge(chance)
    paid = chance.between(0, charged)
    segments = [
        f"SVC*{chance.one_of(PROCEDURES)}*{dollars(sign * charged)}*{dollars(sign * paid)}**1",
        "DTM*472*20260110",
        *adjustments(chance, sign * (charged - paid)),
        f"REF*6R*L{number}",
    ]
    if is_chosen(chance, 3):
        segments.append(f"AMT*B6*{dollars(charged)}")
    if is_chosen(chance, 3):
        segments.append(f"LQ*HE*{chance.one_of(REMARKS)}")
    return segments, sign * charged, sign * paid


def remittance(chance: Chance, claims_max: int = 4) -> Remittance:
    """One payment; a negative net is carried over (PLB FB), as the guide wants it."""
    claims = tuple(claim(chance, at) for at in range(1, chance.between(0, claims_max) + 1))
    taken = [
        (code, amount)
        for code in some(chance, ("WO", "72", "L6", "CS"), 0, 3)
        if (amount := chance.between(-99_99, 99_99))
    ]
    made = Remittance(claims, tuple(taken))
    if made.paid < 0:
        made = Remittance(claims, (*taken, ("FB", made.paid)))
    return made


def remittance_file(chance: Chance) -> list[str]:
    """An interchange of one or two payments."""
    first = remittance(chance)
    rest = [remittance(chance).body()] if is_chosen(chance, 4) else []
    return interchange("835", [first.body(), *rest])
