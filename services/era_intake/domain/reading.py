"""From the loops of an 835 to facts: what each set and each claim payment of a file says.

The first pass: a fold over the stream of a file. It decides for each claim alone whether it can be
used, for each set whether it is whole, and holds nothing but `SetFacts`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from cobrelay import x12
from cobrelay.x12 import Finding, Verdict
from era_intake.domain import balancing, content, reasons
from era_intake.domain.remittance import (
    Items,
    Payee,
    Payer,
    Payment,
    PaymentIdentity,
    SetFacts,
    VerifiedFile,
    packed,
)

FINDINGS_MAX = 100  # kept of a set or a file: a person looks at the first few
QUARANTINED_MAX = 10_000  # of a set; above it the whole set is the problem, and is quarantined
PREDETERMINATION = "25"


def predetermination_paid(claim: x12.ClaimPayment) -> Iterator[Finding]:
    """CLP02 25 prices a claim that was never made: nothing may be paid on it."""
    if claim.status == PREDETERMINATION and claim.paid:
        yield Finding(
            "B-PREDETERMINATION",
            Verdict.QUARANTINE_CLAIM,
            claim.place,
            "A predetermination carries a payment.",
            element="CLP04",
        )


ClaimRule = Callable[[x12.ClaimPayment], Iterable[Finding]]
_CLAIM_RULES: tuple[tuple[str, ClaimRule], ...] = (
    (reasons.LINE_OUT_OF_BALANCE, balancing.lines_out_of_balance),
    (reasons.CLAIM_OUT_OF_BALANCE, balancing.claim_out_of_balance),
    (reasons.LINES_MISS_CHARGE, balancing.lines_miss_charge),
    (reasons.PREDETERMINATION_PAID, predetermination_paid),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a claim payment cannot be used: the first rule's code, and all that was found."""

    reason: str
    findings: tuple[Finding, ...]


def problem_of(claim: x12.ClaimPayment) -> Problem | None:
    """None for a claim that can be used. What cannot be read is not asked whether it adds up."""
    if claim.verdict >= Verdict.QUARANTINE_CLAIM:
        return Problem(reasons.CLAIM_UNREADABLE, claim.findings[:FINDINGS_MAX])
    broken = [(reason, tuple(rule(claim))) for reason, rule in _CLAIM_RULES]
    found = tuple(finding for _, findings in broken for finding in findings)
    if not found:
        return None
    reason = next(reason for reason, findings in broken if findings)
    return Problem(reason, (*claim.findings, *found)[:FINDINGS_MAX])


def verified(items: Iterable[object]) -> VerifiedFile:
    """Reads a file to its end; anything that spoils the whole of it spoils every set."""
    reader = _FileReader()
    for item in items:
        reader.see(item)
    return reader.result()


def payment_of(header: x12.RemittanceHeader) -> Payment | None:
    """The payment, or None when nothing tells it from another."""
    if header.payment_date is None or not header.trace_number:
        return None
    payee = Payee(header.payee.npi, header.payee.tax_id)
    identity = PaymentIdentity(
        header.payer_trace_id,
        header.trace_number,
        header.payment_date,
        header.payee.id or payee.tax_id,
    )
    return Payment(
        identity=identity,
        amount=header.total_payment,
        credit_debit=header.credit_debit,
        method=header.method,
        handling=header.handling,
        usage=header.set.interchange.usage,
        payer=_payer(header.payer),
        payee=payee,
        place=header.place,
        trace_place=header.trace_place,
    )


def _payer(party: x12.Party) -> Payer:
    address = party.address or x12.Address()
    return Payer(
        name=party.last_name,
        id=party.id,
        id_qualifier=party.id_qualifier,
        other_ids=tuple(reference.value for reference in party.references),
        street=address.line,
        street_2=address.line2,
        city=address.city,
        state=address.state,
        postal_code=address.postal_code,
        country=address.country,
    )


