"""What only the gateway can know of the corpus' acknowledgments gets the code that they name."""

from __future__ import annotations

import json
from typing import Any

from cobrelay.contracts.submissions import v1 as events
from cobrelay.files import jobs
from gateway import Gateway, answer_277ca
from submission_gateway.service import service
from x12_files import corpus

BATCH = "0000000010001"


def case(number: str) -> tuple[bytes, dict[str, Any]]:
    """A file of the corpus and what must be said of it."""
    folder = corpus("malformed")
    listed = json.loads((folder / "cases.json").read_text())
    found = next(each for each in listed if each["id"] == number)
    return (folder / found["file"]).read_bytes(), found


async def test_m26_an_acknowledgment_of_what_we_never_sent_is_a_question(
    gateway: Gateway,
) -> None:
    content, expected = case("M26")

    gateway.drop("m26.277", content)
    await gateway.relay.settle()

    said = gateway.relay.events(events.AcknowledgmentUnmatched)
    assert said
    assert all(expected["code"] in {code.code for code in each.codes} for each in said)
    assert expected["pos"] in {each.provenance.position for each in said}


async def test_m27_an_acceptance_after_a_rejection_is_a_question_and_changes_nothing(
    gateway: Gateway,
) -> None:
    content, expected = case("M27")
    await gateway.build("PCN0001")
    await gateway.relay.settle()
    gateway.drop("1.277", answer_277ca("PCN0001", BATCH, "A7:400:PR", entity="PR"))
    await gateway.relay.settle()

    gateway.drop("m27.277", content)
    await gateway.relay.settle()

    assert len(gateway.relay.events(events.ClaimRejected)) == 1
    assert gateway.relay.events(events.ClaimAcknowledged) == []
    regressing = [
        each
        for each in gateway.relay.events(events.AcknowledgmentUnmatched)
        if expected["code"] in {code.code for code in each.codes}
    ]
    assert [each.reference for each in regressing] != []


async def test_m29_a_999_that_comes_twice_has_its_effect_once(gateway: Gateway) -> None:
    content, expected = case("M29")
    content = content.replace(b"AK1*HC*201", b"AK1*HC*1")
    await gateway.build("PCN0001")
    await gateway.relay.settle()
    gateway.drop("1.999", content)
    await gateway.relay.settle()

    gateway.drop("2.999", content)
    await gateway.relay.settle()

    assert len(gateway.relay.events(events.ClaimRejected)) == 1
    assert gateway.relay.events(events.AcknowledgmentQuarantined) == []
    async with gateway.relay.runtime(service.name).engine.connect() as reader:
        newest, _ = await jobs.listed(reader, service.schema)
    assert newest.reason_code == expected["code"]


async def test_m29_a_999_that_says_the_same_in_other_bytes_has_no_effect(gateway: Gateway) -> None:
    content, _ = case("M29")
    content = content.replace(b"AK1*HC*201", b"AK1*HC*1")
    await gateway.build("PCN0001")
    await gateway.relay.settle()

    gateway.drop("1.999", content)
    gateway.drop("2.999", content.replace(b"000000101", b"000000102"))
    await gateway.relay.settle()

    assert len(gateway.relay.events(events.ClaimRejected)) == 1
