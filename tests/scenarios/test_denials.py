"""The first payer denies: either we can mend it, or the next payer should see it."""

from stories import ToldStory


async def test_a_denial_that_can_be_mended_is_work_and_neither_claim_nor_statement(
    stories: dict[str, ToldStory],
) -> None:
    claim = stories["fixable-denial"].claim
    assert claim.decisions == ("DenialDetermined",)
    assert claim.sent_to == ()
    assert len(claim.open_work) == 1
    assert claim.balance.denied_cents == claim.balance.charge_cents
    assert claim.balance.patient_cents == claim.statement_cents == 0
    assert claim.differences() == []


async def test_a_service_that_one_plan_does_not_cover_goes_to_the_next_with_the_denial(
    stories: dict[str, ToldStory],
) -> None:
    claim = stories["noncovered-denial"].claim
    assert claim.decisions == ("NextPayerDetermined", "NothingLeftDetermined")
    assert claim.sent_to == ("COMM3",)
    assert claim.is_settled
    assert claim.differences() == []
