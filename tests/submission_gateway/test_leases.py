"""A lease outlasts every call that is made under it, however long the record before it took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
import sqlalchemy as sa

from cobrelay.clock import real_now
from cobrelay.contracts.submissions import v1 as events
from cobrelay.settings import Misconfigured, from_environment
from gateway import Gateway
from submission_gateway.domain.causes import Outcome
from submission_gateway.settings import Settings, configuration

RETRIED = 91  # business seconds


@dataclass(slots=True)
class Commits:
    """Real time stands still, but for commits: each takes so many seconds."""

    each_takes: float = 0.0
    seconds: float = 0.0

    def one_more(self, _connection: object) -> None:
        self.seconds += self.each_takes


@pytest.fixture(name="commits")
def commits_of(gateway: Gateway, monkeypatch: pytest.MonkeyPatch) -> Commits:
    commits, start = Commits(), real_now()
    clock = gateway.relay.clock
    monkeypatch.setattr(clock, "real_now", lambda: start + timedelta(seconds=commits.seconds))
    engine = gateway.relay.runtime("submission-gateway").engine
    sa.event.listen(engine.sync_engine, "commit", commits.one_more)
    return commits


async def test_what_was_recorded_too_slowly_is_not_offered_but_sent_later(
    gateway: Gateway, commits: Commits
) -> None:
    commits.each_takes = 30.0  # of 60: a call of 30 seconds could outlive what is left
    await gateway.build("PCN1")
    await gateway.relay.settle()
    assert not gateway.clearinghouse.received

    commits.each_takes = 0.0
    await gateway.relay.advance(seconds=RETRIED)

    [contents] = gateway.clearinghouse.received.values()
    assert len(contents) == 1
    [submitted] = gateway.relay.events(events.ClaimSubmitted)
    assert submitted.control_numbers.interchange == "000000001"
    assert not gateway.relay.events(events.SubmissionUncertain)


async def test_a_resend_that_was_recorded_too_slowly_waits_for_another_quiet_time(
    gateway: Gateway, commits: Commits
) -> None:
    quiet = configuration().quiet_time.total_seconds() + 1
    gateway.clearinghouse.says = [Outcome.BROKE_OFF]
    gateway.clearinghouse.keeps = False
    await gateway.build("PCN1")
    await gateway.relay.settle()

    commits.each_takes = 30.0
    for _ in range(configuration().resends_max + 1):  # no attempt is used up by that
        await gateway.relay.advance(seconds=quiet)
    assert not gateway.clearinghouse.received

    commits.each_takes = 0.0
    await gateway.relay.advance(seconds=quiet)
    assert [len(each) for each in gateway.clearinghouse.received.values()] == [1]
    assert not gateway.relay.events(events.SubmissionHeld)


async def test_a_commit_that_leaves_time_for_a_call_costs_nothing(
    gateway: Gateway, commits: Commits
) -> None:
    commits.each_takes = 5.0
    await gateway.build("PCN1")

    await gateway.relay.settle()

    assert len(gateway.relay.events(events.ClaimSubmitted)) == 1


def test_a_lease_that_a_call_could_outlive_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUBMISSION_GATEWAY_CALL_TIMEOUT_SECONDS", "120")

    with pytest.raises(Misconfigured, match=r"SUBMISSION_GATEWAY_LEASE_SECONDS .*above 125"):
        from_environment(Settings)
