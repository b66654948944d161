"""Claims, coverages and answers with defaults, and determinations in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cob_verification.domain.answers import Adjustment, Answer, Carrier
from cob_verification.domain.claim import Claim
from cob_verification.domain.coverage import Coverage, Evidence, PayerName, Person
from cob_verification.domain.determination import (
    AwaitCrossover,
    BillNext,
    Denied,
    Determined,
    Hold,
    NothingLeft,
    PatientOwes,
)
from cob_verification.domain.dossier import Dossier, Notice
from cob_verification.domain.liability import determine
from cob_verification.domain.payers import FilingLimit, LimitFrom, PayerDirectory, PayerProfile
from cob_verification.domain.reasons import REMEDIES
from cobrelay.money import format_dollars, parse_cents

SERVICED = date(2024, 3, 1)
PAID = date(2024, 3, 20)

MEDICARE = PayerProfile("medicare", "medicare", frozenset({"medicare", "12402"}))
MEDIGAP = PayerProfile("medigap", "medigap", frozenset({"medigap", "55001"}))
MEDICAID = PayerProfile(
    "medicaid", "medicaid", frozenset({"medicaid", "70001"}), considers_denied=True
)
GENEROUS = PayerProfile("generous", "commercial", frozenset({"generous"}), considers_denied=True)
SERVICE_YEAR = PayerProfile(
    "yearly",
    "commercial",
    frozenset({"yearly"}),
    filing_limits=(FilingLimit(365, LimitFrom.SERVICE), FilingLimit(90, LimitFrom.REMITTANCE)),
)
PAYERS = PayerDirectory.of([MEDICARE, MEDIGAP, MEDICAID, GENEROUS, SERVICE_YEAR], version="v1")


def coverage(named: str, rank: int, **changes: object) -> Coverage:
    """A coverage named after its payer; stated by the claim unless `evidence` says otherwise."""
    facts: dict[str, object] = {
        "coverage_id": named,
        "rank": rank,
        "payer": PayerName(name=named, id=named),
        "member_id": f"M-{named}",
        "relationship": "18",
        "subscriber": Person(last_name="DOE", first_name="JANE"),
    }
    return Coverage(**{**facts, **changes})  # type: ignore[arg-type]


def feed(payer: str, rank: int, **changes: object) -> Coverage:
    return coverage(payer, rank, **{"evidence": Evidence.FEED, **changes})


def claim(*coverages: Coverage | str, charge: str = "100", **changes: object) -> Claim:
    """A claim whose own loops state these coverages, in this order."""
    stated = tuple(
        coverage(each, rank) if isinstance(each, str) else each
        for rank, each in enumerate(coverages, start=1)
    )
    facts: dict[str, object] = {
        "claim_id": "claim",
        "charge_cents": cents(charge),
        "service_from": SERVICED,
        "service_to": SERVICED,
        "coverages": stated,
    }
    return Claim(**{**facts, **changes})  # type: ignore[arg-type]


def answer(named: str, *adjustments: str, **changes: object) -> Answer:
    """What a payer answered: adjustments as `CO-45 20` (group, reason, dollars)."""
    found = tuple(adjustment(text) for text in adjustments)
    charge = cents(str(changes.pop("charge", "100")))
    facts: dict[str, object] = {
        "adjudication_id": f"by {named}",
        "status": "1",
        "payer": PayerName(name=named),
        "charge_cents": charge,
        "paid_cents": charge - sum(each.amount_cents for each in found),
        "paid_on": PAID,
        "received_on": PAID,
        "adjustments": found,
    }
    if isinstance(tt := changes.pop("forwarded_to", None), str):
        facts["carrier"] = Carrier(id=tt)
    return Answer(**{**facts, **changes})  # type: ignore[arg-type]


def adjustment(text: str) -> Adjustment:
    code, amount = text.split()
    group, reason = code.split("-")
    return Adjustment(group, reason, cents(amount), line=1)


def cents(text: str) -> int:
    found = parse_cents(text)
    assert found is not None
    return found


def dossier(claimed: Claim, *answers: Answer, **changes: object) -> Dossier:
    notices = frozenset(changes.pop("notices", ()))  # type: ignore[call-overload]
    return Dossier(
        claim=claimed,
        answers=answers,
        notices=frozenset(Notice(about, kind) for about, kind in notices),
        **changes,  # type: ignore[arg-type]
    )


def decided(about: Dossier, payers: PayerDirectory = PAYERS) -> dict[str, str]:
    """Each answer and what is said of it, in plain words."""
    return {each.adjudication_id: in_words(each) for each in determine(about, payers)}


def only(about: Dossier, payers: PayerDirectory = PAYERS) -> Determined:
    (found,) = determine(about, payers)
    return found


def in_words(determined: Determined) -> str:
    outcome = determined.outcome
    match outcome:
        case BillNext():
            return f"bill {outcome.following.coverage_id} {format_dollars(outcome.billable_cents)}"
        case AwaitCrossover():
            carrier = outcome.carrier.coverage_id if outcome.carrier else "somebody"
            return f"await {carrier}"
        case PatientOwes():
            return f"patient {format_dollars(outcome.patient_cents)}"
        case NothingLeft():
            return "nothing left"
        case Denied():
            return f"denied {format_dollars(outcome.denied_cents)}"
        case Hold():
            assert determined.reason.code in REMEDIES, "a hold says what to do about it"
            return f"hold {determined.reason.code}"


def owners(determined: Determined) -> list[str]:
    """Each adjustment with its class and owner: `CO-45 20.00 CONTRACTUAL NOBODY`."""
    return [
        f"{each.adjustment.group}-{each.adjustment.reason}"
        f" {format_dollars(each.adjustment.amount_cents)} {each.meaning.value} {each.owner.value}"
        for each in determined.adjustments
    ]


def codes(determined: Determined) -> list[str]:
    return [each.code for each in determined.trace]


def totals(adjustments: Iterable[Adjustment]) -> int:
    return sum(each.amount_cents for each in adjustments)
