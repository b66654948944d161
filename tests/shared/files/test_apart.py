"""A process of its own gives its answer back, says when it died, and does not outlive us."""

from __future__ import annotations

import operator
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cobrelay.files import apart

HOLD = "import time; p = open({!r}, 'w'); print('begun', file=p, flush=True); time.sleep(1000)"
PARENT = "import asyncio; from cobrelay.files import apart; asyncio.run(apart.run(exec, {!r}))"


async def test_a_function_is_run_elsewhere_and_its_result_comes_back() -> None:
    assert await apart.run(operator.add, b"x" * 1_000_000, b"y") == b"x" * 1_000_000 + b"y"
    assert await apart.run(os.getpid) != os.getpid()


async def test_a_process_that_dies_is_told() -> None:
    with pytest.raises(apart.ChildDied):
        await apart.run(os._exit, 9)


def test_it_ends_with_its_parent_however_that_ends(tmp_path: Path) -> None:
    pipe = tmp_path / "alive"
    os.mkfifo(pipe)
    program = PARENT.format(HOLD.format(str(pipe)))

    with subprocess.Popen([sys.executable, "-c", program]) as parent, pipe.open() as alive:
        assert alive.readline() == "begun\n"
        parent.send_signal(signal.SIGKILL)

        assert alive.read() == ""  # the child held the other end as long as it lived
