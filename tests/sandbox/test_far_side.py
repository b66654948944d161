"""The sandbox as a submitter meets it: SFTP in, acknowledgments and remittances out."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import asyncssh
import pytest

from sandbox.clearinghouse.keys import Keys
from sandbox.generating.scripts import Scripted
from sandbox.generating.stories import STORIES_BY_NAME
from sandbox.generating.truth import forwarded_row
from sandbox.generating.workshop import Workshop
from submitting import next_claim_file

AS_OF = date(2026, 3, 2)
EPOCH = datetime(2026, 3, 3, tzinfo=UTC)
DAYS_A_SECOND = 10
PATIENCE_SECONDS = 30.0


@dataclass
class FarSide:
    """A running sandbox process and its folder."""

    home: Path
    port: int
    process: asyncio.subprocess.Process | None = None
    mode: str = "world"
    scale: int = 86_400 * DAYS_A_SECOND

    async def start(self) -> None:
        environment = {
            **os.environ,
            "SANDBOX_STATE_PATH": str(self.home),
            "SANDBOX_SFTP_PORT": str(self.port),
            "SANDBOX_WORLD_PATH": str(self.home),
            "SANDBOX_MODE": self.mode,
            "COBRELAY_CLOCK": f"scale:{self.scale}@2026-03-03",
            "COBRELAY_CLOCK_EPOCH": datetime.now(UTC).isoformat(),
        }
        command = (sys.executable, "-m", "sandbox")
        self.process = await asyncio.create_subprocess_exec(*command, env=environment)
        await eventually(self._answers)

    async def _answers(self) -> bool:
        try:
            async with self.session():
                return True
        except OSError:
            return False

    async def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> None:
        if self.process and self.process.returncode is None:
            self.process.terminate()
            await self.process.wait()

    @asynccontextmanager
    async def session(self) -> AsyncIterator[asyncssh.SFTPClient]:
        keys = Keys(self.home / "keys")
        async with (
            asyncssh.connect(
                "127.0.0.1",
                self.port,
                username="examplehs",
                client_keys=[str(keys.client)],
                known_hosts=str(keys.known_hosts),
            ) as connection,
            connection.start_sftp_client() as client,
        ):
            yield client

    async def upload(self, name: str, data: bytes) -> None:
        async with self.session() as client:
            async with client.open(f"upload/{name}.part", "wb") as file:
                await file.write(data)
            await client.posix_rename(f"upload/{name}.part", f"upload/{name}")

    def rows(self, journal: str) -> list[dict[str, Any]]:
        path = self.home / journal
        return [json.loads(line) for line in path.read_text().splitlines() if line.endswith("}")]

    def outgoing(self) -> list[str]:
        folder = self.home / "sftp/examplehs/outgoing"
        return sorted(path.name for path in folder.iterdir() if path.suffix != ".part")

    def remittances(self) -> list[str]:
        return sorted(path.read_text() for path in (self.home / "remittances").glob("*.835"))


async def eventually(holds: Callable[[], Awaitable[bool] | bool]) -> None:
    """Until the outside world is as it must become, or the patience is over."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            answer = holds()
            if answer if isinstance(answer, bool) else await answer:
                return
            await asyncio.sleep(0.02)


@pytest.fixture
async def far_side(tmp_path: Path) -> AsyncIterator[FarSide]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    far = FarSide(tmp_path, port)
    yield far
    await far.stop()


def told(*stories: str) -> list[Scripted]:
    shop = Workshop(random.Random(5), AS_OF, "TST")
    return [one for story in stories for one in STORIES_BY_NAME[story].tell(shop)]


def first_claims(scripted: list[Scripted], number: int = 1) -> bytes:
    pairs = [(one.claim, [one.answer]) for one in scripted]
    return next_claim_file(pairs, control_number=number)


async def test_a_sound_claim_is_acknowledged_in_order_and_paid_as_expected(
    far_side: FarSide,
) -> None:
    scripted = told("supplement", "commercial", "medicaid", "noncovered-denial")
    await far_side.start()

    await far_side.upload("claims.837", first_claims(scripted))
    await eventually(lambda: len(far_side.remittances()) == 4)

    kinds = [name.split(".", 2)[2] for name in far_side.outgoing()]
    assert kinds[:3] == ["01.ta1", "02.999", "03.277ca"]
    assert len(kinds) == 3 + 4  # and one 277CA of each payer
    paid = {
        claim["control_number"]: (claim["paid_cents"], claim["patient_cents"])
        for payment in far_side.rows("payments.jsonl")
        for claim in payment["claims"]
    }
    for one in scripted:
        expected = one.expected
        (later,) = list(expected.paid)[1:]
        patient = expected.patient + expected.patient_paid
        assert paid[one.claim.control_number] == (expected.paid[later], patient)