@dataclass(slots=True)
class _SetReader:
    """One set while it is read."""

    start: x12.SetStart
    payment: Payment | None = None
    claims: BytesIO = field(default_factory=BytesIO)  # gives its bytes without a copy
    quarantined: list[int] = field(default_factory=list)
    unusable: list[Finding] = field(default_factory=list)  # what the first few of them have
    adjustments: bytearray = field(default_factory=bytearray)
    findings: list[Finding] = field(default_factory=list)
    verdict: Verdict = Verdict.ACCEPT
    said: hashlib._Hash = field(default_factory=hashlib.sha256)

    def see(self, item: object) -> None:
        match item:
            case x12.RemittanceHeader():
                self.payment = payment_of(item)
                self.said.update(content.header_digest(item))
                self.note(item.findings)
            case x12.ClaimPayment():
                self.see_claim(item)
            case x12.ProviderAdjustment():
                adjustment = content.adjustment_item(item)
                self.adjustments += packed(adjustment)
                self.said.update(b"P" + adjustment.content)
            case x12.SetEnd():
                self.note(item.findings)

    def see_claim(self, claim: x12.ClaimPayment) -> None:
        item = content.claim_item(claim)
        self.claims.write(packed(item))
        self.said.update(b"C" + item.content)
        if claim.verdict >= Verdict.REJECT_SET:
            self.note(claim.findings)
        elif problem := problem_of(claim):
            self.see_problem(claim.ordinal, problem)

    def see_problem(self, ordinal: int, problem: Problem) -> None:
        if len(self.quarantined) <= QUARANTINED_MAX:
            self.quarantined.append(ordinal)
        if len(self.unusable) < FINDINGS_MAX:
            self.unusable += problem.findings

    def note(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.verdict = max(self.verdict, finding.verdict)
            # A header's findings come with the header, and the grave ones with its set again.
            if len(self.findings) < FINDINGS_MAX and finding not in self.findings:
                self.findings.append(finding)

    def facts(self) -> SetFacts:
        return SetFacts(
            ordinal=self.start.ordinal,
            payment=self.payment,
            claims=Items(self.claims.getvalue()),
            quarantined=tuple(self.quarantined),
            adjustments=Items(bytes(self.adjustments)),
            content_hash=self.said.hexdigest(),
            reason=self.reason(),
            findings=self.told(),
        )

    def told(self) -> tuple[Finding, ...]:
        """A claim's findings are told with the claim, unless the set goes down with it."""
        is_too_much = len(self.quarantined) > QUARANTINED_MAX
        return tuple(self.findings + (self.unusable if is_too_much else []))[:FINDINGS_MAX]

    def reason(self) -> str:
        if self.start.kind != "835":
            return reasons.NOT_A_REMITTANCE
        if self.verdict >= Verdict.REJECT_SET:
            return reasons.SET_MALFORMED
        if len(self.quarantined) > QUARANTINED_MAX:
            return reasons.TOO_MANY_UNUSABLE
        return "" if self.payment else reasons.PAYMENT_UNIDENTIFIED


class _FileReader:
    """A file while it is read."""

    def __init__(self) -> None:
        self.sets: list[SetFacts] = []
        self.findings: list[Finding] = []
        self.verdict = Verdict.ACCEPT
        self.open: _SetReader | None = None

    def see(self, item: object) -> None:
        match item:
            case x12.SetStart():
                self.open = _SetReader(item)
            case x12.GroupEnd() | x12.InterchangeEnd() | x12.FileEnd():
                self.note(item.findings)
            case x12.SetEnd():
                self.close(item)
            case _ if self.open:
                self.open.see(item)

    def close(self, end: x12.SetEnd) -> None:
        reader = self.open or _SetReader(end.set)
        reader.see(end)
        self.sets.append(reader.facts())
        self.verdict = max(self.verdict, reader.verdict)
        self.open = None

    def note(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self.verdict = max(self.verdict, finding.verdict)
            if len(self.findings) < FINDINGS_MAX:
                self.findings.append(finding)

    def result(self) -> VerifiedFile:
        if self.verdict < Verdict.REJECT_FILE and self.sets:
            return VerifiedFile(tuple(self.sets), findings=tuple(self.findings))
        of_sets = (finding for each in self.sets for finding in each.findings)
        findings = (*self.findings, *of_sets)[:FINDINGS_MAX]
        return VerifiedFile((), reasons.FILE_UNREADABLE, findings)
