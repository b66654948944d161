"""`cobrelay up`, `status` and `down`, as a person uses them, in a checkout of its own."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from cobrelay.clock import real_now
from cobrelay.platform import postgres
from cobrelay.platform.daemon import HOME
from sandbox.clearinghouse.receiving import Known, receive
from sandbox.clearinghouse.validating import verdicts
from sandbox.generating import Order, generate
from sources import ROOT

pytestmark = pytest.mark.broker


class Checkout:
    """A folder in which the commands are given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.inbox = folder / "var" / "inbox"
        self.outbox = folder / "var" / "outbox"

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

    def told(self, *words: str) -> Any:
        """What a command tells programs."""
        return json.loads(self.cobrelay(*words, "--json").stdout)

    def processes(self) -> list[psutil.Process]:
        pids = [row["pid"] for row in self.told("status")["processes"]]
        return [psutil.Process(pid) for pid in pids if pid]

    def quarantined(self) -> list[str]:
        """The names of what was dropped and could not be used."""
        return [each["file_name"] for each in self.told("quarantine", "list")["era-intake"]]

    def timeline(self, claim_id: str) -> list[str]:
        """The events of a claim."""
        return [each["event"] for each in self.told("claim", "show", claim_id)["timeline"]]


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    checkout = Checkout(tmp_path)
    started = checkout.cobrelay("up")
    assert started.returncode == 0, started.stderr
    yield checkout
    checkout.cobrelay("down")
    postgres.remove(tmp_path / HOME)


def until(holds: Callable[[], bool], seconds: float = 120) -> bool:
    patience = time.monotonic() + seconds
    while not holds() and time.monotonic() < patience:
        time.sleep(0.1)
    return holds()


def files_of_a_claim(folder: Path) -> list[Path]:
    """Coverages, an original and the first payer's remittance, paid today."""
    generate(Order(1, 7, real_now().date(), story="commercial"), folder)
    return sorted((folder / "files").iterdir())


def the_999_for(interchange: bytes) -> bytes:
    """What a clearinghouse answers first of a claim that came to it."""
    delivery = receive(1, interchange, real_now(), Known(), verdicts(interchange))
    assert delivery.verdict == "accepted"
    (functional,) = (reply.data for reply in delivery.replies if reply.kind == "999")
    return functional


def test_what_is_dropped_is_relayed_what_comes_back_is_read_and_down_ends_everything(
    checkout: Checkout, tmp_path: Path
) -> None:
    dropped = files_of_a_claim(tmp_path / "world")
    for path in dropped:
        shutil.copy(path, checkout.inbox)
    (checkout.inbox / "letter.txt").write_text("Dear Sir or Madam")

    assert {path.suffix for path in dropped} == {".835", ".837", ".csv"}
    assert until(lambda: any(checkout.outbox.glob("*.837")))
    assert until(lambda: "letter.txt" in checkout.quarantined())
    assert not list(checkout.inbox.iterdir())

    (interchange,) = checkout.outbox.iterdir()
    (checkout.inbox / "answer.999").write_bytes(the_999_for(interchange.read_bytes()))
    assert until(lambda: bool(checkout.told("claims", "list")))
    (claim,) = checkout.told("claims", "list")
    assert until(lambda: "ClaimAcknowledged" in checkout.timeline(claim["claim_id"]))

    running = checkout.processes()
    assert checkout.cobrelay("up").stdout.startswith("It is up already")
    assert checkout.cobrelay("down").stdout.strip() == "Down."
    assert not [process for process in running if process.is_running()]
    assert checkout.cobrelay("status").returncode == 1
