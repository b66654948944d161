"""Two payers: Medicare and a supplement, two commercial plans, a plan and Medicaid."""

from stories import ToldStory


async def test_a_supplement_that_medicare_did_not_tell_gets_one_claim_and_pays(
    stories: dict[str, ToldStory],
) -> None:
    claim = stories["supplement"].claim
    assert claim.decisions == ("NextPayerDetermined", "NothingLeftDetermined")
    assert claim.sent_to == ("SUPP01",)
    assert claim.is_settled
    assert claim.differences() == []


async def test_of_two_commercial_plans_the_patient_owes_the_rest_less_what_he_paid(
    stories: dict[str, ToldStory],
) -> None:
    for claim in stories["commercial"].claims:
        assert claim.decisions == ("NextPayerDetermined", "PatientResponsibilityDetermined")
        assert claim.sent_to == ("COMM2",)
        left = claim.balance
        assert left.patient_cents == (
            left.charge_cents - left.paid_cents - left.written_off_cents - left.patient_paid_cents
        )
        assert claim.differences() == []
    assert any(claim.balance.patient_paid_cents for claim in stories["commercial"].claims)


async def test_the_patients_share_is_released_only_at_the_end(
    stories: dict[str, ToldStory],
) -> None:
    for claim in stories["commercial"].claims:
        (released,) = claim.released
        assert released.determination_id == claim.last_determination_id
        assert released.amount_cents == claim.balance.patient_cents


async def test_what_medicaid_leaves_is_written_off_and_never_the_patients(
    stories: dict[str, ToldStory],
) -> None:
    claim = stories["medicaid"].claim
    assert claim.sent_to == ("SKMD0",)
    assert claim.balance.patient_cents == 0
    assert claim.released == ()
    assert claim.balance.written_off_cents > 0
    assert claim.is_settled
    assert claim.differences() == []


async def test_a_contractual_reduction_and_sequestration_are_written_off_once(
    stories: dict[str, ToldStory],
) -> None:
    """The supplement repeats both as OA23, which posts nothing."""
    claim = stories["sequestration"].claim
    assert claim.sent_to == ("SUPP02",)
    left = claim.balance
    assert left.charge_cents == left.paid_cents + left.written_off_cents
    assert claim.is_settled
    assert claim.differences() == []


async def test_after_full_payment_nobody_else_is_asked(stories: dict[str, ToldStory]) -> None:
    claim = stories["paid-in-full"].claim
    assert claim.decisions == ("NothingLeftDetermined",)
    assert claim.sent_to == ()
    assert claim.is_settled
    assert claim.differences() == []


async def test_a_payer_that_takes_paper_only_is_held_with_that_reason(
    stories: dict[str, ToldStory],
) -> None:
    claim = stories["paper-payer"].claim
    assert claim.decisions == ("NextPayerDetermined",)
    assert claim.sent_to == ()
    assert [item.reason_code for item in claim.open_work] == ["CLB-310"]
    assert claim.differences() == []
