"""Medicare says that it forwarded the claim: then a claim of ours would be a duplicate."""

from stories import ToldStory


async def test_a_forwarded_claim_is_not_sent_again_and_its_answer_is_posted(
    stories: dict[str, ToldStory],
) -> None:
    claim = stories["crossover"].claim
    assert claim.decisions == ("CrossoverAwaited", "NothingLeftDetermined")
    assert claim.sent_to == ()
    assert claim.is_settled
    assert claim.differences() == []


async def test_after_the_wait_we_bill_what_was_forwarded_in_vain(
    stories: dict[str, ToldStory],
) -> None:
    claim = stories["crossover-lapses"].claim
    assert claim.decisions == (
        "CrossoverAwaited",
        "CrossoverFailed",
        "NextPayerDetermined",
        "NothingLeftDetermined",
    )
    assert claim.sent_to == ("SUPP01",)
    assert claim.is_settled
    assert claim.differences() == []
