"""Three payers, one after the other."""

from stories import ToldStory


async def test_three_payers_get_two_claims_of_ours_in_order(
    stories: dict[str, ToldStory],
) -> None:
    claim = stories["three-payers"].claim
    assert claim.decisions == (
        "NextPayerDetermined",
        "NextPayerDetermined",
        "NothingLeftDetermined",
    )
    second, third = claim.sent_to
    assert second == "COMM2"
    assert third in ("COMM3", "SKMD0")
    assert claim.is_settled
    assert claim.differences() == []
