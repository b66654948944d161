"""Did the payer forward the claim to the next one itself? Then ours would be a duplicate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from cob_verification.domain.answers import FORWARDED, Answer
from cob_verification.domain.coverage import Coverage
from cob_verification.domain.payers import PayerDirectory, aliases
from cob_verification.domain.primacy import names_of
from cob_verification.domain.reasons import Rule, rule

MEDICAID_INTENT = "MA07"
INTENTS = ("MA18", MEDICAID_INTENT, "N89")
NOT_FORWARDED = "MA19"
ANSWERED = "ANSWER"


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The claim is on its way to `carrier` (None: it cannot be told which coverage that is)."""

    carrier: Coverage | None
    evidence: tuple[str, ...]
    trace: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class UnknownCarrier:
    """The payer names a carrier that is none of the patient's coverages, and says no more."""

    reason: Rule


@dataclass(frozen=True, slots=True)
class Kept:
    """Nothing says that the claim was forwarded."""

    trace: tuple[Rule, ...] = ()


def forwarding(
    answer: Answer, later: Sequence[Coverage], payers: PayerDirectory
) -> Forwarded | UnknownCarrier | Kept:
    """Evidence by strength: CLP02, then NM1*TT, then the remark codes, which are intent only."""
    evidence = evidence_of(answer)
    if answer.carrier.is_named:
        named = carrier_of(answer, later, payers)
        if named is None and answer.status not in FORWARDED and not answer.was_forwarded_undecided:
            return UnknownCarrier(rule("COB-207"))
        trace = (*_trace(evidence), *(() if named else (rule("COB-207"),)))
        return Forwarded(named, evidence, trace)
    if not evidence:
        return Kept((rule("COB-206"),) if NOT_FORWARDED in answer.remark_codes else ())
    return Forwarded(_expected(answer, later, payers), evidence, _trace(evidence))


def evidence_of(answer: Answer) -> tuple[str, ...]:
    """What announces the forwarding, the strongest first. MA19 takes the intents back."""
    found: list[str] = []
    if answer.status in FORWARDED or answer.was_forwarded_undecided:
        found.append(f"CLP02 {answer.status}")
    if answer.carrier.is_named:
        found.append("NM1*TT")
    if NOT_FORWARDED not in answer.remark_codes:
        found.extend(code for code in INTENTS if code in answer.remark_codes)
    return tuple(found)


def carrier_of(
    answer: Answer, later: Sequence[Coverage], payers: PayerDirectory
) -> Coverage | None:
    """NM1*TT is one of the later coverages by alias (a COBA id, a name)."""
    said = aliases(answer.carrier.texts)
    return next((each for each in later if said & names_of(each, payers)), None)


def answered_unasked(carrier: Coverage) -> Forwarded:
    """A later payer answered a claim that we never sent: somebody forwarded it."""
    return Forwarded(carrier, (ANSWERED,), (rule("COB-205"),))


def wait_until(answer: Answer, days: int) -> date | None:
    """The last day of the wait: from the payment date, or from when we learned of it."""
    starts = [day for day in (answer.paid_on, answer.received_on) if day is not None]
    return max(starts) + timedelta(days=days) if starts else None


def _expected(answer: Answer, later: Sequence[Coverage], payers: PayerDirectory) -> Coverage | None:
    """Without a named carrier: Medicaid where MA07 says so, else the next in order."""
    if MEDICAID_INTENT in answer.remark_codes:
        medicaid = (each for each in later if is_medicaid(each, payers))
        return next(medicaid, later[0] if later else None)
    return later[0] if later else None


def is_medicaid(coverage: Coverage, payers: PayerDirectory) -> bool:
    """By the payer's profile, else by the claim filing indicator (SBR09)."""
    profile = payers.known((*coverage.payer.texts, *coverage.also_known_as))
    if profile is not None:
        return profile.kind == "medicaid"
    return coverage.claim_filing_indicator == "MC"


_CODE_OF_EVIDENCE = {"CLP02": "COB-201", "NM1*TT": "COB-202"}


def _trace(evidence: Sequence[str]) -> tuple[Rule, ...]:
    found = []
    for text in evidence:
        if text == "CLP02 23":
            found.append(rule("COB-204"))
        else:
            found.append(rule(_CODE_OF_EVIDENCE.get(text.split()[0], "COB-203"), text))
    return tuple(found)
