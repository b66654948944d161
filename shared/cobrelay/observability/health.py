"""Whether a service lives, whether it is ready, and what it measures: three pages over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

Check = Callable[[], Coroutine[Any, Any, bool]]
CHECK_SECONDS = 2.0


@dataclass(slots=True)
class Health:
    """The named checks that must all hold before the service is ready."""

    checks: dict[str, Check] = field(default_factory=dict)

    async def results(self) -> Mapping[str, bool]:
        """Each check by name; one that fails or takes too long does not hold."""
        checks = dict(self.checks)  # more may be added while we wait for the answers
        answers = await asyncio.gather(*(_answer(check) for check in checks.values()))
        return dict(zip(checks, answers, strict=True))


class HealthServer:
    """Serves /healthz, /readyz and /metrics."""

    def __init__(self, health: Health, host: str, port: int) -> None:
        self._health = health
        self._host = host
        self._asked_port = port
        self.port = port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listens; with port 0 on a free one, which `port` then names."""
        application = web.Application()
        application.add_routes(self.routes())
        self._runner = web.AppRunner(application, access_log=None, handle_signals=False)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._asked_port).start()
        self.port = self._runner.addresses[0][1]

    def routes(self) -> list[web.RouteDef]:
        """The pages; a process with more of its own adds them."""
        return [
            web.get("/healthz", self._live),
            web.get("/readyz", self._ready),
            web.get("/metrics", self._metrics),
        ]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _live(self, _request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _ready(self, _request: web.Request) -> web.Response:
        results = await self._health.results()
        return web.json_response(dict(results), status=200 if all(results.values()) else 503)

    async def _metrics(self, _request: web.Request) -> web.Response:
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _answer(check: Check) -> bool:
    try:
        return await asyncio.wait_for(check(), CHECK_SECONDS)
    except Exception:
        return False
