"""Originals, coverages and answers with defaults, and the next claims built from them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from claim_builder.domain.answer import Answer, AnsweredLine
from claim_builder.domain.assembly import Built, build
from claim_builder.domain.bodies import read_body
from claim_builder.domain.coverage import Coverage, PayerPolicy
from claim_builder.domain.reasons import Hold
from claim_builder.domain.secondary_claim import Order, Prior
from cobrelay import x12
from cobrelay.money import Cents, format_x12, parse_cents

SERVICED = date(2025, 10, 3)
PAID_ON = date(2025, 10, 15)
ADDRESS = x12.Address("236 N MAIN ST", "", "MIAMI", "FL", "33413")
SENT_AT = datetime(2025, 10, 4, tzinfo=UTC)


def cents(text: str) -> Cents:
    amount = parse_cents(text)
    assert amount is not None, text
    return amount


def corpus(name: str) -> Path:
    """A golden file; the test is skipped where they are not at hand."""
    root = Path(os.environ.get("COBRELAY_X12_CORPUS", "../shared/data"))
    path = root / "golden" / name
    if not path.exists():
        pytest.skip(f"{name} is not there; COBRELAY_X12_CORPUS says where the X12 files are")
    return path


@dataclass(frozen=True)
class Line:
    """A line of an original: procedure with modifiers, charge, and what else stands on it."""

    code: str
    charge: str
    control_number: str = ""
    day: date = SERVICED
    extra: Sequence[str] = ()

    def segments(self, number: int) -> Iterator[str]:
        day = f"{self.day:%Y%m%d}"
        yield f"LX*{number}"
        yield f"SV1*HC:{self.code}*{self.charge}*UN*1***1"
        yield f"DTP*472*D8*{day}"
        if self.control_number:
            yield f"REF*6R*{self.control_number}"
        yield from self.extra


PATIENT_IS_SUBSCRIBER = (
    "HL*2*1*22*0", "SBR*P*18*******CI", "NM1*IL*1*DOE*TED****MI*FIRST-1",
    "N3*236 N MAIN ST", "N4*MIAMI*FL*33413", "DMG*D8*19730501*M",
    "NM1*PR*2*FIRST HEALTH*****PI*FIRST",
)  # fmt: skip
PATIENT_IS_CHILD = (
    "HL*2*1*22*1", "SBR*P********CI", "NM1*IL*1*DOE*JANE****MI*FIRST-1",
    "NM1*PR*2*FIRST HEALTH*****PI*FIRST", "HL*3*2*23*0", "PAT*19",
    "NM1*QC*1*DOE*TED", "N3*236 N MAIN ST", "N4*MIAMI*FL*33413", "DMG*D8*19730501*M",
)  # fmt: skip
PROVIDER = (
    "HL*1**20*1", "NM1*85*2*SUNSHINE CLINIC*****XX*1999999984", "N3*1 CLINIC WAY",
    "N4*MIAMI*FL*331110000", "REF*EI*123456789",
)  # fmt: skip


def original_body(
    *lines: Line,
    number: str = "ACCT1001",
    patient: Sequence[str] = PATIENT_IS_CHILD,
    claim: Sequence[str] = (),
    others: Sequence[str] = (),
    frequency: str = "1",
    charge: str = "",
) -> bytes:
    """An original claim, loop 2000A on; `claim` are further segments of 2300 before HI."""
    lines = lines or (Line("99213", "100"),)
    total = charge or format_x12(sum(cents(line.charge) for line in lines))
    segments = [
        *PROVIDER,
        *patient,
        f"CLM*{number}*{total}***11:B:{frequency}*Y*A*Y*Y",
        *claim,
        "HI*ABK:J209",
        *others,
    ]
    for at, line in enumerate(lines, start=1):
        segments += line.segments(at)
    return "".join(f"{segment}~" for segment in segments).encode()


def interchange(*bodies: bytes) -> bytes:
    """Bodies in an envelope, one ST, as a sender would write them."""
    return interchange_of_sets([bodies])


def interchange_of_sets(sets: Sequence[Sequence[bytes]]) -> bytes:
    """An envelope with one ST for each group of bodies."""
    values = x12.InterchangeValues(
        sender_qualifier="ZZ",
        sender_id="CLINIC",
        receiver_qualifier="ZZ",
        receiver_id="PAYERS",
        group_sender="CLINIC",
        group_receiver="PAYERS",
        created_at=SENT_AT,
        interchange_control_number=1,
        group_control_number=1,
    )
    claim_sets = [
        x12.ClaimSet(
            control_number=number,
            batch_reference=f"B{number}",
            submitter=x12.Submitter("CLINIC", "CLINIC", "BILLING", "5550100100"),
            receiver=x12.Receiver("PAYERS", "PAYERS"),
            bodies=bodies,
        )
        for number, bodies in enumerate(sets, start=1)
    ]
    return x12.write_interchange(values, claim_sets)


def original(*lines: Line, **changes: object) -> x12.Claim837:
    claim = read_body(original_body(*lines, **changes))  # type: ignore[arg-type]
    assert claim is not None
    return claim


def coverage(named: str, **changes: object) -> Coverage:
    """A coverage of a payer of this name, held by the child's parent."""
    facts: dict[str, object] = {
        "coverage_id": named,
        "payer": x12.Party("PR", last_name=f"{named} HEALTH", id_qualifier="PI", id=named),
        "subscriber": x12.Party(
            "IL", is_person=True, last_name="DOE", first_name=f"{named}S", address=ADDRESS
        ),
        "member_id": f"{named}-1",
        "relationship": "19",
        "filing_indicator": "CI",
    }
    return Coverage(**{**facts, **changes})  # type: ignore[arg-type]


