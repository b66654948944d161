"""Acknowledgments: 999s whose counts hold, 277CAs whose levels nest."""

from __future__ import annotations

from generated_x12.chance import Chance, is_chosen
from generated_x12.envelope import dollars, interchange

SEGMENT_ERRORS = ("IK3*CLM*20*2300*8", "IK3*NM1*31*2010*8", "IK3*SV1*44*2400*8")
ELEMENT_ERRORS = ("IK4*2*782*1", "IK4*1*1028*7", "IK4*5:1*1331*7")


def acknowledgment_file(chance: Chance) -> list[str]:
    """A 999 of one to three sets, accepted and rejected."""
    received = chance.between(1, 3)
    accepted = 0
    body = ["AK1*HC*10*005010X222A1"]
    for number in range(1, received + 1):
        body.append(f"AK2*837*{number:04d}*005010X222A1")
        if is_chosen(chance):
            body += [chance.one_of(SEGMENT_ERRORS), chance.one_of(ELEMENT_ERRORS), "IK5*R*5"]
        else:
            body.append("IK5*A")
            accepted += 1
    code = "A" if accepted == received else "P" if accepted else "R"
    return interchange("999", [[*body, f"AK9*{code}*{received}*{received}*{accepted}"]])


def status_file(chance: Chance) -> list[str]:
    """A 277CA of one to three claims, accepted and rejected."""
    claims = [_claim_status(chance, number) for number in range(1, chance.between(1, 3) + 1)]
    charged = sum(amount for _, amount in claims)
    body = [
        "BHT*0085*08*CW0001*20260113*1010*TH",
        "HL*1**20*1",
        "NM1*AY*2*CLEARWATER*****46*CLEAR1",
        "TRN*1*CWT1",
        "DTP*050*D8*20260112",
        "DTP*009*D8*20260113",
        "HL*2*1*21*1",
        "NM1*41*2*HARBOR CLINIC*****46*HARBORCLINIC",
        "TRN*2*B0002",
        f"STC*A1:19:PR*20260113*WQ*{dollars(charged)}",
        f"QTY*90*{len(claims)}",
        f"AMT*YU*{dollars(charged)}",
        "HL*3*2*19*1",
        "NM1*85*2*HARBOR CLINIC*****XX*1500000017",
        "TRN*1*0",
        f"STC*A1:19**WQ*{dollars(charged)}",
        *(segment for segments, _ in claims for segment in segments),
    ]
    return interchange("277", [body])


def _claim_status(chance: Chance, number: int) -> tuple[list[str], int]:
    amount = chance.between(1, 999_99)
    if is_chosen(chance):
        status = f"STC*A7:562:85*20260113*U*{dollars(amount)}"
    else:
        status = f"STC*A2:20:PR*20260113*WQ*{dollars(amount)}"
    segments = [
        f"HL*{3 + number}*3*PT",
        "NM1*QC*1*ASHBY*WREN****MI*BAY700",
        f"TRN*2*HC-{number}",
        status,
        f"REF*D9*CW{number}",
        "DTP*472*D8*20260110",
    ]
    return segments, amount
