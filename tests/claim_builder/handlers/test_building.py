"""How determinations become built claims: order of arrival, withdrawal, rejection, rebuild."""

from __future__ import annotations

from itertools import permutations

import pytest

from building import (
    NUMBER,
    Desk,
    adjudicated,
    cancelled,
    determined,
    rejected,
    submitted,
    withdrawn,
)
from claim_builder.api import Documents
from claim_builder.domain.originals import Candidate
from cobrelay.api.documents import v1 as api
from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.errors import Refused
from cobrelay.messaging.answering import Misstated, Unknown
from next_claims import SERVICED, Line, original_body, starting

LINE = Line("99213", "100")
CLAIM = Candidate("1999999984", NUMBER, SERVICED, "1", "").claim_id


async def ready(desk: Desk, **changes: str) -> None:
    """The original and FIRST's answer are on record."""
    await desk.drop(original_body(LINE))
    await desk.tell(adjudicated(CLAIM, **changes))


async def test_a_determination_becomes_a_built_claim(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(determined(CLAIM))

    [built] = desk.built()
    assert starting(built.body, "SBR", "AMT", "SVD") == [
        "SBR*S********CI",
        "SBR*P*19*******CI",
        "AMT*D*60",
        "SVD*FIRST*60*HC:99213**1",
        "AMT*EAF*15",
    ]
    assert (built.sequence, built.charge_cents, built.billable_cents) == (2, 10000, 1500)
    assert (built.patient_control_number, built.original_control_number) == (NUMBER, NUMBER)
    assert (built.frequency_code, built.implementation) == ("1", "005010X222A1")
    assert built.segment_count == len(starting(built.body, ""))
    assert list(built.line_item_control_numbers) == ["L1"]
    assert list(built.adjudication_ids) == ["A1"]
    sources = {each.place: each.source.segment_index for each in built.provenance}
    assert sources["2320[1]/AMT*D"] == 9
    assert sources["2400[1]/2430[1]/SVD02"] == 12


@pytest.mark.parametrize("order", list(permutations(["original", "answer", "determination"])))
async def test_facts_build_the_same_claim_in_whatever_order_they_come(
    desk: Desk, order: tuple[str, ...]
) -> None:
    for fact in order:
        match fact:
            case "original":
                await desk.drop(original_body(LINE))
            case "answer":
                await desk.tell(adjudicated(CLAIM))
            case _:
                await desk.tell(determined(CLAIM))

    [built] = desk.built()
    assert len(starting(built.body, "SVD")) == 1
    assert desk.held() == []
    assert await desk.waiting() == 0


async def test_the_same_determination_again_builds_nothing_more(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(determined(CLAIM), determined(CLAIM))
    desk.relay.replay()
    await desk.relay.settle()

    assert len(desk.built()) == 1


async def test_a_payer_that_takes_paper_only_is_held_with_that_reason(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(determined(CLAIM, profile="benefit-trust"))

    [held] = desk.relay.events(claims.SecondaryClaimHeld)
    assert (held.reason_code, held.money_at_risk_cents) == ("CLB-310", 1500)
    assert (held.file_by, held.coverage_id) == ("2026-01-13", "SECOND")


async def test_an_unsent_claim_is_withdrawn_and_built_anew_once_it_is_cancelled(
    desk: Desk,
) -> None:
    await ready(desk)
    await desk.tell(determined(CLAIM))
    [first] = desk.built()
    await desk.tell(withdrawn(CLAIM), determined(CLAIM, "D2"))

    [recalled] = desk.relay.events(claims.SecondaryClaimWithdrawn)
    assert recalled.submission_id == first.submission_id
    assert len(desk.built()) == 1

    await desk.tell(cancelled(first))

    second = desk.built()[1]
    assert second.submission_id != first.submission_id
    assert second.patient_control_number == NUMBER


async def test_a_claim_that_left_before_the_withdrawal_has_to_be_replaced(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(determined(CLAIM))
    [first] = desk.built()
    await desk.tell(withdrawn(CLAIM), determined(CLAIM, "D2"))
    await desk.tell(submitted(first))

    assert len(desk.built()) == 1
    assert desk.held() == ["CLB-402"]


async def test_a_claim_known_to_be_sent_is_not_recalled(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(determined(CLAIM))
    await desk.tell(submitted(desk.built()[0]))
    await desk.tell(withdrawn(CLAIM), determined(CLAIM, "D2"))

    assert desk.relay.events(claims.SecondaryClaimWithdrawn) == []
    assert desk.held() == ["CLB-402"]


async def test_no_second_live_claim_goes_to_one_coverage(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(determined(CLAIM), determined(CLAIM, "D2"))

    assert len(desk.built()) == 1
    assert desk.held() == ["CLB-108"]


async def test_a_claim_after_a_rejected_one_gets_a_number_of_its_own(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(determined(CLAIM))
    [first] = desk.built()
    await desk.tell(submitted(first), rejected(first), determined(CLAIM, "D2"))

    second = desk.built()[1]
    assert second.patient_control_number == f"{NUMBER}-2"
    assert starting(second.body, "CLM")[0].startswith(f"CLM*{NUMBER}-2*100")


async def test_a_determination_withdrawn_while_it_waits_builds_nothing(desk: Desk) -> None:
    await desk.tell(determined(CLAIM), withdrawn(CLAIM))
    await ready(desk)

    assert desk.built() == []
    assert await desk.waiting() == 0


async def test_an_answer_that_was_taken_back_is_not_built_upon(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(adjudicated(CLAIM, "A2", status="22", reverses="A1"), determined(CLAIM))

    assert desk.held() == ["CLB-102"]


async def test_a_forwarded_claim_is_built_only_when_the_forwarding_failed(desk: Desk) -> None:
    await ready(desk, status="19")
    await desk.tell(determined(CLAIM))
    assert desk.held() == ["CLB-103"]

    failure = cob.CrossoverFailed(claim_id=CLAIM, coverage_id="SECOND", reason_code="COB-208")
    await desk.tell(failure, determined(CLAIM, "D2"))

    assert len(desk.built()) == 1


async def test_a_void_original_and_one_that_was_replaced_are_held(desk: Desk) -> None:
    await ready(desk)
    await desk.drop(original_body(Line("99214", "100"), frequency="7"), name="replaced.837")
    await desk.tell(determined(CLAIM))
    await desk.drop(original_body(Line("99214", "100"), frequency="8"), name="void.837")
    await desk.tell(determined(CLAIM, "D2"))

    assert desk.held() == ["CLB-111", "CLB-110"]


async def test_a_person_can_insist_on_a_forwarded_claim_once(desk: Desk) -> None:
    await ready(desk, status="19")
    await desk.tell(determined(CLAIM))
    documents = Documents(desk.relay.runtime("claim-builder"))
    request = api.RebuildRequest(
        idempotency_key="k1", determination_id="D1", actor="rosa", reason="payer has no record"
    )

    answers = [await documents.Rebuild(request, None) for _ in range(2)]
    await desk.relay.settle()

    [built] = desk.built()
    assert [answer.submission_id for answer in answers] == [built.submission_id] * 2
    with pytest.raises(Refused, match="CLB-108"):
        await documents.Rebuild(
            api.RebuildRequest(
                idempotency_key="k2", determination_id="D1", actor="rosa", reason="again"
            ),
            None,
        )


async def test_a_rebuild_needs_a_name_and_a_reason(desk: Desk) -> None:
    documents = Documents(desk.relay.runtime("claim-builder"))

    with pytest.raises(Misstated, match="actor, reason"):
        await documents.Rebuild(
            api.RebuildRequest(idempotency_key="k1", determination_id="D1"), None
        )


async def test_documents_show_the_original_and_all_that_came_of_it(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(determined(CLAIM), determined(CLAIM, "D2"))
    documents = Documents(desk.relay.runtime("claim-builder"))

    original = await documents.GetOriginal(api.GetOriginalRequest(claim_id=CLAIM), None)
    listed = await documents.ListBuilt(api.ListBuiltRequest(claim_id=CLAIM), None)

    assert original.body == original_body(LINE)
    assert [each.state for each in listed.built] == ["built"]
    assert [each.reason_code for each in listed.held] == ["CLB-108"]
    with pytest.raises(Unknown):
        await documents.GetOriginal(api.GetOriginalRequest(claim_id="nobody's"), None)


async def test_a_corrected_coverage_does_not_get_a_second_claim_past_the_payer(desk: Desk) -> None:
    await ready(desk)
    await desk.tell(determined(CLAIM))
    await desk.tell(submitted(desk.built()[0]), withdrawn(CLAIM))
    corrected = determined(CLAIM, "D2")
    corrected.next.coverage_id = "SECOND-CORRECTED"
    corrected.next.member_id = "SECOND-9"
    await desk.tell(corrected)

    assert len(desk.built()) == 1
    assert desk.held() == ["CLB-402"]


async def test_two_plans_of_one_payer_are_not_mixed_in_one_claim(
    desk: Desk,
) -> None:
    await ready(desk)
    dual = determined(CLAIM, following="FIRST")
    dual.next.coverage_id = "FIRST-OTHER-PLAN"
    await desk.tell(dual)

    assert desk.held() == ["CLB-312"]
