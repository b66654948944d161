"""Hypothesis strategies: claims, and payers that answer them in every legal way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from claim_builder.domain.answer import Answer, AnsweredLine
from cobrelay import x12
from cobrelay.money import Cents, format_x12
from next_claims import (
    PATIENT_IS_CHILD,
    PATIENT_IS_SUBSCRIBER,
    SERVICED,
    Line,
    answer,
    original,
)

CODES = ("99213", "99213:25", "J3301", "73030:LT", "73030:RT", "G0463")
GROUPS = ("CO", "PR", "OA", "PI")
REASONS = ("1", "2", "3", "45", "253", "23", "97", "204", "50", "96")
AMOUNTS = st.integers(1, 50_000)


@st.composite
def claims(draw: st.DrawFn) -> x12.Claim837:
    """One to six lines, some with a control number of the sender's, some of no charge."""
    count = draw(st.integers(1, 6))
    lines = [
        Line(
            draw(st.sampled_from(CODES)),
            format_x12(draw(st.sampled_from([0, 1]) | AMOUNTS)),
            control_number=draw(st.sampled_from(["", f"S{at}"])),
        )
        for at in range(count)
    ]
    lines.append(Line("99214", format_x12(draw(AMOUNTS))))
    patient = draw(st.sampled_from([PATIENT_IS_CHILD, PATIENT_IS_SUBSCRIBER]))
    return original(*lines, patient=patient)


@st.composite
def explained(draw: st.DrawFn, amount: int) -> tuple[x12.Adjustment, ...]:
    """Adjustments that sum to `amount`, some of them negative; none of them zero."""
    parts = draw(st.lists(st.integers(-5_000, 20_000).filter(bool), max_size=3))
    if rest := amount - sum(parts):
        parts.append(rest)
    return tuple(
        x12.Adjustment(draw(st.sampled_from(GROUPS)), draw(st.sampled_from(REASONS)), Cents(part))
        for part in parts
    )


@dataclass(slots=True)
class Payer:
    """Answers line by line, the way that its draws tell it to."""

    draw: st.DrawFn
    lines: list[AnsweredLine]
    echoes_numbers: bool

    def add(
        self, line: x12.ClaimLine, number: str, charge: int, *, up: int = 0, code: str = ""
    ) -> None:
        """One SVC for (a part of) a line; `up` is paid in excess of the charge (OA94)."""
        excess = (x12.Adjustment("OA", "94", Cents(-up)),) if up else ()
        paid = self.draw(st.integers(0, charge + up))
        adjudicated = replace(line.procedure, code=code) if code else line.procedure
        self.lines.append(
            AnsweredLine(
                ordinal=len(self.lines) + 1,
                procedure=adjudicated,
                submitted=line.procedure if code else None,
                charge=Cents(charge),
                paid=Cents(paid),
                adjustments=excess + self.draw(explained(charge + up - paid)),
                control_number=number if self.echoes_numbers else "",
                service_from=SERVICED,
            )
        )

    def answer(self, line: x12.ClaimLine, number: str) -> None:
        way = self.draw(st.sampled_from(["whole", "whole", "split", "unbundled", "up"]))
        charge = int(line.charge)
        match way:
            case "split" if charge > 1:
                part = self.draw(st.integers(1, charge - 1))
                self.add(line, number, part)
                self.add(line, number, charge - part)
            case "unbundled" if charge:
                self.add(line, number, charge, code="80053")
                self.add(line, number, 0, up=self.draw(AMOUNTS), code="85025")
            case "up":
                self.add(line, number, charge, up=self.draw(AMOUNTS))
            case _:
                self.add(line, number, charge)


@st.composite
def answers(draw: st.DrawFn, claim: x12.Claim837, *, numbers: tuple[str, ...] = ()) -> Answer:
    """A sound answer: by lines (with or without claim-level adjustments), or to the whole claim.

    `numbers` are the control numbers that the payer got; it may echo them, or not.
    """
    if draw(st.integers(0, 4)) == 0:
        paid = draw(st.integers(0, int(claim.charge)))
        at_claim = draw(explained(int(claim.charge) - paid))
        return replace(answer(charge=claim.charge, paid=Cents(paid)), adjustments=at_claim)
    payer = Payer(draw, [], echoes_numbers=draw(st.booleans()))
    known = numbers or tuple(line.control_number for line in claim.lines)
    for line, number in zip(claim.lines, known, strict=True):
        payer.answer(line, number)
    at_claim = draw(explained(draw(st.sampled_from([0, 0, 1500]))))
    paid = sum(line.paid for line in payer.lines) - sum(a.amount for a in at_claim)
    return replace(
        answer(*payer.lines, charge=claim.charge, paid=Cents(paid)), adjustments=at_claim
    )
