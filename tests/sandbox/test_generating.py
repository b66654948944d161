"""The generated world: sound where it must be, broken where it must be, known in advance."""

from __future__ import annotations

import json
import random
import resource
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cobrelay.settings import ORGANISATION, PAYERS, Part, read_toml
from sandbox import roster
from sandbox.clearinghouse.validating import verdicts
from sandbox.generating import STORIES_BY_NAME, Order, generate
from sandbox.generating.workshop import Workshop
from sandbox.reading import Interchange, Row, cents, read
from sandbox.reporting import load_truth
from second_opinion import opinion

AS_OF = date(2026, 3, 2)
CONFIG = Path("deploy/config")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("world")
    generate(Order(claims=160, seed=11, as_of=AS_OF), out)
    return out


def feed(world: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (world / "feed.jsonl").read_text().splitlines()]


def files(world: Path, kind: str, *expect: str) -> list[Path]:
    rows = feed(world)
    return [world / row["file"] for row in rows if row["kind"] == kind and row["expect"] in expect]


def is_valid(path: Path) -> bool:
    """pyx12's word; it cannot write a 999 for an 835 but it can judge one."""
    return opinion(path.read_bytes()).is_accepted


def test_every_story_of_the_table_is_told_within_a_few_hundred_claims(world: Path) -> None:
    counted = json.loads((world / "totals.json").read_text())["claims_by_story"]

    assert counted.keys() == STORIES_BY_NAME.keys()
    assert min(counted.values()) >= 2


def test_every_original_is_accepted_by_an_independent_validator(world: Path) -> None:
    for path in files(world, "originals", "used"):
        assert [verdict.code for verdict in verdicts(path.read_bytes())] == ["A"], path.name


def test_every_remittance_is_valid_but_the_malformed_ones(world: Path) -> None:
    assert all(is_valid(path) for path in files(world, "remittance", "used", "duplicate"))
    refused = files(world, "remittance", "refused")
    assert refused
    assert not any(is_valid(path) for path in refused)


def test_payments_add_up_and_only_the_broken_claims_do_not(world: Path) -> None:
    truth = load_truth(world)
    broken = {number for number, claim in truth.claims.items() if claim["work"] == ["quarantined"]}
    unbalanced: set[str] = set()

    for path in files(world, "remittance", "used"):
        unbalanced |= unbalanced_claims(read(path.read_bytes()))

    assert broken
    assert unbalanced == broken


def unbalanced_claims(remittance: Interchange) -> set[str]:
    """Claims whose lines don't add up; a payment that doesn't is an error at once."""
    found = set()
    for transaction in remittance.groups[0].transactions:
        rows = transaction.rows
        paid = sum(cents(row[4]) for row in rows if row.id == "CLP")
        adjusted = sum(
            cents(row[place])
            for row in rows
            if row.id == "PLB"
            for place in range(4, len(row.elements), 2)
        )
        (payment,) = (cents(row[2]) for row in rows if row.id == "BPR")
        assert payment == paid - adjusted
        claim = Row(("CLP",))
        left: dict[str, int] = defaultdict(int)
        for row in rows:
            if row.id == "CLP":
                claim = row
                left[claim[1].lstrip("0")] += cents(row[3]) - cents(row[4])
            elif row.id == "CAS":
                left[claim[1].lstrip("0")] -= sum(cents(each) for each in row.elements[3::3])
        found |= {number for number, difference in left.items() if difference}
    return found


def test_expected_balances_explain_every_charge(world: Path) -> None:
    for claim in load_truth(world).claims.values():
        settled = sum(claim["paid_cents"].values()) + claim["written_off_cents"]
        patient = claim["patient_cents"] + claim["patient_paid_cents"]
        open_cents = claim["payer_cents"] + claim["denied_cents"]
        assert claim["charge_cents"] == settled + patient + open_cents
        assert min(patient, claim["written_off_cents"], open_cents) >= 0


