"""Shows how far a demo is: a live table in a terminal, plain lines anywhere else."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any

from rich.console import Console, Group
from rich.live import Live
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from cobrelay.clock import Clock, monotonic
from sandbox.demonstration.asking import NoAnswer, fetched
from sandbox.reporting import dollars

LOOK_SECONDS = 1.0
PLAIN_LINE_SECONDS = 10.0
Totals = Mapping[str, Mapping[str, int]]


class Screen:
    """What a person sees while a demo runs. Use it as an async context manager."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._started = monotonic()
        self._live: Live | None = None
        self._looking: asyncio.Task[None] | None = None
        self._first_claim: float | None = None

    async def __aenter__(self) -> Screen:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.finish()

    def say(self, what: str) -> None:
        """One line: what is being done now."""
        self.console.print(f"[dim]{self._seconds():>5.1f} s[/]  {escape(what)}", highlight=False)

    def follow(self, url: str, clock: Clock) -> None:
        """Shows the monitor's counts from now on."""
        if self.console.is_terminal:
            self._live = Live(console=self.console, auto_refresh=False, transient=True)
            self._live.start()
        self._looking = asyncio.create_task(self._look(url, clock))

    async def finish(self) -> None:
        """Nothing moves any more."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
            self._looking = None
        if self._live is not None:
            self._live.stop()
            self._live = None

    async def _look(self, url: str, clock: Clock) -> None:
        told = self._seconds()
        while True:
            with suppress(NoAnswer):
                totals = (await fetched(url))["totals"]
                self._note_first_claim(totals)
                if self._live is not None:
                    self._live.update(_picture(totals, clock, self._seconds()), refresh=True)
                elif self._seconds() - told >= PLAIN_LINE_SECONDS:
                    told = self._seconds()
                    self.say(_line(totals, clock))
            await asyncio.sleep(LOOK_SECONDS)

    def _note_first_claim(self, totals: Totals) -> None:
        if self._first_claim is None and any(each["events"] for each in totals.values()):
            self._first_claim = self._seconds()
            self.say("the first claim flows")

    def _seconds(self) -> float:
        return monotonic() - self._started


def _line(totals: Totals, clock: Clock) -> str:
    parts = [f"{name} {each['events']}" for name, each in totals.items() if each["events"]]
    posted = totals.get("posted", {}).get("cents", 0)
    return f"{clock.now():%Y-%m-%d}: {', '.join(parts)}; {dollars(posted)} posted"


def _picture(totals: Totals, clock: Clock, seconds: float) -> Group:
    table: Any = Table("checkpoint", box=None, header_style="bold")
    table.add_column("events", justify="right")
    table.add_column("dollars", justify="right")
    most = max((each["events"] for each in totals.values()), default=0) or 1
    table.add_column("")
    for name, each in totals.items():
        bar = "━" * (each["events"] * 30 // most)
        table.add_row(name, f"{each['events']:,}", dollars(each["cents"]), f"[green]{bar}[/]")
    head = Text(f"{clock.now():%A %Y-%m-%d %H:%M} business time, {seconds:.0f} s", style="bold")
    return Group(head, table)
