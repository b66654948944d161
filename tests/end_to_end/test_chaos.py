"""Everything is killed once while claims are in flight, and every claim ends as it must."""

import asyncio
from pathlib import Path

import pytest

from cobrelay.platform.installation import services
from sabotage import FOUNDATIONS, running
from sandbox.demonstration import Plan

pytestmark = [pytest.mark.broker, pytest.mark.chaos]
PATIENCE_SECONDS = 600.0
SCALE = 40_000  # business time: what is down for ten seconds is down for five days
SETTINGS = {
    # A lease must outlast a call; both are short here, so that what broke off is settled soon.
    "SUBMISSION_GATEWAY_CALL_TIMEOUT_SECONDS": "5",
    "SUBMISSION_GATEWAY_LEASE_MARGIN_SECONDS": "2",
    "SUBMISSION_GATEWAY_LEASE_SECONDS": "12",
    "COBRELAY_SESSION_TIMEOUT_MS": "6000",
}


async def test_kills_cost_no_claim_no_cent_and_send_nothing_twice(tmp_path: Path) -> None:
    plan = Plan(home=tmp_path / "chaos", claims=100, seed=11, scale=SCALE, settings=SETTINGS)
    async with asyncio.timeout(PATIENCE_SECONDS), running(plan) as run:
        await asyncio.gather(run.feed(), run.kill_each())
        verdict, evidence = await run.verdict()
        restarts = {each.name: each.restarts for each in run.stage.supervisor.statuses()}

    assert [each.name for each in run.killed] == [*services(), *FOUNDATIONS]
    assert all(each.going_on for each in run.killed)
    assert all(restarts[each.name] for each in run.killed)
    wrong = [*(each for row in verdict.rows for each in row.differences), *verdict.findings]
    assert not wrong, "\n".join(wrong)
    assert verdict.far.duplicates == 0
    assert verdict.unexplained == 0
    assert evidence.trial.total_cents == 0
    assert [each.next_action for each in evidence.late] == []  # nor a follow-up that was none
    assert verdict.is_right
