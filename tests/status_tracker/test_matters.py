"""Which facts open a matter for a person, and which settle it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from google.protobuf.message import Message

from cobrelay.contracts.claims import v1 as claims
from cobrelay.contracts.cob import v1 as cob
from cobrelay.contracts.common import v1 as common
from cobrelay.contracts.submissions import v1 as submissions
from cobrelay.ids import event_id
from cobrelay.messaging.causes import Cause
from status_tracker.translation import told

PAYER_277CA = submissions.ACKNOWLEDGMENT_LAYER_PAYER_277CA
CLEARINGHOUSE = submissions.ACKNOWLEDGMENT_LAYER_CLEARINGHOUSE_277CA
DENIED_LINE = cob.ClassifiedAdjustment(
    adjustment=common.Adjustment(group_code="CO", reason_code="16", amount_cents=60_00),
    owner=cob.OWNER_PERSON,
)


def cause(body: Message) -> Cause[Any]:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return Cause(id=event_id("test", "1", 0), body=body, key="key", at=at)


def determination(cents: int = 60_00) -> cob.Determination:
    return cob.Determination(
        determination_id="d1",
        claim_id="claim",
        adjudication_id="a1",
        adjustments=[DENIED_LINE],
        remainder=cob.Remainder(work_first_cents=cents),
    )


@pytest.mark.parametrize("cents", [60_00, 0, -5_00])
def test_denied_lines_of_a_forwarded_claim_are_worked_also_when_we_file_it_ourselves(
    cents: int,
) -> None:
    waiting = told(cause(cob.CrossoverAwaited(determination=determination(cents))))
    failed = told(cause(cob.NextPayerDetermined(determination=determination(cents))))

    for each in (waiting, failed):
        [opening] = each.openings
        assert (opening.about, opening.money_at_risk_cents) == (
            "determination:a1:d1",
            max(cents, 0),
        )


def test_a_claim_without_denied_lines_is_nobodys_work() -> None:
    plain = cob.Determination(determination_id="d1", claim_id="claim", adjudication_id="a1")

    assert not told(cause(cob.NextPayerDetermined(determination=plain))).openings
    assert not told(cause(cob.CrossoverAwaited(determination=plain))).openings


def _accepted(layer: submissions.AcknowledgmentLayer) -> submissions.ClaimAcknowledged:
    return submissions.ClaimAcknowledged(submission_id="s1", layer=layer)


def test_a_higher_layer_settles_what_a_lower_one_rejected_and_not_the_reverse() -> None:
    rejected = submissions.ClaimRejected(submission_id="s1", layer=CLEARINGHOUSE)
    [opening] = told(cause(rejected)).openings

    by_payer = told(cause(_accepted(PAYER_277CA))).closings
    by_itself = told(cause(_accepted(CLEARINGHOUSE))).closings

    assert opening.about in {each.about for each in by_payer}
    assert opening.about not in {each.about for each in by_itself}


def test_a_claim_that_was_built_once_may_be_held_when_it_is_built_again() -> None:
    built = claims.SecondaryClaimBuilt(determination_id="d1", claim_id="claim")

    assert all(each.is_prefix for each in told(cause(built)).closings)
