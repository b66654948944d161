"""Tells all stories to the whole relay at once, as in life: six services on an in-memory log and
a real PostgreSQL, a far side that acknowledges and pays, and a clock that walks."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.message import Message
from pydantic import SecretStr

import claim_builder.service
import claim_builder.settings
import cob_verification.service
import cob_verification.settings
import era_intake.service
import era_intake.settings
import payment_poster.service
import payment_poster.settings
import status_tracker.service
import submission_gateway.service
import submission_gateway.settings
from clock import clock_at
from cobrelay.clock import StandingClock
from cobrelay.contracts.claims import v1 as claims_contract
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.payments import v1 as payments
from cobrelay.contracts.status import v1 as status
from cobrelay.messaging import depths
from cobrelay.messaging.in_memory import Relay
from cobrelay.messaging.service import Service
from cobrelay.platform.environment import READERS
from sandbox.clearinghouse.serving import Traffic
from sandbox.due import Due
from sandbox.generating import STORIES_BY_NAME, Order, generate
from sandbox.payers.paying import PAYMENT_RUN
from sandbox.reporting import Truth, claim_differences, load_far_side, load_truth
from sandbox.service import Sandbox
from sandbox.settings import Settings as FarSideSettings
from service_databases import ServiceDatabase, Templates, engine_as

CONFIG = Path(__file__).parents[2] / "deploy" / "config"
SECRET = "a secret for stories"
AS_OF = date(2026, 3, 2)  # a Monday: the day of the primary payers' payments
LONG_ENOUGH = timedelta(days=60)  # slow payers, one after the other; a crossover that lapses
HALF_A_DAY = timedelta(hours=12)
USER = "examplehs"
SERVICES: tuple[Service, ...] = (
    era_intake.service.service,
    cob_verification.service.service,
    claim_builder.service.service,
    submission_gateway.service.service,
    status_tracker.service.service,
    payment_poster.service.service,
)
# What each service read of the configuration files, and keeps.
CONFIGURATIONS: tuple[Any, ...] = (
    cob_verification.settings.configuration,
    claim_builder.settings.configuration,
    submission_gateway.settings.configuration,
    payment_poster.settings.policy,
    payment_poster.settings.settings,
)
READER_OF = {
    "coverages": "cob-verification",
    "originals": "claim-builder",
    "remittance": "era-intake",
}
DETERMINATIONS: tuple[type[Message], ...] = (
    cob.NextPayerDetermined,
    cob.CrossoverAwaited,
    cob.PatientResponsibilityDetermined,
    cob.NothingLeftDetermined,
    cob.DenialDetermined,
    cob.DeterminationHeld,
    cob.CrossoverFailed,
)
# More than one, so that both kinds of patient are there: one who paid something, one who did not.
CLAIMS = {"commercial": 4}


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """What became of one claim. Amounts in cents, from the poster's last word on the balance."""

    truth: Mapping[str, Any]
    claim_id: str
    decisions: tuple[str, ...]
    reasons: tuple[str, ...]
    sent_to: tuple[str, ...]
    balance: payments.BalanceResolved
    released: tuple[payments.PatientBalanceReleased, ...]
    last_determination_id: str
    open_work: tuple[status.WorkItemOpened, ...]

    @property
    def is_settled(self) -> bool:
        """Nobody owes anything more."""
        left = self.balance
        return not (left.patient_cents or left.payer_cents or left.denied_cents)

    @property
    def statement_cents(self) -> int:
        """What the patient is asked for; 0 while that is not released."""
        return self.released[-1].amount_cents if self.released else 0

    def differences(self) -> list[str]:
        """What is otherwise than the story's author knew it would be."""
        names = ("charge", "paid", "written_off", "patient", "patient_paid", "payer", "denied")
        came = {f"{name}_cents": getattr(self.balance, f"{name}_cents") for name in names}
        came |= {"determinations": list(self.decisions)}
        return claim_differences(dict(self.truth), came, self.sent_to)


@dataclass(frozen=True, slots=True)
class ToldPayment:
    """What became of one payment of a primary payer; `proof` is the poster's last word on it."""

    truth: Mapping[str, Any]
    proof: payments.RemittanceProved | None
    duplicates: tuple[era.RemittanceDuplicated, ...]
    quarantined: tuple[era.RemittanceQuarantined, ...]
    open_work: tuple[status.WorkItemOpened, ...]


@dataclass(frozen=True, slots=True)
class ToldStory:
    """What became of everything that a story is about."""

    claims: Sequence[ToldClaim]
    payments: Sequence[ToldPayment]

    @property
    def claim(self) -> ToldClaim:
        """The only one."""
        (claim,) = self.claims
        return claim

    @property
    def payment(self) -> ToldPayment:
        """The only one."""
        (payment,) = self.payments
        return payment


