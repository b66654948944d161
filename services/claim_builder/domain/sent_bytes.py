"""Reads the amounts out of a built claim's bytes, without the code that wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cobrelay.money import parse_cents

TERMINATOR, ELEMENT = "~", "*"
TRIPLET = 3  # CAS: reason, amount, quantity


@dataclass(slots=True)
class PaidLine:
    """One SVD with what follows it; amounts in cents."""

    payer_id: str
    paid: int
    adjustments: list[tuple[str, str, int]] = field(default_factory=list)  # group, reason, amount
    dates: int = 0
    remaining: list[int] = field(default_factory=list)


@dataclass(slots=True)
class SentLine:
    """One LX with its charge and the payers' answers to it."""

    charge: int = 0
    paid: list[PaidLine] = field(default_factory=list)


@dataclass(slots=True)
class SentPayer:
    """One 2320 with what stands in it at claim level."""

    responsibility: str
    payer_id: str = ""
    amounts: dict[str, int] = field(default_factory=dict)  # AMT by qualifier
    adjustments: list[tuple[str, str, int]] = field(default_factory=list)
    dates: int = 0

    @property
    def has_answered(self) -> bool:
        return "D" in self.amounts or bool(self.adjustments)


@dataclass(slots=True)
class SentClaim:
    """What a receiver would add up."""

    charge: int = 0
    payers: list[SentPayer] = field(default_factory=list)
    lines: list[SentLine] = field(default_factory=list)
    incomplete_adjustments: int = 0  # a reason without an amount, or the other way round

    def answers_of(self, payer: SentPayer) -> Iterator[tuple[int, PaidLine]]:
        """Line number (from 1) and answer, of every 2430 that names this payer."""
        for number, line in enumerate(self.lines, start=1):
            for paid in line.paid:
                if paid.payer_id == payer.payer_id:
                    yield number, paid


def read_sent(body: bytes) -> SentClaim:
    """The amounts of loop 2300 as they stand in `body` (delimiters `*` and `~`)."""
    claim = SentClaim()
    for text in body.decode("utf-8").split(TERMINATOR):
        if text:
            _take(claim, text.split(ELEMENT))
    return claim


def _take(claim: SentClaim, elements: list[str]) -> None:
    segment, rest = elements[0], elements[1:]
    if segment == "CLM":
        claim.charge = _cents(rest, 1)
        claim.payers.clear()  # the SBR before was the destination's
    elif segment == "LX":
        claim.lines.append(SentLine())
    elif claim.lines:
        _take_of_line(claim, segment, rest)
    elif segment == "SBR":
        claim.payers.append(SentPayer(_at(rest, 0)))
    elif claim.payers:
        _take_of_payer(claim, segment, rest)


def _take_of_payer(claim: SentClaim, segment: str, rest: list[str]) -> None:
    payer = claim.payers[-1]
    if segment == "CAS":
        payer.adjustments.extend(_adjustments(claim, rest))
    elif segment == "AMT":
        payer.amounts[_at(rest, 0)] = _cents(rest, 1)
    elif segment == "NM1" and _at(rest, 0) == "PR":
        payer.payer_id = _at(rest, 8)
    elif segment == "DTP" and _at(rest, 0) == "573":
        payer.dates += 1


def _take_of_line(claim: SentClaim, segment: str, rest: list[str]) -> None:
    line = claim.lines[-1]
    if segment == "SV1":
        line.charge = _cents(rest, 1)
    elif segment == "SVD":
        line.paid.append(PaidLine(_at(rest, 0), _cents(rest, 1)))
    elif line.paid:
        _take_of_answer(claim, line.paid[-1], segment, rest)


def _take_of_answer(claim: SentClaim, paid: PaidLine, segment: str, rest: list[str]) -> None:
    if segment == "CAS":
        paid.adjustments.extend(_adjustments(claim, rest))
    elif segment == "DTP" and _at(rest, 0) == "573":
        paid.dates += 1
    elif segment == "AMT" and _at(rest, 0) == "EAF":
        paid.remaining.append(_cents(rest, 1))


def _adjustments(claim: SentClaim, rest: list[str]) -> Iterator[tuple[str, str, int]]:
    group = _at(rest, 0)
    for at in range(1, len(rest), TRIPLET):
        reason, amount = _at(rest, at), _at(rest, at + 1)
        if not reason or parse_cents(amount) is None:
            claim.incomplete_adjustments += 1
        yield group, reason, _cents(rest, at + 1)


def _at(elements: list[str], index: int) -> str:
    return elements[index] if index < len(elements) else ""


def _cents(elements: list[str], index: int) -> int:
    return parse_cents(_at(elements, index)) or 0