FIRST, SECOND, THIRD = coverage("FIRST"), coverage("SECOND"), coverage("THIRD")
PAPER = PayerPolicy(channel="paper")
MEDICARE = PayerPolicy(kind="medicare")


def adjustments(*texts: str) -> tuple[x12.Adjustment, ...]:
    """`"CO 45 20.00"`, `"PR 1 15 2"` (with a quantity)."""
    made = []
    for text in texts:
        group, reason, amount, *quantity = text.split()
        made.append(x12.Adjustment(group, reason, cents(amount), *quantity))
    return tuple(made)


def paid_line(
    ordinal: int, code: str, charge: str, paid: str, *cas: str, **changes: object
) -> AnsweredLine:
    """An answered line; `code` with modifiers as `99213:25`."""
    procedure, *modifiers = code.split(":")
    facts: dict[str, object] = {
        "ordinal": ordinal,
        "procedure": x12.Procedure("HC", procedure, tuple(modifiers)),
        "charge": cents(charge),
        "paid": cents(paid),
        "adjustments": adjustments(*cas),
        "service_from": SERVICED,
    }
    return AnsweredLine(**{**facts, **changes})  # type: ignore[arg-type]


def answer(*lines: AnsweredLine, cas: Sequence[str] = (), **changes: object) -> Answer:
    """An answer whose charge and payment follow from its lines unless they are given."""
    at_claim = adjustments(*cas)
    paid = sum(line.paid for line in lines) - sum(a.amount for a in at_claim)
    facts: dict[str, object] = {
        "adjudication_id": "A1",
        "claim_id": "C1",
        "status": "1",
        "charge": Cents(sum(line.charge for line in lines)),
        "paid": Cents(paid),
        "paid_on": PAID_ON,
        "adjustments": at_claim,
        "lines": lines,
        "payer_claim_control_number": "ICN1",
    }
    return Answer(**{**facts, **changes})  # type: ignore[arg-type]


def order(claim: x12.Claim837, *priors: Prior | Answer, **changes: object) -> Order:
    """The claim to SECOND after FIRST's answer, or to THIRD after both."""
    answered = [
        prior if isinstance(prior, Prior) else Prior(known, prior)
        for known, prior in zip((FIRST, SECOND), priors, strict=False)
    ]
    facts: dict[str, object] = {
        "claim_id": "C1",
        "original": claim,
        "next": (SECOND, THIRD)[len(answered) - 1] if answered else SECOND,
        "priors": tuple(answered),
        "control_number": claim.patient_control_number,
        "billable": Cents(100),
    }
    return Order(**{**facts, **changes})  # type: ignore[arg-type]


def built(wanted: Order, **options: object) -> Built:
    """The claim; fails with its reason where it is held."""
    result = build(wanted, **options)  # type: ignore[arg-type]
    assert isinstance(result, Built), result
    return result


def held(wanted: Order) -> Hold:
    result = build(wanted)
    assert isinstance(result, Hold), "the claim was built"
    return result


def segments(body: bytes) -> list[str]:
    return body.decode().split("~")[:-1]


def starting(body: bytes, *starts: str) -> list[str]:
    """The segments that begin with one of these texts, in order."""
    return [segment for segment in segments(body) if segment.startswith(starts)]
