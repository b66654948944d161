"""Runs `cobrelay demo` as a person would, in a folder of its own; sees what it leaves behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from cobrelay.platform import postgres

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 400.0
MARK = "COBRELAY_SUPERVISED"  # in the environment of every process that a demo starts


@dataclass(frozen=True, slots=True)
class Ended:
    """A demo that is over."""

    home: Path
    exit_code: int
    output: str

    @property
    def received(self) -> list[Path]:
        """What the clearinghouse received, in order."""
        return sorted((self.home / "clearinghouse" / "received").iterdir())

    @property
    def left_running(self) -> list[str]:
        """The processes of this demo that still run."""
        return [each.name() for each in psutil.process_iter() if _is_of(each, self.home)]


@dataclass(slots=True)
class Demo:
    """A demo that runs."""

    home: Path
    process: asyncio.subprocess.Process
    told: list[str]

    async def until(self, words: str) -> None:
        """Returns when it says these words; fails when it ends before."""
        while not any(words in line for line in self.told):
            assert await self._read_line(), "".join(self.told)

    async def ended(self) -> Ended:
        """Waits for its end."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while await self._read_line():
                pass
            code = await self.process.wait()
        postgres.remove(self.home)  # it may lie elsewhere
        return Ended(self.home, code, "".join(self.told))

    def interrupt(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    async def _read_line(self) -> bool:
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        self.told.append(line.decode())
        return bool(line)


async def start_demo(
    home: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Demo:
    """Starts one; its standard output is no terminal, so that it ends by itself."""
    process = await asyncio.create_subprocess_exec(
        str(Path(sys.executable).with_name("cobrelay")),
        "demo",
        *options,
        cwd=ROOT,
        env={**os.environ, "COBRELAY_DEMO_HOME": str(home), **(environment or {})},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    return Demo(home, process, [])


async def relay_files(home: Path, *files: Path, as_of: str, scale: int) -> Ended:
    """A demo of one's own files."""
    names = " ".join(map(str, files))
    environment = {"FILES": names, "AS_OF": as_of, "ONCE": "1"}
    demo = await start_demo(home, "--scale", str(scale), environment=environment)
    return await demo.ended()


def _is_of(process: psutil.Process, home: Path) -> bool:
    try:
        return process.environ().get(MARK, "").startswith(str(home))
    except psutil.Error:
        return False
