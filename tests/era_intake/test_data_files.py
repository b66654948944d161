"""The made-up remittances of tests/data/835, each with what must come of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parents[1] / "data" / "835"
World = Any


def read(*names: str) -> list[bytes]:
    return [(DATA / f"era_{name}.835").read_bytes() for name in names]


@pytest.mark.parametrize(
    ("names", "events"),
    [
        pytest.param(["cut_off"], ["RemittanceQuarantined"], id="cut off"),
        pytest.param(
            ["forwarded_to_supplement"],
            ["RemittanceAccepted", "AdjudicationUnmatched"],
            id="forwarded",
        ),
        pytest.param(
            ["line_out_of_balance"],
            ["RemittanceAccepted", "ClaimQuarantined", "AdjudicationUnmatched"],
            id="a line off by a cent",
        ),
        pytest.param(
            ["predetermination"],
            ["RemittanceAccepted", "AdjudicationUnmatched"],
            id="a predetermination",
        ),
        pytest.param(
            ["provider_adjustments_only"],
            ["RemittanceAccepted", "ProviderAdjusted", "ProviderAdjusted"],
            id="no claims",
        ),
        pytest.param(
            ["reversal_and_correction"],
            ["RemittanceAccepted", *["AdjudicationUnmatched"] * 2, "ProviderAdjusted"],
            id="a reversal and its correction",
        ),
        pytest.param(
            ["split_part_1", "split_part_2", "split_part_1"],
            [*["RemittanceAccepted", "AdjudicationUnmatched"] * 2, "RemittanceDuplicated"],
            id="two parts, and one of them again",
        ),
    ],
)
async def test_what_comes_of_each_file(world: World, names: list[str], events: list[str]) -> None:
    await world.receive(*read(*names))

    came = [each.type.rpartition(".")[2] for each in world.relay.log]
    assert (came[0], Counter(came)) == (events[0], Counter(events))


async def test_a_forwarded_claim_says_to_whom(world: World, original: Any) -> None:
    await world.register(original(number="ERA-0001"))

    await world.receive(*read("forwarded_to_supplement"))

    (answer,) = (each.answer for each in world.adjudicated)
    assert (answer.status_code, answer.crossover_carrier.id) == ("19", "55001")
    assert list(answer.remark_codes) == ["MA01", "MA18"]
    assert list(answer.outpatient_adjudication) == ["", "", "MA01", "MA18"]


def test_every_file_is_listed_with_its_reason() -> None:
    listed = (DATA.parent / "README.md").read_text()

    assert [path.name for path in DATA.glob("era_*") if f"{path.name}`" not in listed] == []
