"""What others tell cob_verification, with defaults; and a relay of that service alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from google.protobuf.message import Message

from clock import clock_at
from cob_verification.domain.reasons import REMEDIES
from cob_verification.service import service
from cob_verification.settings import Settings, configuration
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.messaging.in_memory import Relay
from determining import adjustment, cents
from service_databases import MakeDatabase

KEY = "claim-key"
SECRET = "a secret of the tests"
CONFIG = Path(__file__).parents[2] / "deploy" / "config"

DETERMINATIONS: tuple[type[Message], ...] = (
    cob.NextPayerDetermined,
    cob.CrossoverAwaited,
    cob.CrossoverFailed,
    cob.PatientResponsibilityDetermined,
    cob.NothingLeftDetermined,
    cob.DenialDetermined,
    cob.DeterminationHeld,
    cob.DeterminationWithdrawn,
)


def patient(**changes: object) -> common.Party:
    facts = {"last_name": "DOE", "first_name": "JANE", "birth_date": "1950-02-03", "sex": "F"}
    return common.Party(**{**facts, **changes})  # type: ignore[arg-type]


def registered(
    *payers: str, claim_id: str = "claim", charge: str = "100", **changes: object
) -> claims.OriginalClaimRegistered:
    """A claim whose own loops name these payers, the first as destination."""
    event = claims.OriginalClaimRegistered(
        claim_id=claim_id,
        version=1,
        patient_control_number="PCN1",
        charge_cents=cents(charge),
        patient=patient(),
        service_from_on="2024-03-01",
        service_to_on="2024-03-01",
        coverages=[
            claims.StatedCoverage(
                responsibility="PSTA"[place],
                relationship="18",
                member_id=f"M-{name}",
                subscriber=patient(),
                payer=common.PayerName(name=name, id=name),
                is_destination=place == 0,
            )
            for place, name in enumerate(payers)
        ],
    )
    event.MergeFrom(claims.OriginalClaimRegistered(**changes))  # type: ignore[arg-type]
    return event


def adjudicated(
    payer: str,
    *said: str,
    claim_id: str = "claim",
    adjudication_id: str = "",
    charge: str = "100",
    status: str = "1",
    carrier: str = "",
    **changes: object,
) -> era.ClaimAdjudicated:
    """What a payer answered: adjustments as `CO-45 20`."""
    found = [adjustment(text) for text in said]
    paid = cents(charge) - sum(each.amount_cents for each in found)
    line = era.ServiceLinePayment(
        ordinal=1,
        charge_cents=cents(charge),
        paid_cents=paid,
        adjustments=[
            common.Adjustment(
                group_code=each.group, reason_code=each.reason, amount_cents=each.amount_cents
            )
            for each in found
        ],
    )
    answer = era.ClaimPayment(
        payer=common.PayerName(name=payer),
        status_code=status,
        charge_cents=cents(charge),
        paid_cents=paid,
        paid_on="2024-03-20",
        lines=[line],
    )
    if carrier:
        answer.crossover_carrier.id = carrier
    return era.ClaimAdjudicated(
        adjudication_id=adjudication_id or f"by {payer}",
        claim_id=claim_id,
        claim_version=1,
        answer=answer,
        **changes,  # type: ignore[arg-type]
    )


def built(payer_coverage: str, claim_id: str = "claim") -> claims.SecondaryClaimBuilt:
    return claims.SecondaryClaimBuilt(
        submission_id=f"to {payer_coverage}",
        claim_id=claim_id,
        coverage=common.Coverage(coverage_id=payer_coverage),
    )


def submitted(payer_coverage: str, claim_id: str = "claim") -> submissions.ClaimSubmitted:
    return submissions.ClaimSubmitted(submission_id=f"to {payer_coverage}", claim_id=claim_id)


@dataclass(slots=True)
class Desk:
    """cob_verification alone, in front of a test: facts in, determinations out."""

    relay: Relay
    inbox: Path

    async def hear(self, *events: Message, key: str = KEY) -> list[str]:
        """Publishes each event, settles, and returns what is said anew."""
        before = len(self.relay.log)
        for event in events:
            await self.relay.publish(event, key)
            await self.relay.settle()
        return self.said(before)

    async def receive(self, name: str, rows: Iterable[str]) -> list[str]:
        """A coverage feed comes in."""
        before = len(self.relay.log)
        (self.inbox / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
        await self.relay.settle()
        return self.said(before)

    async def wait(self, days: float) -> list[str]:
        before = len(self.relay.log)
        await self.relay.advance(days=days)
        return self.said(before)

    def said(self, since: int = 0) -> list[str]:
        """Determinations in plain words, in order."""
        kinds = {each.DESCRIPTOR.full_name: each for each in DETERMINATIONS}
        return [
            in_words(kinds[each.type].FromString(each.body))
            for each in self.relay.log[since:]
            if each.type in kinds
        ]


def in_words(event: Message) -> str:  # noqa: PLR0911 - one kind of event a line
    """`bill 20.00 to B after by A`, `withdrawn by A: COB-701`, …"""
    match event:
        case cob.NextPayerDetermined():
            about = event.determination.adjudication_id
            return f"bill {event.next.payer.name} {event.billable_cents / 100:.2f} after {about}"
        case cob.CrossoverAwaited():
            about = event.determination.adjudication_id
            return f"await {event.next.payer.name or 'somebody'} after {about}"
        case cob.CrossoverFailed():
            return f"crossover failed: {event.reason_code}"
        case cob.PatientResponsibilityDetermined():
            return f"patient {event.patient_cents / 100:.2f}"
        case cob.NothingLeftDetermined():
            return f"nothing left after {event.determination.adjudication_id}"
        case cob.DenialDetermined():
            return f"denied {event.denied_cents / 100:.2f}"
        case cob.DeterminationHeld():
            code = event.determination.reason_code
            assert code in REMEDIES, "a hold says what to do about it"
            return f"hold {code}"
        case cob.DeterminationWithdrawn():
            return f"withdrawn {event.adjudication_id}: {event.reason_code}"
    return event.DESCRIPTOR.name


@pytest.fixture
def cob_configuration(monkeypatch: pytest.MonkeyPatch) -> Iterable[Callable[[Path], None]]:
    """The shipped configuration, or that of another folder."""
    monkeypatch.setenv("COBRELAY_CLAIM_KEY_SECRET", SECRET)

    def use(folder: Path) -> None:
        monkeypatch.setenv("COBRELAY_CONFIG_PATH", str(folder))
        configuration.cache_clear()

    use(CONFIG)
    yield use
    configuration.cache_clear()


@pytest.fixture
async def desk(
    service_database: MakeDatabase,
    tmp_path: Path,
    cob_configuration: Callable[[Path], None],  # noqa: ARG001
) -> Desk:
    """The service on a database of its own, on the day after the answers' payment."""
    database = await service_database(service)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    relay = Relay(
        [service],
        database.engines,
        clock_at("2024-03-21T09:00:00"),
        store=tmp_path / "store",
        settings={service.name: Settings(inbox_path=inbox)},
    )
    return Desk(relay, inbox)
