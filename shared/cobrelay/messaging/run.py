"""Runs one service as a process, from its environment to its graceful end."""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
import structlog
from pydantic_settings import BaseSettings
from sqlalchemy.ext.asyncio import AsyncEngine

from cobrelay.database.engine import create_engine, plain_dsn
from cobrelay.database.migrate import migrations_of, pending
from cobrelay.files.store import RawStore
from cobrelay.messaging.admin import LagMeter
from cobrelay.messaging.environment import (
    EnginePlatform,
    ServiceAddress,
    address_of,
    clock_of,
    lay_code_lists_over,
)
from cobrelay.messaging.failures import is_transient, persistently, reason_of
from cobrelay.messaging.grpc_server import GrpcServer
from cobrelay.messaging.leader import Leader
from cobrelay.messaging.leadership import Leadership
from cobrelay.messaging.loops import repeat_outside, sleep
from cobrelay.messaging.operations import Operations
from cobrelay.messaging.processing import Processing
from cobrelay.messaging.runtime import Runtime
from cobrelay.messaging.service import Service
from cobrelay.messaging.worker import Membership, Worker
from cobrelay.observability import logging
from cobrelay.observability.health import Health, HealthServer
from cobrelay.settings import Misconfigured, from_environment

log = structlog.get_logger(__name__)

USAGE_EXIT = 2
BROKEN_EXIT = 70
TRANSIENT_EXIT = 75
DATABASE_PATIENCE_SECONDS = 60.0
SCHEMA_LOOK_SECONDS = 0.5
READINESS_SECONDS = 1.0
END_SECONDS = 9.0


def run(service: Service) -> None:
    """Runs `service` until SIGTERM or SIGINT; ends the process with a telling exit code.

    0 asked to end, 2 wrong configuration, 70 an invariant is broken, 75 the world was away too
    long: a supervisor starts it again.
    """
    try:
        platform = from_environment(EnginePlatform)
        lay_code_lists_over(platform)
        host = Host(service, platform, address_of(service.name), _settings(service))
    except Misconfigured as mistake:
        sys.stderr.write(f"{mistake}\n")
        raise SystemExit(USAGE_EXIT) from None
    logging.configure(service.name, platform.log_level)
    try:
        asyncio.run(host.serve())
    except Exception as failure:
        reason = reason_of(failure)
        log.critical("stopped", error=reason.error_type, code=reason.code, exc_info=failure)
        raise SystemExit(TRANSIENT_EXIT if is_transient(failure) else BROKEN_EXIT) from None


def _settings(service: Service) -> Any:
    """The service's own settings; what is wrong with them is said in one sentence."""
    made = service.settings
    if isinstance(made, type) and issubclass(made, BaseSettings):
        return from_environment(made)
    return made()


class Host:
    """Everything that one service process is made of."""

    def __init__(
        self, service: Service, platform: EnginePlatform, address: ServiceAddress, settings: Any
    ) -> None:
        self.service = service
        self.platform = platform
        self.address = address
        self.settings = settings
        self.clock = clock_of(platform)
        self.url = address.database_url or platform.database_url

    async def serve(self) -> None:
        """Starts everything, works until it is told to stop, and ends in good order."""
        async with AsyncExitStack() as stack:
            engine = create_engine(
                self.url, pool_size=self.platform.pool_size, name=self.service.name
            )
            stack.push_async_callback(engine.dispose)
            overdue_after = timedelta(days=self.platform.waiting_overdue_days)
            processing = Processing(self.service, engine, self.clock, overdue_after=overdue_after)
            store = RawStore(self.platform.store_path)
            runtime = Runtime(self.service, processing, settings=self.settings, store=store)
            _stop_on_signals(runtime.stopping)
            worker = Worker(processing, self._membership(), runtime.stopping)
            health = Health({"database": lambda: _answers(engine)})
            http = HealthServer(health, self.platform.bind_host, self.address.http_port)
            await http.start()
            stack.push_async_callback(http.stop)
            await self._wait_for_schema(engine, runtime.stopping)
            await self._work(stack, worker, runtime, processing, health, http.port)

    async def _work(
        self,
        stack: AsyncExitStack,
        worker: Worker,
        runtime: Runtime,
        processing: Processing,
        health: Health,
        http_port: int,
    ) -> None:
        meter = LagMeter(self.platform.kafka_bootstrap_servers, self.service.name, worker.topics)
        stack.push_async_callback(meter.close)
        leadership = Leadership(plain_dsn(self.url), self.service.schema, runtime.stopping)
        leader = Leader(processing, runtime, self.platform.kafka_bootstrap_servers, meter)
        grpc = GrpcServer(self.service, runtime, Operations(processing, meter.measure))
        await grpc.start(f"{self.platform.bind_host}:{self.address.grpc_port}")
        stack.push_async_callback(grpc.stop)
        health.checks["worker"] = _reading(worker)
        health.checks["fuse"] = _whole(processing)
        log.info("started", http_port=http_port, grpc_port=grpc.port)
        await _until_stopped(
            runtime.stopping,
            worker.run(),
            leadership.run(leader.work),
            leader.measure(),
            _show_readiness(health, grpc, runtime.stopping),
        )

    def _membership(self) -> Membership:
        return Membership(
            self.platform.kafka_bootstrap_servers,
            self.service.name,
            self.platform.instance,
            self.platform.session_timeout_ms,
        )

    async def _wait_for_schema(self, engine: AsyncEngine, stopping: asyncio.Event) -> None:
        """Waits for the database and its migrations; a schema that is not ours is not touched."""
        migrations = migrations_of(self.service.schema, self.service.schema)

        async def look() -> bool:
            async with engine.connect() as reader:
                return not await pending(reader, migrations)

        async def wait() -> None:
            while not stopping.is_set() and not await look():
                await sleep(SCHEMA_LOOK_SECONDS, stopping)

        await persistently(
            wait, limit_seconds=DATABASE_PATIENCE_SECONDS, what="database", stopping=stopping
        )


def _stop_on_signals(stopping: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)


async def _until_stopped(stopping: asyncio.Event, *work: Any) -> None:
    """Runs until the service is told to stop or a part of it fails; then ends all of it."""
    tasks = [asyncio.ensure_future(each) for each in work]
    told = asyncio.ensure_future(stopping.wait())
    first: set[asyncio.Future[Any]] = set()
    try:
        first, _ = await asyncio.wait([*tasks, told], return_when=asyncio.FIRST_COMPLETED)
        stopping.set()
        await asyncio.wait(tasks, timeout=END_SECONDS)
    finally:
        for task in (*tasks, told):
            task.cancel()
        # What failed first is the cause; the rest fails because it was told to stop.
        in_order = sorted(tasks, key=lambda task: task not in first)
        results = await asyncio.gather(*in_order, told, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    log.info("ended in good order")


async def _show_readiness(health: Health, grpc: GrpcServer, stopping: asyncio.Event) -> None:
    """The standard health service says what /readyz says."""

    async def look() -> bool:
        await grpc.show(ready=all((await health.results()).values()))
        return False

    await repeat_outside(look, every_seconds=READINESS_SECONDS, what="readiness", stopping=stopping)


def _reading(worker: Worker) -> Any:
    async def check() -> bool:
        return worker.is_ready

    return check


def _whole(processing: Processing) -> Any:
    async def check() -> bool:
        return not processing.fuse.blown

    return check


async def _answers(engine: AsyncEngine) -> bool:
    async with engine.connect() as reader:
        return bool(await reader.scalar(sa.text("SELECT 1")) == 1)
