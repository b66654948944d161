"""Writes a world into a folder, batch by batch: files to feed, their order, and the truth."""

from __future__ import annotations

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, TextIO

from sandbox.generating import truth
from sandbox.generating.coverage_rows import coverage_file
from sandbox.generating.originals import VERSION as VERSION_837
from sandbox.generating.originals import original_file
from sandbox.generating.scripts import Lot, Scripted, Step, Treatment
from sandbox.generating.spoiling import spoiled
from sandbox.generating.stories import STORIES, STORIES_BY_NAME, Story
from sandbox.generating.workshop import Workshop, letters
from sandbox.payers.remittances import VERSION as VERSION_835
from sandbox.payers.remittances import Named, Payee, Payment, remittance_file
from sandbox.roster import CLEARINGHOUSE, SUBMITTER, Payer
from sandbox.segments import Envelope, Party

CLAIMS_PER_BATCH = 100  # a batch is held in memory, the world never
SEEDS = 26**3
LOGS = ("feed.jsonl", "truth.jsonl", "forwarded.jsonl")


@dataclass(frozen=True, slots=True)
class Order:
    """What world is wanted. `as_of` is the day of the primary payers' payments."""

    claims: int
    seed: int
    as_of: date
    story: str = ""  # only this one
    claims_per_batch: int = CLAIMS_PER_BATCH


@dataclass(frozen=True, slots=True)
class Told:
    """A scripted claim with the story that it belongs to."""

    story: Story
    scripted: Scripted


def generate(order: Order, out: Path) -> dict[str, Any]:
    """Write the world and return its totals (also in totals.json). Same order, same bytes."""
    (out / "files").mkdir(parents=True, exist_ok=True)
    with World.open(order, out) as world:
        batch: list[Told] = []
        for told in _tell(order, world.shop):
            batch += told
            if len(batch) >= order.claims_per_batch:
                world.write(batch)
                batch = []
        if batch:
            world.write(batch)
        totals = world.totals.as_json(order)
    (out / "totals.json").write_text(json.dumps(totals, indent=2) + "\n")
    return totals


def _tell(order: Order, shop: Workshop) -> Iterator[list[Told]]:
    """Stories in turn, each as often as its weight says, spread evenly (smooth round robin)."""
    stories = [STORIES_BY_NAME[order.story]] if order.story else list(STORIES)
    every = sum(story.weight for story in stories)
    due = dict.fromkeys((story.name for story in stories), 0)
    while shop.made < order.claims:
        for story in stories:
            due[story.name] += story.weight
        story = max(stories, key=lambda one: due[one.name])
        due[story.name] -= every * story.size
        yield [Told(story, scripted) for scripted in story.tell(shop)]


@dataclass(slots=True)
class Totals:
    """What the ledger must say when all has come to rest, over the primary payments."""

    claims: Counter[str] = field(default_factory=Counter)
    payments: int = 0
    payment_cents: int = 0
    adjustments: Counter[str] = field(default_factory=Counter)

    def count(self, row: truth.Json) -> None:
        self.payments += 1
        if row["is_refused"]:
            return
        self.payment_cents += row["payment_cents"]
        for adjustment in row["provider_adjustments"]:
            self.adjustments[f"{row['payer']}:{adjustment['code']}"] += adjustment["cents"]

    def as_json(self, order: Order) -> dict[str, Any]:
        return {
            "as_of": order.as_of.isoformat(),
            "seed": order.seed,
            "claims": sum(self.claims.values()),
            "claims_by_story": dict(self.claims),
            "payments": self.payments,
            "payment_cents": self.payment_cents,
            "provider_adjustment_cents": dict(self.adjustments),
        }


