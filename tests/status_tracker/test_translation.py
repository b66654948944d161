"""What is told of an event: whole sentences, and what to do about it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.era import v1 as era
from cobrelay.contracts.payments import v1 as payments
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.messaging.causes import Cause
from status_tracker import translation
from status_tracker.domain.telling import Told


def told_of(body: Any) -> Told:
    return translation.told(
        Cause(id=UUID(int=1), key="key", body=body, at=datetime(2026, 3, 2, tzinfo=UTC))
    )


def test_a_hold_is_told_in_a_sentence_of_its_own_and_its_sum_once() -> None:
    told = told_of(
        claims.SecondaryClaimHeld(
            claim_id="claim-1", detail="a line does not add up; 1.00 is missing", missing_cents=100
        )
    )

    assert told.sentence == (
        "The next claim cannot be built. A line does not add up; 1.00 is missing."
    )
    assert told.openings[0].next_action == (
        "Settle what holds the next claim: a line does not add up; 1.00 is missing"
    )


def test_a_held_determination_says_why_who_would_pay_and_what_to_do() -> None:
    told = told_of(
        cob.DeterminationHeld(
            determination=cob.Determination(claim_id="claim-1", reason_code="COB-403"),
            detail="The next payer's filing limit is over.",
            next_action="Ask the next payer to take the claim late",
            next=common.Coverage(rank=2, payer=common.PayerName(name="PAYER B")),
        )
    )

    assert told.sentence == (
        "It goes no further without a person. The next payer's filing limit is over. "
        "PAYER B would pay next (the secondary payer)."
    )
    assert told.openings[0].next_action == "Ask the next payer to take the claim late"


def test_a_determination_that_does_not_hold_any_more_says_why() -> None:
    told = told_of(
        cob.DeterminationWithdrawn(
            claim_id="claim-1", reason_code="COB-703", detail="A coverage came late."
        )
    )

    assert told.sentence == "The determination does not hold any more. A coverage came late."
    assert told.reason_code == "COB-703"


def test_an_acknowledgment_that_decides_nothing_says_why_where_the_claim_is_told() -> None:
    why = submissions.AcknowledgmentCode(code="SUB-407", meaning="Its counts prove nothing.")
    told = told_of(
        submissions.AcknowledgmentUnmatched(claim_id="claim-1", reference="GS06 1", codes=[why])
    )

    assert (told.claim_id, told.sentence) == ("claim-1", "Its counts prove nothing. (GS06 1)")
    assert told.openings[0].next_action == "Ask the sender for a 999 that lists every set"


@pytest.mark.parametrize(
    ("code", "action"),
    [
        ("A7:400", "Correct what was rejected and build it again"),
        ("TA1:025", "Find out whether the earlier interchange of this number was accepted"),
    ],
)
def test_what_was_rejected_as_sent_before_is_not_simply_sent_again(code: str, action: str) -> None:
    told = told_of(
        submissions.ClaimRejected(
            submission_id="submission-1",
            claim_id="claim-1",
            layer=submissions.ACKNOWLEDGMENT_LAYER_TA1,
            codes=[submissions.AcknowledgmentCode(code=code)],
        )
    )

    assert told.openings[0].next_action.startswith(action)


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        ("CLP02 19", "The claim was forwarded to B: nothing is sent before 2026-04-01."),
        ("ANSWER", "B has answered a claim that we never sent: nothing is sent to it."),
    ],
)
def test_a_crossover_says_how_it_is_known(evidence: str, sentence: str) -> None:
    event = cob.CrossoverAwaited(
        next=common.Coverage(payer=common.PayerName(name="B")),
        evidence=[evidence],
        wait_until="2026-04-01",
    )

    assert told_of(event).sentence == sentence


def test_a_sum_that_is_taken_back_is_told_with_its_sign_first() -> None:
    answer = era.ClaimPayment(
        status_code="22", paid_cents=-101_50, payer=common.PayerName(name="A")
    )

    assert told_of(era.ClaimAdjudicated(answer=answer)).sentence == (
        "A took its answer back (-$101.50)."
    )


def test_a_balance_of_which_nothing_is_determined_is_with_no_next_payer() -> None:
    event = payments.BalanceResolved(
        disposition=payments.DISPOSITION_NEXT_PAYER, reason_code="PST-229"
    )

    assert told_of(event).sentence == "Balance: nothing is determined of it."