@dataclass(slots=True)
class Storyteller:
    """A relay and a far side on one standing clock."""

    relay: Relay
    clock: StandingClock
    far_side: Sandbox
    home: Path

    async def tell(self, stories: Mapping[str, int]) -> dict[str, ToldStory]:
        """Feeds so many claims of each story and lives on until all is over."""
        worlds = {story: self._write(story, claims) for story, claims in stories.items()}
        files = [(row, world) for world in worlds.values() for row in _feed(world)]
        files.sort(key=lambda each: each[0]["step"])
        for _, step in itertools.groupby(files, key=lambda each: each[0]["step"]):
            for row, world in step:
                self._drop(world / row["file"], READER_OF[row["kind"]])
            await self.rest()
        await self.live_on(LONG_ENOUGH)
        return {story: self._outcome(world) for story, world in worlds.items()}

    async def rest(self) -> None:
        """Returns when neither the relay nor the far side has anything to do at this moment."""
        before: object = None
        while (now := self._traces()) != before:
            before = now
            await self.relay.settle()
            await self.far_side.step(Traffic(lambda: None))

    async def live_on(self, stretch: timedelta) -> None:
        """Walks the clock from one due thing to the next."""
        goal = self.clock.now() + stretch
        while (moment := await self._next_due()) is not None and moment <= goal:
            self.clock.set(_looked_at(moment))
            await self.rest()
        self.clock.set(goal)
        await self.rest()

    def open_work(self) -> list[status.WorkItemOpened]:
        """What a person has to do, in the order in which it was opened."""
        closed = {each.work_item_id for each in self.relay.events(status.WorkItemClosed)}
        opened = self.relay.events(status.WorkItemOpened)
        return [each for each in opened if each.work_item_id not in closed]

    async def kept(self) -> dict[str, list[str]]:
        """What some service has parked or lets wait, by service and reason; nobody else."""
        found: dict[str, list[str]] = {}
        for service in SERVICES:
            parked = [each.reason_code for each in await self.relay.parked(service.name)]
            async with self.relay.runtime(service.name).engine.connect() as reader:
                waiting = await depths.waiting_listed(reader, service.schema)
            if reasons := [*parked, *(each.reason_code for each in waiting)]:
                found[service.name] = reasons
        return found

    def _write(self, story: str, claims: int) -> Path:
        """A world of this story alone; its seed makes its numbers its own."""
        world = self.home / "worlds" / story
        seed = 1000 + list(STORIES_BY_NAME).index(story)
        generate(Order(claims, seed, AS_OF, story), world)
        self.far_side.keeper.recall(world)
        return world

    def _drop(self, source: Path, service: str) -> None:
        folder = self.home / "inboxes" / service
        folder.mkdir(parents=True, exist_ok=True)
        story = source.parent.parent.name
        (folder / f"{story}-{source.name}").write_bytes(source.read_bytes())

    def _traces(self) -> object:
        keeper = self.far_side.keeper
        folders = (keeper.outgoing_folder(USER), keeper.upload_folder(USER), self.home / "inboxes")
        names = [sorted(path.name for path in folder.rglob("*")) for folder in folders]
        return (len(self.relay.log), dict(keeper.counts), keeper.waiting, names)

    async def _next_due(self) -> datetime | None:
        keeper = self.far_side.keeper
        moments = [due.at for path in keeper._due.iterdir() if (due := Due.of(path))]
        runs = (pending.pay_on for pending in keeper.pending.values())
        moments.extend(datetime.combine(on, PAYMENT_RUN, UTC) for on in runs)
        if (timer := await self.relay._next_due()) is not None:
            moments.append(timer)
        return min(moments, default=None)

    def _outcome(self, world: Path) -> ToldStory:
        truth = load_truth(world)
        sent = load_far_side(self.far_side.settings.state_path, truth).submissions
        ids = {
            event.patient_control_number: event.claim_id
            for event in self.relay.events(claims_contract.OriginalClaimRegistered)
        }
        return ToldStory(
            [
                self._claim(row, ids.get(number, ""), sent.get(number, ()))
                for number, row in truth.claims.items()
            ],
            self._payments(truth),
        )

    def _claim(self, row: Mapping[str, Any], claim_id: str, sent_to: tuple[str, ...]) -> ToldClaim:
        decided = list(self._determined(claim_id)) if claim_id else []
        balances = self._of(payments.BalanceResolved, claim_id)
        return ToldClaim(
            truth=row,
            claim_id=claim_id,
            decisions=tuple(name for name, _ in decided),
            reasons=tuple(getattr(one, "determination", one).reason_code for _, one in decided),
            sent_to=sent_to,
            balance=balances[-1] if balances else payments.BalanceResolved(),
            released=tuple(self._of(payments.PatientBalanceReleased, claim_id)),
            last_determination_id=_determination_id(decided[-1][1]) if decided else "",
            open_work=tuple(
                each for each in self.open_work() if claim_id and each.claim_id == claim_id
            ),
        )

    def _of(self, kind: type[Any], claim_id: str) -> list[Any]:
        return [each for each in self.relay.events(kind) if each.claim_id == claim_id]

    def _determined(self, claim_id: str) -> Iterator[tuple[str, Any]]:
        kinds = {kind.DESCRIPTOR.full_name: kind for kind in DETERMINATIONS}
        for record in self.relay.log:
            if kind := kinds.get(record.type):
                event: Any = kind.FromString(record.body)
                if getattr(event, "determination", event).claim_id == claim_id:
                    yield kind.DESCRIPTOR.name, event

    def _payments(self, truth: Truth) -> list[ToldPayment]:
        proofs = {
            each.payment.trace_number: each for each in self.relay.events(payments.RemittanceProved)
        }
        accepted = {
            each.payment.trace_number: each for each in self.relay.events(era.RemittanceAccepted)
        }
        return [
            self._payment(row, proofs.get(row["trace_number"]), accepted.get(row["trace_number"]))
            for row in truth.payments.values()
        ]

    def _payment(
        self,
        row: Mapping[str, Any],
        proof: payments.RemittanceProved | None,
        accepted: era.RemittanceAccepted | None,
    ) -> ToldPayment:
        known = {accepted.remittance_id, accepted.file_hash} if accepted else set()
        trace = row["trace_number"]
        return ToldPayment(
            truth=row,
            proof=proof,
            duplicates=tuple(
                each
                for each in self.relay.events(era.RemittanceDuplicated)
                if {each.remittance_id, each.file_hash} & known
            ),
            quarantined=tuple(
                each
                for each in self.relay.events(era.RemittanceQuarantined)
                if each.payment.trace_number in ("", trace) and row["is_refused"]
            ),
            open_work=tuple(
                each for each in self.open_work() if accepted and _concerns(each, accepted)
            ),
        )