@dataclass(slots=True)
class World:
    """The open folder of a world in the making."""

    order: Order
    shop: Workshop
    out: Path
    feed: TextIO
    truth: TextIO
    forwarded: TextIO
    totals: Totals = field(default_factory=Totals)
    files: int = 0
    traces: int = 0
    spoilt: int = 0
    batches: int = 0

    @classmethod
    def open(cls, order: Order, out: Path) -> World:
        prefix = letters(order.seed % SEEDS)[-3:]
        rng = random.Random(order.seed)  # noqa: S311 - a world must come out the same again
        feed, truth_log, forwarded = ((out / name).open("w") for name in LOGS)
        shop = Workshop(rng, order.as_of, prefix)
        return cls(order, shop, out, feed, truth_log, forwarded)

    def __enter__(self) -> World:
        return self

    def __exit__(self, *_: object) -> None:
        for log in (self.feed, self.truth, self.forwarded):
            log.close()

    def write(self, batch: Sequence[Told]) -> None:
        """One batch: coverages, originals, remittances and what is done to them, and the truth."""
        self.batches += 1
        self._coverages(batch)
        self._originals(batch, Step.ORIGINALS)
        for payments in _by_file(batch):
            self._remittances(payments)
        self._originals(batch, Step.LAST)
        for told in batch:
            self._claim(told)

    def _coverages(self, batch: Sequence[Told]) -> None:
        told = [one.scripted for one in batch if one.scripted.original is not Step.NEVER]
        claims = [scripted.claim for scripted in told if scripted.claim.in_feed]
        if claims:
            self._drop(Step.FIRST, "coverages", coverage_file(claims), "csv")

    def _originals(self, batch: Sequence[Told], step: Step) -> None:
        claims = [one.scripted.claim for one in batch if one.scripted.original is step]
        if claims:
            data = original_file(claims, self._envelope(SUBMITTER, "HC", VERSION_837))
            self._drop(step, "originals", data, "837")

    def _remittances(self, payments: Sequence[Sequence[Told]]) -> None:
        """One file of a payer: a payment for each provider."""
        built = [self._payment([one.scripted for one in of_one]) for of_one in payments]
        for payment, of_one in zip(built, payments, strict=True):
            stories = [one.story.name for one in of_one]
            row = truth.payment_row(payment, stories, [one.scripted for one in of_one])
            self.totals.count(row)
            _append(self.truth, row)
        lot = payments[0][0].scripted.lot
        data = remittance_file(built, self._payer_envelope(built[0].payer))
        if lot.treatment is Treatment.MALFORMED:
            self.spoilt += 1
            self._drop(lot.step, "remittance", spoiled(data, self.spoilt), "835", "refused")
            return
        self._drop(lot.step, "remittance", data, "835")
        self._repeat(lot, built, data)

    def _repeat(self, lot: Lot, payments: Sequence[Payment], data: bytes) -> None:
        if lot.treatment is Treatment.AGAIN_SAME_CONTENT:
            data = remittance_file(payments, self._payer_envelope(payments[0].payer), 901)
        if lot.treatment in (Treatment.AGAIN_SAME_CONTENT, Treatment.AGAIN_SAME_BYTES):
            self._drop(Step.LAST, "remittance", data, "835", "duplicate")

    def _payment(self, told: Sequence[Scripted]) -> Payment:
        self.traces += 1
        provider = told[0].claim.provider
        return Payment(
            payer=told[0].answer.payer,
            payee=Payee(provider.name, provider.npi, provider.tax_id),
            trace=f"{self.shop.prefix}P{self.traces:07d}",
            on=self.order.as_of,
            answers=tuple((_named(one), one.answer) for one in told),
            adjustments=tuple(plb for one in told for plb in one.adjustments),
        )

    def _claim(self, told: Told) -> None:
        self.totals.claims[told.story.name] += 1
        _append(self.truth, truth.claim_row(told.story, told.scripted))
        for answer in told.scripted.forwarded:
            on = self.order.as_of.isoformat()
            _append(self.forwarded, truth.forwarded_row(told.scripted, answer, on))

    def _payer_envelope(self, payer: Payer) -> Envelope:
        return self._envelope(Party(payer.id), "HP", VERSION_835)

    def _envelope(self, sender: Party, code: str, version: str) -> Envelope:
        receiver = CLEARINGHOUSE if sender is SUBMITTER else SUBMITTER
        at = datetime.combine(self.order.as_of, time(6), UTC) + timedelta(seconds=self.files)
        return Envelope(sender, receiver, code, version, self.files + 1, at)

    def _drop(self, step: Step, kind: str, data: bytes, ending: str, expect: str = "used") -> None:
        self.files += 1
        name = f"files/{self.files:06d}-{kind}.{ending}"
        (self.out / name).write_bytes(data)
        row = {
            "batch": self.batches,
            "step": step.value,
            "file": name,
            "kind": kind,
            "expect": expect,
        }
        _append(self.feed, row)


def _by_file(batch: Sequence[Told]) -> Iterator[list[list[Told]]]:
    """The batch's claims as files of payments: file by payer and lot, payment by provider."""
    files: dict[tuple[str, Lot], dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in batch:
        scripted = told.scripted
        payments = files[scripted.answer.payer.id, scripted.lot]
        payments[scripted.claim.provider.npi].append(told)
    for payments in files.values():
        yield list(payments.values())


def _named(told: Scripted) -> Named:
    claim, coverage = told.claim, told.claim.coverages[0]
    named = Named(claim.control_number, claim.patient.last, claim.patient.first, coverage.member_id)
    if coverage.subscriber == claim.patient:
        return named
    insured = coverage.subscriber
    return replace(named, insured_last=insured.last, insured_first=insured.first)


def _append(log: TextIO, row: truth.Json) -> None:
    log.write(json.dumps(row, separators=(",", ":")) + "\n")