async def test_what_is_not_complete_is_not_taken(far_side: FarSide) -> None:
    data = first_claims(told("supplement"))
    await far_side.start()

    async with far_side.session() as client, client.open("upload/half.837", "wb") as file:
        await file.write(data[:100])
        async with client.open("upload/other.837.part", "wb") as part:
            await part.write(data)
        await far_side.upload("whole.837", data)
        await eventually(lambda: len(far_side.rows("deliveries.jsonl")) == 1)
        assert [path.name for path in (far_side.home / "received").iterdir()] == [
            "000001-examplehs-whole.837"
        ]


async def test_a_kill_between_any_two_steps_neither_loses_nor_repeats(far_side: FarSide) -> None:
    far_side.scale = 86_400
    scripted = told("supplement", "commercial", "medicaid", "sequestration", "noncovered-denial")
    await far_side.start()

    for number, one in enumerate(scripted, start=1):
        await far_side.upload(f"{number}.837", first_claims([one], number))
        await far_side.kill()
        await far_side.start()
    far_side.scale = 86_400 * 20
    await far_side.kill()
    await far_side.start()
    await eventually(lambda: len(far_side.remittances()) == 5)

    deliveries = far_side.rows("deliveries.jsonl")
    assert [row["number"] for row in deliveries] == [1, 2, 3, 4, 5]
    claims = [claim for row in deliveries for each in row["sets"] for claim in each["claims"]]
    assert not any(claim["is_duplicate"] for claim in claims)
    names = far_side.outgoing()
    assert len([name for name in names if name.endswith(".ta1")]) == 5
    assert len([name for name in names if name.endswith(".277ca")]) == 10
    paid = [claim for row in far_side.rows("payments.jsonl") for claim in row["claims"]]
    assert len(paid) == 5


async def test_the_same_again_is_refused_and_counted(far_side: FarSide) -> None:
    (one,) = told("supplement")
    await far_side.start()

    await far_side.upload("first.837", first_claims([one], 1))
    await eventually(lambda: len(far_side.rows("deliveries.jsonl")) == 1)
    await far_side.upload("same-interchange.837", first_claims([one], 1))
    await eventually(lambda: len(far_side.rows("deliveries.jsonl")) == 2)
    await far_side.upload("same-claim.837", first_claims([one], 2))
    await eventually(lambda: len(far_side.rows("deliveries.jsonl")) == 3)

    _, interchange_again, claim_again = far_side.rows("deliveries.jsonl")
    assert interchange_again["faults"] == ["025"]
    assert claim_again["sets"][0]["claims"][0]["is_duplicate"]


async def test_a_forwarded_claim_is_answered_without_a_claim_of_ours(far_side: FarSide) -> None:
    (one,) = told("crossover")
    row = forwarded_row(one, one.forwarded[0], AS_OF.isoformat())
    (far_side.home / "forwarded.jsonl").write_text(json.dumps(row) + "\n")
    await far_side.start()

    await eventually(lambda: len(far_side.remittances()) == 1)
    await far_side.upload("needless.837", first_claims([one]))
    await eventually(lambda: len(far_side.rows("deliveries.jsonl")) == 1)

    (payment,) = far_side.rows("payments.jsonl")
    assert payment["payment_cents"] == list(one.expected.paid.values())[1]
    (delivery,) = far_side.rows("deliveries.jsonl")
    assert delivery["sets"][0]["claims"][0]["is_duplicate"]


async def test_a_users_own_files_are_acknowledged_and_never_paid(far_side: FarSide) -> None:
    far_side.mode = "files"
    far_side.scale = 86_400 * 100
    await far_side.start()

    await far_side.upload("claims.837", first_claims(told("supplement")))
    await eventually(lambda: len(far_side.outgoing()) == 4)

    assert far_side.rows("payments.jsonl") == []
    assert far_side.remittances() == []


async def test_nobody_comes_in_without_the_key(far_side: FarSide) -> None:
    await far_side.start()
    stranger = asyncssh.generate_private_key("ssh-ed25519")

    with pytest.raises(asyncssh.PermissionDenied):
        await asyncssh.connect(
            "127.0.0.1",
            far_side.port,
            username="examplehs",
            client_keys=[stranger],
            known_hosts=str(Keys(far_side.home / "keys").known_hosts),
        )
