"""The subscriber of docs/, run as somebody else's program."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sources import ROOT

PATIENCE_SECONDS = 120.0


@asynccontextmanager
async def subscriber(
    servers: str, *, python: str | Path = sys.executable
) -> AsyncIterator[asyncio.StreamReader]:
    """What it prints, line by line; nothing of this Python helps another one."""
    process = await asyncio.create_subprocess_exec(
        python,
        ROOT / "docs" / "subscriber.py",
        servers,
        env={**_without_ours(), "PYTHONPATH": str(ROOT / "shared")},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        yield process.stdout
    finally:
        process.kill()
        await process.wait()


async def printed(servers: str, lines: int, *, python: str | Path = sys.executable) -> list[str]:
    """So many lines of it."""
    async with subscriber(servers, python=python) as output, asyncio.timeout(PATIENCE_SECONDS):
        return [(await output.readline()).decode() for _ in range(lines)]


def _without_ours() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"} and sys.prefix not in value
    }