def test_a_repeated_remittance_is_the_same_by_bytes_or_by_content(world: Path) -> None:
    by_trace: dict[str, list[bytes]] = defaultdict(list)
    for path in files(world, "remittance", "used", "duplicate"):
        for transaction in read(path.read_bytes()).groups[0].transactions:
            (trace,) = (row[2] for row in transaction.rows if row.id == "TRN")
            by_trace[trace].append(path.read_bytes())

    for payment in load_truth(world).payments.values():
        if payment["is_refused"]:
            continue
        copies = by_trace[payment["trace_number"]]
        assert len(copies) == (2 if payment["repeated"] else 1)
        if payment["repeated"]:
            is_same = copies[0] == copies[1]
            assert is_same == (payment["repeated"] == "bytes")


def test_what_is_carried_forward_comes_back(world: Path) -> None:
    totals = json.loads((world / "totals.json").read_text())["provider_adjustment_cents"]

    assert totals["medicare-b:FB"] == 0
    assert totals["medicare-b:WO"] > -totals["medicare-b:72"] > 0
    assert totals["medicare-b:L6"] < 0


def test_the_same_order_writes_the_same_world(tmp_path: Path) -> None:
    order = Order(claims=120, seed=3, as_of=AS_OF)

    for name in ("one", "two"):
        generate(order, tmp_path / name)

    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("one", "two")
    )
    assert one == two


@pytest.mark.parametrize("story", STORIES_BY_NAME)
def test_a_story_can_be_told_alone(story: str, tmp_path: Path) -> None:
    totals = generate(Order(claims=7, seed=1, as_of=AS_OF, story=story), tmp_path)

    assert set(totals["claims_by_story"]) == {story}
    assert totals["claims"] >= 7


@pytest.mark.parametrize("seed", range(20))
def test_expectations_hold_for_many_draws(seed: int) -> None:
    """Telling a story checks its own sums; here it is told often."""
    shop = Workshop(random.Random(seed), AS_OF, "MANY")

    for story in STORIES_BY_NAME.values():
        for _ in range(10):
            assert len(story.tell(shop)) == story.size


def test_a_world_of_any_size_needs_no_more_memory(tmp_path: Path) -> None:
    generate(Order(claims=200, seed=1, as_of=AS_OF), tmp_path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    generate(Order(claims=5000, seed=1, as_of=AS_OF), tmp_path)

    grown_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown_kib < 8 * 1024


def test_patients_bear_reserved_names_and_never_share_one(world: Path) -> None:
    (first, *_) = files(world, "coverages", "used")
    rows = first.read_text().splitlines()[1:]

    names = {tuple(row.split(",")[:4]) for row in rows}

    assert all(name[0].startswith("ZQXCANARY") for name in names)
    assert len({name[0] for name in names}) == len(names)


class PayerTable(Part):
    name: str = ""
    aliases: tuple[str, ...] = ()


class PayersFile(Part):
    payers: dict[str, PayerTable]


class ProviderTable(Part):
    npi: str
    tax_id: str


class OrganisationFile(Part):
    providers: tuple[ProviderTable, ...]


def test_the_worlds_payers_and_providers_stand_in_the_configuration() -> None:
    payers = read_toml(CONFIG / PAYERS, PayersFile).payers
    organisation = read_toml(CONFIG / ORGANISATION, OrganisationFile)

    for payer in roster.PAYERS:
        assert payers[payer.key].name == payer.name
        assert payer.id in payers[payer.key].aliases
        assert not payer.coba_id or payer.coba_id in payers[payer.key].aliases
    known = {(provider.npi, provider.tax_id) for provider in organisation.providers}
    assert known == {(provider.npi, provider.tax_id) for provider in roster.PROVIDERS}


@pytest.mark.parametrize("provider", roster.PROVIDERS)
def test_provider_numbers_bear_a_right_check_digit(provider: roster.Provider) -> None:
    digits = [int(digit) for digit in reversed("80840" + provider.npi)]

    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])

    assert (sum(digits[::2]) + doubled) % 10 == 0
