"""Runs `cobrelay demo` as a person would, in a folder of its own; sees what it leaves behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from cobrelay.platform import current, launch, postgres

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 1000.0  # longer than a demo gives itself
PLAIN_TERMINAL = {"TERM": "dumb", "COLUMNS": "140", "LINES": "50"}
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
    output: asyncio.StreamReader
    told: list[str] = field(default_factory=list)

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

    @property
    def is_running(self) -> bool:
        return self.process.returncode is None

    @property
    def addresses(self) -> dict[str, str]:
        """The environment that a demo which stays publishes for the command line."""
        published = json.loads((self.home.parent / current.FILE).read_text())
        return dict(published["environment"])

    def interrupt(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    async def _read_line(self) -> bool:
        try:
            line = await self.output.readline()
        except OSError:
            return False  # a terminal whose last process is gone
        self.told.append(line.decode())
        return bool(line)


async def start_demo(
    home: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Demo:
    """Starts one; its standard output is no terminal, so that it ends by itself."""
    process = await _started(home, options, environment or {}, asyncio.subprocess.PIPE)
    assert process.stdout is not None
    return Demo(home, process, process.stdout)


async def start_demo_in_terminal(home: Path, *options: str) -> Demo:
    """Starts one as a person does, who looks around when it is over: it stays until Ctrl-C."""
    ours, its = os.openpty()
    process = await _started(home, options, PLAIN_TERMINAL, its)
    os.close(its)
    output = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(output)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(ours, "rb"))
    return Demo(home, process, output)


async def _started(
    home: Path, options: Sequence[str], environment: Mapping[str, str], output: int
) -> asyncio.subprocess.Process:
    """In a folder of its own: the addresses that it publishes are those of nobody else."""
    home.parent.mkdir(parents=True, exist_ok=True)
    own = {
        "COBRELAY_DEMO_HOME": str(home),
        "COBRELAY_CONFIG_PATH": str(ROOT / "deploy" / "config"),
    }
    program = str(Path(sys.executable).with_name("cobrelay"))
    return await asyncio.create_subprocess_exec(
        *_ending_with_us(program, "demo", *options),
        cwd=home.parent,
        env={**os.environ, **own, **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=output,
        stderr=asyncio.subprocess.STDOUT,
    )


async def relay_files(home: Path, *files: Path, as_of: str, scale: int) -> Ended:
    """A demo of one's own files."""
    names = " ".join(map(str, files))
    environment = {"FILES": names, "AS_OF": as_of, "ONCE": "1"}
    demo = await start_demo(home, "--scale", str(scale), environment=environment)
    return await demo.ended()


def _ending_with_us(*command: str) -> tuple[str, ...]:
    """A demo that stays would outlive the tests if these were killed."""
    nobody_else = "-1"  # no other user, no other group
    numbers = (str(os.getpid()), str(int(signal.SIGTERM)), nobody_else, nobody_else)
    return (sys.executable, "-I", "-S", launch.__file__, *numbers, *command)


def _is_of(process: psutil.Process, home: Path) -> bool:
    try:
        return process.environ().get(MARK, "").startswith(str(home))
    except psutil.Error:
        return False
