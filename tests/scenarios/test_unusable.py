"""What cannot be used is kept apart, and what stands beside it goes on."""

from stories import ToldStory


async def test_a_claim_out_of_balance_is_kept_apart_and_its_neighbours_go_on(
    stories: dict[str, ToldStory],
) -> None:
    told = stories["line-out-of-balance"]
    bad, *neighbours = sorted(told.claims, key=lambda claim: len(claim.decisions))
    assert bad.decisions == ()
    assert bad.sent_to == ()
    assert len(neighbours) == 2
    for claim in neighbours:
        assert claim.sent_to == ("COMM2",)
        assert claim.differences() == []


async def test_the_cash_of_a_claim_out_of_balance_lies_in_unapplied_under_a_work_item(
    stories: dict[str, ToldStory],
) -> None:
    told = stories["line-out-of-balance"]
    assert told.payment.proof is not None
    assert told.payment.proof.unapplied_cents == told.payment.truth["unapplied_cents"]
    assert told.payment.proof.difference_cents == 0
    assert [item.reason_code for item in told.payment.open_work] == ["ERA-202"]


async def test_nothing_of_a_malformed_file_is_used_and_the_place_and_reason_are_seen(
    stories: dict[str, ToldStory],
) -> None:
    told = stories["malformed"]
    assert told.payment.proof is None
    (quarantined,) = told.payment.quarantined
    assert quarantined.reason_code
    assert quarantined.findings[0].message
    for claim in told.claims:
        assert claim.decisions == ()
        assert claim.sent_to == ()
