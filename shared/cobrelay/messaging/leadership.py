"""One leader per service: it alone publishes, keeps time, reads files and calls outside."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import asyncpg
import structlog

from cobrelay.messaging.consequences import channel_of
from cobrelay.messaging.failures import is_transient, reason_of
from cobrelay.messaging.locks import namespace

log = structlog.get_logger(__name__)

TRY_AGAIN_SECONDS = 0.5
PING_SECONDS = 1.0
PING_TIMEOUT_SECONDS = 5.0
CONNECT_SECONDS = 5.0
WORDS = ("outbox", "waiting", "timers")


class Wakeups:
    """What was said since somebody last listened: by NOTIFY, or within the process."""

    def __init__(self, words: Iterable[str] = WORDS) -> None:
        self._events = {word: asyncio.Event() for word in words}

    def heard(self, word: str) -> None:
        if word in self._events:
            self._events[word].set()

    async def wait(self, word: str, seconds: float) -> None:
        """Until `word` is heard, at the latest after `seconds`: polling is the safety net."""
        event = self._events[word]
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return
        event.clear()


Work = Callable[[Wakeups], Awaitable[None]]


class Leadership:
    """Leads while a session of PostgreSQL holds the service's lock, and no longer."""

    def __init__(self, dsn: str, schema: str, stopping: asyncio.Event) -> None:
        self._dsn = dsn
        self._schema = schema
        self._stopping = stopping
        self.leads = False

    async def run(self, work: Work) -> None:
        """Stands for election until the service stops; runs `work` while it leads."""
        while not self._stopping.is_set():
            try:
                await self._stand(work)
            except Exception as failure:
                if not is_transient(failure):
                    raise
                log.warning("leadership lost", error=reason_of(failure).error_type)
            finally:
                self.leads = False
            await _wait(self._stopping, TRY_AGAIN_SECONDS)

    async def _stand(self, work: Work) -> None:
        connection = await asyncpg.connect(self._dsn, timeout=CONNECT_SECONDS)
        try:
            while not self._stopping.is_set():
                if await self._elected(connection):
                    return await self._lead(connection, work)
                await _wait(self._stopping, TRY_AGAIN_SECONDS)
            return None
        finally:
            connection.terminate()

    async def _elected(self, connection: Any) -> bool:
        query = "SELECT pg_try_advisory_lock($1, 0)"
        return bool(await connection.fetchval(query, namespace(self._schema, "leader")))

    async def _lead(self, connection: Any, work: Work) -> None:
        wakeups = Wakeups()
        await connection.add_listener(
            channel_of(self._schema), lambda _connection, _pid, _channel, word: wakeups.heard(word)
        )
        self.leads = True
        log.info("leads", schema=self._schema)
        tasks = {asyncio.ensure_future(work(wakeups)), asyncio.ensure_future(_ping(connection))}
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


async def _ping(connection: Any) -> None:
    """Raises when the session, and with it the lock, is gone."""
    while True:
        await connection.execute("SELECT 1", timeout=PING_TIMEOUT_SECONDS)
        await asyncio.sleep(PING_SECONDS)


async def _wait(stopping: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return
