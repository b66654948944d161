"""Which original claims are kept, under which number and version, and what is only a warning."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from claim_builder.domain.reasons import REASONS
from cobrelay.ids import minted
from cobrelay.x12.findings import Finding, Verdict
from cobrelay.x12.views.claim import Claim837

ACCEPTED_GUIDE = "005010X222"
REPLACEMENT, VOID = "7", "8"
# Findings that make a whole set unusable: who is whose in it, or how much of it there is, is wrong.
ENVELOPE_CODES = ("TA1:", "AK9:", "IK5:", "B-HL")


def unusable(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of a set's findings for which nothing of it is used; the rest are warnings."""
    return tuple(
        finding
        for finding in findings
        if finding.verdict >= Verdict.REJECT_SET and finding.code.startswith(ENVELOPE_CODES)
    )


def missing_fact(claim: Claim837) -> str:
    """The first fact without which no next claim could be derived, as people call it."""
    facts = {
        "CLM01": claim.patient_control_number,
        "billing provider": claim.billing_npi or claim.billing_tax_id,
        "patient": claim.patient.last_name,
        "service lines": claim.lines,
        "date of service": claim.service_from,
        "procedures": all(line.procedure.code for line in claim.lines),
        "claim loop": claim.tree.find("2300"),
    }
    return next((fact for fact, value in facts.items() if not value), "")


def refusal(claim: Claim837) -> str:
    """The code for which this claim alone is held; empty when it can be registered."""
    if missing_fact(claim):
        return "CLB-006"
    total = sum(line.charge for line in claim.lines)
    return "CLB-005" if total != claim.charge else ""


def warnings(claim: Claim837, known_npis: Collection[str]) -> tuple[Finding, ...]:
    """What a person may want to put right; the claim goes on."""
    found = [replace(each, verdict=min(each.verdict, Verdict.WARN)) for each in claim.findings]
    if any(other.payer is None for other in claim.other_subscribers):
        found.append(_warning(claim, "CLB-051", "2330B"))
    if claim.billing_npi and not is_valid_npi(claim.billing_npi):
        found.append(_warning(claim, "CLB-052", "2010AA"))
    if claim.billing_npi not in known_npis:
        found.append(_warning(claim, "CLB-053", "2010AA"))
    return tuple(found)


def _warning(claim: Claim837, code: str, loop: str) -> Finding:
    return Finding(code, Verdict.WARN, claim.place, REASONS[code], loop=loop)


def is_valid_npi(npi: str) -> bool:
    """Ten digits whose Luhn sum, with the prefix 80840, is a multiple of ten."""
    if len(npi) != 10 or not (npi.isascii() and npi.isdigit()):
        return False
    digits = [int(digit) for digit in f"80840{npi}"]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that asks to be registered."""

    provider: str  # NPI, else tax id
    control_number: str = field(repr=False)
    first_service_on: date
    frequency: str
    content_hash: str

    @property
    def claim_id(self) -> str:
        """Opaque; the same for the same provider, CLM01 and first day of service."""
        day = self.first_service_on.isoformat()
        return minted("claim", self.provider, self.control_number, day)

    @property
    def replaces(self) -> bool:
        return self.frequency in (REPLACEMENT, VOID)


@dataclass(frozen=True, slots=True)
class KnownVersion:
    """A version of a claim that is on record."""

    claim_id: str
    version: int
    content_hash: str
    has_same_number: bool  # CLM01; otherwise it was found by the payer's claim number


@dataclass(frozen=True, slots=True)
class Registered:
    """A claim's first version, or its next one."""

    claim_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """The same content again: the same registration."""

    claim_id: str
    version: int


@dataclass(frozen=True, slots=True)
class Collides:
    """The same claim with other content, sent as a new one."""

    claim_id: str


Registration = Registered | Repeated | Collides


def register(
    candidate: Candidate, known: Sequence[KnownVersion], answered_claim: str = ""
) -> Registration:
    """Which claim this is, and which version of it.

    `known` are the versions of claims with its provider and CLM01, and of `answered_claim`: the
    claim for which an earlier answer's CLP07 equals this one's REF*F8.
    """
    claim_id = answered_claim or _replaced_claim(candidate, known) or candidate.claim_id
    versions = [each for each in known if each.claim_id == claim_id]
    for each in versions:
        if each.content_hash == candidate.content_hash:
            return Repeated(claim_id, each.version)
    if not versions:
        return Registered(claim_id, 1)
    if candidate.replaces or answered_claim:
        return Registered(claim_id, max(each.version for each in versions) + 1)
    return Collides(claim_id)


def _replaced_claim(candidate: Candidate, known: Sequence[KnownVersion]) -> str:
    """A replacement may correct the date of service: then its own id would be another one's."""
    ids = {each.claim_id for each in known if each.has_same_number}
    if not candidate.replaces or candidate.claim_id in ids:
        return ""
    return ids.pop() if len(ids) == 1 else ""
