"""Ready means that every check holds, in time."""

from __future__ import annotations

import asyncio

import pytest

from cobrelay.observability import health
from cobrelay.observability.health import Check, Health


async def _holds() -> bool:
    return True


async def _fails() -> bool:
    raise OSError("the database went away")


async def _hangs() -> bool:
    await asyncio.Event().wait()
    return True


async def test_a_check_that_fails_or_hangs_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CHECK_SECONDS", 0.05)
    checks: dict[str, Check] = {"holds": _holds, "fails": _fails, "hangs": _hangs}

    assert await Health(checks).results() == {"holds": True, "fails": False, "hangs": False}
