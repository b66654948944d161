"""Runs the sandbox: takes uploads, answers and pays on business time, until it is stopped."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from cobrelay.clock import Clock
from sandbox.clearinghouse.keys import prepared
from sandbox.clearinghouse.receiving import receive
from sandbox.clearinghouse.serving import Traffic, listen
from sandbox.clearinghouse.validating import SetVerdict, verdicts
from sandbox.keeping import Keeper
from sandbox.payers.paying import last_run, payments
from sandbox.settings import Mode, Settings

LOOK_SECONDS = 0.05  # real time; business time may run a day in that
REQUEST_BYTES_MAX = 4096


@dataclass(slots=True)
class Sandbox:
    """One running sandbox: its memory, its clock and what wakes it."""

    settings: Settings
    clock: Clock
    keeper: Keeper
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def opened(cls, settings: Settings, clock: Clock) -> Sandbox:
        pays = settings.mode is Mode.WORLD
        folders = (settings.state_path, settings.remittances)
        keeper = Keeper(*folders, settings.usernames, pays=pays)
        keeper.recall(settings.world_path if pays else None)
        return cls(settings, clock, keeper)

    async def run(self) -> None:
        """Serve until `stopping` is set."""
        settings = self.settings
        address = (settings.sftp_host, settings.sftp_port)
        keys = prepared(settings.keys, *address)
        traffic = Traffic(self.woken.set)
        home = settings.state_path.resolve() / "sftp"
        server = await listen(address, home, settings.usernames, keys, traffic)
        health = await self._listen_for_health()
        try:
            while not self.stopping.is_set():
                await self.step(traffic)
                await self._sleep()
        finally:
            for listener in (server, health):
                if listener:
                    listener.close()

    async def step(self, traffic: Traffic) -> None:
        """What there is to do now: receive, pay, answer, in this order (keeping.py says why)."""
        for upload in self.keeper.take_uploads(traffic.paths):
            data = upload.path.read_bytes()
            told = await asyncio.to_thread(_verdicts, data)
            now = self.clock.now()
            delivery = receive(upload.number, data, now, self.keeper.known, told)
            self.keeper.record(upload, delivery)
        self._pay()
        self.keeper.put_out(self.clock.now())

    def _pay(self) -> None:
        now = self.clock.now()
        on = last_run(now)
        first = self.keeper.counts["payments"] + 1
        for payment, claims in payments(self.keeper.due_to_pay(on), on, first):
            self.keeper.pay(payment, claims, now)

    async def _sleep(self) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self.woken.wait(), LOOK_SECONDS)
        self.woken.clear()

    def stop(self) -> None:
        self.stopping.set()
        self.woken.set()

    async def _listen_for_health(self) -> asyncio.Server | None:
        if not self.settings.http_port:
            return None
        return await asyncio.start_server(
            self._answer_health, self.settings.sftp_host, self.settings.http_port
        )

    async def _answer_health(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        """GET /health, /ready and /counts; whoever can ask is told."""
        with suppress(ConnectionError):
            await reader.read(REQUEST_BYTES_MAX)
            open_counts = {"pending": len(self.keeper.pending), "waiting": self.keeper.waiting}
            body = json.dumps({**self.keeper.counts, **open_counts})
            head = (
                f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
            )
            writer.write(f"{head}\r\nConnection: close\r\n\r\n{body}".encode())
            await writer.drain()
        writer.close()


def _verdicts(data: bytes) -> Sequence[SetVerdict]:
    """pyx12's word, or none where it fails: then every set counts as rejected."""
    try:
        return verdicts(data)
    except Exception:  # a validator's own fault must not stop the far side
        return ()


async def serve(settings: Settings, clock: Clock) -> None:
    """Until SIGTERM or SIGINT."""
    sandbox = Sandbox.opened(settings, clock)
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, sandbox.stop)
    await sandbox.run()
