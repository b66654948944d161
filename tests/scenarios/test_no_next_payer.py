"""Nobody else insures the patient: what is left is his, and the trace names the reason."""

from stories import ToldStory

NO_FURTHER_COVERAGE = "COB-501"
NOT_IN_FORCE = "COB-502"


async def test_without_further_coverage_the_rest_is_the_patients(
    stories: dict[str, ToldStory],
) -> None:
    claim = stories["no-further-coverage"].claim
    assert claim.decisions == ("PatientResponsibilityDetermined",)
    assert claim.reasons == (NO_FURTHER_COVERAGE,)
    assert claim.sent_to == ()
    assert claim.statement_cents == claim.balance.patient_cents > 0
    assert claim.differences() == []


async def test_a_coverage_that_ended_before_the_service_is_not_billed(
    stories: dict[str, ToldStory],
) -> None:
    claim = stories["coverage-ended"].claim
    assert claim.decisions == ("PatientResponsibilityDetermined",)
    assert claim.reasons == (NOT_IN_FORCE,)
    assert claim.sent_to == ()
    assert claim.statement_cents == claim.balance.patient_cents > 0
    assert claim.differences() == []