def _looked_at(moment: datetime) -> datetime:
    """Noon or midnight after: nobody needs to know to the minute, and looking takes time."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    halves = -(-(moment - midnight) // HALF_A_DAY)
    return midnight + halves * HALF_A_DAY


def _determination_id(event: Any) -> str:
    return str(getattr(event, "determination", event).determination_id)


def _concerns(item: status.WorkItemOpened, accepted: era.RemittanceAccepted) -> bool:
    subject = item.subject_id.partition("/")[0]
    return subject in (accepted.remittance_id, accepted.payment.payment_id)


def _feed(world: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (world / "feed.jsonl").read_text().splitlines()]


@pytest.fixture(scope="session")
async def storyteller(
    database_templates: Templates, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Storyteller]:
    """The whole relay on a database of its own, on the morning of the primary payments."""
    server = database_templates.server
    template = await database_templates.of(SERVICES)
    url = await server.create_database("stories", template=template)
    engines = {service.name: engine_as(url, service.schema) for service in SERVICES}
    database = ServiceDatabase(url, engines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COBRELAY_CLAIM_KEY_SECRET", SECRET)
        patch.setenv("COBRELAY_CONFIG_PATH", str(CONFIG))
        _read_anew()
        yield _storyteller(tmp_path_factory.mktemp("stories"), database)
        _read_anew()
    await database.dispose()
    await server.drop_database("stories")


@pytest.fixture(scope="session")
async def stories(storyteller: Storyteller) -> dict[str, ToldStory]:
    """All of them, told once, side by side: what became of each, by name."""
    sizes = {name: story.size for name, story in STORIES_BY_NAME.items()}
    return await storyteller.tell({**sizes, **CLAIMS})


def _read_anew() -> None:
    for configuration in CONFIGURATIONS:
        configuration.cache_clear()


def _storyteller(home: Path, database: ServiceDatabase) -> Storyteller:
    clock = clock_at(f"{AS_OF}T06:00:00")
    inboxes = {name: home / "inboxes" / name for name in READERS}
    far_side = Sandbox.opened(
        FarSideSettings(state_path=home / "clearinghouse", remittances_path=inboxes["era-intake"]),
        clock,
    )
    settings = _settings(inboxes, far_side)
    relay = Relay(SERVICES, database.engines, clock, store=home / "store", settings=settings)
    return Storyteller(relay, clock, far_side, home)


def _settings(inboxes: Mapping[str, Path], far_side: Sandbox) -> dict[str, Any]:
    """The gateway's folders are the far side's own: a file that is renamed into one has arrived."""
    keeper = far_side.keeper
    return {
        "era-intake": era_intake.settings.Settings(
            inbox_path=inboxes["era-intake"], claim_key_secret=SecretStr(SECRET)
        ),
        "cob-verification": cob_verification.settings.Settings(
            inbox_path=inboxes["cob-verification"]
        ),
        "claim-builder": claim_builder.settings.Settings(inbox_path=inboxes["claim-builder"]),
        "submission-gateway": submission_gateway.settings.Settings(
            driver="folder",
            outbox_path=keeper.upload_folder(USER),
            inbox_path=keeper.outgoing_folder(USER),
        ),
    }
