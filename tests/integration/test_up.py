"""`cobrelay up`, `status` and `down`, as a person uses them, in a checkout of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from cobrelay.platform import postgres
from cobrelay.platform.daemon import HOME
from sources import ROOT

pytestmark = pytest.mark.broker
COVERAGES = """\
patient_last_name,patient_first_name,patient_birth_date,patient_sex,rank,payer_id,payer_name,\
claim_filing_indicator,member_id,relationship,effective_on,terminated_on
EXAMPLE,ADA,1980-01-01,F,1,COMM1,FIRST COMMERCIAL HEALTH,CI,M1,18,2020-01-01,
"""


class Checkout:
    """A folder in which the commands are given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def cobrelay(self, *words: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "COBRELAY_CONFIG_PATH": str(ROOT / "deploy" / "config")}
        return subprocess.run(
            [sys.executable, "-m", "cobrelay.cli.main", *words],
            check=False,
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
        )

    def status(self) -> dict[str, Any]:
        board: dict[str, Any] = json.loads(self.cobrelay("status", "--json").stdout)
        return board

    def processes(self) -> list[psutil.Process]:
        pids = [row["pid"] for row in self.status()["processes"]]
        return [psutil.Process(pid) for pid in pids if pid]


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    checkout = Checkout(tmp_path)
    started = checkout.cobrelay("up")
    assert started.returncode == 0, started.stderr
    yield checkout
    checkout.cobrelay("down")
    postgres.remove(tmp_path / HOME)


def until(holds: Callable[[], bool], seconds: float = 30) -> bool:
    patience = time.monotonic() + seconds
    while not holds() and time.monotonic() < patience:
        time.sleep(0.1)
    return holds()


def test_what_is_dropped_reaches_its_service_and_down_ends_everything(checkout: Checkout) -> None:
    (checkout.folder / "var" / "inbox" / "feed.csv").write_text(COVERAGES)
    (checkout.folder / "var" / "inbox" / "letter.txt").write_text("Dear Sir or Madam")
    store = checkout.folder / "var" / "platform" / "store"

    taken = until(lambda: any(path.is_file() for path in store.rglob("*")))
    aside = until((checkout.folder / "var" / "inbox" / "unknown" / "letter.txt").exists)

    assert (taken, aside) == (True, True)
    running = checkout.processes()
    assert checkout.cobrelay("up").stdout.startswith("It is up already")
    assert checkout.cobrelay("down").stdout.strip() == "Down."
    assert not [process for process in running if process.is_running()]
    assert checkout.cobrelay("status").returncode == 1
