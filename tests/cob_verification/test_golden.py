"""Real-shaped remittances of the corpus, read by intake and decided upon here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from clock import clock_at
from cob_events import CONFIG, SECRET, in_words, submitted
from cob_verification.service import service as cob_verification
from cob_verification.settings import Settings
from cobrelay import x12
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.ids import claim_key
from cobrelay.messaging.in_memory import Relay
from era_intake.service import service as era_intake
from era_intake.settings import Settings as IntakeSettings
from service_databases import MakeDatabase

GOLDEN = Path(os.environ.get("COBRELAY_X12_CORPUS", "../shared/data")) / "golden"
CROSSOVER = GOLDEN / "medicare_partB_835_crossover_sequestration.edi"

pytestmark = pytest.mark.skipif(
    not GOLDEN.is_dir(), reason="the X12 corpus (COBRELAY_X12_CORPUS) is not here"
)


@dataclass(slots=True)
class Pair:
    """Intake and cob_verification on one log, with their inboxes."""

    relay: Relay
    folder: Path

    async def register(self, event: claims.OriginalClaimRegistered) -> None:
        await self.relay.publish(event, claim_key(SECRET, event.patient_control_number))
        await self.relay.settle()

    async def receive(self, inbox: str, path: Path) -> None:
        shutil.copy(path, self.folder / inbox / path.name)
        await self.relay.settle()

    def outcomes(self, kind: type[cob.CrossoverAwaited] | type[cob.DenialDetermined]) -> list[str]:
        return sorted(event.determination.claim_id for event in self.relay.events(kind))


async def pair_at(now: str, folder: Path, make_database: MakeDatabase) -> Pair:
    database = await make_database(era_intake, cob_verification)
    for inbox in ("remittances", "coverages"):
        (folder / inbox).mkdir()
    relay = Relay(
        [era_intake, cob_verification],
        database.engines,
        clock_at(now),
        store=folder / "store",
        settings={
            era_intake.name: IntakeSettings(
                inbox_path=folder / "remittances", claim_key_secret=SecretStr(SECRET)
            ),
            cob_verification.name: Settings(inbox_path=folder / "coverages"),
        },
    )
    return Pair(relay, folder)


@pytest.mark.parametrize("is_known", [True, False], ids=["carrier known", "carrier unknown"])
async def test_medicare_crosses_six_claims_over_and_denies_four(
    tmp_path: Path,
    service_database: MakeDatabase,
    cob_configuration: Callable[[Path], None],
    is_known: bool,
) -> None:
    answers = [each for each in x12.read(CROSSOVER) if isinstance(each, x12.ClaimPayment)]
    carriers = [_carrier(each) for each in answers]
    cob_configuration(_with_supplements(tmp_path / "config", carriers if is_known else []))
    pair = await pair_at("2023-12-11T09:00:00", tmp_path, service_database)
    for answer in answers:
        await pair.register(_original(answer))

    await pair.receive("remittances", CROSSOVER)

    crossed = sorted(_claim_id(each) for each in answers if each.status == "19")
    assert len(crossed) == 6
    assert pair.outcomes(cob.CrossoverAwaited) == crossed
    assert pair.outcomes(cob.DenialDetermined) == sorted(
        _claim_id(each) for each in answers if each.status == "1"
    )
    assert pair.relay.events(cob.NextPayerDetermined) == []
    awaited = pair.relay.events(cob.CrossoverAwaited)
    assert {bool(each.next.coverage_id) for each in awaited} == {is_known}


async def test_when_nothing_arrives_each_crossed_claim_is_ours_after_thirty_days(
    tmp_path: Path, service_database: MakeDatabase, cob_configuration: Callable[[Path], None]
) -> None:
    answers = [each for each in x12.read(CROSSOVER) if isinstance(each, x12.ClaimPayment)]
    cob_configuration(_with_supplements(tmp_path / "config", [_carrier(each) for each in answers]))
    pair = await pair_at("2023-12-11T09:00:00", tmp_path, service_database)
    for answer in answers:
        await pair.register(_original(answer))
    await pair.receive("remittances", CROSSOVER)

    await pair.relay.advance(days=32)

    assert len(pair.relay.events(cob.CrossoverFailed)) == 6
    billed = pair.relay.events(cob.NextPayerDetermined)
    assert sum(each.billable_cents for each in billed) == 11939 + 18066 + 3 * 11860 + 7907
    b15 = next(each for each in billed if each.determination.claim_id == "claim 0018")
    assert b15.determination.remainder.work_first_cents == 2417200


async def test_example_3_is_billed_to_the_payer_that_only_the_feed_names(
    tmp_path: Path, service_database: MakeDatabase, cob_configuration: Callable[[Path], None]
) -> None:
    cob_configuration(CONFIG)
    pair = await pair_at("2005-10-20T09:00:00", tmp_path, service_database)
    await pair.register(_example_3())
    await pair.receive("coverages", GOLDEN / "x12_ex3_coverages_two_payers.csv")

    await pair.receive("remittances", GOLDEN / "derived_x12_ex3_835_payerA.835")

    (event,) = pair.relay.events(cob.NextPayerDetermined)
    assert event.billable_cents == 3689
    assert (event.next.payer.id, event.next.payer.name) == ("567890", "GREAT PRAIRIES HEALTH")
    assert (event.next.member_id, event.next.relationship) == ("222334444", "19")
    assert event.next.subscriber.first_name == "JACK"
    (prior,) = event.priors
    assert (prior.coverage.member_id, prior.coverage.claim_filing_indicator) == (
        "JS00111223333",
        "12",
    )
    assert (event.file_by, event.file_by_rule_code) == ("2006-01-13", "COB-402")
    assert [each.code for each in event.determination.trace] == [
        "COB-301",
        "COB-101",
        "COB-102",
        "COB-402",
        "COB-503",
    ]


async def test_example_3_goes_on_to_a_third_payer(
    tmp_path: Path, service_database: MakeDatabase, cob_configuration: Callable[[Path], None]
) -> None:
    cob_configuration(CONFIG)
    pair = await pair_at("2005-11-20T09:00:00", tmp_path, service_database)
    await pair.register(_example_3())
    await pair.receive("coverages", GOLDEN / "x12_ex3_coverages_three_payers.csv")
    await pair.receive("remittances", GOLDEN / "derived_x12_ex3_835_payerA.835")
    (first,) = pair.relay.events(cob.NextPayerDetermined)
    for event in (_built(first), submitted(first.next.coverage_id, "claim 3")):
        await pair.relay.publish(event, claim_key(SECRET, "26407789"))
    await pair.relay.settle()

    await pair.receive("remittances", GOLDEN / "derived_x12_ex3_835_payerB_secondary.835")

    first, second = pair.relay.events(cob.NextPayerDetermined)
    assert in_words(second).startswith("bill THIRD HEALTH PLAN 5.00")
    assert [each.coverage.payer.id for each in second.priors] == ["999996666", "567890"]
    assert pair.relay.events(cob.DeterminationWithdrawn) == []


def _carrier(answer: x12.ClaimPayment) -> str:
    return answer.crossover_payer.id if answer.crossover_payer else "SUPPLEMENT"


def _claim_id(answer: x12.ClaimPayment) -> str:
    return f"claim {answer.patient_control_number}"


def _with_supplements(folder: Path, carriers: list[str]) -> Path:
    """The shipped configuration with a supplement for each carrier id."""
    shutil.copytree(CONFIG, folder)
    with (folder / "payers.toml").open("a", encoding="utf-8") as file:
        for carrier in dict.fromkeys(carriers):
            file.write(f'\n[payers.plan-{carrier.lower()}]\nname = "PLAN {carrier}"\n')
            file.write(f'kind = "medigap"\naliases = ["{carrier}"]\n')
    return folder


def _original(answer: x12.ClaimPayment) -> claims.OriginalClaimRegistered:
    """The original of a claim of the remittance: Medicare first, then its supplement."""
    number = answer.patient_control_number
    carrier = _carrier(answer)
    first, last = min(_days(answer)), max(_days(answer))
    return claims.OriginalClaimRegistered(
        claim_id=_claim_id(answer),
        version=1,
        billing_provider_npi="1999999984",
        billing_provider_tax_id="999999999",
        patient_control_number=number,
        charge_cents=answer.charge,
        patient=common.Party(
            last_name="DEIDENT",
            first_name="DEIDENT",
            birth_date=f"1940-01-{int(number):02d}",
            sex="F",
        ),
        service_from_on=first,
        service_to_on=last,
        coverages=[
            _stated("P", "MEDICARE PART B", "12402", f"MBI{number}", "MB"),
            _stated("S", f"PLAN {carrier}", f"PLAN{carrier}", f"S{number}", "CI"),
        ],
    )


def _days(answer: x12.ClaimPayment) -> list[str]:
    return [str(each.start) for line in answer.lines for each in line.dates]


def _stated(
    responsibility: str, name: str, identity: str, member_id: str, indicator: str
) -> claims.StatedCoverage:
    return claims.StatedCoverage(
        responsibility=responsibility,
        relationship="18",
        claim_filing_indicator=indicator,
        member_id=member_id,
        payer=common.PayerName(name=name, id=identity),
        is_destination=responsibility == "P",
    )


def _example_3() -> claims.OriginalClaimRegistered:
    """What the original of Example 3 states: its second coverage names no payer."""
    key = _stated("P", "KEY INSURANCE COMPANY", "999996666", "111223333", "CI")
    other = _stated("S", "", "", "T55TY666", "12")
    other.ClearField("payer")
    return claims.OriginalClaimRegistered(
        claim_id="claim 3",
        version=1,
        billing_provider_npi="1999996666",
        billing_provider_tax_id="123456789",
        patient_control_number="26407789",
        charge_cents=7904,
        patient=common.Party(last_name="SMITH", first_name="TED", birth_date="1973-05-01", sex="M"),
        service_from_on="2005-10-03",
        service_to_on="2005-10-03",
        coverages=[key, other],
    )


def _built(determined: cob.NextPayerDetermined) -> claims.SecondaryClaimBuilt:
    coverage_id = determined.next.coverage_id
    return claims.SecondaryClaimBuilt(
        submission_id=f"to {coverage_id}",
        claim_id="claim 3",
        determination_id=determined.determination.determination_id,
        sequence=2,
        coverage=determined.next,
        patient_control_number="26407789",
        original_control_number="26407789",
    )
