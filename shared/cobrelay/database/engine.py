"""How a service reaches PostgreSQL: one pool, parameters never shown in an error."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

POOL_SIZE = 6
POOL_WAIT_SECONDS = 10
CONNECT_SECONDS = 5
COMMAND_SECONDS = 60
SETTINGS: Mapping[str, str] = {
    "timezone": "UTC",
    "lock_timeout": "5s",  # a psql session that holds a lock must not hold the service
    "idle_in_transaction_session_timeout": "60s",
    "jit": "off",  # our queries are short: compiling them costs more than running them
}


def create_engine(url: str, *, pool_size: int = POOL_SIZE, name: str = "cobrelay") -> AsyncEngine:
    """An engine for `url` (postgresql://… is taken too); errors never quote parameters."""
    return create_async_engine(
        asyncpg_url(url),
        hide_parameters=True,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_timeout=POOL_WAIT_SECONDS,
        connect_args={
            "timeout": CONNECT_SECONDS,
            "command_timeout": COMMAND_SECONDS,
            "server_settings": {**SETTINGS, "application_name": name},
        },
    )


def asyncpg_url(url: str) -> sa.URL:
    """The same database through the asyncpg driver."""
    return sa.make_url(url).set(drivername="postgresql+asyncpg")


def plain_dsn(url: str | sa.URL) -> str:
    """The same database as asyncpg itself wants it named."""
    named = sa.make_url(url).set(drivername="postgresql")
    return named.render_as_string(hide_password=False)
