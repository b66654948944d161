"""Real-shaped remittances from the corpus: what is read from each, and whose answers they are."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cobrelay import x12
from era_intake.adapters.remittance_files import LEVELS

CORPUS = Path(os.environ.get("COBRELAY_X12_CORPUS", "../shared/data"))
GOLDEN = CORPUS / "golden"
Make = Callable[..., Any]
World = Any

pytestmark = pytest.mark.skipif(
    not GOLDEN.is_dir(), reason="the X12 corpus (COBRELAY_X12_CORPUS) is not here"
)


async def _register_all(world: World, original: Make, path: Path, **facts: str) -> None:
    """An original for each claim of a remittance, with the facts that the answer states."""
    for item in x12.read(path, levels=LEVELS):
        if isinstance(item, x12.ClaimPayment):
            await world.register(
                original(
                    number=item.patient_control_number,
                    claim_id=f"claim {item.patient_control_number}",
                    charge=abs(item.charge),
                    day=str(item.service_from),
                    **facts,
                )
            )


@pytest.mark.parametrize("last", ["DEIDENT", "MILLER"])
async def test_medicare_names_no_patient_and_is_matched_all_the_same(
    world: World, original: Make, last: str
) -> None:
    path = GOLDEN / "medicare_partB_835_crossover_sequestration.edi"
    await _register_all(world, original, path, npi="1999999984", tax_id="999999999", last=last)

    await world.receive(path.read_bytes())

    assert [each.payment_cents for each in world.accepted] == [0, 288093]
    assert [each.payment_method for each in world.accepted] == ["NON", "ACH"]
    answers = sorted(world.adjudicated, key=lambda each: int(each.answer.patient_control_number))
    assert [each.answer.status_code for each in answers] == ["1"] * 4 + ["19"] * 6
    assert {each.matched_by for each in answers} == {"number"}
    assert [each.claim_id for each in answers] == [
        f"claim {each.answer.patient_control_number}" for each in answers
    ]
    carriers = [each.answer.crossover_carrier.id for each in answers]
    assert carriers == ["", "", "", "", "30002", "00170", "30006", "30013", "80255", "00019"]
    assert [list(each.answer.remark_codes) for each in answers[4:]] == [["MA01", "MA18"]] * 6
    sequestration = [
        adjustment.amount_cents
        for answer in answers
        for line in answer.answer.lines
        for adjustment in line.adjustments
        if adjustment.reason_code == "253"
    ]
    assert sum(sequestration) == 955 + 1445 + 3 * (316 + 633) + 633


async def test_the_answer_of_example_3_finds_its_claim(world: World, original: Make) -> None:
    await world.register(
        original(
            number="26407789",
            charge=7904,
            day="2005-10-03",
            last="SMITH",
            first="TED",
            npi="1999996666",
        )
    )

    await world.receive((GOLDEN / "derived_x12_ex3_835_payerA.835").read_bytes())
    await world.receive((GOLDEN / "derived_x12_ex3_835_payerB_secondary.835").read_bytes())

    first, second = (each.answer for each in world.adjudicated)
    assert [each.claim_id for each in world.adjudicated] == ["claim-1"] * 2
    assert (first.paid_cents, first.patient_responsibility_cents) == (3915, 3689)
    assert [(a.group_code, a.reason_code, a.amount_cents) for a in first.adjustments] == [
        ("PR", "1", 2189),
        ("PR", "2", 1500),
    ]
    assert [(line.charge_cents, line.paid_cents) for line in first.lines] == [
        (4300, 4000),
        (1500, 1500),
        (2104, 2104),
    ]
    assert first.insured.last_name == "SMITH"
    assert (second.status_code, second.paid_cents, len(second.lines)) == ("2", 3189, 0)


async def test_a_reversal_is_not_taken_for_one_of_its_own_correction(
    world: World, original: Make
) -> None:
    path = GOLDEN / "emedny_835_reversal_correction_PLB_FB.txt"
    await _register_all(
        world, original, path, npi="", tax_id="111222333", last="ANGELA", first="APPLE"
    )

    await world.receive(path.read_bytes())

    assert world.unmatched[:1] == ["ERA-305"]
    assert [each.amount_cents for each in world.adjusted] == [-2016]
    (accepted,) = world.accepted
    assert accepted.claims_paid_cents == -2016
    assert [each.answer.paid_cents for each in world.adjudicated] == [713101]


@pytest.mark.parametrize(
    "name", ["secondary-payment.835", "tertiary-payment.835", "cob-contractural-adjustment.835"]
)
async def test_a_remittance_without_a_payment_date_is_quarantined(world: World, name: str) -> None:
    await world.receive((GOLDEN / name).read_bytes())

    (refused,) = world.refused
    assert refused in [(1, "ERA-102"), (1, "ERA-104")]
