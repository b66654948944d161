"""Remittances that come twice, before their claim, or for a claim that never comes."""

import pytest

from stories import Storyteller, ToldStory


@pytest.mark.parametrize("sameness", ["bytes", "content"])
async def test_a_repeated_remittance_has_no_effect_and_is_seen_as_a_duplicate(
    stories: dict[str, ToldStory], sameness: str
) -> None:
    told = stories[f"duplicate-{sameness}"]
    (duplicate,) = told.payment.duplicates
    assert duplicate.sameness == sameness
    assert told.payment.proof is not None
    assert told.payment.proof.posted_to_claims_cents == told.payment.truth["posted_cents"]
    for claim in told.claims:
        assert claim.sent_to == ("COMM2",)
        assert claim.differences() == []


async def test_a_remittance_before_its_claim_goes_on_as_if_it_had_come_after(
    stories: dict[str, ToldStory],
) -> None:
    told = stories["remittance-first"]
    for claim in told.claims:
        assert claim.decisions == ("NextPayerDetermined", "PatientResponsibilityDetermined")
        assert claim.sent_to == ("COMM2",)
        assert claim.open_work == ()
        assert claim.differences() == []
    assert told.payment.proof is not None
    assert told.payment.proof.unapplied_cents == 0
    assert told.payment.open_work == ()


async def test_cash_for_a_claim_never_seen_lies_in_unapplied_under_a_work_item(
    stories: dict[str, ToldStory],
) -> None:
    told = stories["unseen"]
    assert told.payment.proof is not None
    assert told.payment.proof.unapplied_cents == told.claim.truth["unapplied_cents"] > 0
    assert [item.reason_code for item in told.payment.open_work] == ["ERA-301"]
    assert told.claim.claim_id == ""


async def test_no_event_is_left_parked_and_nobody_waits_in_vain(
    stories: dict[str, ToldStory], storyteller: Storyteller
) -> None:
    assert stories
    assert await storyteller.kept() == {}
