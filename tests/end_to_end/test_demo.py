"""`make demo`, from a bare folder to the report."""

import re
import signal
from pathlib import Path

import pytest

from demo_runs import start_demo
from sandbox.generating import STORIES_BY_NAME

pytestmark = pytest.mark.broker
CLAIMS = 110  # the first that hold every story
FAST = 40_000  # business time: the wait for a crossover ends soon after a minute
CANARY = re.compile(r"ZQXCANARY|ZQM\d|ZQ[A-Z]{3,}\d{5}")


async def test_every_story_ends_as_it_must_and_nothing_keeps_running(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    demo = await start_demo(home, "--claims", str(CLAIMS), "--scale", str(FAST))

    done = await demo.ended()

    assert done.exit_code == 0, done.output
    assert done.output.count(" right │") == len(STORIES_BY_NAME), done.output
    assert " wrong │" not in done.output
    assert "Unexplained: 0 cents." in done.output
    assert "Follow-ups that fell due before what they waited for came: 0." in done.output
    assert done.left_running == []
    logs = [path.read_text() for path in (home / "logs").iterdir()]
    assert logs
    assert not [found for log in logs for found in CANARY.findall(log)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda each: each.name)
async def test_an_interrupted_demo_leaves_no_process_behind(
    tmp_path: Path, number: signal.Signals
) -> None:
    demo = await start_demo(tmp_path / "demo", "--claims", "30")
    await demo.until("starting the services" if number is signal.SIGINT else "feeding")

    demo.interrupt(number)
    done = await demo.ended()

    assert done.exit_code == 130, done.output
    assert done.left_running == []
