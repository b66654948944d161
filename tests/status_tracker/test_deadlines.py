"""How long an answer may take before somebody must ask for it: decided by the installation."""

from datetime import UTC, datetime, timedelta

import pytest

from cobrelay.settings import Misconfigured, from_environment
from status_tracker.domain.deadlines import AWAITED, Answer, FollowUp, follow_up
from status_tracker.domain.evidence import Evidence
from status_tracker.domain.submissions import STRENGTHS, Submission, SubmissionState
from status_tracker.settings import Settings

AT = datetime(2026, 3, 2, 8, tzinfo=UTC)
USUAL = Settings().windows


def submission(state: SubmissionState) -> Submission:
    rule = next(each for each in STRENGTHS if each.state is state)
    strongest = Evidence("event-1", rule.kind, AT, layer=rule.layer, is_pending=rule.is_pending)
    return Submission(
        "submission-1", state, strongest, "coverage-2", "determination-1", "", 2, 0, AT
    )


@pytest.mark.parametrize(
    ("state", "answer", "within"),
    [
        (SubmissionState.SENT, Answer.FUNCTIONAL, timedelta(hours=24)),
        (SubmissionState.TA1_OK, Answer.FUNCTIONAL, timedelta(hours=24)),
        (SubmissionState.ACK999, Answer.CLEARINGHOUSE, timedelta(hours=48)),
        (SubmissionState.CH_ACCEPTED, Answer.PAYER, timedelta(days=7)),
        (SubmissionState.PAYER_PENDING, Answer.PAYER, timedelta(days=7)),
        (SubmissionState.PAYER_ACCEPTED, Answer.REMITTANCE, timedelta(days=45)),
    ],
    ids=lambda each: each.name.lower() if isinstance(each, SubmissionState) else "",
)
def test_each_layer_has_its_time(state: SubmissionState, answer: Answer, within: timedelta) -> None:
    assert follow_up(submission(state), USUAL) == FollowUp(answer, AT + within)


@pytest.mark.parametrize("state", sorted(set(SubmissionState) - set(AWAITED), key=str))
def test_what_was_not_sent_or_is_over_waits_for_nobody(state: SubmissionState) -> None:
    assert follow_up(submission(state), USUAL) is None


def test_an_installation_may_be_more_patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATUS_TRACKER_FUNCTIONAL_999_HOURS", "36")
    windows = from_environment(Settings).windows

    due = follow_up(submission(SubmissionState.SENT), windows)

    assert due == FollowUp(Answer.FUNCTIONAL, AT + timedelta(hours=36))
    assert windows[Answer.PAYER] == USUAL[Answer.PAYER]


@pytest.mark.parametrize("value", ["0", "-1", "soon", "99999999"])
def test_a_window_that_is_none_is_refused_at_the_start(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("STATUS_TRACKER_REMITTANCE_DAYS", value)

    with pytest.raises(Misconfigured, match="STATUS_TRACKER_REMITTANCE_DAYS should be"):
        from_environment(Settings)


def test_every_answer_has_a_window() -> None:
    assert set(USUAL) == set(Answer) == set(AWAITED.values())
