"""Claims (837P) with one to three other payers, whose COB equations hold by construction."""

from __future__ import annotations

from dataclasses import dataclass

from generated_x12.chance import Chance, is_chosen, some
from generated_x12.envelope import dollars, interchange
from generated_x12.money import adjustments, charge

PAYERS = (("PRIMA", "PRIMA HEALTH"), ("SECND", "SECOND MUTUAL"), ("TERTI", "THIRD PLAN"))
ORDER = "PSTA"
PROCEDURES = ("HC:99213", "HC:99214:25", "HC:J3301", "HC:73030:LT", "HC:G0463", "HC:36415")
DIAGNOSES = ("ABK:J209", "ABF:R079", "ABF:E119", "ABF:I10")
HEADER = (
    "BHT*0019*00*B0002*20260302*0800*CH",
    "NM1*41*2*HARBOR CLINIC*****46*HARBORCLINIC",
    "PER*IC*BILLING DESK*TE*2185550150",
    "NM1*40*2*CLEARWATER*****46*CLEAR1",
)
PROVIDER = (
    "HL*1**20*1",
    "PRV*BI*PXC*207Q00000X",
    "NM1*85*2*HARBOR CLINIC*****XX*1500000017",
    "N3*1 HARBOR WAY",
    "N4*DULUTH*MN*558021234",
    "REF*EI*411111111",
)
MEMBER_ADDRESS = ("N3*5 PINE ST", "N4*DULUTH*MN*55803")


@dataclass(frozen=True)
class Answer:
    """What one other payer said: loop 2320, and its 2430 of each line."""

    loop: tuple[str, ...]
    of_lines: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Line:
    """SV1 and what follows it before any 2430; the charge is in cents."""

    segments: tuple[str, ...]
    procedure: str
    charge: int


@dataclass(frozen=True)
class Claim:
    """A claim from its subscriber's HL on, and the HL numbers that it takes."""

    subscriber: tuple[str, ...]
    start: tuple[str, ...]
    lines: tuple[Line, ...]
    answers: tuple[Answer, ...]
    levels: int

    def segments(self) -> list[str]:
        found = [*self.subscriber, *self.start]
        for answer in self.answers:
            found += answer.loop
        for at, line in enumerate(self.lines):
            found += [f"LX*{at + 1}", *line.segments]
            for answer in self.answers:
                found += answer.of_lines[at]
        return found


def claim(chance: Chance, payers: int, level: int = 2) -> Claim:
    """One claim to the payer after `payers` others; its HL count from `level` on."""
    pointers = some(chance, DIAGNOSES, 1, len(DIAGNOSES))
    lines = tuple(_line(chance, at, len(pointers)) for at in range(1, chance.between(1, 4) + 1))
    total = sum(line.charge for line in lines)
    subscriber, levels = _subscriber(chance, ORDER[payers], level)
    start = [
        f"CLM*HC-{chance.between(1, 99999)}*{dollars(total)}***11:B:1*Y*A*Y*Y",
        *some(chance, (f"AMT*F5*{dollars(chance.between(1, 99_99))}", "REF*EA*MRN77"), 0, 2),
        "HI*" + "*".join(["ABK" + pointers[0][3:], *("ABF" + each[3:] for each in pointers[1:])]),
        *some(chance, ("NM1*82*1*VALE*ORIN****XX*1500000025",), 0, 1),
    ]
    answers = tuple(_answer(chance, at, lines) for at in range(payers))
    return Claim(tuple(subscriber), tuple(start), lines, answers, levels)


def _subscriber(chance: Chance, order: str, level: int) -> tuple[list[str], int]:
    is_child = is_chosen(chance, 3)
    relation = "" if is_child else "18"
    own = [
        f"HL*{level}*1*22*{int(is_child)}",
        f"SBR*{order}*{relation}*GRP88******CI",
        "NM1*IL*1*ASHBY*ROWAN****MI*BAY700",
    ]
    if not is_child:
        own += [*MEMBER_ADDRESS, "DMG*D8*19710304*F"]
    own.append("NM1*PR*2*BAY MUTUAL*****PI*BAY2")
    if not is_child:
        return own, 1
    child = [f"HL*{level + 1}*{level}*23*0", "PAT*19", "NM1*QC*1*ASHBY*WREN"]
    return [*own, *child, *MEMBER_ADDRESS, "DMG*D8*20140922*M"], 2


def _line(chance: Chance, number: int, diagnoses: int) -> Line:
    procedure, charged = chance.one_of(PROCEDURES), charge(chance)
    pointers = ":".join(str(at) for at in some(chance, range(1, diagnoses + 1), 1, 4))
    segments = (
        f"SV1*{procedure}*{dollars(charged)}*UN*{chance.between(1, 4)}***{pointers}",
        "DTP*472*D8*20260110",
        f"REF*6R*L{number}",
    )
    return Line(segments, procedure, charged)


def _answer(chance: Chance, at: int, lines: tuple[Line, ...]) -> Answer:
    by_lines = not is_chosen(chance, 4)
    total = sum(line.charge for line in lines)
    if by_lines:
        answered = [_adjudicated(chance, at, line) for line in lines]
        paid = sum(amount for _, amount in answered)
        taken = chance.between(0, paid) if is_chosen(chance, 6) else 0
        loop = _other_payer(chance, at, paid - taken, adjustments(chance, taken))
        return Answer(loop, tuple(segments for segments, _ in answered))
    paid = chance.between(0, total)
    loop = _other_payer(chance, at, paid, adjustments(chance, total - paid))
    return Answer((*loop[:-1], "DTP*573*D8*20260201", loop[-1]), tuple(() for _ in lines))


def _adjudicated(chance: Chance, at: int, line: Line) -> tuple[tuple[str, ...], int]:
    """Loop 2430 of one payer for a line: payment and adjustments are the charge."""
    paid = chance.between(0, line.charge)
    segments = (
        f"SVD*{PAYERS[at][0]}*{dollars(paid)}*{line.procedure}**1",
        *adjustments(chance, line.charge - paid),
        "DTP*573*D8*20260201",
    )
    return segments, paid


def _other_payer(chance: Chance, at: int, paid: int, cas: list[str]) -> tuple[str, ...]:
    payer_id, name = PAYERS[at]
    return (
        f"SBR*{ORDER[at]}*18*GRP77******{chance.one_of(('CI', 'BL', 'MC'))}",
        *cas,
        f"AMT*D*{dollars(paid)}",
        "OI***Y***Y",
        "NM1*IL*1*ASHBY*ROWAN****MI*LK900100",
        *MEMBER_ADDRESS,
        f"NM1*PR*2*{name}*****PI*{payer_id}",
        f"REF*F8*ICN{at + 1}",
    )


def claim_file(chance: Chance, claims_max: int = 2) -> list[str]:
    """An interchange with one set of claims under one billing provider."""
    return file_of(claims(chance, claims_max))


def claims(chance: Chance, claims_max: int = 2) -> list[Claim]:
    """Claims whose HL count on from 2."""
    made: list[Claim] = []
    level = 2
    for _ in range(chance.between(1, claims_max)):
        made.append(claim(chance, chance.between(1, len(PAYERS)), level))
        level += made[-1].levels
    return made


def file_of(made: list[Claim]) -> list[str]:
    """An interchange of these claims."""
    body = [*HEADER, *PROVIDER, *(segment for one in made for segment in one.segments())]
    return interchange("837", [body])
