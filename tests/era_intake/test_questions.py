"""What only intake can know of the corpus' remittances gets the code and verdict that they name."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from x12_files import corpus

Make = Callable[..., Any]
World = Any

SEVERITIES = {"REVIEW": "error", "DEDUP": "warning"}


def case(number: str) -> tuple[bytes, dict[str, Any]]:
    """A file of the corpus and what must be said of it."""
    folder = corpus("malformed")
    listed = json.loads((folder / "cases.json").read_text())
    found = next(each for each in listed if each["id"] == number)
    return (folder / found["file"]).read_bytes(), found


def assert_said(found: common.DocumentFinding, expected: dict[str, Any]) -> None:
    said = (found.code, found.segment, found.position, found.element, found.severity.lower())
    severity = SEVERITIES[expected["disp"]]
    place = (expected["seg"], expected["pos"])
    assert said == (expected["code"], *place, expected["ele"], severity)
    assert found.byte_offset
    assert found.message
    assert found.fix


def known(original: Make) -> list[Any]:
    """The claims that the corpus' remittances answer."""
    common_facts = {"npi": "1234567893", "tax_id": ""}
    return [
        original(number="PCN0001", claim_id="c1", charge=20000, day="2025-12-01", **common_facts),
        original(
            number="PCN0002",
            claim_id="c2",
            charge=30000,
            day="2025-12-02",
            last="ROE",
            first="RICK",
            **common_facts,
        ),
    ]


async def test_m08_a_reversal_of_what_never_came_is_a_question(
    world: World, original: Make
) -> None:
    content, expected = case("M08")
    for claim in known(original):
        await world.register(claim)

    await world.receive(content)

    (unmatched,) = world.relay.events(era.AdjudicationUnmatched)
    # The case names the claim at 11; the reversal stands at 24 (ADR 17).
    assert_said(unmatched.findings[0], {**expected, "pos": 24})
    assert [each.claim_id for each in world.adjudicated] == ["c1"]


async def test_m12_the_same_content_in_another_envelope_is_a_duplicate(world: World) -> None:
    content, expected = case("M12")
    first = content.replace(b"000000555", b"000000554").replace(b"*555*", b"*554*")
    first = first.replace(b"GE*1*555", b"GE*1*554")

    await world.receive(first, content)

    (duplicated,) = world.relay.events(era.RemittanceDuplicated)
    assert duplicated.sameness == "content"
    assert_said(duplicated.findings[0], expected)


async def test_m14_a_claim_that_is_not_ours_is_a_question_and_its_neighbour_goes_on(
    world: World, original: Make
) -> None:
    content, expected = case("M14")
    for claim in known(original)[1:]:
        await world.register(claim)

    await world.receive(content)

    (unmatched,) = world.relay.events(era.AdjudicationUnmatched)
    assert_said(unmatched.findings[0], expected)
    assert unmatched.answer.patient_control_number == "NOTOURS9"
    assert [each.claim_id for each in world.adjudicated] == ["c2"]


async def test_m15_a_mangled_number_is_a_question_where_nothing_else_leads_to_the_claim(
    world: World, original: Make
) -> None:
    content, expected = case("M15")
    (claim, neighbour) = known(original)
    claim.service_from_on = claim.service_to_on = "2025-11-01"
    await world.register(claim)
    await world.register(neighbour)

    await world.receive(content)

    (unmatched,) = world.relay.events(era.AdjudicationUnmatched)
    assert_said(unmatched.findings[0], expected)
    assert unmatched.answer.patient_control_number == "pcn1"


async def test_m15_a_mangled_number_is_none_where_provider_name_day_and_charge_agree(
    world: World, original: Make
) -> None:
    content, _ = case("M15")
    for claim in known(original):
        await world.register(claim)

    await world.receive(content)

    assert [(each.claim_id, each.matched_by) for each in world.adjudicated] == [
        ("c1", "facts"),
        ("c2", "number"),
    ]


@pytest.mark.parametrize("count", [2, 3])
async def test_the_same_bytes_are_a_duplicate_however_often_they_come(
    world: World, count: int
) -> None:
    content, _ = case("M12")

    await world.receive(*[content] * count)

    said = [each.findings[0].code for each in world.relay.events(era.RemittanceDuplicated)]
    assert said == ["B-DUP"] * (count - 1)
